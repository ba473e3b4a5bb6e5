//! A request, read into the struct that a handler takes.

use std::fmt;

use super::content;
use super::content_type::Content;
use super::fault::{Fault, FaultPlace};
use super::judge::Judging;
use super::parameter::Captures;
use super::parameter::{self, JsonText, Source};
use super::sequence;
use crate::DecodeOwned;
use crate::http::{BodySource, BodyVariants, Encoding, Operation, Parameter, Payload, Service};
use crate::json;

/// What a handler takes: made of a request's parameters and body.
pub trait FromRequest: Sized + Send + 'static {
    /// Reads every part of the request before it gives up on any, so that the caller is told of all
    /// faults at once; they are kept by `reader`.
    fn from_request(reader: &mut RequestReader) -> Option<Self>;
}

/// A request whose caller is known, and the faults that are found in it.
pub struct RequestReader {
    pub(super) service: &'static Service,
    pub(super) operation: &'static Operation,
    pub(super) request: http::request::Parts,
    pub(super) captures: Captures,
    pub(super) content: Option<Content>,
    pub(crate) judging: Judging,
    pub(super) faults: Vec<Fault>,
}

/// Nothing of the request itself: its headers hold credentials.
impl fmt::Debug for RequestReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reader = f.debug_struct("RequestReader");
        reader
            .field("operation", &self.operation.id)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl RequestReader {
    pub(super) fn new(
        service: &'static Service,
        operation: &'static Operation,
        request: http::request::Parts,
        captures: Captures,
        content: Option<Content>,
    ) -> Self {
        Self {
            service,
            operation,
            request,
            captures,
            content,
            judging: Judging::Strict,
            faults: Vec::new(),
        }
    }

    /// The same of a webhook: it has no path.
    pub(crate) fn of_webhook(
        service: &'static Service,
        operation: &'static Operation,
        request: http::request::Parts,
        content: Option<Content>,
    ) -> Self {
        Self {
            judging: Judging::Tolerant,
            ..Self::new(service, operation, request, Captures::new(), content)
        }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The request without its body.
    pub fn request(&self) -> &http::request::Parts {
        &self.request
    }

    /// How the body is written, where there is one that is not read yet.
    pub fn encoding(&self) -> Option<Encoding> {
        self.content.as_ref().map(|content| content.media.encoding)
    }

    /// The parameter at `index` of the operation's, which must be there.
    pub fn required<T: DecodeOwned>(&mut self, index: usize) -> Option<T> {
        let parameter = self.operation.parameters.get(index)?;
        match self.parameter(parameter) {
            Some(Some(text)) => self.decode_parameter(parameter, &text),
            Some(None) => self.lack(parameter),
            None => None,
        }
    }

    /// The parameter at `index` of the operation's: `Some(None)` when the request does not have it.
    pub fn optional<T: DecodeOwned>(&mut self, index: usize) -> Option<Option<T>> {
        let parameter = self.operation.parameters.get(index)?;
        match self.parameter(parameter)? {
            Some(text) => self.decode_parameter(parameter, &text).map(Some),
            None if parameter.required => self.lack(parameter),
            None => Some(None),
        }
    }

    /// The body, which must be there.
    pub fn body<T: DecodeOwned>(&mut self) -> Option<T> {
        let body = self.optional_body();
        if let Some(None) = body {
            self.lack_body();
        }
        body.flatten()
    }

    /// The body: `Some(None)` when the request has none.
    pub fn optional_body<T: DecodeOwned>(&mut self) -> Option<Option<T>> {
        let Some(content) = self.content.take() else {
            if self.operation.body.is_some_and(|body| body.required) {
                self.lack_body();
                return None;
            }
            return Some(None);
        };
        match content::decode(&content) {
            Ok(value) => Some(Some(value)),
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    /// The body, one of several things, which must be there.
    pub fn variant<B: BodyVariants>(&mut self) -> Option<B> {
        let body = self.optional_variant();
        if let Some(None) = body {
            self.lack_body();
        }
        body.flatten()
    }

    /// The body, one of several things: `Some(None)` when the request has none.
    pub fn optional_variant<B: BodyVariants>(&mut self) -> Option<Option<B>> {
        let row = self.content.as_ref().and_then(|content| {
            let mut rows = self.operation.body.iter().flat_map(|body| body.media);
            rows.position(|(media, _)| *media == content.media)
        });
        match row {
            Some(row) => B::read(row, self).map(Some),
            None => self.optional_body::<()>().map(|_nothing| None),
        }
    }

    /// The body, a sequence of items, which must be there.
    pub fn items<P: Payload>(&mut self) -> Option<P> {
        let items = self.optional_items();
        if let Some(None) = items {
            self.lack_body();
        }
        items.flatten()
    }

    /// The body, a sequence of items or bytes: `Some(None)` when the request has none. A server hands it over as it
    /// arrives, and each item only if it is what the document demands; of a webhook all of it has come.
    pub fn optional_items<P: Payload>(&mut self) -> Option<Option<P>> {
        let Some(content) = self.content.take() else {
            if self.operation.body.is_some_and(|body| body.required) {
                self.lack_body();
                return None;
            }
            return Some(None);
        };
        match sequence::read(content) {
            Ok(items) => Some(Some(items)),
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    /// What was wrong with the request so far.
    pub(crate) fn take_faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }

    /// Finds fault with a query that has names which the operation does not take.
    #[cfg(feature = "server")]
    pub(super) fn refuse_unknown_query(&mut self) {
        if self.source().has_unknown_query() {
            self.faults.push(Fault {
                place: FaultPlace::Query,
                detail: "has names that the operation does not take".to_owned(),
                malformed: false,
            });
        }
    }

    fn source(&self) -> Source<'_> {
        Source {
            service: self.service,
            operation: self.operation,
            request: &self.request,
            captures: &self.captures,
            judging: self.judging,
        }
    }

    /// The parameter's JSON text; `None` when it has faults.
    fn parameter(&mut self, parameter: &Parameter) -> Option<Option<JsonText>> {
        match parameter::read(parameter, &self.source()) {
            Ok(text) => Some(text),
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    /// The type may ask for more than the schema says; then its fault is one of the request's.
    fn decode_parameter<T: DecodeOwned>(&mut self, parameter: &Parameter, text: &str) -> Option<T> {
        match self.judging.decode(|| json::from_slice(text.as_bytes())) {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults
                    .push(parameter::fault(parameter, error.path(), error.detail(), false));
                None
            }
        }
    }

    fn lack<T>(&mut self, parameter: &Parameter) -> Option<T> {
        self.faults
            .push(parameter::fault(parameter, "#", "is missing", false));
        None
    }

    fn lack_body(&mut self) {
        let place = FaultPlace::Body {
            pointer: "#".to_owned(),
        };
        self.faults.push(Fault {
            place,
            detail: "is missing".to_owned(),
            malformed: true,
        });
    }
}

impl BodySource for RequestReader {
    fn value<T: DecodeOwned>(&mut self) -> Option<T> {
        self.body()
    }

    fn stream<P: Payload>(&mut self) -> Option<P> {
        self.items()
    }
}
