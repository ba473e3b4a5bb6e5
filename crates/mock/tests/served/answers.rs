//! Which answer comes, and what it says.

use axum::http::{Method, StatusCode};
use bindery_mock::Options;
use serde_json::json;

use crate::ask::{get, pets, send, server};

#[tokio::test]
async fn the_first_example_that_fits_is_shown() {
    let answer = get(&server(), "/pets/tom", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json(), json!({"name": "Tom", "kind": "cat", "lives": 9}));
    assert_eq!(answer.header("preference-applied"), "");
    let unfit: Vec<String> = pets(Options::default()).unfit_examples().collect();
    let expected = "getPet: the example `wrong` of 200 `application/json` is not what its schema says";
    assert_eq!(unfit, [expected]);
}

#[tokio::test]
async fn prefer_chooses_an_example() {
    let router = server();
    let dog = get(&router, "/pets/tom", &[("prefer", "example=dog")]).await;
    assert_eq!(dog.json(), json!({"name": "Rex", "kind": "dog"}));
    assert_eq!(dog.header("preference-applied"), "example=dog");
    let wrong = get(&router, "/pets/tom", &[("prefer", "example=wrong")]).await;
    assert_eq!(wrong.json(), json!({"kind": "cat"}));
    assert_eq!(wrong.header("x-problem"), "the body is not what its schema says");
    assert_eq!(dog.header("x-problem"), "");
    let unknown = get(&router, "/pets/tom", &[("prefer", "example=unknown")]).await;
    assert_eq!(
        (unknown.status, unknown.json()),
        (StatusCode::NOT_FOUND, json!({"message": "no such pet"}))
    );
}

