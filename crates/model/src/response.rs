use crate::{Docs, Ident, MediaType, Origin, Parameter};

/// The answers that an operation declares, success apart from failure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerSet {
    /// 2xx, and other statuses below 400 where no 2xx is declared, in document order. Each has another status.
    pub success: Vec<Answer>,
    /// All others, in document order. Several of one status have bodies of different types, the preferred
    /// one first.
    pub failure: Vec<Answer>,
}

/// A declared response (OpenAPI 3.0.3, "Response Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The variant's name, unique among the operation's successes or failures, e.g. `NotFound`.
    pub name: Ident,
    /// Which statuses it answers for.
    pub status: ResponseStatus,
    /// What the document says of it.
    pub docs: Docs,
    /// What its body may be, the preferred media type first. Empty when it has none.
    pub bodies: Vec<MediaType>,
    /// The headers that it declares, in document order; each is described as a parameter in a header.
    pub headers: Vec<Parameter>,
    /// What the struct of its headers is called. Answers whose structs are called the same have the same
    /// headers.
    pub headers_name: Option<Ident>,
    /// Where it stands.
    pub origin: Origin,
}

impl AnswerSet {
    /// Every answer, successes first.
    pub fn iter(&self) -> impl Iterator<Item = &Answer> {
        self.success.iter().chain(&self.failure)
    }

    /// Every answer, successes first.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Answer> {
        self.success.iter_mut().chain(&mut self.failure)
    }
}

/// Another representation of an operation's success than the preferred one, for which a caller asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternate {
    /// The method that asks for it, e.g. `as_text`.
    pub name: Ident,
    /// What is asked for.
    pub media_type: MediaType,
}

/// The key of a response: a status, a range, or all that no other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ResponseStatus {
    /// One status, e.g. 404.
    Exact(u16),
    /// A range by its first digit: 4 for `4XX`.
    Range(u8),
    /// `default`.
    Default,
}
