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
