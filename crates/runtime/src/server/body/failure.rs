//! What can go wrong with a body on its way.

use std::fmt;
use std::io;
use std::sync::Arc;

use http::StatusCode;

use crate::http::Operation;
use crate::http::sequence::TooLong;
use crate::server::failure::Failure;
use crate::server::fault::{Fault, FaultPlace};
use crate::server::problem::{Problem, Rejection};

/// Why a body cannot be taken.
#[derive(Clone, Debug)]
pub(in crate::server) enum BodyFailure {
    /// It, or a part of it, is larger than it may be.
    TooLarge,
    /// It has more parts than it may have.
    TooManyParts,
    /// It takes too long to arrive.
    Late,
    /// It broke off.
    Broken,
    /// It is not what the operation takes.
    Faulty(Vec<Fault>),
    /// There is no room for it, or none that can be written.
    Unstored(Arc<io::Error>),
}

impl BodyFailure {
    /// A body that cannot be read.
    pub(in crate::server) fn malformed(detail: &'static str) -> Self {
        let pointer = "#".to_owned();
        Self::Faulty(vec![Fault {
            place: FaultPlace::Body { pointer },
            detail: detail.to_owned(),
            malformed: true,
        }])
    }

    /// What the caller of `operation` is told.
    pub(in crate::server) fn rejection(self, operation: &Operation) -> Rejection {
        let (status, detail) = match self {
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "The body is larger than the server takes.",
            ),
            Self::TooManyParts => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "The body has more parts than the server takes.",
            ),
            Self::Late => (StatusCode::REQUEST_TIMEOUT, "The body took too long to arrive."),
            Self::Broken => (StatusCode::BAD_REQUEST, "The body broke off."),
            Self::Unstored(error) => return Failure::storage(operation.id, &error).into(),
            Self::Faulty(faults) => {
                let problem = Problem::of_faults(faults, |_| false);
                return problem.unwrap_or_else(|| Problem::new(StatusCode::BAD_REQUEST));
            }
        };
        Problem::new(status).with_detail(detail)
    }
}

impl From<io::Error> for BodyFailure {
    fn from(error: io::Error) -> Self {
        Self::Unstored(Arc::new(error))
    }
}

impl From<TooLong> for BodyFailure {
    fn from(_: TooLong) -> Self {
        Self::TooLarge
    }
}

impl fmt::Display for BodyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the body is larger than the server takes",
            Self::TooManyParts => "the body has more parts than the server takes",
            Self::Late => "the body took too long to arrive",
            Self::Broken => "the body broke off",
            Self::Faulty(_) => "the body is not what the operation takes",
            Self::Unstored(_) => "the body cannot be stored",
        })
    }
}

impl std::error::Error for BodyFailure {}
