//! Responses made up from what a document declares.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::maker::Maker;
use crate::Json;
use crate::http::{Body, Status, header};
use crate::server::DeclaredAnswer;

/// What a server answers with that has made it up.
#[derive(Debug)]
#[non_exhaustive]
pub struct MadeResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers, and the body's type.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

impl Maker {
    /// A response that is one of `declared`; `None` where none was found.
    ///
    /// It is as `row` says, with a status of which no other row speaks more exactly.
    pub fn response(&mut self, declared: &[DeclaredAnswer], row: &DeclaredAnswer) -> Option<MadeResponse> {
        let mut statuses: Vec<Status> = row.statuses().collect();
        if statuses.len() > 1 {
            // What else is said of an answer that stands for all others names a better status than 500.
            statuses.retain(|status| !matches!(status, Status::Default));
        }
        let status = status(declared, *self.random.pick(&statuses)?)?;
        let mut headers = HeaderMap::new();
        for parameter in row.headers {
            if parameter.required || self.random.is(50) {
                let value = self.parameter_value::<Json>(parameter.schema)?;
                header::write(Some(parameter), &value, &mut headers).ok()?;
            }
        }
        let mut body = Body::empty();
        if let Some((media, schema)) = row.content {
            let content = self.content(media, schema)?;
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(&content.content_type).ok()?);
            body = content.body;
        }
        Some(MadeResponse {
            status,
            headers,
            body,
        })
    }
}

/// A status that is named so, and by nothing more exactly.
fn status(declared: &[DeclaredAnswer], named: Status) -> Option<StatusCode> {
    let first = named.first();
    let digit = first.as_u16() / 100;
    let others = (digit * 100..digit * 100 + 100).filter_map(|code| StatusCode::from_u16(code).ok());
    let mut candidates = std::iter::once(first).chain(others);
    candidates.find(|candidate| {
        let precision = named.precision(candidate.as_u16());
        let others = declared.iter().filter_map(|row| row.precision(*candidate));
        others.max() <= precision
    })
}
