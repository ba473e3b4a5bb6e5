/// Makes an enum a set of strings, with a last variant for strings that the document does not name.
///
/// It gives the enum `as_str`, `Display`, `FromStr` (which never fails) and `From` for strings.
#[macro_export]
macro_rules! string_enum {
    ($name:ident: $schema:path { $($variant:ident = $text:literal,)* ..$unknown:ident $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $name {
            /// The value as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(::std::string::String::from(text)),
                }
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), formatter)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {
            const FACTS: $crate::private::Facts = $crate::private::Facts::STRING;
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::decode_text(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::AsTag for $name {
            fn as_tag(&self) -> $crate::select::TagValue<'_> {
                $crate::select::TagValue::String(self.as_str())
            }
        }

        $crate::__common! { $name $schema }
    };
}

/// Makes an enum a set of values of any kind, with a last variant, of a [`Json`](crate::Json), for values that the
/// document does not name.
///
/// It gives the enum `as_json`, `Display` and `FromStr` (which never fails), both of a value's plain text.
#[macro_export]
macro_rules! value_enum {
    ($name:ident: $schema:path { $($variant:ident = $value:literal,)* ..$unknown:ident $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $name {
            /// The value as it stands in JSON.
            pub fn as_json(&self) -> $crate::Json {
                match self {
                    $(Self::$variant => $crate::private::literal($value, stringify!($value)).into(),)*
                    Self::$unknown(json) => json.clone(),
                }
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::FromValue for $name {
            fn from_value(_value: &$crate::private::EnumValue<'_>) -> ::core::option::Option<Self> {
                $(if _value.is(&$crate::private::literal($value, stringify!($value))) {
                    return ::core::option::Option::Some(Self::$variant);
                })*
                ::core::option::Option::None
            }

            fn from_unknown(json: $crate::Json) -> Self {
                Self::$unknown(json)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::private::value_from_plain(text))
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::private::write_plain(&self.as_json(), formatter)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {}

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::decode_value(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::private::Serialize::serialize(&self.as_json(), serializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::AsTag for $name {
            fn as_tag(&self) -> $crate::select::TagValue<'_> {
                match self {
                    $(Self::$variant => $crate::select::TagValue::Literal(
                        $crate::private::literal($value, stringify!($value)),
                    ),)*
                    Self::$unknown(json) => $crate::select::AsTag::as_tag(json),
                }
            }
        }

        $crate::__common! { $name $schema }
    };
}
