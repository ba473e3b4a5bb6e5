//! What handlers answer, and what becomes of those that do not.

use std::time::Duration;

use axum::body::Body;
use serde_json::json;

use crate::ask::{ask, ask_of, get, request};
use crate::shop;

#[tokio::test]
async fn a_declared_failure_is_answered_as_declared() {
    let answer = get("/fail?how=conflict").await;
    assert_eq!((answer.status, answer.json()), (409, json!({ "title": "taken" })));
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(get("/fail?how=teapot").await.status, 418);
}

#[tokio::test]
async fn no_body_is_no_body() {
    let answer = get("/ping").await;
    assert_eq!(
        (answer.status, answer.body.as_str(), answer.header("content-type")),
        (204, "", "")
    );
    let removed = ask(request("DELETE", "/orders/1").body(Body::empty()).unwrap()).await;
    assert_eq!(removed.status, 204);
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing_and_the_server_lives() {
    let router = shop::router();
    for _ in 0..3 {
        let panics = request("GET", "/fail?how=panic").body(Body::empty()).unwrap();
        let answer = ask_of(&router, panics).await;
        answer.is_problem(500);
        assert!(!answer.body.contains("secret") && !answer.body.contains(shop::KEY));
        assert_eq!(
            answer.failure.as_deref(),
            Some("fail: the code that answers it panicked")
        );
    }
    assert_eq!(
        ask_of(&router, request("GET", "/ping").body(Body::empty()).unwrap())
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn what_nobody_has_written_is_a_501_that_names_the_operation() {
    for how in ["unwritten", "partly%20written"] {
        let answer = get(&format!("/fail?how={how}")).await;
        answer.is_problem(501);
        assert_eq!(
            answer.json()["detail"],
            "The operation fail is not implemented yet."
        );
        assert_eq!(answer.failure, None);
    }
}

#[tokio::test]
async fn who_asks_what_nobody_has_written_goes_on() {
    let answer = get("/fail?how=unwritten%20within").await;
    assert_eq!((answer.status, answer.json()), (409, json!({ "within": 501 })));
    // Where no router waits, nothing waits for ever.
    let answer = get("/fail?how=unwritten%20task").await;
    assert_eq!((answer.status, answer.json()), (409, json!({ "ended": true })));
}

#[tokio::test]
async fn an_answer_that_cannot_be_written_is_a_500_whose_reason_the_operator_gets() {
    let answer = get("/fail?how=unwritable").await;
    answer.is_problem(500);
    assert!(!answer.body.contains("provider"));
    let failure = answer.failure.unwrap();
    assert!(
        failure.starts_with("fail: the answer cannot be written: "),
        "{failure}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_be_given_a_time() {
    let router = shop::routes()
        .handler_timeout(Duration::from_secs(3))
        .into_router();
    let answer = ask_of(
        &router,
        request("GET", "/fail?how=forever").body(Body::empty()).unwrap(),
    )
    .await;
    answer.is_problem(503);
}

#[tokio::test]
async fn only_who_takes_neither_the_answer_nor_problems_gets_a_406() {
    let accepting = async |accept: &str, target: &str| {
        ask(request("GET", target)
            .header("Accept", accept)
            .body(Body::empty())
            .unwrap())
        .await
    };
    for accept in [
        "*/*",
        "application/*;q=0.5",
        "text/html, application/json",
        "application/problem+json",
        "?",
    ] {
        assert_eq!(accepting(accept, "/orders/1").await.status, 200, "{accept}");
    }
    for accept in ["text/html", "application/json;q=0", "image/*, application/xml"] {
        accepting(accept, "/orders/1").await.is_problem(406);
    }
    assert_eq!(accepting("text/html", "/ping").await.status, 204);
}
