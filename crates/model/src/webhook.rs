use crate::{Docs, Method, Origin, TypeId};

/// A request that the API sends to whoever has asked for it (OpenAPI 3.1,
/// `webhooks`; 3.0.3, "Callback Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Its key in `webhooks` or `callbacks`.
    pub wire_name: String,
    /// The expression that says where a callback goes; a webhook has none.
    pub url: Option<String>,
    /// The method of the request.
    pub method: Method,
    /// Where it stands.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of the request's body, where it has one.
    pub payload: Option<TypeId>,
}
