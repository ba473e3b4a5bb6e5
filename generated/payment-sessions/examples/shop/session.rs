//! New sessions.

use jiff::Timestamp;
use payment_sessions::runtime::{DateTime, Json, UnknownVariant};
use payment_sessions::types::{
    NewPaymentSession, PaymentSession, PaymentSessionProvider, PaymentSessionRequired, PaymentSessionStatus,
    Provider, StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration,
};
use uuid::Uuid;

use crate::Result;

/// Opens a session for `order`.
pub fn open(order: NewPaymentSession) -> Result<PaymentSession> {
    let now = DateTime::from(Timestamp::now());
    let save_payment_profile = order.save_payment_profile_or_default();
    let mut session = PaymentSession::new(PaymentSessionRequired {
        payment_session_id: Uuid::new_v4().to_string(),
        order_id: order.order_id,
        save_payment_profile,
        provider: provider(order.payment_provider, order.hosted.unwrap_or(false))?,
        status: PaymentSessionStatus::Pending,
        metadata: order.metadata.unwrap_or_default(),
        created_at: now.clone(),
        updated_at: now,
    });
    session.payment_profile_id = order.payment_profile_id;
    session.return_url = order.return_url;
    session.cancel_url = order.cancel_url;
    Ok(session)
}

/// What the provider says of a new session. The shop makes it up, Stripe's way, whoever the provider
/// is: one that the document does not name reaches callers as [`Provider::Unknown`].
fn provider(name: String, hosted: bool) -> Result<PaymentSessionProvider> {
    let id = Uuid::new_v4().simple();
    let made_up = if hosted {
        let page = format!("https://checkout.example.com/c/pay/cs_{id}");
        Provider::from(StripeHostedCheckoutConfiguration::new(page))
    } else {
        let secret = format!("pi_{id}_secret_{}", Uuid::new_v4().simple());
        Provider::from(StripePaymentIntentConfiguration::new(
            secret,
            "pk_test_shop",
            format!("pi_{id}"),
        ))
    };
    let provider = match name.as_str() {
        "STRIPE" => made_up,
        _ => Provider::Unknown(UnknownVariant::new(Json::of(&made_up)?)),
    };
    Ok(PaymentSessionProvider::new(name, hosted, provider)?)
}
