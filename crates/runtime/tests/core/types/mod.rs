// Written by hand in the form that bindery emits.

//! The types of the Connect API, a module per component schema.

mod payment_session;
mod provider;
mod stripe_hosted_checkout_configuration;
mod stripe_payment_intent_configuration;

pub(crate) use payment_session::{
    PaymentSession, PaymentSessionProvider, PaymentSessionRequired, PaymentSessionStatus,
};
pub(crate) use provider::Provider;
pub(crate) use stripe_hosted_checkout_configuration::StripeHostedCheckoutConfiguration;
pub(crate) use stripe_payment_intent_configuration::StripePaymentIntentConfiguration;
