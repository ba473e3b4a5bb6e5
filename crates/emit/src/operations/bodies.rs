//! Which of a body's media types is sent and read, and as which type.
//!
//! ```yaml
//! content:
//!   application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
//!   application/json: { schema: { $ref: '#/components/schemas/Pet' } }   # this one
//! ```

use bindery_model::{Api, Body, BodyEncoding, EventData, MediaType, Primitive, Shape, TypeRef};

/// The media type that a client sends: JSON where there is one, else the first.
pub(crate) fn chosen(body: &Body) -> Option<&MediaType> {
    let json = body
        .media_types
        .iter()
        .find(|media| media.encoding == BodyEncoding::Json);
    json.or(body.media_types.first())
}

/// The media types that a server reads: the chosen one, then all that hold the same Rust type.
pub(crate) fn accepted<'a>(api: &Api, body: &'a Body) -> Vec<&'a MediaType> {
    let Some(chosen) = chosen(body) else {
        return Vec::new();
    };
    let value = (value_type(api, chosen), sequence(chosen));
    let others = body
        .media_types
        .iter()
        .filter(|media| !std::ptr::eq(*media, chosen));
    let same = others.filter(|media| (value_type(api, media), sequence(media)) == value);
    std::iter::once(chosen).chain(same).collect()
}

/// What kind of sequence a body is, where it is one.
fn sequence(media: &MediaType) -> Option<&'static str> {
    media
        .encoding
        .is_sequence()
        .then(|| encoding_name(media.encoding))
}

/// The type of a body's value, of each where it is a sequence: what its schema says, as far as the encoding can carry it.
pub(crate) fn value_type(api: &Api, media: &MediaType) -> TypeRef {
    match media.encoding {
        BodyEncoding::Json
        | BodyEncoding::Form
        | BodyEncoding::Multipart
        | BodyEncoding::Events(EventData::Json | EventData::Event)
        | BodyEncoding::JsonLines
        | BodyEncoding::JsonSequence => media.type_ref.clone(),
        BodyEncoding::Binary => TypeRef::Primitive(Primitive::Binary),
        BodyEncoding::Text | BodyEncoding::Events(EventData::Text)
            if is_text(api, &media.type_ref, api.types.len()) =>
        {
            media.type_ref.clone()
        }
        BodyEncoding::Text | BodyEncoding::Events(EventData::Text) => TypeRef::Primitive(Primitive::String),
    }
}

/// Whether a value of this type is a single piece of text. `depth` bounds chains of aliases.
fn is_text(api: &Api, type_ref: &TypeRef, depth: usize) -> bool {
    match type_ref {
        TypeRef::Primitive(primitive) => *primitive != Primitive::Binary,
        TypeRef::Named(id) if depth > 0 => match &api.type_def(*id).shape {
            Shape::Enum(_) => true,
            Shape::Newtype(newtype) => is_text(api, &newtype.inner, depth - 1),
            Shape::Alias(target) => is_text(api, target, depth - 1),
            Shape::Object(_) | Shape::Union(_) => false,
        },
        _ => false,
    }
}

/// What the tables call an encoding.
pub(crate) fn encoding_name(encoding: BodyEncoding) -> &'static str {
    match encoding {
        BodyEncoding::Json => "json",
        BodyEncoding::Form => "form",
        BodyEncoding::Multipart => "multipart",
        BodyEncoding::Text => "text",
        BodyEncoding::Binary => "binary",
        BodyEncoding::Events(EventData::Json) => "events",
        BodyEncoding::Events(EventData::Text) => "text_events",
        BodyEncoding::Events(EventData::Event) => "whole_events",
        BodyEncoding::JsonLines => "json_lines",
        BodyEncoding::JsonSequence => "json_sequence",
    }
}
