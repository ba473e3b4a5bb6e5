//! A span for each attempt, with OpenTelemetry's names (semantic conventions for HTTP client spans,
//! version 1.23 and later).
//!
//! Spans hold the path's template and the server, never a parameter's value, a query or a header: that
//! is why there is no `url.full`. An attempt that repeats another is a span of its own beside it, which
//! `http.request.resend_count` numbers; what belongs together has the same parent, the caller's span.

use bytes::Bytes;
use http::Request;

use super::hook::{Attempt, Outcome};

/// The span of an attempt; nothing without the feature `tracing`.
#[derive(Clone)]
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn new(_: &Attempt<'_>) -> Self {
        Self {}
    }

    pub(crate) fn of_token(_: &Request<Bytes>, _: u32) -> Self {
        Self {}
    }

    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        run()
    }

    pub(crate) fn around<F: Future>(self, future: F) -> F {
        future
    }

    pub(crate) fn record(&self, _: &Outcome<'_>) {}
}

#[cfg(feature = "tracing")]
impl Span {
    /// Begins the span of an attempt.
    pub(crate) fn new(attempt: &Attempt<'_>) -> Self {
        use tracing::field::Empty;

        let method = Method::of(attempt.method());
        let span = tracing::info_span!(
            "HTTP request",
            otel.name = format_args!("{} {}", method.in_name(), attempt.path_template()),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method.known.unwrap_or("_OTHER"),
            http.request.method_original = Empty,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.scheme = attempt.scheme(),
            url.template = attempt.path_template(),
            server.address = attempt.host(),
            server.port = attempt.port(),
            "error.type" = Empty,
        );
        if method.known.is_none() {
            span.record("http.request.method_original", method.original);
        }
        if let Some(resent @ 1..) = attempt.number().checked_sub(1) {
            span.record("http.request.resend_count", resent);
        }
        Self { span }
    }

    /// Begins the span of a request for a token, which has no template of a path.
    pub(crate) fn of_token(request: &Request<Bytes>, number: u32) -> Self {
        use tracing::field::Empty;

        let uri = request.uri();
        let port = if uri.scheme_str() == Some("http") { 80 } else { 443 };
        let span = tracing::info_span!(
            "HTTP request",
            otel.name = request.method().as_str(),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = request.method().as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.scheme = uri.scheme_str(),
            server.address = uri.host(),
            server.port = uri.port_u16().unwrap_or(port),
            "error.type" = Empty,
        );
        if let Some(resent @ 1..) = number.checked_sub(1) {
            span.record("http.request.resend_count", resent);
        }
        Self { span }
    }

    /// Runs something within the span.
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }

    /// Runs a future within the span.
    pub(crate) fn around<F: Future>(self, future: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(future, self.span)
    }

    /// Writes down what the attempt came to.
    pub(crate) fn record(&self, outcome: &Outcome<'_>) {
        if let Some(status) = outcome.status() {
            self.span.record("http.response.status_code", status.as_u16());
        }
        if let Some(kind) = outcome.error_type() {
            self.span.record("error.type", kind);
            self.span.record("otel.status_code", "ERROR");
        }
    }
}

/// A method as the conventions write it.
#[cfg(feature = "tracing")]
struct Method {
    original: &'static str,
    /// The same, where the conventions know it (RFC 9110, PATCH and QUERY).
    known: Option<&'static str>,
}

#[cfg(feature = "tracing")]
impl Method {
    fn of(original: &'static str) -> Self {
        const KNOWN: [&str; 10] = [
            "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE",
        ];
        let known = KNOWN.contains(&original).then_some(original);
        Self { original, known }
    }

    /// The method in a span's name, where others than the known would be too many.
    fn in_name(&self) -> &'static str {
        self.known.unwrap_or("HTTP")
    }
}
