//! What a server allows, and how it tells of what it does not.
//!
//! | setting | unless set | beyond it |
//! | --- | --- | --- |
//! | [`Routes::target_limit`] | 16 KiB of path and query | 414 |
//! | [`Routes::header_limit`] | 64 KiB of headers | 431 |
//! | [`Routes::header_count_limit`] | 100 headers | 431 |
//! | [`Routes::body_limit`] | 2 MiB | 413 |
//! | [`Routes::read_timeout`] | 30 seconds for a body to arrive | 408 |
//! | [`Routes::handler_timeout`] | none, for authentication and handler each | 503 |
//! | [`Routes::check_answers`] | in builds with debug assertions | 500 |
//!
//! Arrays and objects of JSON stand in each other 128 deep at most, in every build; deeper is 400. How long a head may
//! take to arrive, and how many connections there may be, is for what serves the router to say.

use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use serde::Serialize;

use super::authentication::Authenticator;
use super::problem::Problem;
use super::problem_answer;
use super::routes::Routes;
use crate::schema::Described;

/// Limits on requests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// How many bytes path and query may have together.
    pub(super) target_limit: usize,
    /// How many bytes all headers may have together.
    pub(super) header_limit: usize,
    /// How many headers there may be.
    pub(super) header_count_limit: usize,
    /// How many bytes a body may have.
    pub(super) body_limit: usize,
    /// How long a body may take to arrive.
    pub(super) read_timeout: Option<Duration>,
    /// How long authentication and handler may take.
    pub(super) handler_timeout: Option<Duration>,
    /// Whether answers are checked before they are sent.
    pub(super) checks_answers: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            target_limit: 16 * 1024,
            header_limit: 64 * 1024,
            header_count_limit: 100,
            body_limit: 2 * 1024 * 1024,
            read_timeout: Some(Duration::from_secs(30)),
            handler_timeout: None,
            checks_answers: cfg!(debug_assertions),
        }
    }
}

/// Each of these is about what these routes serve, and not about what was merged.
impl<S, A> Routes<S, A>
where
    S: Send + Sync + 'static,
    A: Authenticator,
{
    /// Sets how many bytes path and query may have together; 16 KiB unless set. Longer ones get a 414.
    pub fn target_limit(mut self, bytes: usize) -> Self {
        self.settings().target_limit = bytes;
        self
    }

    /// Sets how many bytes the names and values of all headers may have together; 64 KiB unless set. More get a 431. What
    /// serves the router may have a limit of its own.
    pub fn header_limit(mut self, bytes: usize) -> Self {
        self.settings().header_limit = bytes;
        self
    }

    /// Sets how many headers there may be; 100 unless set. More get a 431.
    pub fn header_count_limit(mut self, count: usize) -> Self {
        self.settings().header_count_limit = count;
        self
    }

    /// Sets how many bytes a request's body may have; 2 MiB unless set. Larger ones get a 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings().body_limit = bytes;
        self
    }

    /// Sets how long a request's body may take to arrive; 30 seconds unless set. Then it gets a 408.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings().read_timeout = limit.into();
        self
    }

    /// Sets how long authentication and handler may take, each; unlimited unless set. Then the
    /// request gets a 503, and the work is dropped where it waits.
    pub fn handler_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings().handler_timeout = limit.into();
        self
    }

    /// Sets whether the JSON of an answer is checked against the document before it is sent; it is in builds with debug
    /// assertions. What the document does not declare gets a 500, and a [`Failure`](super::Failure) says what is wrong.
    /// Streams are not checked.
    pub fn check_answers(mut self, check: bool) -> Self {
        self.settings().checks_answers = check;
        self
    }

    /// Lets `answer` tell callers of problems in its own way, where it gives anything; else they are told by
    /// `application/problem+json`. Of several the first that gives anything does.
    ///
    /// The status and the headers of the problem belong to HTTP: keep them.
    pub fn answer_problems<F>(mut self, answer: F) -> Self
    where
        F: Fn(&Problem) -> Option<Response> + Send + Sync + 'static,
    {
        self.problem_answers()
            .push(Arc::new(move |problem, _| answer(problem)));
        self
    }

    /// Lets `make` tell callers of problems by a type of the document's: wherever the document declares JSON of that very
    /// type for the operation and the problem's status.
    ///
    /// ```
    /// # use bindery_runtime::server::{Authenticator, Routes};
    /// # use bindery_runtime::schema::{Described, Schema};
    /// # #[derive(serde::Serialize)]
    /// # struct Error { message: String }
    /// # impl Described for Error { const SCHEMA: &'static Schema = &Schema::OBJECT; }
    /// # fn set<S: Send + Sync + 'static, A: Authenticator>(routes: Routes<S, A>) -> Routes<S, A> {
    /// routes.answer_problems_as(|problem| Error { message: problem.title().to_owned() })
    /// # }
    /// ```
    pub fn answer_problems_as<T, F>(mut self, make: F) -> Self
    where
        T: Described + Serialize,
        F: Fn(&Problem) -> T + Send + Sync + 'static,
    {
        self.problem_answers().push(problem_answer::typed(make));
        self
    }
}
