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
        ..$additional:ident $(,)?
    }) => {
        $crate::__object! {
            $name $schema [$([$presence $field $wire [$($($select)::+ [$($tag)*])?]])*] kept [$additional]
        }
    };
    ($name:ident: $schema:path {
        $($presence:ident $field:ident: $wire:literal $(by $($select:ident)::+($($tag:ident),* $(,)?))?,)*
        ..
    }) => {
        $crate::__object! {
            $name $schema [$([$presence $field $wire [$($($select)::+ [$($tag)*])?]])*] dropped []
        }
    };
    ($name:ident: $schema:path {
        $($presence:ident $field:ident: $wire:literal $(by $($select:ident)::+($($tag:ident),* $(,)?))?,)*
    }) => {
        $crate::__object! {
            $name $schema [$([$presence $field $wire [$($($select)::+ [$($tag)*])?]])*] refused []
        }
    };
}

// A compiler checks each function of each type, and pays for every `?`, generic call and method of it: what is
// done with a member is behind a `dyn`, so that a member is one reference here, and the loops are the runtime's.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident $schema:path [$([$presence:ident $field:ident $wire:literal $select:tt])*] $others:ident [$($additional:ident)?]) => {
        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Object for $name {
            const MEMBERS: &'static [$crate::private::Declared] = &[$($crate::private::declared::$presence($wire)),*];

            $crate::__object_read! { [$([$presence $field $wire $select])*] $others [$($additional)?] }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::Decode<'de> for $name {
            const FACTS: $crate::private::Facts =
                $crate::private::Facts::$others(<Self as $crate::private::Object>::MEMBERS);
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::private::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::decode_object(deserializer)
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what the table names")]
        impl $crate::private::Serialize for $name {
            fn serialize<__S: $crate::private::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                $($crate::__object_check!(self $field $wire $select);)*
                $crate::private::serialize_object(
                    serializer,
                    <Self as $crate::private::Object>::MEMBERS,
                    &[$(&$crate::private::written::$presence(&self.$field)),*],
                    ($(&self.$additional)?),
                )
            }
        }

        $crate::__common! { $name $schema }
        $crate::__opaque_tag! { $name }
    };
}

/// How an object is read: where siblings choose a variant, member by member, as each sees those that were read.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_read {
    ([$([$presence:ident $field:ident $wire:literal []])*] $others:ident [$($additional:ident)?]) => {
        fn read<'de, __A: $crate::private::MapAccess<'de>>(
            reader: &mut $crate::private::MemberReader<__A>,
        ) -> ::core::result::Result<Self, __A::Error> {
            $(let mut $field = ::core::option::Option::None;)*
            let mut others = $crate::private::others::$others();
            $crate::private::read_members(reader, &mut [$(&mut $field),*], &mut others)?;
            ::core::result::Result::Ok(Self {
                $($field: $crate::__object_value!($presence $field $wire),)*
                $($additional: others,)?
            })
        }
    };
    ([$([$presence:ident $field:ident $wire:literal $select:tt])*] $others:ident [$($additional:ident)?]) => {
        fn read<'de, __A: $crate::private::MapAccess<'de>>(
            reader: &mut $crate::private::MemberReader<__A>,
        ) -> ::core::result::Result<Self, __A::Error> {
            $(let mut $field = ::core::default::Default::default();)*
            let mut others = $crate::private::others::$others();
            while let ::core::option::Option::Some(mut place) = reader.next_member()? {
                $(if place.is_this() {
                    $crate::__object_member!(reader $field $wire $select);
                    continue;
                })*
                $crate::private::Additional::read(&mut others, reader)?;
            }
            $crate::private::finish_additional(&others)?;
            $(let $field = $crate::__object_slot!(reader $field $wire $select);)*
            ::core::result::Result::Ok(Self {
                $($field: $crate::__object_value!($presence $field $wire),)*
                $($additional: others,)?
            })
        }
    };
}

/// What stands in a field when all members were read.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_value {
    (optional $field:ident $wire:literal) => {
        $field
    };
    (required $field:ident $wire:literal) => {
        match $field {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => {
                return ::core::result::Result::Err($crate::private::missing($wire))
            }
        }
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
    ($object:ident $field:ident $wire:literal []) => {};
    ($object:ident $field:ident $wire:literal [$($select:ident)::+ [$($tag:ident)*]]) => {
        $($select)::+.check_written::<_, __S::Error>(
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
        impl $crate::select::AsTag for $name {}
    };
}
