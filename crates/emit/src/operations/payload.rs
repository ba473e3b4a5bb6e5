//! What a body is in Rust: a value, a sequence of values, or a stream of bytes.
//!
//! ```yaml
//! text/event-stream: { schema: { $ref: '#/components/schemas/Chunk' } }   # Events<Chunk>
//! ```

use bindery_model::{Answer, Api, BodyEncoding, EventData, MediaType, Operation, Part, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::bodies;
use super::parameters::form_members;
use crate::scope::{Scope, identifier};
use crate::text::literal;
use crate::type_tokens::type_tokens;

/// The type of a body of this media type, which is all there.
pub(crate) fn tokens(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    of_value(scope, media, &scope.context.api.value_type(media))
}

/// The type of a body of this media type: a value, or a stream.
pub(crate) fn streamed_tokens(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    match is_bytes(media) {
        true => scope.runtime("http::ByteStream"),
        false => tokens(scope, media),
    }
}

/// The same without a box around it.
pub(crate) fn unboxed_tokens(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    match scope.context.api.value_type(media) {
        TypeRef::Boxed(inner) => of_value(scope, media, &inner),
        _ => streamed_tokens(scope, media),
    }
}

fn of_value(scope: &mut Scope<'_>, media: &MediaType, value: &TypeRef) -> TokenStream {
    let sequence = match media.encoding {
        BodyEncoding::Events(_) => "http::Events",
        BodyEncoding::JsonLines => "http::JsonLines",
        BodyEncoding::JsonSequence => "http::JsonSequence",
        _ => return type_tokens(scope, value),
    };
    let value = type_tokens(scope, value);
    let sequence = scope.runtime(sequence);
    quote!(#sequence<#value>)
}

/// Whether a body of this type is a sequence, which comes item by item.
pub(crate) fn is_sequence(media: &MediaType) -> bool {
    media.encoding.is_sequence()
}

/// Whether a body of this type comes and goes piece by piece, unless it is a failure's.
pub(crate) fn is_streamed(media: &MediaType) -> bool {
    is_sequence(media) || is_bytes(media)
}

/// What a type derives: nothing can be done twice with one that `holds_stream`.
pub(crate) fn derives(holds_stream: bool) -> TokenStream {
    match holds_stream {
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Clone, Debug, PartialEq)]),
    }
}

/// `Media::json("application/json")`.
pub(crate) fn media(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    let name = scope.runtime("http::Media");
    let content_type = &media.name;
    if media.encoding == BodyEncoding::Form && !media.members.is_empty() {
        let members = form_members(scope, &media.members);
        return quote!(#name::form_of(#content_type, #members));
    }
    if !media.parts.is_empty() {
        let parts = parts(scope, &media.parts);
        return quote!(#name::multipart_of(#content_type, #parts));
    }
    let encoding = identifier(bodies::encoding_name(media.encoding));
    let until = told_end(media).map(|end| quote!(.until(#end)));
    quote!(#name::#encoding(#content_type) #until)
}

/// What ends a stream of events, if the document says so, or if it is not what is taken for granted: nothing for text,
/// `[DONE]` for anything else. Empty: nothing does.
pub(crate) fn told_end(media: &MediaType) -> Option<&str> {
    let BodyEncoding::Events(data) = media.encoding else {
        return None;
    };
    let usual = match data {
        EventData::Text => "",
        EventData::Json | EventData::Event => "[DONE]",
    };
    match &media.stream_end {
        Some(end) => Some(end.data.as_str()).filter(|data| end.is_declared || *data != usual),
        None => Some("").filter(|none| *none != usual),
    }
}

/// Whether a success of this type is bytes that are handed over as they come.
fn is_bytes(media: &MediaType) -> bool {
    media.encoding == BodyEncoding::Binary
}

/// The type of a success's body: a value, or a stream.
pub(crate) fn success(scope: &mut Scope<'_>, media: Option<&MediaType>) -> TokenStream {
    match media {
        Some(media) => streamed_tokens(scope, media),
        None => quote!(()),
    }
}

/// The type of a failure's body: bytes are read whole, for an error holds them.
pub(crate) fn failure(scope: &mut Scope<'_>, media: Option<&MediaType>) -> TokenStream {
    match media {
        None => quote!(()),
        Some(media) => tokens(scope, media),
    }
}

/// `value` with the headers that `answer` declares, if there are any.
pub(crate) fn with_headers(scope: &mut Scope<'_>, answer: &Answer, value: TokenStream) -> TokenStream {
    let Some(headers) = &answer.headers_name else {
        return value;
    };
    let name = scope.runtime("http::WithHeaders");
    let headers = scope.server_item(headers.as_str());
    quote!(#name<#value, #headers>)
}

/// The media types that are read like the preferred one, that one first: JSON, or sequences of JSON, of
/// the same type.
pub(crate) fn read_alike(answer: &Answer) -> Vec<&MediaType> {
    let Some((preferred, others)) = answer.bodies.split_first() else {
        return Vec::new();
    };
    let is_json = preferred.encoding == BodyEncoding::Json || is_sequence(preferred);
    let alike = others.iter().filter(|media| {
        is_json
            && media.encoding == preferred.encoding
            && media.stream_end == preferred.stream_end
            && unboxed(media) == unboxed(preferred)
    });
    std::iter::once(preferred).chain(alike).collect()
}

/// `"application/json" | "application/hal+json"`, as the tables have media types that are read alike.
pub(crate) fn media_words(alike: &[&MediaType]) -> String {
    let until = alike.first().and_then(|media| told_end(media));
    let until = until.map_or_else(String::new, |end| format!(" until {}", literal(end)));
    let names = alike
        .iter()
        .map(|media| format!("{}{until}", literal(&media.name)));
    names.collect::<Vec<_>>().join(" | ")
}

/// The type of the value; that of a large one may be boxed in one place and not in another.
fn unboxed(media: &MediaType) -> &TypeRef {
    match &media.type_ref {
        TypeRef::Boxed(inner) => inner,
        plain => plain,
    }
}

/// The media types of a success that a caller may ask for, each of the type that the call then has.
pub(crate) fn others<'a>(api: &Api, operation: &'a Operation, answer: &'a Answer) -> Vec<&'a MediaType> {
    let value = |media: &MediaType| (media.encoding, api.value_type(media));
    let is_offered = |media: &&MediaType| {
        let mut alternates = operation.alternates.iter();
        alternates.any(|alternate| {
            alternate.media_type.name == media.name && value(&alternate.media_type) == value(media)
        })
    };
    answer.bodies.iter().skip(1).filter(is_offered).collect()
}

/// `&[Part { name: "photo", content_type: Some("image/png"), headers: &[] }]`.
fn parts(scope: &mut Scope<'_>, parts: &[Part]) -> TokenStream {
    let struct_name = scope.runtime("http::Part");
    let parts = parts.iter().map(|part| {
        let name = &part.name;
        let content_type = match &part.content_type {
            Some(content_type) => quote!(Some(#content_type)),
            None => quote!(None),
        };
        let headers = part.headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(#struct_name { name: #name, content_type: #content_type, headers: &[#(#headers),*] })
    });
    quote!(&[#(#parts),*])
}
