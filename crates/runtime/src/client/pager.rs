//! Goes from page to page: the same code for every operation.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::task::{Context, Poll};

use http::header;
use serde_json::value::RawValue;

use super::call::Call;
use super::error::Failure;
use super::future::{Exchange, Take};
use super::link_header::next_link;
use super::page::{cursor, elements, find};
use super::page_error::PageError;
use super::page_url::next_url;
use super::request::uri;
use super::response::Response;
use super::send::send;
use crate::http::{NextPage, Operation, Pagination};

/// Asks for one page after the other.
pub(crate) struct Pager {
    pub(crate) operation: &'static Operation,
    pub(crate) pagination: &'static Pagination,
    take: Take,
    stage: Stage,
    /// The hashes of all that has led to a page.
    seen: HashSet<u64>,
    hasher: RandomState,
}

enum Stage {
    /// A call that is to be sent.
    Ready(Box<Call>),
    /// A call that was sent, and a copy for the page after it.
    Sent(Exchange, Option<Box<Call>>),
    /// A call that was answered: where its next page comes from.
    Answered(Option<Box<Call>>),
    /// There is another page, but it cannot be asked for.
    Failed(PageError),
    Ended,
}

impl Pager {
    pub(crate) fn new(call: Call, pagination: &'static Pagination, take: Take) -> Self {
        Self {
            operation: call.operation,
            pagination,
            take,
            stage: Stage::Ready(Box::new(call)),
            seen: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    /// The answer to the next call, if there is another. [`Pager::turn`] must follow.
    pub(crate) fn poll_response(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response, Stop>>> {
        loop {
            match std::mem::replace(&mut self.stage, Stage::Ended) {
                Stage::Ready(call) => {
                    let copy = call.for_next_page().map(Box::new);
                    self.stage = Stage::Sent(send(*call, self.take), copy);
                }
                Stage::Sent(mut exchange, copy) => match exchange.as_mut().poll(context) {
                    Poll::Pending => {
                        self.stage = Stage::Sent(exchange, copy);
                        return Poll::Pending;
                    }
                    Poll::Ready(Ok(response)) => {
                        self.stage = Stage::Answered(copy);
                        return Poll::Ready(Some(Ok(response)));
                    }
                    Poll::Ready(Err(failure)) => return Poll::Ready(Some(Err(Stop::Failure(failure)))),
                },
                Stage::Failed(error) => return Poll::Ready(Some(Err(Stop::Page(error)))),
                Stage::Answered(_) | Stage::Ended => return Poll::Ready(None),
            }
        }
    }

    /// Makes the next page's call from the answer at hand.
    pub(crate) fn turn(&mut self, response: &Response) {
        if let Stage::Answered(copy) = std::mem::replace(&mut self.stage, Stage::Ended) {
            self.stage = match self.next(copy, response) {
                Ok(Some(call)) => Stage::Ready(call),
                Ok(None) => Stage::Ended,
                Err(error) => Stage::Failed(error),
            };
        }
    }

    /// Asks for no other page.
    pub(crate) fn stop(&mut self) {
        self.stage = Stage::Ended;
    }

    fn next(&mut self, copy: Option<Box<Call>>, response: &Response) -> Result<Option<Box<Call>>, PageError> {
        let page = std::str::from_utf8(response.body()).unwrap_or_default();
        if self
            .pagination
            .more
            .is_some_and(|more| find(page, more) == Some("false"))
        {
            return Ok(None);
        }
        let items = elements(page, self.pagination.items);
        let Some(step) = self.step(page, &items, response)? else {
            return Ok(None);
        };
        if let Step::Url(_) | Step::Value(_, _) = &step
            && !self.is_new(step.text())
        {
            // Some servers answer the end of a list with where it is, and nothing.
            return if items.is_empty() {
                Ok(None)
            } else {
                Err(PageError::Repeated)
            };
        }
        let mut call = copy.ok_or(PageError::Body)?;
        match step {
            Step::Value(parameter, value) => call.set_raw_parameter(parameter, &value),
            Step::Url(reference) => {
                let current = uri(&call).map_err(|_| PageError::Url)?;
                call.url = Some(Box::new(next_url(&reference, &current)?));
            }
            Step::Number(parameter, step) => {
                let text = find(page, self.pagination.items).unwrap_or_default();
                // The same page again: the server does not count as the document says.
                if !self.is_new(text) {
                    return Err(PageError::Repeated);
                }
                let current = call.integer_argument(parameter).unwrap_or(step.first);
                let next = current.checked_add(step.by).ok_or(PageError::Cursor)?;
                call.set_raw_parameter(parameter, &next.to_string());
            }
        }
        Ok(Some(call))
    }

    fn step(&self, page: &str, items: &[&RawValue], response: &Response) -> Result<Option<Step>, PageError> {
        let count = u64::try_from(items.len()).map_err(|_| PageError::Cursor)?;
        Ok(match self.pagination.next {
            NextPage::Cursor { parameter, member } => {
                cursor(page, member)?.map(|value| Step::Value(parameter, value.to_owned()))
            }
            NextPage::LastItem { parameter, member } => match items.last() {
                None => None,
                Some(item) => {
                    let value = cursor(item.get(), member)?.ok_or(PageError::Cursor)?;
                    Some(Step::Value(parameter, value.to_owned()))
                }
            },
            NextPage::Number { parameter, first } => {
                (count > 0).then_some(Step::Number(parameter, Count { first, by: 1 }))
            }
            NextPage::Offset { parameter } => {
                (count > 0).then_some(Step::Number(parameter, Count { first: 0, by: count }))
            }
            NextPage::Link => {
                let fields = response.headers().get_all(header::LINK);
                let mut links = fields.iter().filter_map(|field| next_link(field.to_str().ok()?));
                links.next().map(|link| Step::Url(link.to_owned()))
            }
            NextPage::Url { member } => match cursor(page, member)? {
                None => None,
                Some(json) => Some(Step::Url(serde_json::from_str(json).map_err(|_| PageError::Url)?)),
            },
        })
    }

    fn is_new(&mut self, text: &str) -> bool {
        self.seen.insert(self.hasher.hash_one(text))
    }
}

/// What makes the next page's call.
enum Step {
    /// A parameter and its value, as JSON.
    Value(usize, String),
    /// A parameter that counts.
    Number(usize, Count),
    /// A URL.
    Url(String),
}

/// How a parameter counts.
struct Count {
    first: u64,
    by: u64,
}

impl Step {
    fn text(&self) -> &str {
        match self {
            Step::Value(_, text) | Step::Url(text) => text,
            Step::Number(..) => "",
        }
    }
}

/// Why no page comes.
pub(crate) enum Stop {
    Failure(Failure),
    Page(PageError),
}
