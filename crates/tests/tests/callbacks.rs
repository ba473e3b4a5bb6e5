//! What callbacks and webhooks send has types, in the shape of what comes to clients.

use bindery_runtime::Validate as _;
use bindery_tests::callbacks::types::{
    CreateOrderOnMoveReceivedPostCallback, CreateOrderOnMoveSentPostCallback, CreateOrderOnPaidCallback,
    FailureCallback, OrderChangedWebhook, OrderRequest, OrderResponse,
};
use serde_json::json;

#[test]
fn what_is_sent_to_a_client_has_the_shape_of_answers() {
    let sent = json!({ "id": "1", "item": "pen" });
    let paid: CreateOrderOnPaidCallback = serde_json::from_value(sent.clone()).unwrap();
    let changed: OrderChangedWebhook = serde_json::from_value(sent.clone()).unwrap();
    assert_eq!(paid, changed);
    let response: OrderResponse = paid;
    response.validate().unwrap();
    assert_eq!(serde_json::to_value(&response).unwrap(), sent);
    assert!(serde_json::from_value::<OrderResponse>(json!({ "url": "u" })).is_err());
    assert!(serde_json::from_value::<OrderRequest>(sent).is_err());
    assert!(serde_json::from_value::<OrderRequest>(json!({ "url": "u" })).is_ok());
}

#[test]
fn each_request_of_a_callback_has_a_type() {
    assert_eq!(CreateOrderOnMoveSentPostCallback::new("c").carrier, "c");
    let received: CreateOrderOnMoveReceivedPostCallback =
        serde_json::from_value(json!({ "at": "2024-01-01" })).unwrap();
    assert_eq!(
        serde_json::to_value(&received).unwrap(),
        json!({ "at": "2024-01-01" })
    );
}

#[test]
fn a_shared_callback_is_one_type() {
    let failure: FailureCallback = serde_json::from_value(json!({ "id": "1", "reason": "r" })).unwrap();
    failure.validate().unwrap();
    assert_eq!(failure.reason, "r");
    assert!(serde_json::from_value::<FailureCallback>(json!({ "reason": "r" })).is_err());
}
