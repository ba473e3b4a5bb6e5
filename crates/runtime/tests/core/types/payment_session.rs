// Written by hand in the form that bindery emits.

//! `PaymentSession` and the types that belong to it.

use std::collections::BTreeMap;

use bindery_runtime::schema::{Format, JsonType, Literal, Property, Rule, Schema};
use bindery_runtime::{DateTime, Json, Members, SelectionError, object, string_enum};

use super::provider::{self, Provider};
use super::{StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration};

/// A payment session that wraps the payment process and collects payment information from the user
/// for a specific order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) struct PaymentSession {
    /// The unique identifier for this payment session.
    ///
    /// Example: `"d2e3f4a5-b6c7-8901-2345-012345678901"`
    pub(crate) payment_session_id: String,

    /// Payment service provider for processing transactions.
    ///
    /// Chooses the variant of [`provider`](Self::provider).
    pub(crate) payment_provider: String,

    /// Whether this payment session uses a hosted checkout page.
    pub(crate) hosted: bool,

    /// Details specific to the payment provider used for this payment session.
    ///
    /// `paymentProvider` and `hosted` choose the variant; set all three with
    /// [`with_provider`](Self::with_provider).
    pub(crate) provider: Provider,

    /// Current status of a payment session lifecycle.
    pub(crate) status: PaymentSessionStatus,

    /// Custom key-value pairs for additional payment session information.
    pub(crate) metadata: BTreeMap<String, Json>,

    /// When this payment session was created.
    pub(crate) created_at: DateTime,

    /// The URL the customer is redirected to after payment completion.
    pub(crate) return_url: Option<String>,

    /// Members that the document does not declare, kept as they came.
    pub(crate) unknown_members: Members,
}

/// What [`PaymentSession::new`] needs: the required members, the provider with its tags as one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaymentSessionRequired {
    /// `paymentSessionId`
    pub(crate) payment_session_id: String,
    /// `provider`, with `paymentProvider` and `hosted`
    pub(crate) provider: PaymentSessionProvider,
    /// `status`
    pub(crate) status: PaymentSessionStatus,
    /// `metadata`
    pub(crate) metadata: BTreeMap<String, Json>,
    /// `createdAt`
    pub(crate) created_at: DateTime,
}

impl PaymentSession {
    /// A payment session with what it must have, and nothing else.
    pub(crate) fn new(required: PaymentSessionRequired) -> Self {
        let PaymentSessionProvider {
            payment_provider,
            hosted,
            provider,
        } = required.provider;
        Self {
            payment_session_id: required.payment_session_id,
            payment_provider,
            hosted,
            provider,
            status: required.status,
            metadata: required.metadata,
            created_at: required.created_at,
            return_url: None,
            unknown_members: Members::new(),
        }
    }

    /// Sets `provider` and the members that choose its variant.
    pub(crate) fn with_provider(mut self, provider: impl Into<PaymentSessionProvider>) -> Self {
        let PaymentSessionProvider {
            payment_provider,
            hosted,
            provider,
        } = provider.into();
        self.payment_provider = payment_provider;
        self.hosted = hosted;
        self.provider = provider;
        self
    }

    /// Sets `returnUrl`.
    pub(crate) fn with_return_url(mut self, return_url: impl Into<String>) -> Self {
        self.return_url = Some(return_url.into());
        self
    }
}

object! {
    PaymentSession: SCHEMA {
        required payment_session_id: "paymentSessionId",
        required payment_provider: "paymentProvider",
        required hosted: "hosted",
        required provider: "provider" by provider::SELECT_BY(payment_provider, hosted),
        required status: "status",
        required metadata: "metadata",
        required created_at: "createdAt",
        optional return_url: "returnUrl",
        ..unknown_members
    }
}

/// A [`Provider`] together with the members that choose its variant, so that they cannot disagree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaymentSessionProvider {
    payment_provider: String,
    hosted: bool,
    provider: Provider,
}

impl PaymentSessionProvider {
    /// A provider under tags of your choice.
    ///
    /// # Errors
    /// When the tags choose another variant than `provider` is.
    pub(crate) fn new(
        payment_provider: impl Into<String>,
        hosted: bool,
        provider: impl Into<Provider>,
    ) -> Result<Self, SelectionError> {
        let (payment_provider, provider) = (payment_provider.into(), provider.into());
        provider::SELECT_BY.check(&[&payment_provider, &hosted], &provider)?;
        Ok(Self {
            payment_provider,
            hosted,
            provider,
        })
    }
}

impl From<StripePaymentIntentConfiguration> for PaymentSessionProvider {
    fn from(provider: StripePaymentIntentConfiguration) -> Self {
        Self {
            payment_provider: "STRIPE".into(),
            hosted: false,
            provider: provider.into(),
        }
    }
}

impl From<StripeHostedCheckoutConfiguration> for PaymentSessionProvider {
    fn from(provider: StripeHostedCheckoutConfiguration) -> Self {
        Self {
            payment_provider: "STRIPE".into(),
            hosted: true,
            provider: provider.into(),
        }
    }
}

/// Current status of a payment session lifecycle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum PaymentSessionStatus {
    /// `PENDING`
    Pending,
    /// `REQUIRES_ACTION`
    RequiresAction,
    /// `COMPLETED`
    Completed,
    /// `FAILED`
    Failed,
    /// A value that the document does not name, kept as it came.
    Unknown(String),
}

string_enum! {
    PaymentSessionStatus: STATUS_SCHEMA {
        Pending = "PENDING",
        RequiresAction = "REQUIRES_ACTION",
        Completed = "COMPLETED",
        Failed = "FAILED",
        ..Unknown
    }
}

pub(crate) static SCHEMA: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&[
        "paymentSessionId",
        "paymentProvider",
        "hosted",
        "provider",
        "status",
        "metadata",
        "createdAt",
    ]),
    Rule::Properties(&[
        Property("paymentSessionId", &Schema::STRING),
        Property("paymentProvider", &Schema::STRING),
        Property("hosted", &Schema::BOOLEAN),
        Property("provider", &provider::SCHEMA),
        Property("status", &STATUS_SCHEMA),
        Property("metadata", &Schema::OBJECT),
        Property(
            "createdAt",
            &Schema(&[Rule::Type(&[JsonType::String]), Rule::Format(Format::DateTime)]),
        ),
        Property("returnUrl", &Schema::STRING),
    ]),
]);

static STATUS_SCHEMA: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::Enum(&[
        Literal::String("PENDING"),
        Literal::String("REQUIRES_ACTION"),
        Literal::String("COMPLETED"),
        Literal::String("FAILED"),
    ]),
]);
