/// Makes an enum a union of JSON: its variants, what tells them apart, and its schema.
///
/// ```text
/// union! {
///     Provider: SCHEMA, SELECTION {
///         StripePaymentIntentConfiguration(StripePaymentIntentConfiguration),
///         StripeHostedCheckoutConfiguration(StripeHostedCheckoutConfiguration),
///         ..Unknown
///     }
/// }
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident: $schema:path, $selection:path { $($variant:ident($type:ty),)* ..$unknown:ident $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::Union for $name {
            fn plan() -> &'static $crate::select::Plan {
                static PLAN: $crate::select::Plan = $crate::select::Plan::new(
                    &$selection,
                    &[$(<$type as $crate::Decode<'static>>::FACTS),*],
                );
                &PLAN
            }

            fn read<'de, __D: $crate::private::Deserializer<'de>>(
                variant: usize,
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                let mut _place = $crate::private::place(variant);
                $(if _place.is_this() {
                    return ::core::result::Result::Ok(Self::$variant($crate::Decode::decode(deserializer)?));
                })*
                $crate::private::unknown_variant(deserializer).map(Self::$unknown)
            }

            fn from_unknown(value: $crate::UnknownVariant) -> Self {
                Self::$unknown(value)
            }

            fn chosen(&self) -> $crate::select::Chosen<'_> {
                match self {
                    Self::$unknown(value) => $crate::select::Chosen::Unknown(value),
                    _ => $crate::select::Chosen::nth(&[$(matches!(self, Self::$variant(_))),*]),
                }
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::Selectable for $name {
            type Union = Self;

            fn from_union(union: Self) -> Self {
                union
            }

            fn null() -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }

            fn held(&self) -> $crate::select::Chosen<'_> {
                $crate::select::Union::chosen(self)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {}

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::decode_union(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::private::Serialize::serialize(value, serializer),)*
                    Self::$unknown(value) => $crate::private::Serialize::serialize(value, serializer),
                }
            }
        }

        $crate::__common! { $name $schema }
        $crate::__opaque_tag! { $name }
    };
}
