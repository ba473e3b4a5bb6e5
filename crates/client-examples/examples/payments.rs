//! Creates a payment intent: a form whose members nest.

use std::collections::BTreeMap;

use client_examples::payments::Client;
use client_examples::payments::client::{CreatePaymentIntentError, Error, ListPaymentIntentsError};
use client_examples::payments::types::{
    Address, AutomaticPaymentMethods, CardOptions, CardOptionsRequestThreeDSecure, LineItem, PaymentIntent,
    PaymentIntentRequest, PaymentMethodOptions, Shipping, TimeRange,
};

/// Asks for the payment of an order; `key` keeps it from being asked for twice.
pub(crate) async fn charge(
    client: &Client,
    key: &str,
    order: &str,
) -> Result<PaymentIntent, Error<CreatePaymentIntentError>> {
    let card = CardOptions::new()
        .with_networks(["visa", "mastercard"])
        .with_request_three_d_secure(CardOptionsRequestThreeDSecure::Automatic);
    let address = Address::new().with_line1("Strandgade 5").with_country("DK");
    let request = PaymentIntentRequest::new(1999, "eur")
        .with_automatic_payment_methods(AutomaticPaymentMethods::new(true))
        .with_expand(["customer"])
        .with_line_items([
            LineItem::new("Chair", 2).with_tags(["wood", "red"]),
            LineItem::new("Desk", 1),
        ])
        .with_metadata(BTreeMap::from([("order".to_owned(), order.to_owned())]))
        .with_payment_method_options(PaymentMethodOptions::new().with_card(card))
        .with_shipping(Shipping::new("K. Blixen", address));
    client
        .create_payment_intent(request)
        .with_idempotency_key(key)
        .await
}

/// How much was asked for since a time, in seconds since 1970.
pub(crate) async fn asked_since(client: &Client, time: i64) -> Result<i64, Error<ListPaymentIntentsError>> {
    let call = client
        .list_payment_intents()
        .with_created(TimeRange::new().with_gte(time))
        .with_expand(["data.customer"]);
    let intents = call.await?.data;
    Ok(intents.iter().map(|intent| intent.amount).sum())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .bearer(std::env::var("PAYMENTS_API_KEY")?)
        .build()?;
    let intent = charge(&client, "order-6735", "6735").await?;
    let sum = asked_since(&client, 1_700_000_000).await?;
    let line = format!("{} is {}; {sum} so far\n", intent.id, intent.status);
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
    Ok(())
}
