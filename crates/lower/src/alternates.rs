//! Other representations of an answer than the preferred one:
//!
//! ```yaml
//! content: { application/json: { … }, text/csv: { schema: { type: string } } }   # `as_csv()`
//! ```

use bindery_model::{Alternate, Answer, BodyEncoding, MediaType};

use crate::scope::Scope;
use crate::{media_type::Essence, names};

/// What a generated call has already.
const TAKEN: [&str; 4] = ["as_mut", "as_ref", "as_any", "as_enum"];

/// What a caller may ask for instead of what is preferred, over all successes of an operation. What is
/// read as the preferred one need not be asked for.
pub(crate) fn alternates(successes: &[Answer]) -> Vec<Alternate> {
    let mut scope = Scope::new();
    TAKEN.iter().for_each(|name| scope.reserve(name));
    let mut alternates: Vec<Alternate> = Vec::new();
    for answer in successes {
        let Some((preferred, others)) = answer.bodies.split_first() else {
            continue;
        };
        for media in others.iter().filter(|media| !is_read_as(preferred, media)) {
            let known = |alternate: &Alternate| {
                alternate.media_type.name == media.name || is_read_as(&alternate.media_type, media)
            };
            if alternates.iter().any(known) {
                continue;
            }
            let claim = scope.claim(&format!("as_{}", word(media)), [long_word(media)]);
            alternates.push(Alternate {
                name: claim.name,
                media_type: media.clone(),
            });
        }
    }
    alternates
}

/// Whether a body of `media` is read as one of `preferred`: both are JSON, or sequences of JSON, of one type.
pub(crate) fn is_read_as(preferred: &MediaType, media: &MediaType) -> bool {
    let said = |media: &MediaType| (media.encoding, media.type_ref.clone(), media.stream_end.clone());
    let is_json = preferred.encoding == BodyEncoding::Json || preferred.encoding.is_sequence();
    is_json && said(preferred) == said(media)
}

/// What a user would call the media type.
pub(crate) fn word(media: &MediaType) -> String {
    match media.encoding {
        BodyEncoding::Events(_) => return "events".to_owned(),
        BodyEncoding::JsonLines => return "json_lines".to_owned(),
        BodyEncoding::JsonSequence => return "json_sequence".to_owned(),
        _ => {}
    }
    let Some(essence) = Essence::parse(&media.name) else {
        return "bytes".to_owned();
    };
    match essence.parts() {
        (_, "plain") => "text".to_owned(),
        (_, "octet-stream") | ("*", "*") => "bytes".to_owned(),
        (kind, "*") => names::words(kind).join("_"),
        (_, subtype) => {
            let facet = ["x-", "vnd."]
                .iter()
                .find_map(|facet| subtype.strip_prefix(facet));
            names::words(&facet.unwrap_or(subtype).replace('+', " ")).join("_")
        }
    }
}

fn long_word(media: &MediaType) -> String {
    names::member_name(&format!("as_{}", media.name))
}
