//! How much of a response is read.

use bindery_runtime::client::{Body, BoxError, Error};
use bytes::Bytes;
use http::Response;
use http_body::Frame;

use crate::recording::{Recording, Step, answer, json};

#[tokio::test]
async fn bodies_up_to_the_limit_are_read() {
    let recording = Recording::new([json(200, r#"{"name":"Rex"}"#)]);
    let client = recording.client(|builder| builder.response_limit(14));
    assert!(client.get_pet("1").await.is_ok());
}

#[tokio::test]
async fn larger_bodies_are_not() {
    let recording = Recording::new([json(200, r#"{"name":"Rexi"}"#)]);
    let error = recording
        .client(|builder| builder.response_limit(14))
        .get_pet("1")
        .await
        .expect_err("too large");
    assert!(
        matches!(error, Error::BodyTooLarge { limit: 14, .. }),
        "{error:?}"
    );
}

/// A body without end.
struct Endless;

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        std::task::Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b' '; 1024])))))
    }
}

#[tokio::test]
async fn a_lying_length_changes_nothing() {
    let endless = Response::builder()
        .header("content-length", "2")
        .body(Body::frames(Endless))
        .expect("a response");
    let recording = Recording::new([Step::Answer(endless)]);
    let error = recording
        .client(|builder| builder.response_limit(10_000))
        .get_pet("1")
        .await
        .expect_err("endless");
    assert!(matches!(error, Error::BodyTooLarge { .. }), "{error:?}");

    let recording = Recording::new([answer(200, &[("content-length", "99999999999")], "{}")]);
    let error = recording
        .client(|builder| builder)
        .get_pet("1")
        .await
        .expect_err("announced");
    assert!(matches!(error, Error::BodyTooLarge { .. }), "{error:?}");
}

fn endless(status: u16) -> Step {
    let response = Response::builder().status(status).body(Body::frames(Endless));
    Step::Answer(response.expect("a response"))
}

#[tokio::test]
async fn of_an_undeclared_answer_the_beginning_is_kept() {
    let long = "x".repeat(200);
    let announced = answer(500, &[("content-length", "200")], &long);
    for step in [endless(500), announced] {
        let client = Recording::new([step]).client(|builder| builder.response_limit(100));
        let error = client.adopt_pet().await.expect_err("undeclared");
        let Error::UnexpectedStatus(response) = error else {
            panic!("{error:?}")
        };
        assert_eq!(response.status().as_u16(), 500);
        assert_eq!((response.body().len(), response.is_whole()), (100, false));
    }
    let client = Recording::new([answer(500, &[], "no")]).client(|builder| builder.response_limit(2));
    let error = client.adopt_pet().await.expect_err("undeclared");
    assert!(error.response().is_some_and(|response| response.is_whole()));
}

#[tokio::test]
async fn a_large_body_of_another_type_is_of_another_type() {
    let page = answer(404, &[("content-type", "text/html")], &"<p>".repeat(100));
    let client = Recording::new([page]).client(|builder| builder.response_limit(100));
    let error = client.get_pet("1").await.expect_err("a page");
    assert!(matches!(error, Error::UnexpectedContentType { .. }), "{error:?}");
    assert_eq!(error.response().map(|response| response.body().len()), Some(100));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_no_reason_not_to_try_again() {
    let recording = Recording::new([endless(503), json(200, r#"{"name":"Rex"}"#)]);
    let client = recording.client(|builder| builder.response_limit(100));
    assert!(client.get_pet("1").await.is_ok());
}

#[tokio::test]
async fn a_raw_answer_is_whole_or_an_error() {
    let client = Recording::new([endless(200)]).client(|builder| builder.response_limit(100));
    let error = client.get_pet("1").send_raw().await.expect_err("endless");
    let Error::BodyTooLarge { limit: 100, response } = error else {
        panic!("{error:?}")
    };
    assert_eq!((response.status().as_u16(), response.body().len()), (200, 100));
}

#[tokio::test]
async fn a_raw_answer_that_comes_piece_by_piece_may_be_of_any_length() {
    let headers = [("x-id", "7"), ("content-type", "text/html")];
    let recording = Recording::new([answer(503, &[], ""), answer(404, &headers, "<p>gone</p>")]);
    let client = recording.client(|builder| builder.response_limit(2));
    let response = client.get_pet("1").send_raw_streamed().await.expect("an answer");
    assert_eq!(
        (response.status().as_u16(), response.content_type()),
        (404, Some("text/html"))
    );
    assert_eq!(response.headers()["x-id"], "7");
    assert!(!format!("{response:?}").contains("gone"));
    let body = response.into_body().bytes(100).await.expect("a body");
    assert_eq!(body, "<p>gone</p>");

    let client = Recording::new([endless(200)]).client(|builder| builder.response_limit(100));
    let response = client.get_pet("1").send_raw_streamed().await.expect("a head");
    let mut body = response.into_body();
    for _ in 0..100 {
        assert!(matches!(body.next().await, Some(Ok(_))));
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_transport_error() {
    let truncated = || answer(200, &[("content-length", "15")], r#"{"name":"Rex"}"#);
    let recording = Recording::new([truncated()]);
    let error = recording
        .client(|builder| builder)
        .get_pet("1")
        .without_retries()
        .await
        .expect_err("truncated");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}
