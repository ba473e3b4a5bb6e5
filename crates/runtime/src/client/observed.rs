//! An attempt under the eyes of the hooks and the span.

use std::time::Duration;

use http::{Extensions, HeaderMap, Request};

use super::error::Failure;
use super::hook::{Attempt, Hook, Outcome};
use super::prepare::Prepared;
use super::response::Response;
use super::trace::Span;
use crate::clock::Instant;
use crate::http::Body;

/// An attempt that hooks and span were told of, and are told of again when it ends, dropped or not.
pub(crate) struct Observed<'a> {
    hooks: &'a [Box<dyn Hook>],
    span: Span,
    attempt: Attempt<'a>,
    /// When it began, where somebody is told of it.
    begin: Option<Instant>,
    is_over: bool,
}

impl<'a> Observed<'a> {
    /// Tells that an attempt begins.
    pub(crate) fn begin(prepared: &'a Prepared) -> Self {
        let mut attempt = Attempt {
            operation: prepared.operation,
            uri: &prepared.uri,
            number: prepared.count_attempt(),
            headers: HeaderMap::new(),
            extensions: Extensions::new(),
        };
        let span = Span::new(&attempt);
        let hooks = &prepared.core.inner.hooks;
        let begin = (!hooks.is_empty()).then(Instant::now);
        span.within(|| hooks.iter().for_each(|hook| hook.before(&mut attempt)));
        Self {
            hooks,
            span,
            attempt,
            begin,
            is_over: false,
        }
    }

    /// The span that the attempt runs in.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Adds what the hooks add to a request.
    pub(crate) fn write_headers(&self, request: &mut Request<Body>) {
        for (name, value) in &self.attempt.headers {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
    }

    /// Tells what the attempt came to.
    pub(crate) fn end(mut self, result: &Result<Response, Failure>) {
        self.tell(&Outcome::of(result));
    }

    fn tell(&mut self, outcome: &Outcome<'_>) {
        self.is_over = true;
        self.span.record(outcome);
        let duration: Duration = self.begin.map(|begin| begin.elapsed()).unwrap_or_default();
        let hooks = self.hooks.iter().rev();
        self.span
            .within(|| hooks.for_each(|hook| hook.after(&self.attempt, outcome, duration)));
    }
}

impl Drop for Observed<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.tell(&Outcome::Cancelled);
        }
    }
}