#[tokio::test]
async fn prefer_chooses_a_status() {
    let router = server();
    let none = get(&router, "/pets/tom", &[("prefer", "code=404")]).await;
    assert_eq!(
        (none.status, none.json()),
        (StatusCode::NOT_FOUND, json!({"message": "no such pet"}))
    );
    let ranged = get(&router, "/pets/tom", &[("prefer", "code=503")]).await;
    assert_eq!(
        (ranged.status, &*ranged.body),
        (StatusCode::SERVICE_UNAVAILABLE, "")
    );
    let by_default = send(
        &router,
        Method::DELETE,
        "/anything",
        &[("prefer", "code=409")],
        "",
    )
    .await;
    assert_eq!(by_default.status, StatusCode::CONFLICT);
    let usual = send(&router, Method::DELETE, "/anything", &[], "").await;
    assert_eq!(usual.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_preferred_and_not_there_is_said() {
    let router = server();
    let status = get(&router, "/pets/tom", &[("prefer", "code=409")]).await;
    assert_eq!(status.status, StatusCode::NOT_FOUND);
    assert_eq!(status.header("content-type"), "application/problem+json");
    assert_eq!(
        status.json()["detail"],
        "The document declares no answer 409 of this operation."
    );
    let example = get(&router, "/pets/tom", &[("prefer", "example=bird")]).await;
    assert_eq!(
        example.json()["detail"],
        r#"No answer of this operation has an example "bird"."#
    );
}

#[tokio::test]
async fn accept_chooses_a_media_type() {
    let router = server();
    let text = get(&router, "/pets/tom", &[("accept", "text/plain")]).await;
    assert_eq!(
        (text.header("content-type"), &*text.body),
        ("text/plain", "Tom, a cat")
    );
    let text = get(
        &router,
        "/pets/tom",
        &[("accept", "application/json;q=0.5, text/*")],
    )
    .await;
    assert_eq!(text.header("content-type"), "text/plain");
    let csv = get(&router, "/pets/tom", &[("accept", "text/csv")]).await;
    assert_eq!(csv.header("content-type"), "text/csv");
    assert!(!csv.body.starts_with('"'), "{}", csv.body);
    let none = get(&router, "/pets/tom", &[("accept", "image/png")]).await;
    assert_eq!(none.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn values_are_made_where_there_are_no_examples() {
    let router = server();
    let list = get(&router, "/pets", &[]).await;
    assert_eq!(list.header("x-total"), "3");
    let pets = list.json();
    let first = &pets.as_array().unwrap()[0];
    assert_eq!(first["name"], "Lassie", "a schema's example is shown");
    assert!(first["lives"].is_i64(), "all members are there: {first}");
    assert!(["cat", "dog"].contains(&first["kind"].as_str().unwrap()));
    let again = get(&router, "/pets", &[]).await;
    assert_eq!(
        again.body, list.body,
        "what is asked twice is answered twice alike"
    );
}

#[tokio::test]
async fn made_values_depend_on_the_seed() {
    let bodies = [1, 2, 3].map(|seed| async move {
        let router = pets(Options { seed, dynamic: true }).into_router();
        get(&router, "/owners", &[]).await.body
    });
    let [first, second, third] = bodies;
    let (first, second, third) = (first.await, second.await, third.await);
    assert!(first != second || second != third, "{first}");
}

#[tokio::test]
async fn made_values_know_tags_and_directions() {
    for seed in 0..20 {
        let dynamic = seed % 2 == 0;
        let router = pets(Options { seed, dynamic }).into_router();
        let answer = get(&router, "/owners", &[]).await;
        let owner = answer.json();
        let kind = owner["address"]["type"].as_str().unwrap();
        assert!(["street", "box"].contains(&kind), "{owner}");
        assert!(
            owner.get("secret").is_none() && owner.get("pin").is_none(),
            "what only requests have is left out: {owner}"
        );
    }
}

#[tokio::test]
async fn dynamic_makes_values_beside_examples() {
    let router = server();
    let made = get(&router, "/pets/tom", &[("prefer", "dynamic=true")]).await;
    assert_ne!(made.json()["name"], "Tom");
    let router = pets(Options {
        seed: 0,
        dynamic: true,
    })
    .into_router();
    assert_ne!(get(&router, "/pets/tom", &[]).await.json()["name"], "Tom");
    let shown = get(&router, "/pets/tom", &[("prefer", "dynamic=false")]).await;
    assert_eq!(shown.json()["name"], "Tom");
}

#[tokio::test]
async fn sequences_have_items() {
    let router = server();
    let events = get(&router, "/sounds", &[("accept", "text/event-stream")]).await;
    assert_eq!(events.header("content-type"), "text/event-stream");
    let data = events
        .body
        .lines()
        .filter(|line| line.starts_with("data: {\"sound\":\"wuff\""));
    assert_eq!(data.count(), 3, "{}", events.body);
    let lines = get(&router, "/sounds", &[("accept", "application/jsonl")]).await;
    assert_eq!(lines.body, "{\"sound\":\"miau\"}\n{\"sound\":\"miau\"}\n");
}

#[tokio::test]
async fn bytes_and_the_head_of_an_answer() {
    let router = server();
    let picture = get(&router, "/pets/tom/picture", &[]).await;
    assert_eq!(
        (picture.header("content-type"), &*picture.body),
        ("image/png", "PNG")
    );
    let head = send(&router, Method::HEAD, "/pets/tom/picture", &[], "").await;
    assert_eq!((head.header("content-length"), &*head.body), ("3", ""));
    let put = send(
        &router,
        Method::PUT,
        "/pets/tom/picture",
        &[("content-type", "image/png")],
        "PNG",
    )
    .await;
    assert_eq!(put.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_contradicts_itself_is_answered_as_well_as_can_be() {
    let made = get(&server(), "/contradictions", &[]).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!(
        made.json()["text"].as_str().map(str::len),
        Some(3),
        "{}",
        made.body
    );
    assert_eq!(made.header("x-problem"), "the body is not what its schema says");
}

#[tokio::test]
async fn an_interim_response_is_no_answer() {
    let answer = get(&server(), "/pets/live", &[]).await;
    assert_eq!((answer.status, &*answer.body), (StatusCode::OK, "Upgrade."));
}
