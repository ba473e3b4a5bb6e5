//! The same types by serde's derive, the union untagged; no unknown members are kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaymentSession {
    payment_session_id: String,
    payment_provider: String,
    hosted: bool,
    provider: Provider,
    status: Status,
    metadata: BTreeMap<String, Box<RawValue>>,
    created_at: String,
    return_url: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Pending,
    RequiresAction,
    Completed,
    Failed,
}

// The variant that comes last is the one that is read.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Provider {
    StripeHostedCheckoutConfiguration(StripeHostedCheckoutConfiguration),
    StripePaymentIntentConfiguration(StripePaymentIntentConfiguration),
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StripeHostedCheckoutConfiguration {
    checkout_url: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StripePaymentIntentConfiguration {
    client_secret: String,
    publishable_key: String,
    payment_intent_id: String,
}
