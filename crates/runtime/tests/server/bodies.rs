//! Bodies: type, size, syntax, schema.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use serde_json::json;

use crate::ask::{Answer, ask, ask_of, post_json, request};
use crate::shop;

async fn post(target: &str, content_type: &str, body: impl Into<Body>) -> Answer {
    ask(request("POST", target)
        .header("Content-Type", content_type)
        .body(body.into())
        .unwrap())
    .await
}

/// A body whose length nobody announces: the chunk so many times, then its end or nothing more.
struct Stream {
    left: usize,
    chunk: &'static [u8],
    ends: bool,
}

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        match (self.left, self.ends) {
            (0, true) => Poll::Ready(None),
            (0, false) => Poll::Pending,
            (left, _) => {
                self.left = left - 1;
                Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(self.chunk)))))
            }
        }
    }
}

fn stream(left: usize, chunk: &'static [u8]) -> Body {
    Body::new(Stream {
        left,
        chunk,
        ends: true,
    })
}

fn endless() -> Body {
    Body::new(Stream {
        left: 1,
        chunk: b"{",
        ends: false,
    })
}

#[tokio::test]
async fn a_right_body_reaches_the_handler() {
    let answer = post_json("/orders", r#"{"name":"tea","quantity":2,"new":[1]}"#).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(
        answer.json()["body"],
        json!({ "name": "tea", "quantity": 2, "new": [1] })
    );
}

#[tokio::test]
async fn the_type_is_compared_as_types_are() {
    for right in [
        "APPLICATION/json",
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"; x=y",
    ] {
        assert_eq!(
            post("/orders", right, r#"{"name":"tea"}"#).await.status,
            201,
            "{right}"
        );
    }
    for wrong in [
        "text/json",
        "application/json; charset=latin1",
        "application/jsonx",
        "json",
        "",
        "application/*",
        "*/*",
    ] {
        let answer = post("/orders", wrong, r#"{"name":"tea"}"#).await;
        assert_eq!(answer.status, 415, "{wrong}");
        assert_eq!(answer.header("accept"), "application/json");
    }
}

#[tokio::test]
async fn a_body_must_say_what_it_is() {
    let untyped = request("POST", "/orders")
        .body(Body::from(r#"{"name":"tea"}"#))
        .unwrap();
    ask(untyped).await.is_problem(415);
    let twice = request("POST", "/orders").header("Content-Type", "application/json");
    let twice = twice
        .header("Content-Type", "text/plain")
        .body(Body::from("{}"))
        .unwrap();
    ask(twice).await.is_problem(415);
    let packed = request("POST", "/orders").header("Content-Type", "application/json");
    let packed = packed
        .header("Content-Encoding", "gzip")
        .body(Body::from("x"))
        .unwrap();
    ask(packed).await.is_problem(415);
}

#[tokio::test]
async fn a_missing_body_is_a_400_with_all_other_faults() {
    let missing = request("POST", "/orders").header("X-Idempotency-Key", "far too long");
    let answer = ask(missing.body(Body::empty()).unwrap()).await;
    answer.is_problem(400);
    assert_eq!(answer.faults(), ["header:X-Idempotency-Key#", "#"]);
    assert_eq!(
        post("/orders", "application/json", stream(3, b"")).await.status,
        400
    );
}

#[tokio::test]
async fn what_is_not_json_is_a_400() {
    for wrong in [
        "{",
        "nul",
        "{\"name\":}",
        "{\"name\":\"tea\"}}",
        "\u{feff}{}",
        "{\"name\":\"\\ud800\"}",
        "'tea'",
        "NaN",
    ] {
        post_json("/orders", wrong).await.is_problem(400);
    }
    post_json("/orders", &b"{\"name\":\"\xff\"}"[..])
        .await
        .is_problem(400);
}

#[tokio::test]
async fn all_violations_of_body_and_parameters_come_at_once() {
    let body = r#"{"quantity":"two","kind":"LOAN","tags":[1,"x",{}]}"#;
    let request = request("POST", "/orders").header("Content-Type", "application/json");
    let request = request
        .header("X-Idempotency-Key", "123456789")
        .body(Body::from(body))
        .unwrap();
    let answer = ask(request).await;
    answer.is_problem(422);
    let mut faults = answer.faults();
    faults.sort();
    assert_eq!(
        faults,
        [
            "#/kind",
            "#/name",
            "#/quantity",
            "#/tags/0",
            "#/tags/2",
            "header:X-Idempotency-Key#"
        ]
    );
}

#[tokio::test]
async fn a_member_twice_is_refused() {
    let answer = post_json("/orders", r#"{"name":"tea","name":"coffee"}"#).await;
    assert!(matches!(answer.status, 400 | 422), "{}", answer.status);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_a_413() {
    let large = vec![b' '; 2 * 1024 * 1024 + 1];
    post_json("/orders", large).await.is_problem(413);
    post_json("/orders", stream(3000, &[b' '; 1000]))
        .await
        .is_problem(413);
    let announced = request("POST", "/orders").header("Content-Type", "application/json");
    let announced = announced
        .header("Content-Length", "99999999999")
        .body(Body::from("{}"))
        .unwrap();
    ask(announced).await.is_problem(413);
}

#[tokio::test]
async fn the_limit_can_be_set() {
    let router = shop::routes().body_limit(14).into_router();
    for (body, status) in [(r#"{"name":"tea"}"#, 201), (r#"{"name":"teas"}"#, 413)] {
        let request = request("POST", "/orders").header("Content-Type", "application/json");
        assert_eq!(
            ask_of(&router, request.body(Body::from(body)).unwrap())
                .await
                .status,
            status
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_a_408() {
    let router = shop::routes().read_timeout(Duration::from_secs(5)).into_router();
    let request = request("POST", "/orders").header("Content-Type", "application/json");
    ask_of(&router, request.body(endless()).unwrap())
        .await
        .is_problem(408);
}

#[tokio::test]
async fn forms_are_typed_by_their_schema() {
    let answer = post(
        "/forms",
        "application/x-www-form-urlencoded",
        "name=a+%26b&quantity=7&tags=1&tags=2",
    )
    .await;
    assert_eq!(
        answer.json()["body"],
        json!({ "name": "a &b", "quantity": 7, "tags": ["1", "2"] })
    );
    let answer = post(
        "/forms",
        "application/x-www-form-urlencoded",
        "quantity=x&tags=one",
    )
    .await;
    answer.is_problem(422);
    assert_eq!(answer.faults().len(), 2);
    post("/forms", "application/x-www-form-urlencoded", "name=%zz")
        .await
        .is_problem(400);
}

#[tokio::test]
async fn text_is_text() {
    assert_eq!(post("/forms", "text/csv", "12").await.json()["body"], "12");
    post("/forms", "text/csv", "far too long").await.is_problem(422);
    post("/forms", "text/csv", &b"\xff"[..]).await.is_problem(400);
    post("/forms", "text/csv; charset=utf-16", "x")
        .await
        .is_problem(415);
}

#[tokio::test]
async fn an_optional_body_may_be_missing() {
    let answer = ask(request("POST", "/forms").body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, &answer.json()["body"]), (200, &json!(null)));
}

#[tokio::test]
async fn an_operation_without_a_body_reads_none() {
    assert_eq!(
        ask(request("GET", "/orders/1").body(endless()).unwrap())
            .await
            .status,
        200
    );
}
