//! Why a call failed.

use std::fmt;

use super::page_error::PageError;
use super::request_error::RequestError;
use super::response::Response;
use super::token::TokenError;
use super::transport::TransportError;
use crate::DecodeError;

/// Why a call failed; `E` is what the operation's document says of failures.
///
/// Neither `Debug` nor `Display` shows a body, a value or a credential.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// It was refused before anything was sent.
    Request(RequestError),
    /// There was no token to send it with.
    Token {
        /// The name of the token's security scheme.
        scheme: &'static str,
        /// Why there is none.
        error: TokenError,
    },
    /// The request did not reach the server, or the response did not come back whole.
    Transport(TransportError),
    /// It took too long.
    Timeout(TimeoutScope),
    /// The server answered with a failure that the document declares.
    Api(E),
    /// The server answered with a status that the document does not declare.
    UnexpectedStatus(Box<Response>),
    /// The server answered with a body of a type that the document does not declare for this status.
    ///
    /// A body of a related type is read if it fits: `application/json` where the document says
    /// `application/problem+json`.
    UnexpectedContentType {
        /// The type that the document declares.
        expected: &'static str,
        /// What came.
        response: Box<Response>,
    },
    /// The server answered with a body that does not fit the document.
    Decode {
        /// Where it does not fit, and why.
        error: DecodeError,
        /// What came.
        response: Box<Response>,
    },
    /// The server answered with headers that do not fit the document.
    Header {
        /// The header's name.
        name: &'static str,
        /// What is wrong with it.
        error: DecodeError,
        /// What came.
        response: Box<Response>,
    },
    /// The response's body is larger than the client's limit.
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
        /// What came, with the beginning of its body; with none of it where its length was known before.
        response: Box<Response>,
    },
    /// The next page of a list cannot be asked for.
    Page(PageError),
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutScope {
    /// One attempt.
    Attempt,
    /// The whole call with all its attempts.
    Call,
}

/// Why there is no response; all that can be said without knowing the operation's types.
#[derive(Debug)]
pub(crate) enum Failure {
    Request(RequestError),
    Token { scheme: &'static str, error: TokenError },
    Transport(TransportError),
    Timeout(TimeoutScope),
}

impl<E> Error<E> {
    /// The failure that the document declares, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Error::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The response, if it could not be understood.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Error::UnexpectedStatus(response)
            | Error::UnexpectedContentType { response, .. }
            | Error::Decode { response, .. }
            | Error::Header { response, .. }
            | Error::BodyTooLarge { response, .. } => Some(response),
            _ => None,
        }
    }

    pub(crate) fn too_large(mut response: Response) -> Self {
        Error::BodyTooLarge {
            limit: response.received_mut().limit,
            response: Box::new(response),
        }
    }

    /// Whether it took too long.
    pub fn is_timeout(&self) -> bool {
        match self {
            Error::Timeout(_) => true,
            Error::Transport(error) => error.is_timeout(),
            _ => false,
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Request(error) => Error::Request(error),
            Failure::Token { scheme, error } => Error::Token { scheme, error },
            Failure::Transport(error) => Error::Transport(error),
            Failure::Timeout(scope) => Error::Timeout(scope),
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Request(error) => error.fmt(f),
            Error::Token { scheme, error } => write!(f, "there is no token for `{scheme}`: {error}"),
            Error::Transport(error) => error.fmt(f),
            Error::Timeout(TimeoutScope::Attempt) => f.write_str("the attempt took too long"),
            Error::Timeout(TimeoutScope::Call) => f.write_str("the call took too long"),
            Error::Api(error) => write!(f, "the server answered {error}"),
            Error::UnexpectedStatus(response) => {
                write!(
                    f,
                    "the server answered {}, which the document does not declare",
                    response.status()
                )
            }
            Error::UnexpectedContentType { expected, response } => {
                write!(
                    f,
                    "the server answered {} with another type than {expected}",
                    response.status()
                )
            }
            Error::Decode { error, response } => {
                write!(
                    f,
                    "the server answered {} with a body that does not fit: {error}",
                    response.status()
                )
            }
            Error::Header {
                name,
                error,
                response,
            } => {
                write!(
                    f,
                    "the server answered {} with a header `{name}` that does not fit: {error}",
                    response.status()
                )
            }
            Error::BodyTooLarge { limit, response } => {
                write!(
                    f,
                    "the server answered {} with a body of more than {limit} bytes",
                    response.status()
                )
            }
            Error::Page(error) => write!(f, "the next page cannot be asked for: {error}"),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Request(error) => error.source(),
            Error::Token { error, .. } => Some(error),
            Error::Transport(error) => error.source(),
            Error::Api(error) => Some(error),
            Error::Decode { error, .. } | Error::Header { error, .. } => Some(error),
            Error::Page(error) => Some(error),
            _ => None,
        }
    }
}
