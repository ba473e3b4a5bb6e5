//! Types as code shows them.

use bindery_model::{
    Api, BodyEncoding, Formats, Maps, MediaType, Member, Presence, Primitive, Shape, TypeRef,
};

/// How deep aliases are followed.
const DEEPEST: usize = 64;

/// A type as it stands in signatures, aliases resolved: who uses an alias does not see it.
pub(super) fn rust_type(api: &Api, type_ref: &TypeRef) -> String {
    named(api, type_ref, DEEPEST)
}

fn named(api: &Api, type_ref: &TypeRef, depth: usize) -> String {
    let inner = |type_ref: &TypeRef| named(api, type_ref, depth);
    match type_ref {
        TypeRef::Named(id) => match (api.shared.get(id), &api.type_def(*id).shape) {
            (Some(shared), _) => format!("{}::{}", shared.library, shared.name),
            (None, Shape::Alias(target)) if depth > 0 => named(api, target, depth - 1),
            _ => api.type_def(*id).name.to_string(),
        },
        TypeRef::Primitive(primitive) => primitive_name(api, *primitive),
        TypeRef::List(item) => format!("Vec<{}>", inner(item)),
        TypeRef::Map(value) => {
            let map = match api.maps {
                Maps::Btree => "BTreeMap",
                Maps::Index => "IndexMap",
            };
            format!("{map}<String, {}>", inner(value))
        }
        TypeRef::Tuple(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("({})", items.join(", "))
        }
        TypeRef::Nullable(value) => format!("Nullable<{}>", inner(value)),
        TypeRef::Boxed(value) => format!("Box<{}>", inner(value)),
        TypeRef::Existing(path) => path.clone(),
        TypeRef::Any => "Json".to_owned(),
        TypeRef::Never => "Never".to_owned(),
    }
}

fn primitive_name(api: &Api, primitive: Primitive) -> String {
    let name = match primitive {
        Primitive::Bool => "bool",
        Primitive::I8 => "i8",
        Primitive::I16 => "i16",
        Primitive::I32 => "i32",
        Primitive::I64 => "i64",
        Primitive::U8 => "u8",
        Primitive::U16 => "u16",
        Primitive::U32 => "u32",
        Primitive::U64 => "u64",
        Primitive::F32 => "f32",
        Primitive::F64 => "f64",
        Primitive::Secret => "Secret<String>",
        Primitive::Ipv4 => "Ipv4Addr",
        _ => return other_name(api, primitive),
    };
    name.to_owned()
}

/// The types that are called as the model calls them.
fn other_name(api: &Api, primitive: Primitive) -> String {
    let name = format!("{primitive:?}");
    match api.format_types.formats == Formats::Tolerant && primitive.refuses_text() {
        true => format!("Tolerant<{name}>"),
        false => name,
    }
}

/// A field's type.
pub(super) fn field_type(api: &Api, member: &Member) -> String {
    let value = rust_type(api, &member.type_ref);
    match member.presence {
        Presence::Required => value,
        Presence::Optional => format!("Option<{value}>"),
        Presence::Nullable => format!("Nullable<{value}>"),
        Presence::OptionalNullable => format!("Option<Nullable<{value}>>"),
    }
}

/// The type of a body: a value, a sequence or a stream of bytes.
pub(super) fn body_type(api: &Api, media: &MediaType) -> String {
    let value = rust_type(api, &api.value_type(media));
    match media.encoding {
        BodyEncoding::Events(_) => format!("Events<{value}>"),
        BodyEncoding::JsonLines => format!("JsonLines<{value}>"),
        BodyEncoding::JsonSequence => format!("JsonSequence<{value}>"),
        BodyEncoding::Binary => "ByteStream".to_owned(),
        _ => value,
    }
}

/// What stands around a type that may be left out.
pub(super) fn optional(is_required: bool, name: String) -> String {
    match is_required {
        true => name,
        false => format!("Option<{name}>"),
    }
}
