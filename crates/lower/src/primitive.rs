//! Scalars: `type: string`, `format: date-time`.

use bindery_model::{Format, Json, JsonType, Primitive};

use crate::json_types::Types;
use crate::view::View;

/// The Rust type of a scalar of one of `types`, which are of one kind.
pub(crate) fn primitive(view: &View<'_>, types: Types) -> Primitive {
    if types == Types::STRING {
        string(view)
    } else if types == Types::BOOLEAN {
        Primitive::Bool
    } else if types == Types::INTEGER {
        integer(view)
    } else {
        number(view)
    }
}

fn string(view: &View<'_>) -> Primitive {
    if view.sensitive {
        return Primitive::Secret;
    }
    match view.format {
        Some("password") => Primitive::Secret,
        Some("date-time" | "date" | "time" | "duration") if view.time_is_text => Primitive::String,
        Some("date-time") => Primitive::DateTime,
        Some("date") => Primitive::Date,
        Some("time") => Primitive::Time,
        Some("duration") => Primitive::Duration,
        Some("uuid") => Primitive::Uuid,
        Some("uri") => Primitive::Uri,
        Some("ipv4") => Primitive::Ipv4,
        Some("ipv6") => Primitive::Ipv6,
        Some("byte" | "base64") => Primitive::Bytes,
        Some("base64url") => Primitive::Base64Url,
        Some(name) if is_decimal(name) => Primitive::DecimalText,
        Some("binary") => Primitive::Binary,
        _ => Primitive::String,
    }
}

/// A format says how wide an integer is; bounds and literals beyond it say that it is wider.
fn integer(view: &View<'_>) -> Primitive {
    let named = match view.format {
        Some("int8") => Primitive::I8,
        Some("int16") => Primitive::I16,
        Some("int32") => Primitive::I32,
        Some("uint8") => Primitive::U8,
        Some("uint16") => Primitive::U16,
        Some("uint32") => Primitive::U32,
        Some("uint64" | "uint") => Primitive::U64,
        _ => Primitive::I64,
    };
    let fits = |primitive: Primitive| {
        let (low, high) = range(primitive);
        let mut numbers = view.bounds.iter().copied().chain(view.literals.iter().flatten());
        numbers.all(|number| match number {
            Json::Number(number) => number.as_i128().map_or_else(
                || {
                    number
                        .0
                        .parse()
                        .is_ok_and(|float: f64| float >= low as f64 && float <= high as f64)
                },
                |integer| (low..=high).contains(&integer),
            ),
            _ => true,
        })
    };
    let wider = [named, Primitive::I64, Primitive::U64];
    wider
        .into_iter()
        .find(|primitive| fits(*primitive))
        .unwrap_or(Primitive::BigInteger)
}

fn range(primitive: Primitive) -> (i128, i128) {
    match primitive {
        Primitive::I8 => (i8::MIN.into(), i8::MAX.into()),
        Primitive::I16 => (i16::MIN.into(), i16::MAX.into()),
        Primitive::U8 => (0, u8::MAX.into()),
        Primitive::U16 => (0, u16::MAX.into()),
        Primitive::I32 => (i32::MIN.into(), i32::MAX.into()),
        Primitive::U32 => (0, u32::MAX.into()),
        Primitive::U64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// `format: float` is an `f64`, too: as an `f32` it would lose digits that others send.
fn number(view: &View<'_>) -> Primitive {
    match view.format {
        Some(name) if is_decimal(name) => Primitive::Decimal,
        _ => Primitive::F64,
    }
}

fn is_decimal(format: &str) -> bool {
    matches!(format, "decimal" | "bigdecimal" | "big-decimal")
}

/// The format that validation checks, of a value of `types`.
pub(crate) fn format(name: &str, types: Option<Types>) -> Option<Format> {
    let format = match name {
        "int8" => Format::Int8,
        "int16" => Format::Int16,
        "int32" => Format::Int32,
        "int64" => Format::Int64,
        "uint8" => Format::Uint8,
        "uint16" => Format::Uint16,
        "uint32" => Format::Uint32,
        "uint64" => Format::Uint64,
        "date-time" => Format::DateTime,
        "date" => Format::Date,
        "time" => Format::Time,
        "duration" => Format::Duration,
        "uuid" => Format::Uuid,
        "uri" => Format::Uri,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "byte" => Format::Byte,
        "base64url" => Format::Base64Url,
        "uri-reference" => Format::UriReference,
        "iri" => Format::Iri,
        "iri-reference" => Format::IriReference,
        "email" => Format::Email,
        "hostname" => Format::Hostname,
        "regex" => Format::Regex,
        "json-pointer" => Format::JsonPointer,
        "relative-json-pointer" => Format::RelativeJsonPointer,
        "char" => Format::Char,
        "decimal" => Format::Decimal,
        _ => return None,
    };
    let concerned = match format {
        Format::Int8 | Format::Int16 | Format::Int32 | Format::Int64 => Types::NUMBER,
        Format::Uint8 | Format::Uint16 | Format::Uint32 | Format::Uint64 => Types::NUMBER,
        _ => Types::STRING,
    };
    // On a value of another type a format says nothing.
    types
        .is_none_or(|types| !types.is_disjoint(concerned))
        .then_some(format)
}

/// The JSON types that the Rust type of a scalar has on the wire.
pub(crate) fn json_type(primitive: Primitive) -> JsonType {
    match primitive {
        Primitive::Bool => JsonType::Boolean,
        primitive if is_integer(primitive) => JsonType::Integer,
        Primitive::F32 | Primitive::F64 | Primitive::Decimal => JsonType::Number,
        _ => JsonType::String,
    }
}

/// Whether only integers are of the type.
pub(crate) fn is_integer(primitive: Primitive) -> bool {
    matches!(
        primitive,
        Primitive::I8
            | Primitive::I16
            | Primitive::I32
            | Primitive::I64
            | Primitive::U8
            | Primitive::U16
            | Primitive::U32
            | Primitive::U64
            | Primitive::BigInteger
    )
}
