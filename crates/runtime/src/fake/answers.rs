//! What a service answers with that makes its answers up.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::maker::Maker;
use super::response::MadeResponse;
use crate::http::{Answer, Declared, Operation, Received};
use crate::server::{DeclaredAnswer, DeclaredAnswers};

/// How often an answer is made anew that turned out not to be one.
const ATTEMPTS: u32 = 100;

/// Makes the answers of a service up: what a generated `FakeService` consists of. Clones share it.
#[derive(Clone)]
pub struct FakeAnswers {
    declared: &'static DeclaredAnswers,
    failures: u8,
    made: Arc<Mutex<Made>>,
}

struct Made {
    maker: Maker,
    last: Option<LastAnswer>,
}

/// The answer that was made last, as it travels.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LastAnswer {
    /// The status.
    pub status: StatusCode,
    /// The headers, and the body's type.
    pub headers: HeaderMap,
    /// The body; nothing of one that comes piece by piece.
    pub body: Option<Bytes>,
}

impl FakeAnswers {
    /// Answers that `maker` makes up, of those that the document declares. All are successes, where an operation
    /// declares one.
    pub fn new(maker: Maker, declared: &'static DeclaredAnswers) -> Self {
        let made = Made { maker, last: None };
        Self {
            declared,
            failures: 0,
            made: Arc::new(Mutex::new(made)),
        }
    }

    /// The same, of which so many of a hundred are failures.
    #[must_use]
    pub fn with_failures(mut self, percent: u8) -> Self {
        self.failures = percent;
        self
    }

    /// An answer of `operation`.
    ///
    /// # Panics
    /// When none was found that the document allows: there is nothing else to answer with. A server tells its caller
    /// of a panic no more than that it cannot answer.
    pub fn answer<T: Answer, E: Answer>(&self, operation: &'static Operation) -> Result<T, E> {
        self.of_any(operation, None)
    }

    /// The same, of the media type `asked` where it is a success.
    ///
    /// # Panics
    /// As [`answer`](FakeAnswers::answer) does.
    pub fn answer_as<T: Answer, E: Answer>(
        &self,
        operation: &'static Operation,
        asked: &str,
    ) -> Result<T, E> {
        self.of_any(operation, Some(asked))
    }

    fn of_any<T: Answer, E: Answer>(
        &self,
        operation: &'static Operation,
        asked: Option<&str>,
    ) -> Result<T, E> {
        match self.found(operation, asked) {
            Some(answer) => answer,
            None => panic!(
                "no answer of `{}` was found that the document allows",
                operation.id
            ),
        }
    }

    fn found<T: Answer, E: Answer>(
        &self,
        operation: &'static Operation,
        asked: Option<&str>,
    ) -> Option<Result<T, E>> {
        let mut rows = self
            .declared
            .iter()
            .filter(|(each, _)| std::ptr::eq(*each, operation));
        let rows = rows.next()?.1;
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..ATTEMPTS {
            let wants_failure = made.maker.random.is(self.failures.into());
            let is_asked = |row: &DeclaredAnswer| match (asked, row.content) {
                (Some(asked), Some((media, _))) => {
                    media.content_type == asked || is_failure::<T, E>(operation, row)
                }
                _ => true,
            };
            let all: Vec<&DeclaredAnswer> = rows
                .iter()
                .filter(|row| !is_interim(row) && is_asked(row))
                .collect();
            let wanted: Vec<&DeclaredAnswer> = all
                .iter()
                .copied()
                .filter(|row| is_failure::<T, E>(operation, row) == wants_failure)
                .collect();
            let among = if wanted.is_empty() { all } else { wanted };
            let row = match made.maker.random.pick(&among) {
                Some(row) => *row,
                // Where nothing is declared, any success will do.
                None => &NOTHING,
            };
            let Some(response) = made.maker.response(rows, row) else {
                continue;
            };
            let last = LastAnswer {
                status: response.status,
                headers: response.headers.clone(),
                body: response.body.as_whole().cloned(),
            };
            if let Some(answer) = read(operation, response) {
                made.last = Some(last);
                return Some(answer);
            }
        }
        None
    }

    /// The answer that was made last, which is then forgotten.
    pub fn take_last(&self) -> Option<LastAnswer> {
        self.made
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last
            .take()
    }
}

static NOTHING: DeclaredAnswer = DeclaredAnswer::new(&[204]);

fn is_failure<T: Answer, E: Answer>(operation: &'static Operation, row: &DeclaredAnswer) -> bool {
    let mut statuses = row.statuses().map(|status| status.first());
    statuses.any(|status| E::declares(operation, status) && !T::declares(operation, status))
}

/// Whether it is declared for an interim response alone, such as 101: no handler answers with that.
fn is_interim(row: &DeclaredAnswer) -> bool {
    let mut statuses = row.statuses().peekable();
    statuses.peek().is_some() && statuses.all(|status| status.first().is_informational())
}

/// The response as a client reads it.
fn read<T: Answer, E: Answer>(operation: &'static Operation, response: MadeResponse) -> Option<Result<T, E>> {
    let MadeResponse {
        status,
        headers,
        body,
    } = response;
    let mut received = Received::new(status, headers, body);
    match Declared::of::<T, E>(operation, &received.head())? {
        Declared::Success(row) => T::read(operation, row, &mut received).ok().map(Ok),
        Declared::Failure(row) => E::read(operation, row, &mut received).ok().map(Err),
    }
}

impl fmt::Debug for FakeAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeAnswers")
            .field("failures", &self.failures)
            .finish_non_exhaustive()
    }
}
