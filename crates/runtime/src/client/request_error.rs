//! Calls that are refused before anything is sent.

use std::fmt;

use super::base_url::BaseUrlError;
#[cfg(feature = "blocking")]
use super::blocking::BlockingError;
use crate::http::{Place, Refusal, WriteError};

/// A call that was refused before anything was sent.
#[derive(Debug)]
pub struct RequestError {
    operation: &'static str,
    problem: RequestProblem,
}

/// Why a call was refused. Never holds a value.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestProblem {
    /// A parameter's value cannot be sent.
    Parameter {
        /// The parameter.
        name: String,
        /// Where it goes.
        place: Place,
        /// What is wrong with its value.
        refusal: Refusal,
    },
    /// A parameter's value cannot be written.
    Value {
        /// The parameter.
        name: String,
        /// What it says.
        error: WriteError,
    },
    /// The body cannot be written.
    Body(WriteError),
    /// The operation requires a body.
    MissingBody,
    /// No set of credentials that the operation accepts is complete.
    Credentials {
        /// The sets, by the names of their schemes.
        accepted: Vec<Vec<&'static str>>,
    },
    /// The call's own credential of this scheme cannot be sent, or there is no URL to fetch it from.
    Credential {
        /// The scheme's name in the document.
        scheme: &'static str,
    },
    /// The call has a credential for a scheme that no operation requires.
    NoSuchScheme,
    /// There is no URL to send it to.
    BaseUrl(BaseUrlError),
    /// The path and the query make no URL: most likely they are too long.
    Url,
    /// The operation has no such parameter: the generated code does not match its tables.
    NoSuchParameter,
    /// The system has no random numbers for an idempotency key.
    Random,
    /// The call cannot be waited for.
    #[cfg(feature = "blocking")]
    Blocking(BlockingError),
}

impl RequestError {
    pub(crate) fn new(operation: &'static str, problem: RequestProblem) -> Self {
        Self { operation, problem }
    }

    /// The operation, by its `operationId`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// What is wrong.
    pub fn problem(&self) -> &RequestProblem {
        &self.problem
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was not sent: {}", self.operation, self.problem)
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            RequestProblem::Parameter { refusal, .. } => Some(refusal),
            RequestProblem::Value { error, .. } | RequestProblem::Body(error) => Some(error),
            RequestProblem::BaseUrl(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for RequestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RequestProblem::Parameter { name, place, refusal } => {
                write!(f, "the {} parameter `{name}`: {refusal}", place.as_str())
            }
            RequestProblem::Value { name, error } => write!(f, "the parameter `{name}`: {error}"),
            RequestProblem::Body(error) => write!(f, "the body: {error}"),
            RequestProblem::MissingBody => f.write_str("the body is required, and missing"),
            RequestProblem::Credentials { accepted } => write_credentials(f, accepted),
            RequestProblem::Credential { scheme } => write!(f, "the credential of `{scheme}` cannot be sent"),
            RequestProblem::NoSuchScheme => f.write_str("no operation requires a scheme of this name"),
            RequestProblem::BaseUrl(error) => error.fmt(f),
            RequestProblem::Url => f.write_str("the path and the query make no URL"),
            RequestProblem::NoSuchParameter => f.write_str("the operation has no such parameter"),
            #[cfg(feature = "blocking")]
            RequestProblem::Blocking(error) => error.fmt(f),
            RequestProblem::Random => f.write_str("the system has no random numbers"),
        }
    }
}

fn write_credentials(f: &mut fmt::Formatter<'_>, accepted: &[Vec<&'static str>]) -> fmt::Result {
    f.write_str("it needs the credentials of ")?;
    for (index, set) in accepted.iter().enumerate() {
        if index > 0 {
            f.write_str(", or of ")?;
        }
        f.write_str(&set.join(" and "))?;
    }
    Ok(())
}
