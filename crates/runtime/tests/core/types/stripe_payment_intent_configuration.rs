// Written by hand in the form that bindery emits.

//! `StripePaymentIntentConfiguration`.

use bindery_runtime::schema::{JsonType, Property, Rule, Schema};
use bindery_runtime::{Members, Secret, object};

/// What an embedded payment widget needs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) struct StripePaymentIntentConfiguration {
    /// The client secret of the payment intent. Never printed; see [`Secret`].
    pub(crate) client_secret: Secret<String>,

    /// The publishable key.
    pub(crate) publishable_key: String,

    /// The payment intent's identifier.
    pub(crate) payment_intent_id: String,

    /// Members that the document does not declare, kept as they came.
    pub(crate) unknown_members: Members,
}

impl StripePaymentIntentConfiguration {
    /// A configuration with its required members, and nothing else.
    pub(crate) fn new(
        client_secret: impl Into<Secret<String>>,
        publishable_key: impl Into<String>,
        payment_intent_id: impl Into<String>,
    ) -> Self {
        Self {
            client_secret: client_secret.into(),
            publishable_key: publishable_key.into(),
            payment_intent_id: payment_intent_id.into(),
            unknown_members: Members::new(),
        }
    }
}

object! {
    StripePaymentIntentConfiguration: SCHEMA {
        required client_secret: "clientSecret",
        required publishable_key: "publishableKey",
        required payment_intent_id: "paymentIntentId",
        ..unknown_members
    }
}

pub(crate) static SCHEMA: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["clientSecret", "publishableKey", "paymentIntentId"]),
    Rule::Properties(&[
        Property("clientSecret", &Schema::STRING),
        Property("publishableKey", &Schema::STRING),
        Property("paymentIntentId", &Schema::STRING),
    ]),
]);
