//! Makes clients.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::base_url::{BaseUrl, BaseUrlError};
use super::budget::Budget;
use super::core::{Core, Inner, Timeouts};
use super::credentials::{Credentials, Given, TokenSetting};
use super::hook::Hook;
use super::oauth::TokenUrlError;
use super::retry::RetryPolicy;
use super::server_url::ServerUrl;
use super::token::{TokenHttp, TokenSource};
use super::transport::{Transport, TransportError};
use crate::Secret;
use crate::http::Service;

/// Makes a [`Core`]; what a generated builder is made of.
pub struct Builder {
    service: &'static Service,
    base_url: Option<String>,
    server: Option<ServerUrl>,
    given: Vec<Option<Given>>,
    timeouts: Timeouts,
    connect_timeout: Option<Duration>,
    retries: RetryPolicy,
    response_limit: usize,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    hooks: Vec<Box<dyn Hook>>,
}

/// Why a client cannot be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL cannot be used.
    BaseUrl(BaseUrlError),
    /// The credential of this scheme cannot be sent, or is not of the scheme's kind.
    Credential {
        /// The scheme's name in the document.
        scheme: &'static str,
    },
    /// There is no URL that the tokens of this scheme can be fetched from.
    TokenUrl {
        /// The scheme's name in the document.
        scheme: &'static str,
        /// What is wrong with the URL.
        error: TokenUrlError,
    },
    /// The user agent cannot be a header's value.
    UserAgent,
    /// The transport cannot be made.
    Transport(TransportError),
    /// There is no transport: the feature `reqwest` is off, and none was given.
    NoTransport,
}

impl Builder {
    /// A builder for clients of `service`.
    pub fn new(service: &'static Service) -> Self {
        Self {
            service,
            base_url: None,
            server: None,
            given: Vec::new(),
            timeouts: Timeouts {
                call: Some(Duration::from_secs(60)),
                attempt: Some(Duration::from_secs(30)),
                idle: Some(Duration::from_secs(300)),
            },
            connect_timeout: Some(Duration::from_secs(10)),
            retries: RetryPolicy::default(),
            response_limit: 16 * 1024 * 1024,
            user_agent: None,
            transport: None,
            hooks: Vec::new(),
        }
    }

    /// Sends requests to this URL instead of the document's servers.
    pub fn base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(url.into());
    }

    /// Sends requests to this server of the document.
    pub fn server(&mut self, server: impl Into<ServerUrl>) {
        self.server = Some(server.into());
    }

    /// Sets the key or token of the scheme at this index, or where it comes from.
    pub fn credential(&mut self, scheme: usize, source: impl Into<TokenSource>) {
        self.give(scheme, Given::Token(source.into()));
    }

    /// Says that the transport shows a certificate for the scheme at this index.
    pub fn certificate(&mut self, scheme: usize) {
        self.give(scheme, Given::Certificate);
    }

    /// Sets the user and the password of the scheme at this index.
    pub fn basic(&mut self, scheme: usize, user: String, password: Secret<String>) {
        self.give(scheme, Given::Basic { user, password });
    }

    fn give(&mut self, scheme: usize, given: Given) {
        if scheme >= self.given.len() {
            self.given.resize_with(scheme.saturating_add(1), || None);
        }
        if let Some(place) = self.given.get_mut(scheme) {
            *place = Some(given);
        }
    }

    /// Sets how long a call may take with all its attempts, up to the head of a streamed answer. The
    /// default is a minute.
    pub fn timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.call = timeout.into();
    }

    /// Sets how long an attempt may take, up to the head of a streamed answer. The default is half a
    /// minute.
    pub fn attempt_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.attempt = timeout.into();
    }

    /// Sets how long a streamed answer may bring nothing. The default is five minutes.
    pub fn idle_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.idle = timeout.into();
    }

    /// Sets how long connecting may take, where the transport is not given. The default is ten
    /// seconds.
    pub fn connect_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.connect_timeout = timeout.into();
    }

    /// Sets which attempts are repeated, and how.
    pub fn retries(&mut self, policy: RetryPolicy) {
        self.retries = policy;
    }

    /// Sets how large a response's body may be. The default is 16 MiB.
    pub fn response_limit(&mut self, bytes: usize) {
        self.response_limit = bytes;
    }

    /// Sets `User-Agent`.
    pub fn user_agent(&mut self, user_agent: impl Into<String>) {
        self.user_agent = Some(user_agent.into());
    }

    /// Sends requests through `transport`.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Tells `hook` of every attempt, after those that were given before.
    pub fn hook(&mut self, hook: impl Hook) {
        self.hooks.push(Box::new(hook));
    }

    /// Makes the client.
    ///
    /// # Errors
    /// When the base URL, a credential or the user agent cannot be used, or there is no transport.
    pub fn build(self) -> Result<Core, BuildError> {
        let parse = |url: &str| BaseUrl::parse(url).map_err(BuildError::BaseUrl);
        let chosen = self.server.as_ref().map(ServerUrl::url).transpose();
        let base_url = self.base_url.or(chosen.map_err(BuildError::BaseUrl)?);
        let override_url = base_url.as_deref().map(parse).transpose()?;
        let document_url = match (&override_url, self.service.base_url) {
            (None, Some(url)) => Some(parse(url)?),
            _ => None,
        };
        let user_agent = self
            .user_agent
            .as_deref()
            .unwrap_or(concat!("bindery-runtime/", env!("CARGO_PKG_VERSION")));
        let user_agent = HeaderValue::from_str(user_agent).map_err(|_| BuildError::UserAgent)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        let tokens = Arc::new(TokenHttp {
            transport: transport.clone(),
            user_agent: user_agent.clone(),
            retries: self.retries.clone(),
            timeout: self.timeouts.call,
            attempt_timeout: self.timeouts.attempt,
        });
        let token_base_url = base_url.or_else(|| self.service.base_url.map(str::to_owned));
        let setting = TokenSetting {
            http: &tokens,
            base_url: token_base_url.as_deref(),
        };
        let credentials = Credentials::new(self.service, self.given, &setting)?;
        Ok(Core::new(Inner {
            service: self.service,
            override_url,
            document_url,
            credentials,
            tokens,
            token_base_url,
            timeouts: self.timeouts,
            budget: Budget::new(self.retries.budget),
            retries: self.retries,
            response_limit: self.response_limit,
            user_agent,
            transport,
            hooks: self.hooks,
        }))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = super::reqwest::ReqwestTransport::new(connect_timeout).map_err(BuildError::Transport)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.service.title)
            .field("timeouts", &self.timeouts)
            .field("retries", &self.retries)
            .field("response_limit", &self.response_limit)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::BaseUrl(error) => error.fmt(f),
            BuildError::Credential { scheme } => write!(f, "the credential of `{scheme}` cannot be sent"),
            BuildError::TokenUrl { scheme, error } => {
                write!(f, "the tokens of `{scheme}` cannot be fetched: {error}")
            }
            BuildError::UserAgent => f.write_str("the user agent holds a character that a header cannot"),
            BuildError::Transport(_) => f.write_str("the transport cannot be made"),
            BuildError::NoTransport => {
                f.write_str("there is no transport: turn on the feature `reqwest`, or give one")
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::Transport(error) => Some(error),
            BuildError::TokenUrl { error, .. } => Some(error),
            _ => None,
        }
    }
}
