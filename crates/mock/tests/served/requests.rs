//! Which requests are refused: those that a generated server refuses.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::ask::{get, send, send_bytes, server};

const JSON: (&str, &str) = ("content-type", "application/json");
const KEY: (&str, &str) = ("x-key", "any");

#[tokio::test]
async fn parameters_are_judged() {
    let router = server();
    let wrong = get(&router, "/pets?limit=0", &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["errors"][0]["parameter"], "limit");
    assert_eq!(get(&router, "/pets?limit=1", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn bodies_are_judged_and_the_declared_refusal_is_used() {
    let router = server();
    let wrong = send(&router, Method::POST, "/pets", &[JSON, KEY], r#"{"kind":"bird"}"#).await;
    assert_eq!(
        wrong.status,
        StatusCode::BAD_REQUEST,
        "the document declares no 422"
    );
    let errors = json!([
        {"pointer": "#/name", "detail": "is missing"},
        {"pointer": "#/kind", "detail": "is none of the values of the enumeration"},
    ]);
    assert_eq!(
        wrong.json()["errors"].as_array().map(Vec::len),
        errors.as_array().map(Vec::len)
    );
    let missing = send(&router, Method::POST, "/pets", &[KEY], "").await;
    assert_eq!(missing.status, StatusCode::BAD_REQUEST);
    let text = [("content-type", "text/plain"), KEY];
    let other = send(&router, Method::POST, "/pets", &text, "x").await;
    assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let right = send(
        &router,
        Method::POST,
        "/pets",
        &[JSON, KEY],
        r#"{"name":"a","kind":"cat"}"#,
    )
    .await;
    assert_eq!((right.status, &*right.body), (StatusCode::CREATED, ""));
}

#[tokio::test]
async fn credentials_must_be_there_and_may_be_any() {
    let router = server();
    let body = r#"{"name":"a","kind":"cat"}"#;
    let nobody = send(&router, Method::POST, "/pets", &[JSON], body).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert!(nobody.header("www-authenticate").contains("X-Key"));
}

#[tokio::test]
async fn paths_and_methods_are_told_apart() {
    let router = server();
    assert_eq!(
        get(&router, "/pets/tom.json", &[]).await.json(),
        json!({"file": true})
    );
    assert_eq!(get(&router, "/birds", &[]).await.status, StatusCode::NOT_FOUND);
    let method = send(&router, Method::PATCH, "/pets", &[], "").await;
    assert_eq!(method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(method.header("allow"), "GET, HEAD, POST, OPTIONS");
}

#[tokio::test]
async fn refusals_are_told_in_the_documents_words() {
    let router = server();
    let told = get(&router, "/birds/x", &[]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.header("content-type"), "application/json");
    assert_eq!(
        told.json()["errors"][0]["parameter"],
        "number",
        "the schema allows a problem"
    );
    let shown = send(&router, Method::PUT, "/birds/1", &[JSON], "{").await;
    assert_eq!(
        (shown.status, shown.json()),
        (StatusCode::BAD_REQUEST, json!({"reason": "bird"}))
    );
    assert!(
        shown.header("x-problem").contains(r#""pointer""#),
        "{}",
        shown.header("x-problem")
    );
}

#[tokio::test]
async fn refusals_have_the_headers_that_the_document_requires() {
    let router = server();
    let wrong = send(&router, Method::POST, "/pets", &[JSON, KEY], "{").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_eq!(wrong.header("x-request").len(), 36, "a UUID");
    assert_eq!(wrong.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn files_of_forms_need_not_be_text() {
    let router = server();
    let form = |size: &str| {
        let mut body =
            b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n\x89PNG\xff".to_vec();
        body.extend(b"\r\n--b\r\nContent-Disposition: form-data; name=size\r\n\r\n");
        body.extend(size.as_bytes());
        body.extend(b"\r\n--b--\r\n");
        body
    };
    let form_type = [("content-type", "multipart/form-data; boundary=b")];
    for (size, status) in [
        ("1", StatusCode::NO_CONTENT),
        ("x", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let sent = send_bytes(&router, Method::PUT, "/pets/a/picture", &form_type, form(size)).await;
        assert_eq!(sent.status, status, "{}", sent.body);
    }
}
