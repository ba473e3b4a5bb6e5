//! What users do around every attempt.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};

use super::error::{Failure, TimeoutScope};
use super::response::Response;
use super::transport::TransportError;
use crate::http::Operation;

/// Is told of every attempt of every call: to measure, to log, to add a header such as `traceparent`.
///
/// A hook sees neither a header of the request nor its body nor its query, and so no credential and
/// nothing of a payload; it sees the path, which holds the values of path parameters. What must see the
/// whole request, such as a signature, is a [`Transport`](super::Transport) around another.
///
/// With several hooks, `before` is called in the order in which they were given, `after` in the opposite
/// one. Both run within the attempt's span, where there is one, and should be quick: the attempt waits
/// for them.
///
/// ```
/// use bindery_runtime::client::{Attempt, Hook, Outcome};
/// use http::{HeaderName, HeaderValue};
///
/// struct TraceContext;
///
/// impl Hook for TraceContext {
///     fn before(&self, attempt: &mut Attempt<'_>) {
///         let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"; // the current span's
///         attempt.insert_header(
///             HeaderName::from_static("traceparent"),
///             HeaderValue::from_static(traceparent),
///         );
///     }
///
///     fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>, duration: std::time::Duration) {
///         let _ = (attempt.operation_id(), outcome.error_type(), duration); // to a histogram
///     }
/// }
/// ```
///
/// Requests for tokens are no attempts of a call: hooks are not told of them. They have spans.
pub trait Hook: Send + Sync + 'static {
    /// An attempt is about to be sent.
    fn before(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// An attempt is over, `duration` after `before`. A streamed answer's body is still to come then.
    ///
    /// It is called for an attempt that is cancelled, too.
    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>, duration: Duration) {
        let _ = (attempt, outcome, duration);
    }
}

/// One attempt of a call, as far as a [`Hook`] may see it.
pub struct Attempt<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) uri: Cow<'a, Uri>,
    pub(crate) number: u32,
    pub(crate) headers: HeaderMap,
    pub(crate) extensions: Extensions,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(operation: &'static Operation, uri: Cow<'a, Uri>, number: u32) -> Self {
        Self {
            operation,
            uri,
            number,
            headers: HeaderMap::new(),
            extensions: Extensions::new(),
        }
    }

    /// The operation, by its `operationId`.
    pub fn operation_id(&self) -> &'static str {
        self.operation.id
    }

    /// The HTTP method.
    pub fn method(&self) -> &'static str {
        self.operation.method
    }

    /// The path as the document has it: `/pets/{petId}`.
    pub fn path_template(&self) -> &'static str {
        self.operation.path
    }

    /// The URL's scheme, `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.uri.scheme_str().unwrap_or_default()
    }

    /// The host.
    pub fn host(&self) -> &str {
        self.uri.host().unwrap_or_default()
    }

    /// The port, which is the scheme's own where the URL has none.
    pub fn port(&self) -> u16 {
        let default = if self.scheme() == "http" { 80 } else { 443 };
        self.uri.port_u16().unwrap_or(default)
    }

    /// The path with its values, without the query.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Which attempt of the call this is, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Adds a header to this attempt's request. One that the call has of itself stays as it is.
    pub fn insert_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// What hooks keep from `before` to `after`.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// What hooks keep from `before` to `after`.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.id)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// What an attempt came to.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// The server answered, whether with a success or not.
    Answered {
        /// The status.
        status: StatusCode,
        /// The headers.
        headers: &'a HeaderMap,
    },
    /// The request or the response was not carried.
    NotCarried(&'a TransportError),
    /// It took too long.
    TimedOut,
    /// The response's body is larger than the client's limit.
    BodyTooLarge {
        /// The response's status.
        status: StatusCode,
    },
    /// The call was dropped, or took too long as a whole.
    Cancelled,
}

impl<'a> Outcome<'a> {
    pub(crate) fn of(result: &'a Result<Response, Failure>) -> Self {
        match result {
            Ok(response) if !response.is_whole() => Outcome::BodyTooLarge {
                status: response.status(),
            },
            Ok(response) => Outcome::Answered {
                status: response.status(),
                headers: response.headers(),
            },
            Err(Failure::Transport(error)) => Outcome::NotCarried(error),
            Err(Failure::Timeout(TimeoutScope::Attempt)) => Outcome::TimedOut,
            // What fails before an attempt is no attempt's outcome.
            Err(_) => Outcome::Cancelled,
        }
    }

    /// The status, if the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Outcome::Answered { status, .. } | Outcome::BodyTooLarge { status } => Some(*status),
            _ => None,
        }
    }

    /// The value of OpenTelemetry's `error.type`: the status of an answer of 400 or more, or one of
    /// `connect`, `send`, `receive`, `timeout`, `body_too_large` and `cancelled`.
    pub fn error_type(&self) -> Option<&str> {
        match self {
            Outcome::Answered { status, .. } => {
                let failed = status.is_client_error() || status.is_server_error();
                failed.then(|| status.as_str())
            }
            Outcome::NotCarried(error) if error.is_timeout() => Some("timeout"),
            Outcome::NotCarried(error) => Some(error.phase().name()),
            Outcome::TimedOut => Some("timeout"),
            Outcome::BodyTooLarge { .. } => Some("body_too_large"),
            Outcome::Cancelled => Some("cancelled"),
        }
    }
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Answered { status, .. } => write!(f, "Answered({status})"),
            Outcome::NotCarried(error) => f.debug_tuple("NotCarried").field(error).finish(),
            Outcome::TimedOut => f.write_str("TimedOut"),
            Outcome::BodyTooLarge { status } => write!(f, "BodyTooLarge({status})"),
            Outcome::Cancelled => f.write_str("Cancelled"),
        }
    }
}
