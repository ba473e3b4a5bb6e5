//! The request that a call is sent as, without credentials.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};

use super::call::Call;
use super::request_error::RequestProblem;
use crate::http::path::{PathError, fill};
use crate::http::{Body, Buffer, Parameter, Place, Refusal};

/// The request. Its body is the call's, where that is there as a whole.
pub(crate) fn request(call: &Call) -> Result<Request<Body>, RequestProblem> {
    let body = call.body.as_ref().and_then(|content| content.body.as_whole());
    let mut request = Request::new(body.cloned().map_or_else(Body::empty, Body::whole));
    *request.uri_mut() = uri(call)?;
    write_headers(call, request.headers_mut())?;
    *request.method_mut() =
        Method::from_bytes(call.operation.method.as_bytes()).map_err(|_| RequestProblem::Url)?;
    Ok(request)
}

/// The texts of the arguments of a place, in the document's order.
pub(crate) fn texts(call: &Call, place: Place) -> impl Iterator<Item = (&'static Parameter, &[u8])> {
    let parameters = call.operation.parameters;
    let arguments = call.arguments.iter();
    arguments
        .filter_map(move |(index, text)| Some((parameters.get(index)?, text)))
        .filter(move |(parameter, _)| parameter.place == place)
}

pub(crate) fn refused(name: &str, place: Place, refusal: Refusal) -> RequestProblem {
    RequestProblem::Parameter {
        name: name.to_owned(),
        place,
        refusal,
    }
}

/// Where the call goes.
pub(crate) fn uri(call: &Call) -> Result<Uri, RequestProblem> {
    if let Some(url) = &call.url {
        return Ok(Uri::clone(url));
    }
    let base_url = match &call.base_url {
        Some(url) => Cow::Borrowed(&**url),
        None => call
            .core
            .inner
            .base_url(call.operation)
            .map_err(RequestProblem::BaseUrl)?,
    };
    let template = call.operation.path;
    let mut url = Buffer::with_capacity(base_url.path().len() + room(call));
    url.push(base_url.path().as_bytes());
    // Without a slash the path would become a part of the host.
    if !template.starts_with('/') {
        url.push(b"/");
    }
    let value = |name: &str| {
        let mut values = texts(call, Place::Path);
        let found = values.find(|(parameter, _)| parameter.name == name);
        found.map(|(_, text)| text)
    };
    fill(&mut url, template, value)
        .map_err(|PathError { parameter, refusal }| refused(parameter, Place::Path, refusal))?;
    push_query(&mut url, call);
    base_url
        .with_path_and_query(url.into_vec())
        .ok_or(RequestProblem::Url)
}

fn push_query(url: &mut Buffer, call: &Call) {
    let mut has_query = call.operation.path.contains('?') && url.as_slice().contains(&b'?');
    for place in [Place::Query, Place::Querystring] {
        for (_, pairs) in texts(call, place).filter(|(_, text)| !text.is_empty()) {
            url.push(if has_query { b"&" } else { b"?" });
            has_query = true;
            url.push(pairs);
        }
    }
}

/// How long the path and the query are, but for what is unusual: then the buffer grows.
fn room(call: &Call) -> usize {
    let mut room = call.operation.path.len();
    for (index, text) in call.arguments.iter() {
        let Some(parameter) = call.operation.parameters.get(index) else {
            continue;
        };
        room = match parameter.place {
            Place::Path => (room + text.len()).saturating_sub(parameter.name.len() + 2),
            Place::Query | Place::Querystring if !text.is_empty() => room + text.len() + 1,
            _ => room,
        };
    }
    room
}

fn write_headers(call: &Call, headers: &mut HeaderMap) -> Result<(), RequestProblem> {
    headers.insert(header::ACCEPT, accept(call)?);
    headers.insert(header::USER_AGENT, call.core.inner.user_agent.clone());
    if let Some(content) = &call.body {
        let content_type = match &content.content_type {
            Cow::Borrowed(text) => static_value(text)?,
            Cow::Owned(text) => header_value(text)?,
        };
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    for (parameter, text) in texts(call, Place::Header) {
        let name = HeaderName::from_bytes(parameter.name.as_bytes())
            .map_err(|_| refused(parameter.name, Place::Header, Refusal::NotVisible))?;
        let value = HeaderValue::from_bytes(text).map_err(|_| RequestProblem::Url)?;
        headers.insert(name, value);
    }
    Ok(())
}

fn header_value(text: &str) -> Result<HeaderValue, RequestProblem> {
    HeaderValue::from_str(text).map_err(|_| RequestProblem::Url)
}

/// The same without a copy.
fn static_value(text: &'static str) -> Result<HeaderValue, RequestProblem> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).map_err(|_| RequestProblem::Url)
}

/// The types that the document declares; anything else will do if there is no other.
fn accept(call: &Call) -> Result<HeaderValue, RequestProblem> {
    if let Some(accepted) = call.accepted {
        return static_value(accepted);
    }
    let media = || call.operation.success.iter().flat_map(|success| success.media);
    let types = || media().map(|media| media.content_type);
    // What most operations answer with.
    const JSON: &str = "application/json";
    const JSON_OR_ANYTHING: HeaderValue = HeaderValue::from_static("application/json, */*;q=0.1");
    match types().next() {
        None => return Ok(HeaderValue::from_static("*/*")),
        Some(JSON) if types().all(|other| other == JSON) => return Ok(JSON_OR_ANYTHING),
        Some(_) => {}
    }
    let mut text = String::new();
    for (place, content_type) in types().enumerate() {
        if !types().take(place).any(|before| before == content_type) {
            text.push_str(content_type);
            text.push_str(", ");
        }
    }
    text.push_str("*/*;q=0.1");
    HeaderValue::try_from(text).map_err(|_| RequestProblem::Url)
}
