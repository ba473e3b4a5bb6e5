//! Calls operations: what a generated client is made of.
//!
//! A client is a [`Core`] and a method per operation, which makes a [`Call`]. Awaiting the call
//! sends it through a [`Transport`], repeats it where that is safe, and reads the answer.
//!
//! This module never follows a redirect, never sends a credential anywhere but to the base URL's
//! host, and never puts a value, a credential or a body into an error, a span or `Debug`.

mod arguments;
mod attempt;
mod authorization;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod budget;
mod builder;
mod call;
mod core;
mod credential;
mod credentials;
mod error;
mod future;
mod hook;
mod idempotency;
mod link_header;
mod macros;
mod oauth;
mod observed;
mod outcome;
mod page;
mod page_error;
mod page_url;
mod pager;
mod pages;
mod prepare;
mod request;
mod request_error;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod resumption;
mod retry;
mod retry_after;
mod send;
mod server_url;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
#[cfg(feature = "tower")]
mod tower;
mod trace;
mod transport;

pub use self::base_url::BaseUrlError;
#[cfg(feature = "blocking")]
pub use self::blocking::{Blocking, BlockingError, Wait};
pub use self::builder::{BuildError, Builder};
pub use self::call::Call;
pub use self::core::Core;
pub use self::error::{Error, TimeoutScope};
pub use self::future::CallFuture;
pub use self::hook::{Attempt, Hook, Outcome};
pub(crate) use self::idempotency::new_key;
pub use self::oauth::{ClientAuthentication, ClientCredentials, RefreshToken, TokenUrlError};
pub use self::page_error::PageError;
pub use self::pages::{Items, Pages};
pub use self::request_error::{RequestError, RequestProblem};
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::response::{Response, StreamedResponse};
pub use self::retry::RetryPolicy;
pub use self::server_url::{Server, ServerUrl, ServerVariable};
pub use self::token::{
    OAuthErrorCode, Token, TokenError, TokenFuture, TokenProvider, TokenRefusal, TokenRequest, TokenSource,
};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::transport::{Phase, Transport, TransportError, TransportFuture};
pub use crate::http::Refusal;
pub use crate::http::{Body, BoxError};
#[cfg(all(feature = "fake", feature = "server"))]
pub(crate) use error::Failure;
#[cfg(all(feature = "fake", feature = "server"))]
pub(crate) use future::Intake;
#[cfg(all(feature = "fake", feature = "server"))]
pub(crate) use prepare::Prepared;
