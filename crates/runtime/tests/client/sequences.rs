//! Bodies that are read and written item by item.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bindery_runtime::Json;
use bindery_runtime::client::{Body, BoxError, Error};
use bindery_runtime::http::{
    ByteStream, Event, EventData, EventForm, Events, JsonLines, JsonSequence, Media, Operation, Payload,
    Reconnect, RequestBody, Status, StatusCode, StreamError, Success,
};
use bindery_runtime::schema::Schema;
use bytes::Bytes;
use futures_core::Stream;

use crate::api::{NoError, PLAIN};
use crate::recording::{Recording, Step, answer};

pub(crate) static WATCH: Operation = Operation {
    id: "watch",
    success: &[Success::new(
        Status::Exact(200),
        &[Media::events("text/event-stream")],
    )],
    ..PLAIN
};

static IMPORT: Operation = Operation {
    id: "import",
    method: "POST",
    body: Some(RequestBody {
        required: true,
        media: &[
            (Media::json_lines("application/x-ndjson"), &Schema::STRING),
            (Media::json_sequence("application/json-seq"), &Schema::STRING),
            (Media::events("text/event-stream"), &Schema::STRING),
        ],
    }),
    success: &[Success::new(
        Status::Exact(200),
        &[Media::json_lines("application/x-ndjson")],
    )],
    ..PLAIN
};

/// Pieces of a body, and then nothing for ever, an error or the end.
struct Pieces {
    pieces: Vec<&'static str>,
    then: Then,
}

enum Then {
    End,
    Break,
    Silence,
}

impl Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.pieces.is_empty() {
            return Poll::Ready(Some(Ok(Bytes::from(self.pieces.remove(0)))));
        }
        match self.then {
            Then::End => Poll::Ready(None),
            Then::Break => Poll::Ready(Some(Err("reset by sk_live_1".into()))),
            Then::Silence => Poll::Pending,
        }
    }
}

fn body(pieces: &[&'static str], then: Then) -> Body {
    Body::stream(Pieces {
        pieces: pieces.to_vec(),
        then,
    })
}

fn events(pieces: &[&'static str], then: Then) -> Step {
    let response = http::Response::builder().header("content-type", "text/event-stream");
    Step::Answer(response.body(body(pieces, then)).expect("a response"))
}

async fn watch(recording: &Recording) -> Events<i64> {
    let client = recording.client(|builder| builder.response_limit(64));
    let watch = client.core.call(&WATCH).send::<Events<i64>, NoError>().await;
    watch.expect("events")
}

async fn all(mut events: Events<i64>) -> Vec<Result<i64, String>> {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event.map_err(|error| error.to_string()));
    }
    all
}

#[tokio::test]
async fn the_data_of_events_comes_as_it_comes() {
    let stream = events(
        &["data: 1\n", "\nda", "ta: 2\n\n: comment\n\n", "data: 3"],
        Then::Silence,
    );
    let mut events = watch(&Recording::new([stream])).await;
    assert!(matches!(events.next().await, Some(Ok(1))));
    assert!(matches!(events.next().await, Some(Ok(2))));
}

#[tokio::test]
async fn the_end_of_a_stream_may_be_said() {
    let stream = events(&["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"], Then::Silence);
    assert_eq!(all(watch(&Recording::new([stream])).await).await, [Ok(1)]);
}

#[tokio::test]
async fn another_end_may_be_declared_or_none() {
    let read = |end| {
        let form = EventForm {
            end,
            ..EventForm::TEXT
        };
        let body = Body::whole(Bytes::from("data: a\n\ndata: [DONE]\n\ndata: .\n\ndata: b\n\n"));
        let mut events = Events::<String>::read(ByteStream::new(body), form);
        async move {
            let mut all = Vec::new();
            while let Some(Ok(text)) = events.next().await {
                all.push(text);
            }
            all
        }
    };
    assert_eq!(read(None).await, ["a", "[DONE]", ".", "b"]);
    assert_eq!(read(Some(".")).await, ["a", "[DONE]"]);
}

#[tokio::test]
async fn an_event_has_a_name_an_id_and_a_retry() {
    let stream = events(
        &["event: tick\nid: a\nretry: 50\ndata: 1\n\ndata: 2\n\n"],
        Then::End,
    );
    let mut events = watch(&Recording::new([stream])).await;
    let first = events.next_event().await.expect("an event").expect("that fits");
    let expected = Event::new(1)
        .with_name("tick")
        .with_id("a")
        .with_retry(Duration::from_millis(50));
    assert_eq!(first, expected);
    let second = events.next_event().await.expect("an event").expect("that fits");
    assert_eq!((second.name(), second.id.as_deref()), ("message", Some("a")));
    assert_eq!(events.last_event_id(), Some("a"));
    assert!(events.next_event().await.is_none());
}

