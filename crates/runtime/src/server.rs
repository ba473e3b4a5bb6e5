//! Serves operations: from a request to the method of the user's that answers it, and back.
//!
//! A request passes these stages, and the first that it does not pass answers it with a problem
//! (`application/problem+json`, RFC 9457) that never repeats what the request said:
//!
//! | stage | answers with |
//! | --- | --- |
//! | path | 404 |
//! | method; a path with `GET` has `HEAD`, too, and `OPTIONS` is answered with 204 and `Allow` unless the document has it | 405 with `Allow` |
//! | length of URL and headers | 414, 431 |
//! | security requirements, by an [`Authenticator`] | 401 with `WWW-Authenticate`; 403, with the scopes that a token lacks; 503 |
//! | `Accept` takes neither the operation's answer nor problems | 406 |
//! | type, charset and coding of the body | 415 with `Accept` |
//! | size and arrival of the body | 413, 408 |
//! | parameters and body, all faults at once | 400 if a part cannot be read or the body is missing, else 422; 400 where the operation declares that and no 422 |
//! | the handler | its own answers; 501 where it is [`not_implemented`], 500 if it panics, 503 if it takes longer than it may |
//! | its answer is not what the document declares, where that is checked | 500 |
//!
//! [`Routes::answer_problems_as`] tells of problems by a type of the document's, and [`Routes`] has a setting for each limit.
//!
//! Why a request got a 500 is told to the operator alone, by a [`Failure`] among the response's
//! extensions, and with the feature `tracing` by an event in the request's span.

#[cfg(feature = "server")]
mod answer_check;
#[cfg(feature = "server")]
mod authentication;
#[cfg(feature = "server")]
mod base64;
#[cfg(feature = "server")]
mod body;
mod content;
pub(crate) mod content_type;
mod cookies;
#[cfg(feature = "server")]
mod credentials;
#[cfg(feature = "server")]
mod deadline;
#[cfg(feature = "server")]
mod declared_answer;
#[cfg(feature = "server")]
mod dispatch;
#[cfg(feature = "server")]
mod endpoint;
#[cfg(feature = "server")]
mod failure;
pub(crate) mod fault;
mod fields;
mod form;
#[cfg(feature = "server")]
mod granted;
#[cfg(feature = "server")]
mod handler;
#[cfg(feature = "server")]
mod head_limits;
pub(crate) mod judge;
#[cfg(feature = "server")]
mod keep_alive;
#[cfg(feature = "server")]
mod lingering;
mod media_type;
mod multipart;
#[cfg(feature = "server")]
mod negotiation;
#[cfg(feature = "server")]
mod not_implemented;
mod parameter;
#[cfg(feature = "server")]
mod path;
mod percent;
#[cfg(feature = "server")]
mod presented;
#[cfg(feature = "server")]
mod problem;
#[cfg(feature = "server")]
mod problem_answer;
#[cfg(feature = "server")]
mod problem_form;
mod query;
#[cfg(all(feature = "client", feature = "fake", feature = "server"))]
mod read_request;
mod reader;
#[cfg(feature = "server")]
mod refusal;
#[cfg(feature = "server")]
mod reply;
#[cfg(feature = "server")]
mod representations;
#[cfg(feature = "server")]
mod required_headers;
#[cfg(feature = "server")]
mod routes;
mod sequence;
#[cfg(feature = "server")]
pub mod settings;
#[cfg(feature = "server")]
mod trace;
#[cfg(feature = "server")]
mod unwind;

#[cfg(feature = "server")]
pub use authentication::{Anonymous, Authenticator};
#[cfg(feature = "server")]
pub use axum::Router;
#[cfg(feature = "server")]
pub use declared_answer::{DeclaredAnswer, DeclaredAnswers};
#[cfg(feature = "server")]
pub use failure::Failure;
pub use fault::{Fault, FaultPlace};
#[cfg(feature = "server")]
pub use granted::Granted;
#[cfg(feature = "server")]
pub use handler::Handler;
#[doc(hidden)]
#[cfg(feature = "server")]
pub use handler::Unasked;
#[cfg(feature = "server")]
pub use media_type::quality;
#[cfg(feature = "server")]
pub use not_implemented::not_implemented;
#[cfg(feature = "server")]
pub use presented::{BasicCredentials, Call, Credential, Credentials, Presented};
#[cfg(feature = "server")]
pub use problem::Problem;
#[cfg(all(feature = "client", feature = "fake", feature = "server"))]
pub(crate) use read_request::read_request;
pub use reader::{FromRequest, RequestReader};
#[cfg(feature = "server")]
pub use refusal::Refusal;
#[cfg(feature = "server")]
pub use representations::MediaTypes;
#[cfg(feature = "server")]
pub use routes::Routes;
