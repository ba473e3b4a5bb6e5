//! Security requirements.

use axum::body::Body;
use http::Request;

use crate::ask::{Answer, ask, ask_of, request};
use crate::shop::{self, KEY, TOKEN};

async fn with(target: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::get(target), |request, (name, value)| {
            request.header(*name, *value)
        });
    ask(request.body(Body::empty()).unwrap()).await
}

fn basic() -> String {
    "Basic Y2Fyb2w6cDp3".to_owned()
}

#[tokio::test]
async fn without_a_credential_it_is_a_401_that_says_which_one() {
    for headers in [
        &[][..],
        &[("X-Api-Key", "")],
        &[("X-Api-Key", "wrong")],
        &[("X-Api-Key", KEY), ("X-Api-Key", KEY)],
    ] {
        let answer = with("/orders/1", headers).await;
        answer.is_problem(401);
        let challenge = r#"ApiKey realm="The \"Shop\"", in="header", name="X-Api-Key""#;
        assert_eq!(answer.header("www-authenticate"), challenge);
    }
    assert_eq!(
        with("/orders/1", &[("x-api-key", KEY)]).await.json()["caller"],
        "alice"
    );
}

#[tokio::test]
async fn the_caller_is_told_apart_from_what_he_may() {
    with("/orders/1", &[("X-Api-Key", "forbidden")])
        .await
        .is_problem(403);
    with("/orders/1", &[("X-Api-Key", "offline")])
        .await
        .is_problem(503);
}

#[tokio::test]
async fn an_authenticator_that_panics_lets_nobody_in() {
    with("/orders/1", &[("X-Api-Key", "panic")]).await.is_problem(500);
}

#[tokio::test]
async fn authentication_comes_before_all_that_the_request_says() {
    let request = Request::post("/orders")
        .header("Content-Type", "text/html")
        .body(Body::from("<"))
        .unwrap();
    ask(request).await.is_problem(401);
}

#[tokio::test]
async fn any_one_of_the_sets_is_enough() {
    let token = format!("bearer {TOKEN}");
    let answer = with("/me", &[("Authorization", &token)]).await;
    assert_eq!(answer.json()["caller"], r#"bob["read"]"#);
    let answer = with("/me", &[("Cookie", &format!("a=b; session={KEY}"))]).await;
    assert_eq!(answer.json()["caller"], "alice");
}

#[tokio::test]
async fn who_lacks_a_scope_is_told_which() {
    let narrow = ("Authorization", "Bearer narrow");
    let answer = with("/me", &[narrow]).await;
    answer.is_problem(403);
    assert_eq!(
        answer.header("www-authenticate"),
        r#"Bearer realm="The \"Shop\"", error="insufficient_scope", scope="read""#
    );
    // Another set that holds is enough.
    let session = format!("session={KEY}");
    let answer = with("/me", &[narrow, ("Cookie", &session)]).await;
    assert_eq!(answer.json()["caller"], "alice");
    // What is known but not enough says more than what is not known.
    with("/me", &[narrow, ("Cookie", "session=wrong")])
        .await
        .is_problem(403);
}

#[tokio::test]
async fn all_of_a_set_are_needed() {
    assert_eq!(
        with(&format!("/me?api_key={KEY}"), &[("Authorization", &basic())])
            .await
            .json()["caller"],
        "carol+alice"
    );
    with(&format!("/me?api_key={KEY}"), &[]).await.is_problem(401);
    with("/me", &[("Authorization", &basic())]).await.is_problem(401);
    with("/both", &[("X-Api-Key", KEY)]).await.is_problem(401);
    with("/both?api_key=wrong", &[("X-Api-Key", KEY)])
        .await
        .is_problem(401);
    assert_eq!(
        with(&format!("/both?api_key={KEY}"), &[("X-Api-Key", KEY)])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn who_need_not_say_who_he_is_must_not_lie_either() {
    assert_eq!(with("/me", &[]).await.json()["caller"], serde_json::Value::Null);
    assert_eq!(with("/me", &[("Authorization", "Digest x")]).await.status, 200);
    for wrong in [
        "Bearer wrong",
        "Bearer",
        "Basic !",
        "Basic Y2Fyb2w=",
        "Basic Y2Fyb2w6eA==",
    ] {
        assert_eq!(
            with("/me", &[("Authorization", wrong)]).await.status,
            401,
            "{wrong}"
        );
    }
    let twice = [("Authorization", "Bearer a"), ("Authorization", "Bearer b")];
    with("/me", &twice).await.is_problem(401);
}

#[tokio::test]
async fn every_scheme_is_offered_once() {
    let answer = with("/me", &[("Authorization", "Bearer wrong")]).await;
    let challenges: Vec<_> = answer.headers.get_all("www-authenticate").into_iter().collect();
    assert_eq!(challenges.len(), 4);
}

#[tokio::test]
async fn a_handler_that_wants_a_caller_is_never_open() {
    let answer = with("/forgotten", &[("X-Api-Key", KEY)]).await;
    answer.is_problem(401);
    assert!(!answer.header("www-authenticate").is_empty());
}

#[tokio::test]
async fn an_open_operation_asks_nobody() {
    assert_eq!(with("/ping", &[]).await.status, 204);
    assert_eq!(with("/ping", &[("X-Api-Key", "wrong")]).await.status, 204);
}

#[tokio::test]
async fn a_service_that_knows_nobody_serves_only_what_is_open() {
    let router = shop::anonymous();
    let open = request("GET", "/time").body(Body::empty()).unwrap();
    assert_eq!(ask_of(&router, open).await.status, 200);
    let closed = request("GET", "/orders/1").body(Body::empty()).unwrap();
    ask_of(&router, closed).await.is_problem(401);
}
