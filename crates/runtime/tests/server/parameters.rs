//! Parameters, as they arrive at a handler.

use axum::body::Body;
use serde_json::{Value, json};

use crate::ask::{Answer, ask, get, request};

async fn found(target: &str) -> Value {
    let answer = get(target).await;
    assert_eq!(answer.status, 200, "{target}: {}", answer.body);
    answer.json()["parameters"].clone()
}

async fn with(name: &str, value: &[u8]) -> Answer {
    ask(request("GET", "/orders/1")
        .header(name, value)
        .body(Body::empty())
        .unwrap())
    .await
}

#[tokio::test]
async fn they_have_the_types_of_their_schemas() {
    let parameters = found("/orders/12?limit=5&ids=1,2&filter[size]=3&filter%5Bcolor%5D=4&unknown=x").await;
    let filter = json!({ "size": 3, "color": "4" });
    assert_eq!(parameters, json!(["12", 5, [1, 2], filter, "absent", "absent"]));
}

#[tokio::test]
async fn those_of_headers_and_cookies_too() {
    assert_eq!(with("X-Count", b" 7 ").await.json()["parameters"][5], 7);
    assert_eq!(
        with("Cookie", b"a=b; trace=true").await.json()["parameters"][4],
        true
    );
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    let target = "/orders/far-too-long?limit=ten&ids=1,x&filter[size]=large";
    let request = request("GET", target)
        .header("X-Count", "1.5")
        .header("Cookie", "trace=maybe");
    let answer = ask(request.body(Body::empty()).unwrap()).await;
    answer.is_problem(422);
    assert_eq!(
        answer.faults(),
        [
            "path:orderId#",
            "query:limit#",
            "query:ids#/1",
            "query:filter#/size",
            "cookie:trace#",
            "header:X-Count#"
        ]
    );
}

#[tokio::test]
async fn one_of_them_twice_is_a_400() {
    for target in [
        "/orders/1?limit=1&limit=2",
        "/orders/1?ids=1&ids=2",
        "/orders/1?limit=1&%6cimit=1",
    ] {
        get(target).await.is_problem(400);
    }
    let twice = request("GET", "/orders/1")
        .header("X-Count", "1")
        .header("X-Count", "2");
    ask(twice.body(Body::empty()).unwrap()).await.is_problem(400);
    with("Cookie", b"trace=true; trace=false").await.is_problem(400);
}

#[tokio::test]
async fn what_cannot_be_read_makes_the_whole_a_400_and_hides_nothing() {
    let answer = get("/orders/far-too-long?limit=%FF&ids=x").await;
    answer.is_problem(400);
    assert_eq!(answer.faults(), ["path:orderId#", "query:limit#", "query:ids#/0"]);
    with("X-Count", b"\xff").await.is_problem(400);
}

#[tokio::test]
async fn a_document_that_knows_400_alone_gets_it() {
    get("/limited?limit=x").await.is_problem(400);
    assert_eq!(get("/limited?limit=1").await.json(), json!([1]));
}
