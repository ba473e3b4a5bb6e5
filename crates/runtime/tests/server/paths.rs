//! Paths and methods.

use axum::body::Body;
use bindery_runtime::server::Router;

use crate::ask::{ask, ask_of, get, request};
use crate::shop;

async fn method(method: &str, target: &str) -> crate::ask::Answer {
    ask(request(method, target).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_path_that_the_document_does_not_name_is_a_404() {
    for target in [
        "/",
        "/order",
        "/orders/",
        "/orders/1/",
        "/orders//",
        "//orders",
        "/ORDERS",
        "/orders/1/2",
        "/%2Forders",
    ] {
        get(target).await.is_problem(404);
    }
}

#[tokio::test]
async fn a_404_needs_no_credentials() {
    let bare = http::Request::get("/none").body(Body::empty()).unwrap();
    ask(bare).await.is_problem(404);
}

#[tokio::test]
async fn another_method_is_a_405_that_says_which_there_are() {
    for (asked, target, allowed) in [
        ("PUT", "/orders", "POST, OPTIONS"),
        ("GET", "/orders", "POST, OPTIONS"),
        ("HEAD", "/orders", "POST, OPTIONS"),
        ("TRACE", "/ping", "GET, HEAD, OPTIONS"),
        ("BREW", "/ping", "GET, HEAD, OPTIONS"),
        ("PATCH", "/orders/1", "GET, HEAD, DELETE, OPTIONS"),
    ] {
        let answer = method(asked, target).await;
        assert_eq!(answer.status, 405, "{asked} {target}");
        assert_eq!(answer.header("allow"), allowed, "{asked} {target}");
    }
}

#[tokio::test]
async fn options_tell_what_a_path_may_be_asked_for() {
    for (target, allowed) in [
        ("/ping", "GET, HEAD, OPTIONS"),
        ("/orders/1", "GET, HEAD, DELETE, OPTIONS"),
    ] {
        let bare = http::Request::options(target).body(Body::empty()).unwrap();
        let answer = ask(bare).await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{target}");
        assert_eq!(answer.header("allow"), allowed);
    }
    method("OPTIONS", "/none").await.is_problem(404);
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let (head, get) = (method("HEAD", "/orders/1").await, get("/orders/1").await);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("content-type"), "application/json");
    let refused = method("HEAD", "/orders/1?limit=x").await;
    assert_eq!((refused.status, refused.body.as_str()), (422, ""));
    assert_eq!(method("HEAD", "/ping").await.status, 204);
}

#[tokio::test]
async fn two_parameters_may_share_a_segment() {
    let answer = get("/orders/v1...v2").await;
    assert_eq!(answer.json()["parameters"], serde_json::json!(["v1", "v2"]));
}

#[tokio::test]
async fn paths_are_decoded_after_they_are_split() {
    let answer = get("/orders/a%2Fb%20%C3%A4+").await;
    assert_eq!(answer.json()["parameters"][0], "a/b ä+");
}

#[tokio::test]
async fn what_is_not_percent_encoded_text_is_a_400() {
    for target in [
        "/orders/%FF",
        "/orders/%C3",
        "/orders/%zz",
        "/orders/%4",
        "/orders/x%",
        "/orders/1?limit=%zz",
    ] {
        let answer = get(target).await;
        answer.is_problem(400);
        assert_eq!(answer.faults().len(), 1, "{target}");
    }
}

#[tokio::test]
async fn dot_segments_are_no_parameter() {
    for target in ["/orders/.", "/orders/..", "/orders/%2e%2E", "/orders/.%2e"] {
        get(target).await.is_problem(400);
    }
    assert_eq!(get("/orders/...x").await.status, 200);
}

#[tokio::test]
async fn a_router_is_nested_and_merged_like_any_other() {
    let outer = Router::new().nest("/shop/v1", shop::router());
    let ask = async |target: &str| ask_of(&outer, request("GET", target).body(Body::empty()).unwrap()).await;
    assert_eq!(ask("/shop/v1/orders/1").await.status, 200);
    ask("/shop/v1/none").await.is_problem(404);
    let merged =
        shop::router().merge(Router::new().route("/health", axum::routing::get(|| async { "well" })));
    assert_eq!(
        ask_of(&merged, request("GET", "/health").body(Body::empty()).unwrap())
            .await
            .body,
        "well"
    );
}
