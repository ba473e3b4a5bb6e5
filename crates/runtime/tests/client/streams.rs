//! Bodies that are handed over as they come.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bindery_runtime::client::{Body, BoxError, Error};
use bindery_runtime::http::{ByteStream, Media, Operation, Status, StreamError, Success};
use bytes::Bytes;
use futures_core::Stream;

use crate::api::{GET_PET, NoError, PetError, rex};
use crate::recording::{Recording, Step, answer, json};

static DOWNLOAD: Operation = Operation {
    id: "download",
    method: "GET",
    path: "/photo",
    base_url: None,
    parameters: &[],
    body: None,
    success: &[Success {
        status: Status::Exact(200),
        media: &[Media::binary("image/*")],
        others: &[Media::text("text/plain")],
    }],
    security: &[],
    idempotency_key: None,
};

/// Pieces, and then a failure if there is one.
struct Pieces(Vec<Result<Bytes, BoxError>>);

impl Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready((!self.0.is_empty()).then(|| self.0.remove(0)))
    }
}

fn pieces<const COUNT: usize>(pieces: [Result<&'static str, &'static str>; COUNT]) -> Body {
    let pieces = pieces.map(|piece| piece.map(Bytes::from).map_err(BoxError::from));
    Body::stream(Pieces(pieces.into()))
}

fn photo(body: Body) -> Step {
    let response = http::Response::builder()
        .header("content-type", "image/png")
        .body(body);
    Step::Answer(response.expect("a response"))
}

async fn download(step: Step) -> Result<ByteStream, Error<PetError>> {
    let client = Recording::new([step]).client(|builder| builder.response_limit(16));
    client.core.call(&DOWNLOAD).send().await
}

#[tokio::test]
async fn bytes_come_piece_by_piece_and_as_many_as_there_are() -> Result<(), BoxError> {
    let mut photo = download(photo(pieces([Ok("one"), Ok(" two"), Ok(" three and so on")]))).await?;
    let mut read = Vec::new();
    while let Some(piece) = photo.next().await {
        read.push(piece?);
    }
    assert_eq!(read, ["one", " two", " three and so on"]);
    Ok(())
}

#[tokio::test]
async fn all_bytes_at_once_have_a_limit() -> Result<(), BoxError> {
    let all = |limit| async move {
        download(photo(pieces([Ok("1234"), Ok("5")])))
            .await?
            .bytes(limit)
            .await
            .map_err(BoxError::from)
    };
    assert_eq!(all(5).await?, "12345");
    let error = all(4).await.expect_err("too many");
    assert_eq!(error.to_string(), "the stream has more than 4 bytes");
    Ok(())
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so() -> Result<(), BoxError> {
    let mut photo = download(photo(pieces([Ok("1"), Err("reset")]))).await?;
    assert!(matches!(photo.next().await, Some(Ok(_))));
    assert!(matches!(photo.next().await, Some(Err(StreamError::Broken(_)))));
    Ok(())
}

#[tokio::test]
async fn failures_are_read_whole() {
    let error = download(json(404, r#"{"name":"Rex"}"#)).await.expect_err("404");
    assert_eq!(error.api(), Some(&PetError::NotFound(rex())));
}

#[tokio::test]
async fn who_asks_for_another_media_type_gets_failures_as_ever() {
    let recording = Recording::new([json(404, r#"{"name":"Rex"}"#)]);
    let call = recording.client(|builder| builder).core.call(&DOWNLOAD);
    let answer: Result<String, Error<PetError>> = call.accept("text/plain").send().await;
    let error = answer.expect_err("404");
    assert_eq!(error.api(), Some(&PetError::NotFound(rex())));
}

#[tokio::test]
async fn another_media_type_can_be_asked_for() {
    let recording = Recording::new([answer(200, &[("content-type", "text/plain")], "a cat")]);
    let client = recording.client(|builder| builder);
    let text = client
        .core
        .call(&DOWNLOAD)
        .accept("text/plain")
        .send::<String, NoError>()
        .await;
    assert_eq!(text.ok().as_deref(), Some("a cat"));
    assert_eq!(recording.asked()[0].headers["accept"], "text/plain");

    let recording = Recording::new([photo(pieces([Ok("png")]))]);
    let client = recording.client(|builder| builder);
    let text = client
        .core
        .call(&DOWNLOAD)
        .accept("text/plain")
        .send::<String, NoError>()
        .await;
    assert!(
        matches!(
            text,
            Err(Error::UnexpectedContentType {
                expected: "text/plain",
                ..
            })
        ),
        "{text:?}"
    );
}

#[tokio::test]
async fn a_body_that_is_sent_as_it_comes_is_sent_once() {
    let recording = Recording::new([json(503, "{}"), json(200, r#"{"name":"Rex"}"#)]);
    let client = recording.client(|builder| builder);
    let sent = ByteStream::from_stream(Pieces(vec![Ok(Bytes::from("one")), Ok(Bytes::from(" two"))]));
    let answer = client
        .core
        .call(&GET_PET)
        .with_parameter(0, "1")
        .with_stream(sent)
        .send_raw()
        .await;
    assert_eq!(answer.map(|answer| answer.status().as_u16()).ok(), Some(503));
    assert_eq!(recording.asked()[0].body, "one two");

    let recording = Recording::new([json(503, "{}"), json(200, r#"{"name":"Rex"}"#)]);
    let client = recording.client(|builder| builder);
    let call = client
        .core
        .call(&GET_PET)
        .with_parameter(0, "1")
        .with_stream("all");
    let answer: Result<_, Error<Infallible>> = call.send_raw().await;
    assert_eq!(answer.map(|answer| answer.status().as_u16()).ok(), Some(200));
    assert_eq!(recording.asked()[1].body, "all");
}
