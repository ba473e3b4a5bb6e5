// Written by hand in the form that bindery emits.

//! `StripeHostedCheckoutConfiguration`.

use bindery_runtime::schema::{Format, JsonType, Property, Rule, Schema};
use bindery_runtime::{Members, Uri, object};

/// Where to send the customer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) struct StripeHostedCheckoutConfiguration {
    /// The checkout page's URL.
    pub(crate) checkout_url: Uri,

    /// Members that the document does not declare, kept as they came.
    pub(crate) unknown_members: Members,
}

impl StripeHostedCheckoutConfiguration {
    /// A configuration with its required members, and nothing else.
    pub(crate) fn new(checkout_url: impl Into<Uri>) -> Self {
        Self {
            checkout_url: checkout_url.into(),
            unknown_members: Members::new(),
        }
    }
}

object! {
    StripeHostedCheckoutConfiguration: SCHEMA {
        required checkout_url: "checkoutUrl",
        ..unknown_members
    }
}

pub(crate) static SCHEMA: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["checkoutUrl"]),
    Rule::Properties(&[Property(
        "checkoutUrl",
        &Schema(&[Rule::Type(&[JsonType::String]), Rule::Format(Format::Uri)]),
    )]),
]);
