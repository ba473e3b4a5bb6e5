//! A body as a value: judged by its schema as it came, then decoded.

use serde::de::DeserializeOwned;

use super::body::Content;
use super::judge::judge;
use super::parameter::{self, JsonText, Members, Reading};
use super::percent::{self, Plus};
use super::problem::{Fault, FaultPlace};
use super::query::pairs;
use crate::http::{self, Encoding};
use crate::{DecodeError, json};

/// The value that a body stands for, or all that is wrong with it.
pub(super) fn decode<T: DeserializeOwned>(content: &Content) -> Result<T, Vec<Fault>> {
    let bytes = content.bytes.as_slice();
    match content.media.encoding {
        Encoding::Json => decode_json(content, bytes),
        Encoding::Form => decode_json(content, form(content, utf8(bytes)?)?.as_bytes()),
        Encoding::Text => {
            let text = Reading::Text(utf8(bytes)?.to_owned());
            decode_json(content, parameter::json(&text, content.schema).as_bytes())
        }
        Encoding::Multipart | Encoding::Binary => http::decode(content.media, bytes).map_err(not_decoded),
    }
}

fn decode_json<T: DeserializeOwned>(content: &Content, text: &[u8]) -> Result<T, Vec<Fault>> {
    judge(content.schema, text).map_err(|verdict| verdict.faults(|pointer| FaultPlace::Body { pointer }))?;
    json::from_slice(text).map_err(not_decoded)
}

/// The type may ask for more than the schema says; then its fault is one of the request's.
fn not_decoded(error: DecodeError) -> Vec<Fault> {
    vec![fault(error.path(), error.detail(), false)]
}

fn form(content: &Content, text: &str) -> Result<JsonText, Vec<Fault>> {
    let decode = |raw| {
        percent::decode(raw, Plus::Space)
            .map(std::borrow::Cow::into_owned)
            .map_err(|malformed| vec![fault("#", malformed.detail(), true)])
    };
    let mut members = Members::default();
    for pair in pairs(text) {
        members.push(decode(pair.name)?, decode(pair.value)?);
    }
    Ok(parameter::json(&Reading::Members(members), content.schema))
}

fn utf8(bytes: &[u8]) -> Result<&str, Vec<Fault>> {
    std::str::from_utf8(bytes).map_err(|_| vec![fault("#", "is not UTF-8", true)])
}

fn fault(pointer: &str, detail: &str, malformed: bool) -> Fault {
    Fault {
        place: FaultPlace::Body {
            pointer: pointer.to_owned(),
        },
        detail: detail.to_owned(),
        malformed,
    }
}
