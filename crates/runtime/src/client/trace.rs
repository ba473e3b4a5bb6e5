//! A span for each attempt, with OpenTelemetry's names (semantic conventions for HTTP clients).
//!
//! Spans hold the path's template and the server, never a parameter's value, a query or a header.

use super::error::Failure;
use super::prepare::Prepared;
use super::response::Response;

/// Runs an attempt within its span.
#[cfg(not(feature = "tracing"))]
pub(crate) async fn attempt(
    _: &Prepared,
    _: u32,
    attempt: impl Future<Output = Result<Response, Failure>>,
) -> Result<Response, Failure> {
    attempt.await
}

/// Runs an attempt within its span.
#[cfg(feature = "tracing")]
pub(crate) async fn attempt(
    prepared: &Prepared,
    number: u32,
    attempt: impl Future<Output = Result<Response, Failure>>,
) -> Result<Response, Failure> {
    use tracing::Instrument;

    let span = span(prepared, number);
    let outcome = attempt.instrument(span.clone()).await;
    record(&span, &outcome);
    outcome
}

#[cfg(feature = "tracing")]
fn span(prepared: &Prepared, number: u32) -> tracing::Span {
    use tracing::field::Empty;

    let port = match prepared.uri.scheme_str() {
        Some("http") => 80,
        _ => 443,
    };
    let span = tracing::info_span!(
        "HTTP request",
        otel.name = format_args!("{} {}", prepared.operation.method, prepared.operation.path),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = prepared.operation.method,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.scheme = prepared.uri.scheme_str(),
        url.template = prepared.operation.path,
        server.address = prepared.uri.host(),
        server.port = prepared.uri.port_u16().unwrap_or(port),
        "error.type" = Empty,
    );
    if number > 1 {
        span.record("http.request.resend_count", number - 1);
    }
    span
}

#[cfg(feature = "tracing")]
fn record(span: &tracing::Span, outcome: &Result<Response, Failure>) {
    let failed = |kind: &str| {
        span.record("error.type", kind);
        span.record("otel.status_code", "ERROR");
    };
    match outcome {
        Ok(response) => {
            let status = response.status();
            span.record("http.response.status_code", status.as_u16());
            if status.is_client_error() || status.is_server_error() {
                failed(status.as_str());
            }
        }
        Err(Failure::Timeout(_)) => failed("timeout"),
        Err(Failure::Transport(_)) => failed("transport"),
        Err(Failure::BodyTooLarge { .. }) => failed("body_too_large"),
        Err(Failure::Request(_)) => failed("request"),
    }
}
