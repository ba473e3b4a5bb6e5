//! The answer to a request.

use bindery_runtime::Json;
use bindery_runtime::fake::Maker;
use bindery_runtime::http::{
    Answer, Body, Content, Head, HeaderMap, Match, Operation, Parameter, ReadError, Received, Reply,
    StatusCode, WriteError, header,
};

use crate::choice::{Choice, Missing};
use crate::value::{NoBody, content};

/// What a mock answers with, whatever the operation.
#[derive(Debug)]
pub(crate) struct Made(pub(crate) Reply);

impl Answer for Made {
    const IS_NEGOTIATED: bool = true;

    /// It is never received.
    fn find(_operation: &Operation, _head: &Head<'_>) -> Option<Match> {
        None
    }

    fn read(_operation: &Operation, _row: usize, _received: &mut Received) -> Result<Self, ReadError> {
        Err(ReadError::TooLarge)
    }

    fn write(self, _operation: &Operation) -> Result<Reply, WriteError> {
        Ok(self.0)
    }
}

/// The header that tells what is wrong, where the body does not.
pub(crate) const PROBLEM: &str = "x-problem";

/// The reply that was chosen.
pub(crate) fn reply(choice: &Choice<'_>, maker: &mut Maker) -> Reply {
    let mut reply = Reply::empty(choice.status);
    if let Some(body) = choice.body {
        match content(body, choice.example, maker) {
            Ok(made) => {
                reply.content = Some(made.content);
                tell_of_unfit(made.fits, &mut reply.headers);
            }
            Err(none) => return unable(none, body.media.content_type),
        }
    }
    for described in choice.answer.iter().flat_map(|answer| answer.headers) {
        add_header(described, maker, &mut reply.headers);
    }
    reply
}

/// The caller is told where the body is not what the document says.
pub(crate) fn tell_of_unfit(fits: bool, headers: &mut HeaderMap) {
    if let (false, Ok(told)) = (fits, "the body is not what its schema says".parse()) {
        headers.insert(PROBLEM, told);
    }
}

/// One of which no value was found is left out, as if it were not declared.
pub(crate) fn add_header(described: &'static Parameter, maker: &mut Maker, headers: &mut HeaderMap) {
    let value = maker.parameter(described.schema);
    let value: Option<Json> = value.and_then(|text| text.parse().ok());
    let Some(value) = value else { return };
    let mut written = HeaderMap::new();
    if header::write(Some(described), &value, &mut written).is_ok() {
        headers.extend(written);
    }
}

/// What is said where the document has no such answer.
pub(crate) fn missing(missing: &Missing) -> Reply {
    let detail = match missing {
        Missing::Status(status) => format!(
            "The document declares no answer {} of this operation.",
            status.as_u16()
        ),
        Missing::Example(name) => format!("No answer of this operation has an example {name:?}."),
    };
    problem(StatusCode::NOT_FOUND, "Not Found", &detail)
}

/// What is said where no value could be made.
fn unable(none: NoBody, media: &str) -> Reply {
    let detail = match none {
        NoBody::NotMade => {
            format!("No value was found that the schema of `{media}` allows; give it an example.")
        }
        NoBody::NotWritten => format!("The value cannot be written as `{media}`."),
    };
    problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Internal Server Error",
        &detail,
    )
}

/// A problem (RFC 9457).
fn problem(status: StatusCode, title: &str, detail: &str) -> Reply {
    let quoted = |text: &str| Json::of(text).unwrap_or_default();
    let text = format!(
        r#"{{"type":"about:blank","title":{},"status":{},"detail":{}}}"#,
        quoted(title).as_text(),
        status.as_u16(),
        quoted(detail).as_text()
    );
    Reply {
        content: Some(Content {
            content_type: "application/problem+json".into(),
            body: Body::whole(text.into()),
        }),
        ..Reply::empty(status)
    }
}
