//! What may be null is null for types, validation and servers alike.

use axum::body::Body;
use bindery_runtime::{Nullable, Validate};
use bindery_tests::nullable::server::{ChangePetError, ChangePetRequest, Shelter, router};
use bindery_tests::nullable::types::PetChange;
use http::Request;
use serde_json::Value;
use tower::ServiceExt;

struct Desk;

impl Shelter for Desk {
    async fn change_pet(&self, request: ChangePetRequest) -> Result<PetChange, ChangePetError> {
        Ok(request.body)
    }
}

async fn post(text: &str) -> (u16, String) {
    let request = Request::patch("/pets").header("Content-Type", "application/json");
    let request = request.body(Body::from(text.to_owned())).unwrap();
    let answer = router(Desk).oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn null_is_taken_and_given_back_wherever_it_may_be() {
    for member in [
        "name", "nickname", "kind", "cat", "both", "one", "any", "size", "not_x", "list",
    ] {
        let text = format!(r#"{{"{member}":null}}"#);
        let change: PetChange = serde_json::from_str(&text).unwrap();
        assert!(change.validate().is_ok(), "{member}: {:?}", change.validate());
        assert_eq!(serde_json::to_string(&change).unwrap(), text);
        assert_eq!(post(&text).await, (200, text));
    }
    assert_eq!(post(r#"{"list":[null,{"lives":9}]}"#).await.0, 200);
    let mut change = PetChange::new();
    change.name = Some(Nullable::Null);
    assert!(change.validate().is_ok());
}

#[tokio::test]
async fn of_what_is_not_null_is_said_what_is_wrong_with_it() {
    for (text, pointer, detail) in [
        (r#"{"name":""}"#, "#/name", "is shorter than 1 character"),
        (r#"{"nickname":""}"#, "#/nickname", "is shorter than 1 character"),
        (r#"{"cat":{}}"#, "#/cat/lives", "is missing"),
        (r#"{"both":{"lives":1}}"#, "#/both/tricks", "is missing"),
        (r#"{"not_x":"x"}"#, "#/not_x", "is what it must not be"),
        (r#"{"list":[{}]}"#, "#/list/0/lives", "is missing"),
    ] {
        let (status, body) = post(text).await;
        let problem: Value = serde_json::from_str(&body).unwrap();
        let error = &problem["errors"][0];
        assert_eq!(status, 422, "{text}");
        assert_eq!(
            (error["pointer"].as_str(), error["detail"].as_str()),
            (Some(pointer), Some(detail)),
            "{body}"
        );
    }
    for text in [
        r#"{"one":{}}"#,
        r#"{"any":{}}"#,
        r#"{"size":"x"}"#,
        r#"{"kind":"x"}"#,
        r#"{"one":1}"#,
    ] {
        assert_eq!(post(text).await.0, 422, "{text}");
    }
}
