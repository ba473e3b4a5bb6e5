//! Event streams over real connections, on good and on bad days.

use std::time::Duration;

use bindery_runtime::client::RetryPolicy;
use bindery_runtime::http::{Events, Reconnect, StreamError};

use crate::api::{Client, NoError};
use crate::faults::{Act, FaultServer};
use crate::sequences::WATCH;

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
const MS: Duration = Duration::from_millis(1);

/// A piece of a body in chunks.
fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

fn stream(pieces: &[&str], last: Act) -> Vec<Act> {
    let head = Act::Send(HEAD.to_owned());
    let pieces = pieces.iter().map(|piece| Act::Send(chunk(piece)));
    std::iter::once(head).chain(pieces).chain([last]).collect()
}

async fn watch(server: &FaultServer) -> Events<i64> {
    watch_for(server, 300 * MS).await
}

async fn watch_for(server: &FaultServer, idle: Duration) -> Events<i64> {
    let builder = Client::builder()
        .base_url(&server.url)
        .retries(RetryPolicy::none());
    let client = builder
        .idle_timeout(idle)
        .response_limit(1000)
        .build()
        .expect("a client");
    let call = client.core.call(&WATCH).send::<Events<i64>, NoError>();
    call.await.expect("events")
}

#[tokio::test]
async fn a_stream_goes_on_over_resets_silence_and_closed_ports() {
    let server = FaultServer::start([
        stream(&["retry: 1\nid: 1\ndata: 1\n", "\ndata: 2\n"], Act::Reset),
        vec![],
        stream(&["id: 2\ndata: 2\n\n", ": still here\n"], Act::Hang),
        stream(&["data: 3\n\ndata: [DONE]\n\n"], Act::Hang),
    ])
    .await;
    let policy = Reconnect::default().with_max_delay(2 * MS);
    let mut events = watch(&server).await.reconnecting(policy).expect("a GET");
    for expected in 1..=3 {
        let event = events.next().await.expect("an event");
        assert_eq!(event.ok(), Some(expected));
    }
    assert!(events.next().await.is_none(), "the end was said");
    let ids: Vec<_> = server
        .requests()
        .iter()
        .map(|request| {
            request
                .split("last-event-id: ")
                .nth(1)
                .and_then(|rest| rest.lines().next().map(str::to_owned))
        })
        .collect();
    let ids: Vec<_> = ids.iter().map(|id| id.as_deref()).collect();
    assert_eq!(ids, [None, Some("1"), Some("1"), Some("2")]);
}

#[tokio::test]
async fn an_event_without_an_end_is_given_up_at_the_limit() {
    let server = FaultServer::start([stream(&["data: 1\n\ndata: "], Act::Flood(chunk("0123456789")))]).await;
    let mut events = watch(&server).await;
    assert!(matches!(events.next().await, Some(Ok(1))));
    let error = events.next().await.and_then(Result::err);
    assert!(
        matches!(error, Some(StreamError::ItemTooLarge { item: 2, limit: 1000 })),
        "{error:?}"
    );
    assert!(events.next().await.is_none());
    server.abandoned().await;
}

#[tokio::test]
async fn the_end_that_is_said_and_dropping_give_the_connection_up() {
    let ended = stream(&["data: [DONE]\n\n"], Act::Flood(chunk("data: 2\n\n")));
    let server = FaultServer::start([ended]).await;
    let mut events = watch(&server).await;
    assert!(events.next().await.is_none());
    server.abandoned().await;

    let server = FaultServer::start([stream(&["data: 1\n\n"], Act::Hang)]).await;
    let mut events = watch(&server).await;
    assert!(matches!(events.next().await, Some(Ok(1))));
    drop(events);
    server.abandoned().await;
}

#[tokio::test]
async fn comments_keep_a_stream_from_falling_silent() {
    let mut script = stream(&[], Act::Pause(MS));
    for text in [":\n"; 9].into_iter().chain(["data: 1\n\n"]) {
        script.extend([Act::Pause(60 * MS), Act::Send(chunk(text))]);
    }
    script.push(Act::Hang);
    let server = FaultServer::start([script]).await;
    let mut events = watch_for(&server, 500 * MS).await;
    let first = events.next().await;
    assert!(matches!(first, Some(Ok(1))), "{first:?}");
    let error = events.next().await.and_then(Result::err);
    assert!(matches!(error, Some(StreamError::Idle { .. })), "{error:?}");
}
