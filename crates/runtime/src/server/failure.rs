//! What went wrong inside the server. It is for the operator, and never for the caller.

use std::fmt;
use std::io;

use http::StatusCode;

use super::unwind::Panicked;
use crate::http::WriteError;
use crate::schema::Violations;

/// Why a request was answered with 500 or 503: an extension of the response, so that a layer around
/// the router can report it. The caller is told nothing of it.
///
/// ```
/// # use bindery_runtime::server::Failure;
/// # fn report(response: &http::Response<()>) -> Option<String> {
/// let failure = response.extensions().get::<Failure>()?;
/// Some(failure.to_string())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    operation: &'static str,
    cause: Cause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Cause {
    Panic,
    Timeout,
    Answer(String),
    Invalid(Violations),
    Request,
    Storage(String),
}

impl Failure {
    /// `operationId` of the operation that was called.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    pub(super) fn panic(operation: &'static str, _: Panicked) -> Self {
        Self {
            operation,
            cause: Cause::Panic,
        }
    }

    pub(super) fn timeout(operation: &'static str) -> Self {
        Self {
            operation,
            cause: Cause::Timeout,
        }
    }

    pub(super) fn answer(operation: &'static str, error: &WriteError) -> Self {
        Self {
            operation,
            cause: Cause::Answer(error.to_string()),
        }
    }

    pub(super) fn invalid(operation: &'static str, violations: Violations) -> Self {
        Self {
            operation,
            cause: Cause::Invalid(violations),
        }
    }

    /// A file of a form could not be written to where the system has its temporary files.
    pub(super) fn storage(operation: &'static str, error: &io::Error) -> Self {
        Self {
            operation,
            cause: Cause::Storage(error.to_string()),
        }
    }

    /// The status that the request is answered with.
    pub(super) fn status(&self) -> StatusCode {
        match self.cause {
            Cause::Timeout | Cause::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
            Cause::Panic | Cause::Answer(_) | Cause::Invalid(_) | Cause::Request => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    pub(super) fn request(operation: &'static str) -> Self {
        Self {
            operation,
            cause: Cause::Request,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match &self.cause {
            Cause::Panic => f.write_str("the code that answers it panicked"),
            Cause::Timeout => f.write_str("the handler took longer than it may"),
            Cause::Answer(error) => write!(f, "the answer cannot be written: {error}"),
            Cause::Invalid(violations) => {
                write!(f, "the answer is not what the document declares: {violations}")
            }
            Cause::Storage(error) => write!(f, "a file of the request cannot be stored: {error}"),
            Cause::Request => f.write_str("the request was found to be right, and still could not be read"),
        }
    }
}

impl std::error::Error for Failure {}
