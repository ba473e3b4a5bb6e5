use http::StatusCode;

use crate::http::{Headers, Media, Operation, Parameter, Precision, Status};
use crate::schema::Schema;

/// The answers that a document declares, by operation.
pub type DeclaredAnswers = [(&'static Operation, &'static [DeclaredAnswer])];

/// What a document declares as the answer of some statuses of an operation (OpenAPI 3.0.3, "Response Object"),
/// as one media type.
///
/// ```
/// use bindery_runtime::http::{Media, StatusCode};
/// use bindery_runtime::schema::Schema;
/// use bindery_runtime::server::DeclaredAnswer;
///
/// let refusal = DeclaredAnswer::new(&[400, 404])
///     .or_range(5)
///     .with_body(Media::text("text/plain"), &Schema::STRING);
/// assert_eq!(refusal.precision(StatusCode::NOT_FOUND), refusal.precision(StatusCode::BAD_REQUEST));
/// assert!(refusal.precision(StatusCode::BAD_GATEWAY) < refusal.precision(StatusCode::NOT_FOUND));
/// assert_eq!(refusal.precision(StatusCode::OK), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DeclaredAnswer {
    /// How the body is written, and what it says; of a sequence, what each item says. None: there is no body.
    pub content: Option<(Media, &'static Schema)>,
    /// The headers.
    pub headers: &'static [Parameter],
    exact: &'static [u16],
    range: Option<u8>,
    is_default: bool,
}

impl DeclaredAnswer {
    /// The answer of these statuses.
    pub const fn new(statuses: &'static [u16]) -> Self {
        Self {
            content: None,
            headers: &[],
            exact: statuses,
            range: None,
            is_default: false,
        }
    }

    /// The same of the statuses that begin with this digit, too.
    #[must_use]
    pub const fn or_range(mut self, digit: u8) -> Self {
        self.range = Some(digit);
        self
    }

    /// The same of all statuses of which the document says nothing, too.
    #[must_use]
    pub const fn or_default(mut self) -> Self {
        self.is_default = true;
        self
    }

    /// The same with headers.
    #[must_use]
    pub const fn with_headers<H: Headers>(mut self) -> Self {
        self.headers = H::TABLE;
        self
    }

    /// The same with a body.
    #[must_use]
    pub const fn with_body(mut self, media: Media, schema: &'static Schema) -> Self {
        self.content = Some((media, schema));
        self
    }

    /// How exactly it speaks of `status`; nothing where it does not.
    pub fn precision(&self, status: StatusCode) -> Option<Precision> {
        self.statuses()
            .filter_map(|each| each.precision(status.as_u16()))
            .max()
    }

    /// The statuses that it speaks of.
    pub fn statuses(&self) -> impl Iterator<Item = Status> {
        let exact = self.exact.iter().copied().map(Status::Exact);
        let range = self.range.map(Status::Range);
        exact
            .chain(range)
            .chain(self.is_default.then_some(Status::Default))
    }
}
