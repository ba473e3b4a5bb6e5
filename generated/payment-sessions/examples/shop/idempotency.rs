//! Answers that are given again when a request is repeated.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use payment_sessions::types::{NewPaymentSession, PaymentSession};

/// How long a key is remembered.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// A request that an idempotency key stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    Create(NewPaymentSession),
    Cancel(String),
}

/// The key was used for another request.
#[derive(Clone, Copy, Debug)]
pub struct Reused;

/// The answers so far, by key.
#[derive(Debug, Default)]
pub struct Answers {
    by_key: HashMap<String, Answer>,
}

#[derive(Debug)]
struct Answer {
    request: Request,
    session: PaymentSession,
    given: Instant,
}

impl Answers {
    /// The answer to the same request under the same key.
    pub fn recall(&mut self, key: Option<&str>, request: &Request) -> Result<Option<PaymentSession>, Reused> {
        self.by_key.retain(|_, answer| answer.given.elapsed() < LIFETIME);
        let known = key.and_then(|key| self.by_key.get(key));
        match known {
            Some(answer) if answer.request != *request => Err(Reused),
            known => Ok(known.map(|answer| answer.session.clone())),
        }
    }

    /// Keeps an answer for when the request is repeated.
    pub fn remember(&mut self, key: Option<String>, request: Request, session: &PaymentSession) {
        if let Some(key) = key {
            let answer = Answer {
                request,
                session: session.clone(),
                given: Instant::now(),
            };
            self.by_key.insert(key, answer);
        }
    }
}
