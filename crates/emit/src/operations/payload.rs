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
    if media.encoding == BodyEncoding::Form && !media.members.is_empty() {
        let members = form_members(scope, &media.members);
        return quote!(#name::form_of(#content_type, #members));
    }
    let encoding = identifier(bodies::encoding_name(media.encoding));
    let until = unusual_end(media).map(|end| quote!(.until(#end)));
    quote!(#name::#encoding(#content_type) #until)
}

/// What ends a stream of events, if that is not what is taken for granted: nothing for text, `[DONE]` for
/// anything else. Empty: nothing does.
pub(crate) fn unusual_end(media: &MediaType) -> Option<&str> {
    let BodyEncoding::Events(data) = media.encoding else {
        return None;
    };
    let usual = match data {
        EventData::Text => "",
        EventData::Json | EventData::Event => "[DONE]",
    };
    Some(media.stream_end.as_deref().unwrap_or_default()).filter(|end| *end != usual)
}
