// Written by hand in the form that bindery emits.

//! `Provider`.

use bindery_runtime::schema::{Literal, Rule, Schema};
use bindery_runtime::select::{Case, OnMismatch, Otherwise, SelectBy, Selection, Several, Tag, Test};
use bindery_runtime::{UnknownVariant, union};

use super::{StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration};
use super::{stripe_hosted_checkout_configuration, stripe_payment_intent_configuration};

/// Details specific to the payment provider used for this payment session.
///
/// | `paymentProvider` | `hosted` | variant |
/// | --- | --- | --- |
/// | `"STRIPE"` | `false` | [`StripePaymentIntentConfiguration`](Self::StripePaymentIntentConfiguration) |
/// | `"STRIPE"` | `true` | [`StripeHostedCheckoutConfiguration`](Self::StripeHostedCheckoutConfiguration) |
///
/// Where it stands without those siblings, the members that it has choose the variant.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) enum Provider {
    /// What an embedded payment widget needs.
    StripePaymentIntentConfiguration(StripePaymentIntentConfiguration),
    /// Where to send the customer.
    StripeHostedCheckoutConfiguration(StripeHostedCheckoutConfiguration),
    /// A shape that the document does not describe, kept as it came.
    Unknown(UnknownVariant),
}

impl From<StripePaymentIntentConfiguration> for Provider {
    fn from(value: StripePaymentIntentConfiguration) -> Self {
        Self::StripePaymentIntentConfiguration(value)
    }
}

impl From<StripeHostedCheckoutConfiguration> for Provider {
    fn from(value: StripeHostedCheckoutConfiguration) -> Self {
        Self::StripeHostedCheckoutConfiguration(value)
    }
}

union! {
    Provider: SCHEMA, SELECTION {
        StripePaymentIntentConfiguration(StripePaymentIntentConfiguration),
        StripeHostedCheckoutConfiguration(StripeHostedCheckoutConfiguration),
        ..Unknown
    }
}

/// What tells the variants apart where nothing beside the value does.
static SELECTION: Selection = Selection {
    union: "Provider",
    variants: &[
        "StripePaymentIntentConfiguration",
        "StripeHostedCheckoutConfiguration",
    ],
    tests: &[
        Test::Required {
            member: "clientSecret",
            variants: &[0],
        },
        Test::Required {
            member: "publishableKey",
            variants: &[0],
        },
        Test::Required {
            member: "paymentIntentId",
            variants: &[0],
        },
        Test::Required {
            member: "checkoutUrl",
            variants: &[1],
        },
    ],
    several: Several::Unknown,
};

/// The siblings that choose the variant (`x-select-by`).
pub(crate) static SELECT_BY: SelectBy = SelectBy {
    selection: &SELECTION,
    tags: &[
        Tag {
            name: "paymentProvider",
            absent: None,
        },
        Tag {
            name: "hosted",
            absent: Some(Literal::Bool(false)),
        },
    ],
    cases: &[
        Case {
            when: &[Some(Literal::String("STRIPE")), Some(Literal::Bool(false))],
            then: 0,
        },
        Case {
            when: &[Some(Literal::String("STRIPE")), Some(Literal::Bool(true))],
            then: 1,
        },
    ],
    otherwise: Otherwise::Unknown,
    on_mismatch: OnMismatch::Error,
};

pub(crate) static SCHEMA: Schema = Schema(&[Rule::OneOf(&[
    &stripe_payment_intent_configuration::SCHEMA,
    &stripe_hosted_checkout_configuration::SCHEMA,
])]);
