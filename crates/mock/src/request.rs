//! A request that was found to be what the document says.

use bindery_runtime::Decode;
use bindery_runtime::http::{ByteStream, Encoding, HeaderMap};
use bindery_runtime::private::serde::de::IgnoredAny;
use bindery_runtime::private::{Deserialize, Deserializer};
use bindery_runtime::server::{FromRequest, RequestReader};

use crate::preference::Preference;

/// What an answer depends on.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) preference: Preference,
    /// The values of all `Accept` headers, joined by commas.
    pub(crate) accept: String,
    /// Path and query, for what is asked twice is answered twice alike.
    pub(crate) target: String,
}

impl FromRequest for Request {
    fn from_request(reader: &mut RequestReader) -> Option<Self> {
        let mut is_whole = true;
        for index in 0..reader.operation().parameters.len() {
            is_whole &= reader.optional::<Ignored>(index).is_some();
        }
        is_whole &= read_body(reader).is_some();
        let request = reader.request();
        let target = request.uri.path_and_query().map(ToString::to_string);
        is_whole.then(|| Self {
            preference: Preference::read(&request.headers),
            accept: accept(&request.headers),
            target: target.unwrap_or_default(),
        })
    }
}

/// Has the body judged, as far as the document says anything of it.
fn read_body(reader: &mut RequestReader) -> Option<()> {
    match reader.encoding() {
        Some(Encoding::Binary | Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence) => {
            reader.optional_items::<ByteStream>().map(drop)
        }
        _ => reader.optional_body::<Ignored>().map(drop),
    }
}

fn accept(headers: &HeaderMap) -> String {
    let values = headers.get_all("accept").iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    values.join(",")
}

/// Any value, of which nothing is kept.
#[derive(Debug)]
struct Ignored;

impl<'de> Decode<'de> for Ignored {}

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}
