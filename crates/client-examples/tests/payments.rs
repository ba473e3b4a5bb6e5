//! What `examples/payments.rs` sends, and what it makes of the answer.

#[expect(dead_code, reason = "a test runs what `main` would")]
#[path = "../examples/payments.rs"]
mod payments;

use client_examples::payments::Client;
use client_examples::payments::client::{CreatePaymentIntentError, Error};
use client_examples::recording::{Recording, answer};

fn client(recording: &Recording) -> Client {
    let client = Client::builder().bearer("sk_1").transport(recording.clone());
    client.build().expect("a client")
}

#[tokio::test]
async fn a_form_nests_as_such_apis_read_it() {
    let body = r#"{"id":"pi_1","amount":1999,"currency":"eur","status":"requires_payment_method","client_secret":"s"}"#;
    let recording = Recording::new([answer(200, "application/json", body)]);
    let intent = payments::charge(&client(&recording), "order-6735", "6735")
        .await
        .expect("an intent");
    assert_eq!(intent.id, "pi_1");
    let asked = recording.asked();
    assert_eq!(asked[0].uri(), "https://payments.example.com/v1/payment_intents");
    assert_eq!(asked[0].headers()["idempotency-key"], "order-6735");
    assert_eq!(
        asked[0].headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    let form = String::from_utf8_lossy(asked[0].body())
        .replace("%5B", "[")
        .replace("%5D", "]");
    assert_eq!(
        form.split('&').collect::<Vec<_>>(),
        [
            "amount=1999",
            "currency=eur",
            "automatic_payment_methods[enabled]=true",
            "expand[0]=customer",
            "line_items[0][name]=Chair",
            "line_items[0][quantity]=2",
            "line_items[0][tags][0]=wood",
            "line_items[0][tags][1]=red",
            "line_items[1][name]=Desk",
            "line_items[1][quantity]=1",
            "metadata[order]=6735",
            "payment_method_options[card][networks][0]=visa",
            "payment_method_options[card][networks][1]=mastercard",
            "payment_method_options[card][request_three_d_secure]=automatic",
            "shipping[name]=K.%20Blixen",
            "shipping[address][line1]=Strandgade%205",
            "shipping[address][country]=DK",
        ]
    );
}

#[tokio::test]
async fn a_parameter_is_a_range_of_times() {
    let body =
        r#"{"data":[{"id":"pi_1","amount":5,"currency":"eur","status":"succeeded"}],"has_more":false}"#;
    let recording = Recording::new([answer(200, "application/json", body)]);
    let sum = payments::asked_since(&client(&recording), 7).await;
    assert_eq!(sum.ok(), Some(5));
    assert_eq!(
        recording.asked()[0].uri(),
        "https://payments.example.com/v1/payment_intents?created%5Bgte%5D=7&expand%5B0%5D=data.customer"
    );
}

#[tokio::test]
async fn a_refusal_has_a_type() {
    let body = r#"{"error":{"type":"card_error","code":"card_declined"}}"#;
    let recording = Recording::new([answer(402, "application/json", body)]);
    match payments::charge(&client(&recording), "k", "1").await {
        Err(Error::Api(CreatePaymentIntentError::Default(status, problem))) => {
            assert_eq!(status, 402);
            assert_eq!(problem.error.code.as_deref(), Some("card_declined"));
        }
        other => panic!("{other:?}"),
    }
}
