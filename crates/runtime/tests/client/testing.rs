//! The transport that users put into their own tests.

use std::time::Duration;

use bindery_runtime::Json;
use bindery_runtime::client::testing::{TestReply, TestTransport};
use bindery_runtime::client::{Body, Error, Phase};
use bytes::Bytes;
use tokio::time::Instant;

use crate::api::{Client, PetError, SECRET_PET, rex};

fn client(transport: &TestTransport) -> Client {
    Client::builder()
        .query_key("k/ &")
        .transport(transport.clone())
        .build()
        .expect("a client")
}

#[tokio::test(start_paused = true)]
async fn a_script_is_answered_in_order_and_the_requests_are_kept() {
    let transport = TestTransport::answering([
        TestReply::status(503).with_header("retry-after", "2"),
        TestReply::failure(Phase::Send),
        TestReply::value(200, &rex()),
        TestReply::json(404, r#"{"name":"nobody"}"#),
    ]);
    let client = client(&transport);
    let begin = Instant::now();
    assert_eq!(client.pet(&SECRET_PET).await.ok(), Some(rex()));
    assert!(begin.elapsed() >= Duration::from_secs(2));
    let error = client.get_pet("a b").await.expect_err("none");
    assert!(matches!(error.api(), Some(PetError::NotFound(_))), "{error:?}");
    assert_eq!(transport.remaining(), 0);

    let requests = transport.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[2].query(), [("api key".to_owned(), "k/ &".to_owned())]);
    assert_eq!(requests[3].path(), "/v1/pets/a%20b");
    assert_eq!(requests[3].method(), "GET");
    assert_eq!(requests[3].uri().host(), Some("pets.example"));
    assert!(!format!("{transport:?}").contains("k%2F"), "{transport:?}");
}

#[tokio::test]
async fn bodies_are_there_to_be_read() {
    let transport = TestTransport::from_fn(|request| {
        TestReply::value(201, &request.decode::<Json>().unwrap_or_default())
    });
    let pet = client(&transport).create_pet(&rex()).await;
    assert_eq!(pet.ok(), Some(rex()));
    let request = transport.requests().remove(0);
    assert_eq!(request.header("content-type"), Some("application/vnd.pets+json"));
    assert_eq!(request.text(), r#"{"name":"Rex"}"#);
    assert_eq!(request.body(), br#"{"name":"Rex"}"#);
}

#[tokio::test(start_paused = true)]
async fn answers_are_late_wrong_or_do_not_come() {
    let slow = || TestReply::status(204).after(Duration::from_secs(31));
    let transport = TestTransport::answering([slow(), TestReply::silence()]);
    for _ in 0..2 {
        let result = client(&transport).adopt_pet().await;
        assert!(matches!(result, Err(Error::Timeout(_))), "{result:?}");
    }
    let html = TestReply::status(200).with_body("text/html", "<p>");
    let frames = TestReply::json(200, "").with_body(
        "application/json",
        Body::frames(http_body_util::Full::new(Bytes::from(r#"{"name":"Rex"}"#))),
    );
    let transport = TestTransport::answering([html, frames]);
    let error = client(&transport).get_pet("1").await.expect_err("a page");
    assert!(matches!(error, Error::UnexpectedContentType { .. }), "{error:?}");
    assert_eq!(client(&transport).get_pet("1").await.ok(), Some(rex()));
}

#[tokio::test(start_paused = true)]
async fn mistakes_of_a_test_are_told() {
    for (reply, expected) in [
        (Some(TestReply::status(99)), "99 is no status"),
        (
            Some(TestReply::status(200).with_header("a b", "c")),
            "`a b` is no header",
        ),
        (None, "no answer left for TestRequest(POST /v1/adoptions)"),
    ] {
        let transport = TestTransport::answering(reply);
        let error = client(&transport).adopt_pet().await.expect_err("a mistake");
        assert!(format!("{error:?}").contains(expected), "{error:?}");
    }
}
