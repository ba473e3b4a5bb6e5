//! What all calls of a client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::base_url::{BaseUrl, BaseUrlError};
use super::budget::Budget;
use super::call::Call;
use super::credentials::{Credentials, Given, Held, TokenSetting, Unusable};
use super::hook::Hook;
use super::retry::RetryPolicy;
use super::token::TokenHttp;
use super::transport::Transport;
use crate::http::{Operation, Scheme, Service};

/// What all calls of a client share. Clones are cheap, and share connections and the retry budget.
#[derive(Clone)]
pub struct Core {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) service: &'static Service,
    /// The caller's URL, which all operations use.
    pub(crate) override_url: Option<BaseUrl>,
    /// The document's URL, for operations that have none of their own.
    pub(crate) document_url: Option<BaseUrl>,
    pub(crate) credentials: Credentials,
    pub(crate) tokens: Arc<TokenHttp>,
    /// What relative token URLs are resolved against.
    pub(crate) token_base_url: Option<String>,
    pub(crate) timeouts: Timeouts,
    pub(crate) budget: Budget,
    pub(crate) retries: RetryPolicy,
    pub(crate) response_limit: usize,
    pub(crate) user_agent: HeaderValue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) hooks: Vec<Box<dyn Hook>>,
}

/// How long calls may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// A call with all its attempts.
    pub(crate) call: Option<Duration>,
    /// An attempt.
    pub(crate) attempt: Option<Duration>,
    /// The time between two pieces of a streamed body.
    pub(crate) idle: Option<Duration>,
}

impl Core {
    pub(crate) fn new(inner: Inner) -> Self {
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Begins a call of `operation`.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }
}

impl Inner {
    /// What is sent of what a call is given for `scheme`.
    pub(crate) fn held(&self, scheme: &'static Scheme, given: Given) -> Result<Held, Unusable> {
        let setting = TokenSetting {
            http: &self.tokens,
            base_url: self.token_base_url.as_deref(),
        };
        Held::new(scheme, given, &setting)
    }

    /// Where an operation is: at the caller's URL, or its own, or the document's.
    pub(crate) fn base_url(&self, operation: &Operation) -> Result<Cow<'_, BaseUrl>, BaseUrlError> {
        match (&self.override_url, operation.base_url, &self.document_url) {
            (Some(url), _, _) | (None, None, Some(url)) => Ok(Cow::Borrowed(url)),
            (None, Some(url), _) => BaseUrl::parse(url).map(Cow::Owned),
            (None, None, None) => Err(BaseUrlError::Missing),
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.inner.service.title)
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}
