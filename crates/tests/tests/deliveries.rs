//! A generated server and its client in one process, on a document whose requests carry a union that
//! siblings choose.

use bindery_runtime::{
    Secret,
    client::TowerTransport,
    http::StatusCode,
    server::{Call, Refusal, Router},
};
use bindery_tests::select_by::{
    client::{Client, CreateDeliveryError, Error},
    server::{CreateDeliveryRequest, Deliveries, DeliveriesAuthenticator, router},
    types::{Address, Delivery, DeliveryTarget, Locker, Target},
};
use serde_json::{Value, json};

struct Depot;

impl Deliveries for Depot {
    type Principal = ();

    async fn create_delivery(
        &self,
        request: CreateDeliveryRequest,
        (): (),
    ) -> Result<Delivery, CreateDeliveryError> {
        if let Target::Address(address) = &request.body.target {
            assert_ne!(address.street, "panic", "a handler that panics");
        }
        Ok(request.body)
    }
}

struct Porter;

impl DeliveriesAuthenticator for Porter {
    type Principal = ();

    async fn api_key(&self, key: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
        match key.expose() == "porter" {
            true => Ok(()),
            false => Err(Refusal::Unauthenticated),
        }
    }
}

/// Where the document's server has it: below `/v1`.
fn depot() -> Router {
    Router::new().nest("/v1", router(Depot, Porter))
}

fn client(key: &str) -> Client {
    Client::builder()
        .api_key(Secret::from(key))
        .transport(TowerTransport::new(depot()))
        .build()
        .unwrap()
}

/// Status, content type and body of the answer to a body that no typed client would send.
async fn post(body: &str) -> (StatusCode, String, Value) {
    let request = axum::http::Request::post("/v1/deliveries")
        .header("X-Api-Key", "porter")
        .header("Content-Type", "application/json")
        .body(axum::body::Body::from(body.to_owned()))
        .unwrap();
    let response = tower::ServiceExt::oneshot(depot(), request).await.unwrap();
    let status = response.status();
    let kind = response
        .headers()
        .get("Content-Type")
        .map(|kind| kind.to_str().unwrap().to_owned());
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (
        status,
        kind.unwrap_or_default(),
        serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    )
}

#[tokio::test]
async fn what_the_client_sends_the_handler_gets_and_gives_back() {
    for target in [
        DeliveryTarget::new("POST", None, Address::new("A")).unwrap(),
        DeliveryTarget::new("BOX", None, Locker::new("c")).unwrap(),
    ] {
        let delivery = Delivery::new(target);
        assert_eq!(
            client("porter").create_delivery(delivery.clone()).await.unwrap(),
            delivery
        );
    }
}

#[tokio::test]
async fn shapes_that_the_document_does_not_know_are_refused_with_422() {
    for (body, place) in [
        // A desk is a locker, too, and the document says `oneOf`.
        (
            json!({ "carrier": "DESK", "express": true, "target": { "code": "c", "floor": 3 } }),
            "#/target",
        ),
        (json!({ "carrier": "NEW", "target": { "drone": 7 } }), "#/target"),
        (
            json!({ "carrier": "POST", "target": { "code": "c" } }),
            "#/target",
        ),
        (
            json!({ "carrier": "BOX", "express": true, "target": { "code": "c" } }),
            "#/target",
        ),
        (
            json!({ "carrier": "NEW", "target": { "street": "A" } }),
            "#/target",
        ),
        (
            json!({ "carrier": "POST", "target": { "street": 5 } }),
            "#/target",
        ),
        (json!({ "carrier": "POST" }), "#/target"),
    ] {
        let (status, kind, problem) = post(&body.to_string()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {problem}");
        assert_eq!(kind, "application/problem+json");
        let errors = problem["errors"].as_array().unwrap();
        let pointer = |error: &Value| error["pointer"].as_str().unwrap_or_default().to_owned();
        assert!(
            errors.iter().any(|error| pointer(error).starts_with(place)),
            "{body}: {problem}"
        );
    }
}

#[tokio::test]
async fn all_violations_come_in_one_answer_and_none_shows_a_value() {
    let (_, _, problem) =
        post(r#"{"carrier":["s3cret"],"express":"s3cret","target":{"street":"A"},"fallback":7}"#).await;
    let places: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].clone())
        .collect();
    for place in ["#/carrier", "#/express", "#/fallback"] {
        assert!(places.contains(&json!(place)), "{place}: {problem}");
    }
    assert!(!problem.to_string().contains("s3cret"));
}

#[tokio::test]
async fn a_request_without_the_right_key_never_reaches_the_handler() {
    let Err(Error::Api(refused)) = client("nobody")
        .create_delivery(Delivery::new(
            DeliveryTarget::new("POST", None, Address::new("A")).unwrap(),
        ))
        .await
    else {
        panic!("it should have been refused");
    };
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_panicking_handler_answers_500_and_the_server_lives() {
    let (status, kind, problem) =
        post(r#"{"carrier":"POST","express":true,"target":{"street":"panic"}}"#).await;
    assert_eq!(
        (status, kind.as_str()),
        (StatusCode::INTERNAL_SERVER_ERROR, "application/problem+json"),
        "{problem}"
    );
    let (status, ..) = post(r#"{"carrier":"POST","target":{"street":"A"}}"#).await;
    assert_eq!(status, StatusCode::CREATED);
}
