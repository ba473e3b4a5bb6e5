//! The transport of tests.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Request;
use http_body_util::BodyExt;

use super::reply::TestReply;
use super::request::TestRequest;
use crate::client::transport::{Phase, Transport, TransportError, TransportFuture};
use crate::http::Body;

/// A [`Transport`] for tests: it answers from a script, or as a function says, and keeps what was asked.
/// Clones share both.
#[derive(Clone)]
pub struct TestTransport {
    inner: Arc<Inner>,
}

struct Inner {
    replies: Replies,
    requests: Mutex<Vec<TestRequest>>,
}

enum Replies {
    Script(Mutex<VecDeque<TestReply>>),
    Function(Box<dyn Fn(&TestRequest) -> TestReply + Send + Sync>),
}

impl TestTransport {
    fn new(replies: Replies) -> Self {
        Self {
            inner: Arc::new(Inner {
                replies,
                requests: Mutex::default(),
            }),
        }
    }

    /// Answers the requests with these, in this order. A request beyond the last fails as one that finds
    /// no connection.
    pub fn answering(replies: impl IntoIterator<Item = TestReply>) -> Self {
        let script = replies.into_iter().collect();
        Self::new(Replies::Script(Mutex::new(script)))
    }

    /// Answers each request as `reply` says: for calls that go on side by side, in no order.
    pub fn from_fn(reply: impl Fn(&TestRequest) -> TestReply + Send + Sync + 'static) -> Self {
        Self::new(Replies::Function(Box::new(reply)))
    }

    /// The requests so far, those of repeated attempts included.
    pub fn requests(&self) -> Vec<TestRequest> {
        lock(&self.inner.requests).clone()
    }

    /// How many answers of the script are left.
    pub fn remaining(&self) -> usize {
        match &self.inner.replies {
            Replies::Script(script) => lock(script).len(),
            Replies::Function(_) => 0,
        }
    }
}

impl Inner {
    fn reply(&self, request: &TestRequest) -> Result<TestReply, TransportError> {
        match &self.replies {
            Replies::Script(script) => lock(script).pop_front().ok_or_else(|| {
                let text = format!("the test has no answer left for {request:?}");
                TransportError::new(Phase::Connect, text)
            }),
            Replies::Function(reply) => Ok(reply(request)),
        }
    }
}

impl Transport for TestTransport {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await;
            let body = body.map_err(|error| TransportError::new(Phase::Send, error))?;
            let request = TestRequest::new(parts, body.to_bytes());
            let reply = self.inner.reply(&request);
            lock(&self.inner.requests).push(request);
            reply?.play().await
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for TestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestTransport")
            .field("requests", &*lock(&self.inner.requests))
            .field("remaining", &self.remaining())
            .finish()
    }
}
