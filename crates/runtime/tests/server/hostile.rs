//! Requests that are meant to hurt.

use axum::body::Body;

use crate::ask::{ask, ask_of, get, post_json, request};
use crate::shop;

const SECRET: &str = "hunter2-the-secret";

#[tokio::test]
async fn no_answer_repeats_what_the_request_said() {
    let json = format!(r#"{{"name":"{SECRET}","quantity":"{SECRET}","kind":"{SECRET}"}}"#);
    let answers = [
        post_json("/orders", json).await,
        post_json("/orders", SECRET).await,
        post_json("/orders", format!("\"{SECRET}\"")).await,
        get(&format!(
            "/orders/{SECRET}?limit={SECRET}&ids={SECRET}&filter[size]={SECRET}"
        ))
        .await,
        get(&format!("/{SECRET}")).await,
        ask(request(SECRET, "/ping").body(Body::empty()).unwrap()).await,
        ask(request("GET", "/orders/1")
            .header("X-Api-Key", SECRET)
            .body(Body::empty())
            .unwrap())
        .await,
        ask(request("GET", "/orders/1")
            .header("X-Count", SECRET)
            .body(Body::empty())
            .unwrap())
        .await,
    ];
    for answer in answers {
        assert!(answer.status >= 400);
        assert!(!answer.body.contains(SECRET), "{}", answer.body);
        assert!(!format!("{:?}", answer.headers).contains(SECRET));
    }
}

#[tokio::test]
async fn deep_json_is_refused_and_nothing_overflows() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let status = post_json("/orders", deep).await.status;
        assert!(matches!(status, 400 | 422), "{status}");
        let unclosed = open.repeat(100_000);
        post_json("/orders", unclosed).await.is_problem(400);
        let inside = format!(
            "{{\"name\":\"tea\",\"new\":{}1{}}}",
            open.repeat(10_000),
            close.repeat(10_000)
        );
        let status = post_json("/orders", inside).await.status;
        assert!(matches!(status, 201 | 400 | 422), "{status}");
    }
}

#[tokio::test]
async fn many_members_and_parameters_take_no_time() {
    let started = std::time::Instant::now();
    let many: Vec<String> = (0..15_000).map(|n| format!("filter[{n}]=x")).collect();
    assert!(
        get(&format!("/orders/1?{}", &many.join("&")[..60_000]))
            .await
            .status
            < 500
    );
    let form: Vec<String> = (0..150_000).map(|n| format!("m{n}=x")).collect();
    let posted = request("POST", "/forms").header("Content-Type", "application/x-www-form-urlencoded");
    assert!(ask(posted.body(Body::from(form.join("&"))).unwrap()).await.status < 500);
    let list = vec!["1"; 1_000_000].join(",");
    assert_eq!(
        post_json("/orders", format!(r#"{{"name":"tea","new":[{list}]}}"#))
            .await
            .status,
        201
    );
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_flood_of_headers_and_cookies_is_only_read() {
    let mut flood = request("GET", "/orders/1");
    for n in 0..2_000 {
        flood = flood
            .header(format!("X-Flood-{n}"), "x")
            .header("Cookie", format!("c{n}=x; d=%zz; =; ;;"));
    }
    let router = shop::routes()
        .header_count_limit(10_000)
        .header_limit(1 << 20)
        .into_router();
    assert_eq!(
        ask_of(&router, flood.body(Body::empty()).unwrap()).await.status,
        200
    );
}

#[tokio::test]
async fn odd_queries_are_no_trouble() {
    for query in [
        "",
        "&&&",
        "=",
        "=&=",
        "?",
        "%zz=1",
        "unknown=%FF",
        "limit",
        "filter[=1",
        "filter[]=1",
        "filter]=1",
        "[=]",
    ] {
        let status = get(&format!("/orders/1?{query}")).await.status;
        assert!(matches!(status, 200 | 400 | 422), "{query}: {status}");
    }
}
