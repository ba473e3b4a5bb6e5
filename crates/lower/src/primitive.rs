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
        Some("date-time") => Primitive::DateTime,
        Some("date") => Primitive::Date,
        Some("time") => Primitive::Time,
        Some("duration") => Primitive::Duration,
        Some("uuid") => Primitive::Uuid,
        Some("uri") => Primitive::Uri,
        Some("ipv4") => Primitive::Ipv4,
        Some("ipv6") => Primitive::Ipv6,
        Some("byte") => Primitive::Bytes,
        Some("binary") => Primitive::Binary,
        _ => Primitive::String,
    }
}

/// A format says how wide an integer is; bounds and literals beyond it say that it is wider.
fn integer(view: &View<'_>) -> Primitive {
    let named = match view.format {
        Some("int32" | "int16" | "int8" | "uint8" | "uint16") => Primitive::I32,
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
        Primitive::I32 => (i32::MIN.into(), i32::MAX.into()),
        Primitive::U32 => (0, u32::MAX.into()),
        Primitive::U64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// `format: float` is an `f64`, too: as an `f32` it would lose digits that others send.
fn number(view: &View<'_>) -> Primitive {
    match view.format {
        Some("decimal" | "bigdecimal" | "big-decimal") => Primitive::Decimal,
        _ => Primitive::F64,
    }
}

/// The format that validation checks, of a value of `types`.
pub(crate) fn format(name: &str, types: Option<Types>) -> Option<Format> {
    let format = match name {
        "int32" => Format::Int32,
        "int64" => Format::Int64,
        "date-time" => Format::DateTime,
        "date" => Format::Date,
        "time" => Format::Time,
        "duration" => Format::Duration,
        "uuid" => Format::Uuid,
        "uri" => Format::Uri,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "byte" => Format::Byte,
        _ => return None,
    };
    let concerned = match format {
        Format::Int32 | Format::Int64 => Types::NUMBER,
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
        Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::BigInteger => {
            JsonType::Integer
        }
        Primitive::F32 | Primitive::F64 | Primitive::Decimal => JsonType::Number,
        _ => JsonType::String,
    }
}
