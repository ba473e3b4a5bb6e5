//! An attempt under the eyes of the hooks and the span.

use std::borrow::Cow;

use http::{Request, Uri};

use super::error::Failure;
use super::hook::{Attempt, Hook, Outcome};
use super::prepare::Prepared;
use super::response::Response;
use super::trace::Span;
use crate::clock::Instant;
use crate::http::Body;

/// An attempt that hooks and span were told of, and are told of again when it ends, dropped or not.
pub(crate) struct Observed<'a> {
    span: Span,
    /// What hooks are told; nothing where there are none.
    hooked: Option<Box<Hooked<'a>>>,
    is_over: bool,
}

struct Hooked<'a> {
    hooks: &'a [Box<dyn Hook>],
    attempt: Attempt<'a>,
    begin: Instant,
}

impl<'a> Observed<'a> {
    /// Tells that an attempt begins, and adds what the hooks add to its request. `uri` is what they see.
    pub(crate) fn begin(prepared: &'a Prepared, uri: Option<Uri>, request: &mut Request<Body>) -> Self {
        let (operation, number) = (prepared.operation(), prepared.count_attempt());
        let span = Span::new(&Attempt::new(operation, Cow::Borrowed(request.uri()), number));
        let hooked = uri.map(|uri| {
            let hooks = &prepared.inner().hooks;
            let mut attempt = Attempt::new(operation, Cow::Owned(uri), number);
            let begin = Instant::now();
            span.within(|| hooks.iter().for_each(|hook| hook.before(&mut attempt)));
            for (name, value) in &attempt.headers {
                request.headers_mut().entry(name).or_insert_with(|| value.clone());
            }
            Box::new(Hooked {
                hooks,
                attempt,
                begin,
            })
        });
        Self {
            span,
            hooked,
            is_over: false,
        }
    }

    /// The span that the attempt runs in.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Tells what the attempt came to.
    pub(crate) fn end(mut self, result: &Result<Response, Failure>) {
        self.tell(&Outcome::of(result));
    }

    fn tell(&mut self, outcome: &Outcome<'_>) {
        self.is_over = true;
        self.span.record(outcome);
        if let Some(hooked) = &self.hooked {
            let duration = hooked.begin.elapsed();
            let hooks = hooked.hooks.iter().rev();
            self.span
                .within(|| hooks.for_each(|hook| hook.after(&hooked.attempt, outcome, duration)));
        }
    }
}

impl Drop for Observed<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.tell(&Outcome::Cancelled);
        }
    }
}
