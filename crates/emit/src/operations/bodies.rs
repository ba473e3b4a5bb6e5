//! Which of a body's media types is sent and read, and as which type.
//!
//! ```yaml
//! content:
//!   application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
//!   application/json: { schema: { $ref: '#/components/schemas/Pet' } }   # this one
//! ```

use bindery_model::{Body, BodyEncoding, BodyVariant, EventData, MediaType, Operation};
use proc_macro2::TokenStream;
use quote::quote;

use super::{operation_names, payload};
use crate::scope::{Scope, identifier};

/// What a request's body is in Rust.
#[derive(Clone, Copy)]
pub(crate) enum Sent<'a> {
    /// A value, or a stream, of this media type.
    One(&'a MediaType),
    /// One of several: an enum of the operation's.
    Several(&'a Operation, &'a Body),
}

/// What the body of a request of `operation` is, where it has one.
pub(crate) fn sent(operation: &Operation) -> Option<Sent<'_>> {
    let body = operation.body.as_ref()?;
    match &body.variants[..] {
        [only] => media_types(body, only).next().map(Sent::One),
        [] => None,
        _ => Some(Sent::Several(operation, body)),
    }
}

impl<'a> Sent<'a> {
    /// Its type.
    pub(crate) fn tokens(self, scope: &mut Scope<'_>) -> TokenStream {
        match self {
            Sent::One(media) => payload::streamed_tokens(scope, media),
            Sent::Several(operation, _) => {
                let name = identifier(&operation_names::body(operation));
                quote!(#name)
            }
        }
    }

    /// All that it may be.
    pub(crate) fn media_types(self) -> &'a [MediaType] {
        match self {
            Sent::One(media) => std::slice::from_ref(media),
            Sent::Several(_, body) => &body.media_types,
        }
    }

    /// Whether it is taken as it is, and not looked at.
    pub(crate) fn is_taken(self) -> bool {
        match self {
            Sent::One(media) => payload::is_streamed(media),
            Sent::Several(..) => true,
        }
    }
}

/// The media types of `body` as the tables have them: variant by variant, of each the one that is sent first.
pub(crate) fn rows(body: &Body) -> impl Iterator<Item = &MediaType> {
    body.variants
        .iter()
        .flat_map(|variant| media_types(body, variant))
}

/// The media types of a variant, the one that is sent first.
pub(crate) fn media_types<'a>(
    body: &'a Body,
    variant: &'a BodyVariant,
) -> impl Iterator<Item = &'a MediaType> {
    variant
        .media_types
        .iter()
        .filter_map(|index| body.media_types.get(*index))
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
