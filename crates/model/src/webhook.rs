use crate::{Operation, TypeId};

/// A request that the API sends to whoever has asked for it (OpenAPI 3.1,
/// `webhooks`; 3.0.3, "Callback Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Its key in `webhooks` or `callbacks`.
    pub wire_name: String,
    /// The expression that says where a callback goes; a webhook has none.
    pub url: Option<String>,
    /// The request. All answers that the receiver may give are successes; there are no servers and no
    /// security requirements. Its type stem is free in the scope of webhooks, with `Request` and `Answer` behind it.
    pub operation: Operation,
    /// The type of the request's body, where it has one.
    pub payload: Option<TypeId>,
    /// What tells it from the other webhooks, beside its method.
    pub signs: Vec<WebhookSign>,
}

/// Something that each delivery of a webhook has, and no delivery of some other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookSign {
    /// The header of this name has one of these values.
    Header {
        /// The header's name.
        name: String,
        /// The values, in document order.
        values: Vec<String>,
    },
    /// The member of this name of the body, a JSON object, is one of these strings.
    Member {
        /// The member's name.
        name: String,
        /// The strings, in document order.
        values: Vec<String>,
    },
}
