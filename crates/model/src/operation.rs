use crate::{
    Alternate, AnswerSet, Docs, FormMember, Ident, Json, Origin, Pagination, Parameter, SchemaRef,
    SecurityRequirement, Server, TypeRef,
};

/// One operation: a path and a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The method's name in the client and in the server's trait, e.g. `get_payment_session`.
    pub name: Ident,
    /// The stem of the types that belong to it, e.g. `GetPaymentSession`; the emitted
    /// `GetPaymentSessionCall`, `…Request`, `…Error` and `…Answer` are free in their scopes.
    pub type_stem: Ident,
    /// `operationId`, or method and path words where the document gives none.
    pub id: String,
    /// The HTTP method.
    pub method: Method,
    /// The path template, as the document has it.
    pub path: String,
    /// The tags, in document order.
    pub tags: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// The parameters in document order: the path item's first, overridden ones replaced.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The answers that the document declares.
    pub answers: AnswerSet,
    /// What a caller may ask for instead of the preferred media types of a success.
    pub alternates: Vec<Alternate>,
    /// The sets of schemes of which one must be satisfied. Empty: none is needed.
    pub security: Vec<SecurityRequirement>,
    /// The operation's own servers, where it has any.
    pub servers: Vec<Server>,
    /// The index in [`Operation::parameters`] of the header that carries an idempotency key.
    pub idempotency_key: Option<usize>,
    /// How it goes through a list page by page, if it does.
    pub pagination: Option<Pagination>,
}

/// An HTTP method (RFC 9110, section 9).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
    /// Any other (3.2's `additionalOperations` and `query`), as it is sent.
    Other(String),
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(&self) -> &str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
            Method::Other(name) => name,
        }
    }
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What the document says of it.
    pub docs: Docs,
    /// Whether a request must have one.
    pub required: bool,
    /// What it may be, in document order; never empty.
    pub media_types: Vec<MediaType>,
    /// What a caller chooses between, the preferred first; never empty, and mostly one.
    pub variants: Vec<BodyVariant>,
    /// Where it stands.
    pub origin: Origin,
}

/// What a body may be: a value of one type, written in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyVariant {
    /// Its name, unique among the body's variants, e.g. `Json` or `Xml`.
    pub name: Ident,
    /// The indices of its media types in [`Body::media_types`]; the first is sent, all are read. Never
    /// empty.
    pub media_types: Vec<usize>,
}

/// A media type of a request or an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaType {
    /// The type as the document has it, e.g. `application/problem+json`.
    pub name: String,
    /// How a value becomes bytes.
    pub encoding: BodyEncoding,
    /// The value's type.
    pub type_ref: TypeRef,
    /// What the value's schema demands.
    pub schema: SchemaRef,
    /// The data that says that no event follows, where events have one.
    pub stream_end: Option<StreamEnd>,
    /// The members of a form of which the document says how they are written.
    pub members: Vec<FormMember>,
    /// The parts of a multipart form of which the document says how they are written.
    pub parts: Vec<Part>,
    /// The examples of a body of this type, where it is an answer's.
    pub examples: Vec<Example>,
}

/// The data that says that no event follows.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamEnd {
    /// The data of the last event, which says nothing else.
    pub data: String,
    /// Whether the document or the user says so. What is only taken for granted is understood, but not sent.
    pub is_declared: bool,
}

/// An example of a body (OpenAPI 3.0.3, "Example Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its key under `examples`; `example` has none.
    pub name: Option<String>,
    /// The value.
    pub value: Json,
}

/// How a part of a multipart form is written (OpenAPI 3.1.1, "Encoding Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The member's name on the wire.
    pub name: String,
    /// Its media type, or several and ranges, separated by commas; what the format takes for granted where
    /// there is none.
    pub content_type: Option<String>,
    /// Headers whose values the document fixes.
    pub headers: Vec<(String, String)>,
}

/// How a value becomes a body's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyEncoding {
    /// JSON and `+json` types (RFC 8259).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// Text, as it is.
    Text,
    /// Bytes, as they are.
    Binary,
    /// Server-sent events (WHATWG HTML, "Server-sent events"): the type is that of each.
    Events(EventData),
    /// JSON Lines and NDJSON: the type is that of each line.
    JsonLines,
    /// A JSON text sequence (RFC 7464): the type is that of each record.
    JsonSequence,
}

/// What the type of an event is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventData {
    /// Its `data`, which is JSON.
    Json,
    /// Its `data`, which is text.
    Text,
    /// An object of its `data`, `event`, `id` and `retry` (OpenAPI 3.2.0, "Special Considerations for
    /// Server-Sent Events").
    Event,
}

impl BodyEncoding {
    /// Whether a body is a sequence of values, each read and written by itself.
    pub fn is_sequence(self) -> bool {
        matches!(
            self,
            BodyEncoding::Events(_) | BodyEncoding::JsonLines | BodyEncoding::JsonSequence
        )
    }
}
