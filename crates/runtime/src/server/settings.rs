//! What a server allows, and how it tells of what it does not.
//!
//! | setting | unless set | beyond it |
//! | --- | --- | --- |
//! | [`Routes::target_limit`] | 16 KiB of path and query | 414 |
//! | [`Routes::header_limit`] | 64 KiB of headers | 431 |
//! | [`Routes::header_count_limit`] | 100 headers | 431 |
//! | [`Routes::refuse_unknown_query`] | unknown names in a query are ignored | 422 |
//! | [`Routes::body_limit`] | 2 MiB of a body in memory | 413 |
//! | [`Routes::stream_limit`] | 64 MiB of a body that is a stream, or a form with files | 413 |
//! | [`Routes::part_limit`] | none but the form's, for each part | 413 |
//! | [`Routes::part_count_limit`] | 1000 parts of a form | 413 |
//! | [`Routes::read_timeout`] | 30 seconds for a body to arrive | 408 |
//! | [`Routes::handler_timeout`] | none, for authentication and handler each | 503 |
//! | [`Routes::keep_alive`] | 15 seconds of silence in a stream of events | a comment |
//! | [`Routes::check_answers`] | in builds with debug assertions | 500 |
//!
//! What is still on its way when a request is refused is read on and thrown away, up to 64 MiB and for five seconds, so that
//! the answer is not lost with the connection.
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
    /// Whether the query may have only names that the operation takes.
    pub(super) refuses_unknown_query: bool,
    /// How many bytes of a body may be held in memory.
    pub(super) body_limit: usize,
    /// How many bytes a body may have that is not held in memory.
    pub(super) stream_limit: usize,
    /// How many bytes a part of a form may have.
    pub(super) part_limit: usize,
    /// How many parts a form may have.
    pub(super) part_count_limit: usize,
    /// How long a body may take to arrive.
    pub(super) read_timeout: Option<Duration>,
    /// How long authentication and handler may take.
    pub(super) handler_timeout: Option<Duration>,
    /// How long a stream of events may be silent.
    pub(super) keep_alive: Option<Duration>,
    /// Whether answers are checked before they are sent.
    pub(super) checks_answers: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            target_limit: 16 * 1024,
            header_limit: 64 * 1024,
            header_count_limit: 100,
            refuses_unknown_query: false,
            body_limit: 2 * 1024 * 1024,
            stream_limit: 64 * 1024 * 1024,
            part_limit: usize::MAX,
            part_count_limit: 1000,
            read_timeout: Some(Duration::from_secs(30)),
            handler_timeout: None,
            keep_alive: Some(Duration::from_secs(15)),
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

    /// Sets whether a query may have only names that the operation takes; other names are ignored unless set. Then such
    /// a request gets a 422, as any that is not what the operation takes.
    pub fn refuse_unknown_query(mut self, refuse: bool) -> Self {
        self.settings().refuses_unknown_query = refuse;
        self
    }

    /// Sets how many bytes of a request's body may be held in memory; 2 MiB unless set. Larger ones get a 413.
    ///
    /// JSON, forms and text are held whole. Of a form of several parts the texts are; its files are, too, up to half of
    /// this limit together, and the others wait in a temporary file: they reach the handler as streams, which
    /// `ByteStream::from(file)` makes of any. Of a sequence each item is held.
    ///
    /// A body in a content coding gets a 415. A layer around the router that decompresses bodies, and takes the header
    /// away, may allow it; these limits then count what it makes of them.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings().body_limit = bytes;
        self
    }

    /// Sets how many bytes a request's body may have that is not held in memory: bytes and sequences, which the handler
    /// reads as they arrive, and forms with files; 64 MiB unless set. Larger ones get a 413: if the handler has begun to
    /// read by then, instead of its answer.
    pub fn stream_limit(mut self, bytes: usize) -> Self {
        self.settings().stream_limit = bytes;
        self
    }

    /// Sets how many bytes each part of a form (`multipart/form-data`) may have; as many as the whole unless set. Larger
    /// ones get a 413.
    pub fn part_limit(mut self, bytes: usize) -> Self {
        self.settings().part_limit = bytes;
        self
    }

    /// Sets how many parts a form (`multipart/form-data`) may have; 1000 unless set. More get a 413.
    pub fn part_count_limit(mut self, count: usize) -> Self {
        self.settings().part_count_limit = count;
        self
    }

    /// Sets how long a request's body may take to arrive; 30 seconds unless set. Then it gets a 408. What the handler reads
    /// as it arrives, and a form of several parts, may take that long from one piece to the next.
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

    /// Sets after how long a silence a comment is sent in a stream of events (`text/event-stream`); 15 seconds unless
    /// set, and never with `None`. It keeps those on the way from taking the stream for dead, and tells the server that
    /// nobody listens any more; no event is seen.
    pub fn keep_alive(mut self, silence: impl Into<Option<Duration>>) -> Self {
        self.settings().keep_alive = silence.into();
        self
    }

    /// Sets whether the JSON of an answer is checked against the document before it is sent; it is in builds with debug
    /// assertions. What the document does not declare gets a 500, and a [`Failure`](super::Failure) says what is wrong.
    /// Streams are not checked.
    pub fn check_answers(mut self, check: bool) -> Self {
        self.settings().checks_answers = check;
        self
    }

    /// Lets `answer` tell callers of problems in its own way, where it gives anything. Of several the first that gives
    /// anything does.
    ///
    /// Else they are told by JSON that the document declares for the operation and the status, where the members that it
    /// must have say what happened by their names (`code`, `message`, `errors`…), and else by
    /// `application/problem+json`. Headers that the document requires of such an answer, and of which nothing is known, are
    /// added in any case, with the least that they may say. `|problem| Some(problem.clone().into_response())` always says the latter.
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
