//! What a body is in Rust: a value, or a sequence of values.
//!
//! ```yaml
//! text/event-stream: { schema: { $ref: '#/components/schemas/Chunk' } }   # Events<Chunk>
//! ```

use bindery_model::{BodyEncoding, EventData, MediaType};
use proc_macro2::TokenStream;
use quote::quote;

use super::bodies;
use super::parameters::form_members;
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// The type of a body of this media type.
pub(crate) fn tokens(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    let value = bodies::value_type(scope.context.api, media);
    let value = type_tokens(scope, &value);
    let sequence = match media.encoding {
        BodyEncoding::Events(_) => "http::Events",
        BodyEncoding::JsonLines => "http::JsonLines",
        BodyEncoding::JsonSequence => "http::JsonSequence",
        _ => return value,
    };
    let sequence = scope.runtime(sequence);
    quote!(#sequence<#value>)
}

/// What a type derives that holds bodies of these media types: nothing can be done twice with a stream.
pub(crate) fn derives<'a>(media_types: impl IntoIterator<Item = &'a MediaType>) -> TokenStream {
    match media_types.into_iter().any(|media| media.encoding.is_sequence()) {
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Clone, Debug, PartialEq)]),
    }
}

/// `Media::json("application/json")`.
pub(crate) fn media(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    let name = scope.runtime("http::Media");
    let content_type = &media.name;
    if let BodyEncoding::Events(data) = media.encoding
        && let Some(form) = event_form(scope, data, media.stream_end.as_deref())
    {
        return quote!(#name::events_of(#content_type, #form));
    }
    if media.encoding == BodyEncoding::Form && !media.members.is_empty() {
        let members = form_members(scope, &media.members);
        return quote!(#name::form_of(#content_type, #members));
    }
    let encoding = identifier(bodies::encoding_name(media.encoding));
    quote!(#name::#encoding(#content_type))
}

/// What data is, and what ends the stream; nothing for what most event streams are.
fn event_form(scope: &mut Scope<'_>, data: EventData, end: Option<&str>) -> Option<TokenStream> {
    if (data, end) == (EventData::Json, Some("[DONE]")) {
        return None;
    }
    let form = scope.runtime("http::EventForm");
    let known = match (data, end) {
        (EventData::Text, None) => Some("TEXT"),
        (EventData::Event, Some("[DONE]")) => Some("EVENT"),
        _ => None,
    };
    if let Some(known) = known {
        let known = identifier(known);
        return Some(quote!(#form::#known));
    }
    let kinds = scope.runtime("http::EventData");
    let kind = identifier(match data {
        EventData::Json => "Json",
        EventData::Text => "Text",
        EventData::Event => "Event",
    });
    let end = match end {
        Some(end) => quote!(Some(#end)),
        None => quote!(None),
    };
    Some(quote!(#form { data: #kinds::#kind, end: #end }))
}
