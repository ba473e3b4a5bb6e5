//! Heads that are larger than they may be.

use axum::body::Body;

use crate::ask::{ask_of, request};
use crate::shop;

#[tokio::test]
async fn a_long_url_is_a_414() {
    let router = shop::routes().target_limit(40).into_router();
    let of = |length: usize| format!("/orders/1?limit=1&x={}", "y".repeat(length - 20));
    for (length, status) in [(40, 200), (41, 414)] {
        let target = of(length);
        assert_eq!(target.len(), length);
        let answer = ask_of(&router, request("GET", &target).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{target}");
    }
    let usual = shop::router();
    let long = request("GET", &of(17_000)).body(Body::empty()).unwrap();
    ask_of(&usual, long).await.is_problem(414);
}

#[tokio::test]
async fn a_request_for_two_hosts_is_refused() {
    let asked = |hosts: &[&str]| {
        let request = hosts.iter().fold(request("GET", "/ping"), |request, host| {
            request.header("Host", *host)
        });
        request.body(Body::empty()).unwrap()
    };
    let router = shop::router();
    assert_eq!(ask_of(&router, asked(&["a.example"])).await.status, 204);
    ask_of(&router, asked(&["a.example", "b.example"]))
        .await
        .is_problem(400);
    ask_of(&router, asked(&["a.example", "a.example"]))
        .await
        .is_problem(400);
}

#[tokio::test]
async fn many_headers_or_large_ones_are_a_431() {
    let router = shop::routes()
        .header_limit(1_000)
        .header_count_limit(10)
        .into_router();
    let flood = |count: usize, length: usize| {
        let names = (0..count).map(|n| format!("X-Flood-{n}"));
        let request = names.fold(request("GET", "/ping"), |request, name| {
            request.header(name, "x".repeat(length))
        });
        request.body(Body::empty()).unwrap()
    };
    for (count, length, status) in [(9, 1, 204), (10, 1, 431), (2, 400, 204), (2, 600, 431)] {
        let answer = ask_of(&router, flood(count, length)).await;
        assert_eq!(answer.status, status, "{count} headers of {length}");
    }
    ask_of(&shop::router(), flood(200, 1)).await.is_problem(431);
    ask_of(&shop::router(), flood(2, 40_000)).await.is_problem(431);
}

#[tokio::test]
async fn json_is_nested_only_so_deep() {
    for (depth, status) in [(100, 201), (129, 400), (100_000, 400)] {
        let text = format!(
            "{{\"name\":\"tea\",\"new\":{}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        );
        let post = request("POST", "/orders").header("Content-Type", "application/json");
        let answer = ask_of(&shop::router(), post.body(Body::from(text)).unwrap()).await;
        assert_eq!(answer.status, status, "{depth}");
    }
}
