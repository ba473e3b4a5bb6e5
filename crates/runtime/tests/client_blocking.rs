//! Calls without async.
#![cfg(all(feature = "blocking", feature = "testing"))]

use std::convert::Infallible;
use std::time::{Duration, Instant};

use bindery_runtime::client::testing::{TestReply, TestTransport};
use bindery_runtime::client::{
    Attempt, Blocking, BlockingError, Body, Builder, Core, Error, Hook, Phase, RequestProblem, RetryPolicy,
    Wait,
};
use bindery_runtime::http::{ByteStream, Media, Operation, Service, Status, Success};
use bindery_runtime::{answers, client};

static SERVICE: Service = Service {
    title: "Pets",
    version: "1",
    base_url: Some("https://pets.example/v1"),
    schemes: &[],
};

static GET_PET: Operation = Operation {
    id: "getPet",
    method: "GET",
    path: "/pets/1",
    base_url: None,
    parameters: &[],
    body: None,
    success: &[Success::new(Status::Exact(200), &[Media::text("text/plain")])],
    security: &[],
    idempotency_key: None,
};

#[derive(Debug)]
enum NoError {}

answers! { error NoError {} }

fn core(replies: impl IntoIterator<Item = TestReply>) -> Core {
    let mut builder = Builder::new(&SERVICE);
    builder.transport(TestTransport::answering(replies));
    builder.retries(RetryPolicy::default().with_base_delay(Duration::from_millis(1)));
    builder.build().expect("a client")
}

fn text(text: &'static str) -> TestReply {
    TestReply::status(200).with_body("text/plain", text)
}

#[test]
fn calls_are_waited_for_repeated_and_bound_in_time() {
    let core = core([
        text("Rex"),
        TestReply::status(503),
        text("Rex").after(Duration::from_millis(20)),
        TestReply::silence(),
    ]);
    for _ in 0..2 {
        let name = core.call(&GET_PET).send::<String, NoError>().wait();
        assert_eq!(name.ok().as_deref(), Some("Rex"));
    }
    let begin = Instant::now();
    let mut call = core.call(&GET_PET);
    call.set_timeout(Duration::from_millis(30));
    let error = call.send_raw().wait().expect_err("silence");
    assert!(error.is_timeout(), "{error:?}");
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[test]
fn calls_go_on_side_by_side() {
    let core = core((0..8).map(|_| text("Rex").after(Duration::from_millis(100))));
    let begin = Instant::now();
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let core = core.clone();
            std::thread::spawn(move || core.call(&GET_PET).send_raw().wait().is_ok())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().is_ok_and(|ok| ok)));
    assert!(
        begin.elapsed() < Duration::from_millis(700),
        "{:?}",
        begin.elapsed()
    );
}

/// The error of a call that was not sent.
fn problem(error: Error<Infallible>) -> BlockingError {
    match error {
        Error::Request(error) => match error.problem() {
            RequestProblem::Blocking(problem) => *problem,
            problem => panic!("{problem:?}"),
        },
        error => panic!("{error:?}"),
    }
}

#[test]
fn an_async_context_is_refused_and_no_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(async {
        let core = core([text("Rex")]);
        let error = core.call(&GET_PET).send_raw().wait().expect_err("refused");
        assert!(error.to_string().contains("await the call instead"), "{error}");
        assert_eq!(problem(error), BlockingError::AsyncContext);
        let stream = Blocking::new(ByteStream::from("Rex"));
        assert_eq!(stream.err(), Some(BlockingError::AsyncContext));
    });
}

#[test]
fn streams_are_iterators() {
    let mut frames = ["one", "two"].into_iter();
    let body = http_body_util::StreamBody::new(Pieces(move || frames.next()));
    let core = core([TestReply::status(200).with_body("text/plain", Body::frames(body))]);
    let stream = core
        .call(&GET_PET)
        .send::<ByteStream, NoError>()
        .wait()
        .expect("a stream");
    let pieces: Vec<_> = Blocking::new(stream)
        .expect("no runtime")
        .map(|piece| piece.expect("a piece"))
        .collect();
    assert_eq!(pieces, ["one", "two"]);
}

/// Gives what the function gives.
struct Pieces<F>(F);

impl<F: FnMut() -> Option<&'static str> + Unpin> futures_core::Stream for Pieces<F> {
    type Item = Result<http_body::Frame<bytes::Bytes>, Infallible>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let piece = (self.0)();
        std::task::Poll::Ready(piece.map(|piece| Ok(http_body::Frame::data(piece.into()))))
    }
}

struct Panicking;

impl Hook for Panicking {
    fn before(&self, _: &mut Attempt<'_>) {
        panic!("as it should");
    }
}

#[test]
fn a_hook_that_panics_leaves_the_other_calls_alone() {
    let mut builder = Builder::new(&SERVICE);
    builder.transport(TestTransport::answering([text("Rex")]));
    builder.hook(Panicking);
    let panicking = builder.build().expect("a client");
    let error = panicking.call(&GET_PET).send_raw().wait().expect_err("a panic");
    assert_eq!(problem(error), BlockingError::Panicked);
    let other = core([TestReply::failure(Phase::Connect), text("Rex")]);
    assert!(other.call(&GET_PET).send_raw().wait().is_ok());
}

struct Client {
    core: Core,
}

struct ClientBuilder {
    builder: Builder,
}

client!(Client, ClientBuilder, SERVICE);

#[cfg(feature = "reqwest")]
#[test]
fn connections_are_made_and_refused() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = std::thread::spawn(move || {
        use std::io::{Read, Write};

        let (mut stream, _) = listener.accept().expect("a connection");
        for _ in 0..2 {
            let read = stream.read(&mut [0; 4096]).expect("a request");
            assert!(read > 0);
            let answer = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nRex";
            stream.write_all(answer.as_bytes()).expect("written");
        }
    });
    let client = Client::builder().base_url(&url).build().expect("a client");
    for _ in 0..2 {
        let name = client.core.call(&GET_PET).send::<String, NoError>().wait();
        assert_eq!(name.ok().as_deref(), Some("Rex"));
    }
    server.join().expect("one connection for both");
    let mut call = client.core.call(&GET_PET);
    call.set_no_retries();
    let error = call.send_raw().wait().expect_err("nobody");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}
