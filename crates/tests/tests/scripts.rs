//! A generated client in a script: without async, tested without a server, and logged without secrets.

use bindery_runtime::client::Wait;
use bindery_runtime::client::testing::{TestReply, TestTransport};
use bindery_runtime::{Redacted, json};
use payment_sessions::client::{CancelPaymentSessionError, Error};
use payment_sessions::types::PaymentSession;

const SESSION: &str = r#"{
  "paymentSessionId": "1",
  "orderId": "2",
  "paymentProvider": "STRIPE",
  "hosted": false,
  "savePaymentProfile": true,
  "provider": {"clientSecret": "pi_s3cret", "publishableKey": "pk", "paymentIntentId": "pi", "newer": "s3cret"},
  "status": "PENDING",
  "metadata": {"source": "app"},
  "createdAt": "2024-09-29T10:00:00Z",
  "updatedAt": "2024-09-29T10:30:00Z"
}"#;

#[test]
fn calls_are_waited_for() {
    let transport = TestTransport::answering([
        TestReply::status(503).with_header("retry-after", "0"),
        TestReply::json(200, SESSION),
        TestReply::json(409, r#"{"title":"Conflict"}"#),
    ]);
    let client = payment_sessions::Client::builder()
        .api_key("k")
        .transport(transport.clone())
        .build()
        .expect("a client");
    let session = client.get_payment_session("a/b").wait().expect("a session");
    assert_eq!(session.order_id, "2");
    let result = client
        .cancel_payment_session("1")
        .with_idempotency_key("key")
        .wait();
    assert!(
        matches!(result, Err(Error::Api(CancelPaymentSessionError::Conflict(_)))),
        "{result:?}"
    );

    let requests = transport.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests[1].path().ends_with("/payment-sessions/a%2Fb"),
        "{requests:?}"
    );
    assert!(
        requests
            .iter()
            .all(|request| request.header("x-api-key") == Some("k"))
    );
    assert_eq!(requests[2].header("x-idempotency-key"), Some("key"));
}

#[test]
fn logs_show_values_without_their_secrets() {
    let session: PaymentSession = json::from_str(SESSION).expect("a session");
    let shown = Redacted::new(&session).to_string();
    assert!(
        shown.contains(r#""clientSecret":"[redacted]""#) && shown.contains(r#""newer":"[string]""#),
        "{shown}"
    );
    assert!(
        shown.contains(r#""orderId":"2""#) && shown.contains(r#""source":"[string]""#),
        "{shown}"
    );
    assert!(!shown.contains("s3cret"), "{shown}");

    let newer = SESSION.replace("STRIPE", "KLARNA");
    let session: PaymentSession = json::from_str(&newer).expect("a session");
    let shown = Redacted::new(&session).to_string();
    assert!(shown.contains(r#""provider":"[object]""#), "{shown}");
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(json::to_string(&session).is_ok_and(|text| text.contains("pi_s3cret")));
}
