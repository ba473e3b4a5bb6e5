use crate::{Docs, Ident, MediaType, Origin};

/// The answers that an operation declares, success apart from failure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerSet {
    /// 1xx, 2xx and 3xx, in document order.
    pub success: Vec<Answer>,
    /// 4xx, 5xx and `default`, in document order.
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
    /// The body: the media type that is decoded. `None` when it has none.
    pub body: Option<MediaType>,
    /// Where it stands.
    pub origin: Origin,
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
