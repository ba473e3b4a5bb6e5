use axum::body::Body as Stream;
use http::Request;

use super::body;
use super::fault::Fault;
use super::lingering::Lingering;
use super::path::Template;
use super::reader::{FromRequest, RequestReader};
use super::settings::Settings;
use crate::http::{Body, Operation, Service};

/// Reads a request as the endpoint of `operation` would.
///
/// # Errors
/// What is wrong with it.
pub(crate) async fn read_request<R: FromRequest>(
    service: &'static Service,
    operation: &'static Operation,
    request: Request<Body>,
) -> Result<R, String> {
    let (request, stream) = request.into_parts();
    let captures = Template::new(operation.path)
        .captures(request.uri.path(), request.uri.query().unwrap_or_default())
        .ok_or("its path is another operation's")?;
    let stream = Lingering::new(Stream::new(stream), &request);
    let content = body::read(operation, &request, stream, &Settings::default()).await;
    let (content, _outcome) = content.map_err(|problem| format!("{problem:?}"))?;
    let mut reader = RequestReader::new(service, operation, request, captures, content);
    let read = R::from_request(&mut reader);
    let faults: Vec<Fault> = reader.take_faults();
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ => Err(format!("{faults:?}")),
    }
}
