//! What answers an operation.

use std::future::{Ready, ready};
use std::hash::{DefaultHasher, Hash, Hasher};

use bindery_runtime::fake::{Maker, Word};
use bindery_runtime::http::{HeaderMap, Operation, StatusCode};
use bindery_runtime::server::Handler;

use crate::choice::{Wishes, choose};
use crate::declared::Declared;
use crate::reply::{Made, missing, reply};
use crate::request::Request;

/// What all operations of a mock share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    pub(crate) seed: u64,
    /// Whether values are made where there are examples, too.
    pub(crate) dynamic: bool,
    pub(crate) words: &'static [Word],
}

/// Answers one operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Responder(pub(crate) &'static Declared);

impl<'a, P: Send + 'a> Handler<'a, Manner, Request, P> for Responder {
    type Success = Made;
    type Failure = Made;
    type Future = Ready<Result<Made, Made>>;

    fn call(&self, manner: &'a Manner, request: Request, _principal: P) -> Self::Future {
        ready(Ok(Made(manner.answer(self.0, &request))))
    }

    fn declares(&self, _operation: &Operation, status: StatusCode) -> bool {
        self.0.refusal(status).is_some()
    }
}

impl Manner {
    fn answer(&self, declared: &Declared, request: &Request) -> bindery_runtime::http::Reply {
        let preference = &request.preference;
        let wishes = Wishes {
            preference,
            accept: &request.accept,
            dynamic: preference.dynamic.unwrap_or(self.dynamic),
        };
        let choice = match choose(declared, wishes) {
            Ok(choice) => choice,
            Err(none) => return missing(&none),
        };
        let mut maker = self.maker(declared.operation, &request.target, wishes.dynamic);
        let mut reply = reply(&choice, &mut maker);
        add_applied(preference.applied(), &mut reply.headers);
        reply
    }

    /// What is made depends on the seed and on what is asked for, and not on what was asked for before.
    pub(crate) fn maker(&self, operation: &Operation, target: &str, dynamic: bool) -> Maker {
        let mut hasher = DefaultHasher::new();
        (self.seed, operation.method, operation.path, target).hash(&mut hasher);
        let maker = Maker::new(hasher.finish()).with_words(self.words);
        if dynamic { maker } else { maker.with_examples() }
    }
}

fn add_applied(applied: Option<String>, headers: &mut HeaderMap) {
    if let Some(Ok(applied)) = applied.map(|applied| applied.parse()) {
        headers.insert("preference-applied", applied);
    }
}
