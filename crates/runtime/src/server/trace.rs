//! A span for each request, with OpenTelemetry's names (semantic conventions for HTTP servers).
//!
//! Spans hold the path's template, never the path, a parameter's value, the query or a header.

use axum::response::Response;
use http::Method;

use crate::http::Operation;

/// Answers a request within its span.
#[cfg(not(feature = "tracing"))]
pub(super) async fn request(_: &Operation, _: &Method, answer: impl Future<Output = Response>) -> Response {
    answer.await
}

/// Answers a request within its span.
#[cfg(feature = "tracing")]
pub(super) async fn request(
    operation: &Operation,
    method: &Method,
    answer: impl Future<Output = Response>,
) -> Response {
    use tracing::Instrument;

    let span = span(operation, method);
    let response = answer.instrument(span.clone()).await;
    record(&span, &response);
    response
}

#[cfg(feature = "tracing")]
fn span(operation: &Operation, method: &Method) -> tracing::Span {
    use tracing::field::Empty;

    tracing::info_span!(
        "HTTP request",
        otel.name = format_args!("{} {}", operation.method, operation.path),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method.as_str(),
        http.route = operation.path,
        http.response.status_code = Empty,
        "error.type" = Empty,
    )
}

/// Only the server's own faults are errors of its span; the operator is told their reason.
#[cfg(feature = "tracing")]
fn record(span: &tracing::Span, response: &Response) {
    let status = response.status();
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("error.type", status.as_str());
        span.record("otel.status_code", "ERROR");
    }
    if let Some(failure) = response.extensions().get::<super::Failure>() {
        span.in_scope(|| tracing::error!(%failure, "a request could not be answered"));
    }
}
