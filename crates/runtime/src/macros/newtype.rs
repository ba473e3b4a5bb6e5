/// Makes a struct around one value a type of JSON with a schema of its own.
///
/// ```
/// use bindery_runtime::newtype;
/// use bindery_runtime::schema::{Rule, Schema};
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Code(pub String);
///
/// newtype! { Code(String): SCHEMA }
///
/// static SCHEMA: Schema = Schema(&[Rule::MaxLength(3)]);
/// ```
#[macro_export]
macro_rules! newtype {
    ($name:ident($inner:ty): $schema:path $(,)?) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {
            const FACTS: $crate::private::Facts = <$inner as $crate::Decode<'de>>::FACTS;
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Ok(Self(<$inner as $crate::Decode<'de>>::decode(deserializer)?))
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::private::Serialize::serialize(&self.0, serializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::AsTag for $name {
            fn as_tag(&self) -> $crate::select::TagValue<'_> {
                $crate::select::AsTag::as_tag(&self.0)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::convert::From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::ops::Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        $crate::__common! { $name $schema }
    };
}
