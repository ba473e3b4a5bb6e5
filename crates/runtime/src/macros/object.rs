/// Makes a struct an object of JSON: its members, where they stand, and its schema.
///
/// ```
/// use bindery_runtime::schema::Schema;
/// use bindery_runtime::{Members, object};
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Point {
///     x: i64,
///     label: Option<String>,
///     unknown_members: Members,
/// }
///
/// object! {
///     Point: SCHEMA {
///         required x: "x",
///         optional label: "label",
///         ..unknown_members
///     }
/// }
///
/// static SCHEMA: Schema = Schema::OBJECT;
/// ```
///
/// A member is `required` or `optional`; its type says whether it may be null. `by SELECT_BY(tag, …)` after the
/// name says that siblings choose the variant of a union. What is not declared goes to `..field`, is dropped by
/// a plain `..`, and is refused where there is neither.
#[macro_export]
macro_rules! object {
    ($name:ident: $schema:path {
        $($presence:ident $field:ident: $wire:literal $(by $($select:ident)::+($($tag:ident),* $(,)?))?,)*
        $(..$additional:ident $(,)?)?
    }) => {
        $crate::__object! {
            $name $schema [$([$presence $field $wire [$($($select)::+ [$($tag)*])?]])*] [$($additional)?] []
        }
    };
    ($name:ident: $schema:path {
        $($presence:ident $field:ident: $wire:literal $(by $($select:ident)::+($($tag:ident),* $(,)?))?,)*
        ..
    }) => {
        $crate::__object! {
            $name $schema [$([$presence $field $wire [$($($select)::+ [$($tag)*])?]])*] [] [dropped]
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident $schema:path [$([$presence:ident $field:ident $wire:literal [$($select:tt)*]])*] [$($additional:ident)?] [$($dropped:ident)?]) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Object for $name {
            const NAMES: &'static [&'static str] = &[$($wire),*];

            fn read<'de, __A: $crate::private::MapAccess<'de>>(
                reader: &mut $crate::private::MemberReader<__A>,
            ) -> ::core::result::Result<Self, __A::Error> {
                $(let mut $field = ::core::default::Default::default();)*
                $(let mut $additional = ::core::default::Default::default();)?
                while let ::core::option::Option::Some(mut _place) = reader.next_member()? {
                    $(if _place.is_this() {
                        $crate::__object_member!(reader $field $wire [$($select)*]);
                        continue;
                    })*
                    $crate::__object_additional!(reader [$($additional)?] [$($dropped)?]);
                }
                $(let $field = $crate::__object_slot!(reader $field $wire [$($select)*]);)*
                ::core::result::Result::Ok(Self {
                    $($field: $crate::private::finish::$presence($field, $wire)?,)*
                    $($additional: $crate::private::finish_additional($additional)?,)?
                })
            }

            fn write<__M: $crate::private::SerializeMap>(&self, _map: &mut __M) -> ::core::result::Result<(), __M::Error> {
                $(
                    $crate::__object_check!(self $field $wire $presence [$($select)*]);
                    $crate::private::write::$presence(_map, $wire, &self.$field)?;
                )*
                $($crate::private::WriteAdditional::write(
                    &self.$additional,
                    _map,
                    <Self as $crate::private::Object>::NAMES,
                )?;)?
                ::core::result::Result::Ok(())
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {
            const FACTS: $crate::private::Facts = $crate::private::Facts::object(
                &[$(($crate::private::is_required(stringify!($presence)), $wire)),*],
                &[$(stringify!($additional))? $(stringify!($dropped))?],
            );

            fn decode<__D: $crate::private::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::decode_object(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::private::serialize_object(self, serializer)
            }
        }

        $crate::__common! { $name $schema }
        $crate::__opaque_tag! { $name }
    };
}

/// What becomes of a member that is not declared.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_additional {
    ($reader:ident [] [dropped]) => {
        $reader.drop_undeclared()?
    };
    ($reader:ident [] []) => {
        return ::core::result::Result::Err($reader.undeclared_fault())
    };
    ($reader:ident [$additional:ident] []) => {
        $crate::private::Additional::read(&mut $additional, $reader)?
    };
}

/// How a member is read: by its type, or by its siblings.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_member {
    ($reader:ident $field:ident $wire:literal []) => {
        $reader.member(&mut $field, $wire)?
    };
    ($reader:ident $field:ident $wire:literal [$($select:ident)::+ [$($tag:ident)*]]) => {
        $($select)::+.read($reader, &mut $field, $wire, &[$($crate::private::seen(&$tag)),*])?
    };
}

/// What was read of a member when all were.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_slot {
    ($reader:ident $field:ident $wire:literal []) => {
        $field
    };
    ($reader:ident $field:ident $wire:literal [$($select:ident)::+ [$($tag:ident)*]]) => {
        $($select)::+.resolve($reader, $field, $wire, &[$($crate::private::tag(&$tag)),*])?
    };
}

/// Whether a member agrees with its siblings.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_check {
    ($object:ident $field:ident $wire:literal $presence:ident []) => {};
    ($object:ident $field:ident $wire:literal $presence:ident [$($select:ident)::+ [$($tag:ident)*]]) => {
        $($select)::+.check_written::<_, __M::Error>(
            $wire,
            &[$($crate::private::tag(&$object.$tag)),*],
            &$object.$field,
        )?
    };
}

/// What every type of a document has.
#[doc(hidden)]
#[macro_export]
macro_rules! __common {
    ($name:ident $schema:path) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <Self as $crate::Decode<'de>>::decode(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::Described for $name {
            const SCHEMA: &'static $crate::schema::Schema = &$schema;
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::Validate for $name {
            fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::private::validate(self, &$schema)
            }
        }
    };
}

/// A type that chooses no variant of a union beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __opaque_tag {
    ($name:ident) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::select::AsTag for $name {
            fn as_tag(&self) -> $crate::select::TagValue<'_> {
                $crate::select::TagValue::Other
            }
        }
    };
}