#[tokio::test]
async fn what_does_not_fit_is_told_without_a_value_and_passed_over() {
    let stream = events(
        &["data: 1\n\nevent: e\ndata: \"sk_live_1\"\n\ndata: {\n\ndata\n\ndata: 2\n\n"],
        Then::End,
    );
    let mut events = watch(&Recording::new([stream])).await;
    assert!(matches!(events.next().await, Some(Ok(1))));
    let Some(Err(error)) = events.next().await else {
        panic!("a fault");
    };
    assert_eq!(
        error.to_string(),
        "item 2 of the stream does not fit: #: expected an integer, found a string at line 1 column 11"
    );
    assert!(!format!("{error:?}").contains("sk_live"));
    assert!(error.is_recoverable());
    let StreamError::Item(error) = error else {
        panic!("an item's fault");
    };
    assert_eq!((error.item(), error.text()), (2, &b"\"sk_live_1\""[..]));
    assert!(matches!(events.next().await, Some(Err(StreamError::Item(error))) if error.error().is_syntax()));
    assert!(matches!(events.next().await, Some(Ok(2))));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn the_same_events_can_be_read_as_text() {
    let stream = events(&["event: ping\ndata\n\ndata: 1\n\ndata: [DONE]\n\n"], Then::End);
    let events = watch(&Recording::new([stream])).await;
    let mut events = events.into_text().expect("a body that is read");
    let ping = events.next_event().await.expect("an event").expect("text");
    assert_eq!((ping.name(), ping.data.as_str()), ("ping", ""));
    let mut texts = Vec::new();
    while let Some(Ok(text)) = events.next().await {
        texts.push(text);
    }
    assert_eq!(texts, ["1", "[DONE]"]);
}

#[tokio::test]
async fn a_stream_that_breaks_off_falls_silent_or_floods_ends_with_an_error() {
    let mut broken = watch(&Recording::new([events(&["data: 1\n\ndata: 2\n"], Then::Break)])).await;
    assert!(matches!(broken.next().await, Some(Ok(1))));
    assert!(matches!(broken.next().await, Some(Err(StreamError::Broken(_)))));
    assert!(broken.next().await.is_none());

    let long = events(
        &[
            "data: 1\n\ndata: ",
            "0123456789012345678901234567890123456789",
            "0123456789012345678901234567890123456789",
        ],
        Then::Silence,
    );
    assert_eq!(
        all(watch(&Recording::new([long])).await).await,
        [
            Ok(1),
            Err("item 2 of the stream has more than 64 bytes".to_owned())
        ]
    );
    let short = events(&["data: 1\n\ndata: 12345678\n\n"], Then::Silence);
    assert_eq!(
        all(watch(&Recording::new([short])).await.with_item_limit(8)).await,
        [
            Ok(1),
            Err("item 2 of the stream has more than 8 bytes".to_owned())
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_silent_body_ends_a_stream_after_its_idle_timeout() {
    let timeout = Duration::from_secs(5);
    let body = body(&["1\n", "2"], Then::Silence).with_idle_timeout(timeout);
    let mut lines = JsonLines::<i64>::read(ByteStream::new(body));
    assert!(matches!(lines.next().await, Some(Ok(1))));
    // What the reader itself waits does not count.
    tokio::time::sleep(Duration::from_secs(60)).await;
    let before = tokio::time::Instant::now();
    assert!(
        matches!(lines.next().await, Some(Err(StreamError::Idle { timeout: after })) if after == timeout)
    );
    assert_eq!(before.elapsed(), timeout);
    assert!(lines.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_after_the_last_event_until_the_server_has_no_more() {
    let recording = Recording::new([
        events(&["id: a\ndata: 1\n\nid: b\ndata: 2\n"], Then::End),
        Step::Fail(bindery_runtime::client::Phase::Connect),
        events(&["retry: 3000\nid: c\ndata: 2\n\n"], Then::Break),
        events(&["id\ndata: 3\n\n"], Then::End),
        answer(204, &[], ""),
    ]);
    let client = recording.client(|builder| builder.retries(bindery_runtime::client::RetryPolicy::none()));
    let watch = client.core.call(&WATCH).send::<Events<i64>, NoError>().await;
    let events = watch
        .expect("events")
        .reconnecting(Reconnect::default())
        .expect("a GET");
    assert_eq!(all(events).await, [Ok(1), Ok(2), Ok(3)]);
    let asked = recording.asked();
    let ids: Vec<_> = asked.iter().map(|asked| asked.header("last-event-id")).collect();
    assert_eq!(ids, [None, Some("a"), Some("a"), Some("c"), None]);
    let waits: Vec<_> = asked
        .windows(2)
        .map(|pair| pair[1].at.duration_since(pair[0].at).as_millis())
        .collect();
    for (wait, expected) in waits.iter().zip([1000, 2000, 3000, 3000]) {
        assert!((expected..=expected * 11 / 10 + 1).contains(wait), "{waits:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_does_not_go_on_for_ever_nor_with_another_answer() {
    let failing = || events(&[], Then::Break);
    let recording = Recording::new([failing(), failing(), failing()]);
    let events = watch(&recording).await;
    let policy = Reconnect::default().with_max_failures(2);
    let all_of_it = all(events.reconnecting(policy).expect("a GET")).await;
    assert_eq!(all_of_it, [Err("the stream broke off".to_owned())]);
    assert_eq!(recording.count(), 3);

    let refused = answer(401, &[("content-type", "text/event-stream")], "data: 2\n\n");
    let recording = Recording::new([events_once(), refused]);
    let events = watch(&recording).await.reconnecting(policy).expect("a GET");
    let expected = "the stream broke off, and the server answered 401 Unauthorized to go on with it";
    assert_eq!(all(events).await, [Ok(1), Err(expected.to_owned())]);
}

fn events_once() -> Step {
    events(&["data: 1\n\n"], Then::End)
}

#[tokio::test]
async fn a_call_that_does_more_when_it_is_sent_twice_does_not_go_on() {
    static POST: Operation = Operation {
        method: "POST",
        ..WATCH_BY_POST
    };
    let client = Recording::new([events_once()]).client(|builder| builder);
    let events = client.core.call(&POST).send::<Events<i64>, NoError>().await;
    assert!(
        events
            .expect("events")
            .reconnecting(Reconnect::default())
            .is_err()
    );
    assert!(
        Events::from(vec![Event::new(1)])
            .reconnecting(Reconnect::default())
            .is_err()
    );
}

const WATCH_BY_POST: Operation = Operation {
    success: &[Success::new(
        Status::Exact(200),
        &[Media::events("text/event-stream")],
    )],
    ..PLAIN
};

#[tokio::test]
async fn lines_and_records_are_sent_and_read_as_they_are() -> Result<(), BoxError> {
    let lines = || {
        answer(
            200,
            &[("content-type", "application/jsonl")],
            "1\n\n\"two\"\r\n{\"three\":\n[3]",
        )
    };
    let recording = Recording::new([lines(), lines(), lines()]);
    let client = recording.client(|builder| builder);
    let values = || vec![Json::from(1), "{\"a\":\n2}".parse::<Json>().expect("JSON")];
    let call = client.core.call(&IMPORT).with_json_lines(values());
    let mut read = call.send::<JsonLines<Json>, NoError>().await?;
    let mut texts = Vec::new();
    while let Some(value) = read.next().await {
        texts.push(value.map(|value| value.as_text().to_owned()).unwrap_or_default());
    }
    assert_eq!(texts, ["1", "\"two\"", "", "[3]"]);
    let call = client.core.call(&IMPORT).with_json_sequence(values());
    call.send::<JsonLines<Json>, NoError>().await?;
    let ticks = vec![
        Event::new(Json::from(1)).with_id("7"),
        Event::from(Json::from("a\nb")),
    ];
    let call = client.core.call(&IMPORT).with_events(ticks);
    call.send::<JsonLines<Json>, NoError>().await?;
    let asked = recording.asked();
    let sent: Vec<_> = asked
        .iter()
        .map(|asked| (asked.header("content-type").unwrap_or_default(), &asked.body[..]))
        .collect();
    let expected: [(_, &[u8]); 3] = [
        ("application/x-ndjson", b"1\n{\"a\": 2}\n"),
        ("application/json-seq", b"\x1E1\n\x1E{\"a\": 2}\n"),
        ("text/event-stream", b"id: 7\ndata: 1\n\ndata: \"a\\nb\"\n\n"),
    ];
    assert_eq!(sent, expected);
    Ok(())
}

#[tokio::test]
async fn values_are_sent_as_they_come_and_once() {
    struct Numbers(i64);
    impl Stream for Numbers {
        type Item = Result<i64, Infallible>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0 += 1;
            Poll::Ready((self.0 < 4).then_some(Ok(self.0)))
        }
    }
    let recording = Recording::new([answer(503, &[], "")]);
    let client = recording.client(|builder| builder);
    let call = client
        .core
        .call(&IMPORT)
        .with_json_lines(JsonLines::from_stream(Numbers(0)));
    let result = call.send::<JsonLines<i64>, NoError>().await;
    assert!(matches!(result, Err(Error::UnexpectedStatus(_))), "{result:?}");
    assert_eq!(recording.only().body, "1\n2\n3\n");
}

/// What a value is sent as can be read again, in each form, wherever lines end in it.
#[tokio::test]
async fn text_events_keep_their_lines() -> Result<(), BoxError> {
    const TEXT: Media = Media::text_events("text/event-stream");
    let texts = ["", "one", "two\nlines", "\n", " spaces ", "data: x", "a\r\nb\rc"];
    let sent: Events<String> = texts.iter().map(|text| Event::new((*text).to_owned())).collect();
    let content = sent.write(StatusCode::OK, &[TEXT])?.content.expect("content");
    let mut read = Events::<String>::read(ByteStream::new(content.body), EventForm::TEXT);
    let mut again = Vec::new();
    while let Some(text) = read.next().await {
        again.push(text?);
    }
    assert_eq!(
        again,
        ["", "one", "two\nlines", "\n", " spaces ", "data: x", "a\nb\nc"]
    );
    let two_lines = Events::from(vec![Event::new(String::new()).with_id("a\nb")]);
    assert!(two_lines.write(StatusCode::OK, &[TEXT]).is_err());
    Ok(())
}

#[tokio::test]
async fn a_whole_event_is_an_object_whose_data_is_json_where_that_fits() -> Result<(), BoxError> {
    const EVENT: EventForm = EventForm {
        data: EventData::Event,
        end: None,
        sends_end: false,
    };
    let text = "event: a\nid: 1\nretry: 5\ndata: {\"x\":1}\n\ndata: plain\n\ndata: 1,\"event\":\"b\"\n\n";
    let body = Body::whole(Bytes::from(text));
    let mut read = Events::<Json>::read(ByteStream::new(body), EVENT);
    let mut events = Vec::new();
    while let Some(event) = read.next_event().await {
        events.push(event?);
    }
    let texts: Vec<_> = events.iter().map(|event| event.data.as_text()).collect();
    let expected = [
        r#"{"data":{"x":1},"event":"a","id":"1","retry":5}"#,
        r#"{"data":"plain","id":"1"}"#,
        r#"{"data":"1,\"event\":\"b\"","id":"1"}"#,
    ];
    assert_eq!(texts, expected);
    let media = Media::whole_events("text/event-stream").until("");
    let sent = Events::from(events)
        .write(StatusCode::OK, &[media])?
        .content
        .expect("content");
    let sent = sent.body.as_whole().cloned().unwrap_or_default();
    let expected = "event: a\nid: 1\nretry: 5\ndata: {\"x\":1}\n\nid: 1\ndata: plain\n\nid: 1\ndata: 1,\"event\":\"b\"\n\n";
    assert_eq!(sent, expected);
    Ok(())
}

#[tokio::test]
async fn a_record_that_was_cut_off_is_told_and_passed_over() {
    let body = Body::whole(Bytes::from("junk\x1E1\n\x1E{\"a\":\x1E2\x1E[3]"));
    let mut read = JsonSequence::<Json>::read(ByteStream::new(body));
    let mut results = Vec::new();
    while let Some(value) = read.next().await {
        results.push(
            value
                .map(|value| value.as_text().to_owned())
                .map_err(|error| error.to_string()),
        );
    }
    let cut = |item, column| {
        Err(format!(
            "item {item} of the stream does not fit: #: the record may be cut off at line 1 column {column}"
        ))
    };
    assert_eq!(
        results,
        [
            cut(1, 5),
            Ok("1".to_owned()),
            cut(3, 6),
            cut(4, 2),
            Ok("[3]".to_owned())
        ]
    );
}

/// What is spawned and kept must be `Send` and `Sync`.
#[test]
fn sequences_go_everywhere() {
    fn shared<T: Send + Sync + Unpin + 'static>() {}
    shared::<Events<Json>>();
    shared::<JsonLines<Json>>();
    shared::<JsonSequence<Json>>();
    shared::<StreamError>();
}
