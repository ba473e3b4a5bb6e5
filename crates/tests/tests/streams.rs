//! Bodies that are read and written item by item, by a client and a server of one document.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use bindery_runtime::Json;
use bindery_runtime::client::{Body, TowerTransport, Transport, TransportFuture};
use bindery_runtime::http::{
    ByteStream, Event, Events, JsonLines, JsonSequence, Reconnect, StatusCode, StreamError,
};
use bindery_tests::streams::client::{Client, Error};
use bindery_tests::streams::operations::{
    DumpHistoryError, ImportHistoryError, ListHistoryError, ReplayAnswer, ReplayError, WatchChangesError,
    WatchNoticesError, WatchOrdersError, WatchTicksError,
};
use bindery_tests::streams::server::{
    DumpHistoryRequest, ImportHistoryRequest, ListHistoryRequest, ReplayRequest, Ticker, WatchChangesRequest,
    WatchNoticesRequest, WatchOrdersRequest, WatchTicksRequest, router,
};
use bindery_tests::streams::types::{
    ImportHistoryOkItem, NoteChange, NoteChangeEvent, Tick, TickChange, TickChangeEvent, WatchChangesOkEvent,
    WatchOrdersOkEvent, WatchOrdersOkEventSide,
};
use futures_core::Stream;

/// Prices from 1, without an end.
struct Prices(AtomicU64);

impl Stream for Prices {
    type Item = Result<Event<Tick>, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let price = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let tick = Event::new(Tick::new(price.cast_signed())).with_id(price.to_string());
        Poll::Ready(Some(Ok(tick)))
    }
}

struct Exchange;

fn ticks() -> Vec<Tick> {
    vec![Tick::new(1), Tick::new(2).with_at("noon\nor later")]
}

fn changes() -> Vec<WatchChangesOkEvent> {
    let tick = TickChange::new(TickChangeEvent::Tick, Tick::new(7));
    // Text that happens to be JSON is text where a text is described.
    let note = |text: &str| NoteChange::new(NoteChangeEvent::Note, text);
    vec![
        tick.into(),
        note("closed at noon").into(),
        note("42").with_id("n").into(),
    ]
}

impl Ticker for Exchange {
    async fn watch_ticks(&self, _: WatchTicksRequest) -> Result<Events<Tick>, WatchTicksError> {
        Ok(Events::from_stream(Prices(AtomicU64::new(0))))
    }

    async fn watch_orders(
        &self,
        _: WatchOrdersRequest,
    ) -> Result<Events<WatchOrdersOkEvent>, WatchOrdersError> {
        let order = |side| Event::new(WatchOrdersOkEvent::new(side)).with_name("order");
        Ok(Events::from(vec![
            order(WatchOrdersOkEventSide::Buy),
            order(WatchOrdersOkEventSide::Sell),
        ]))
    }

    async fn watch_notices(&self, _: WatchNoticesRequest) -> Result<Events<String>, WatchNoticesError> {
        let notices = ["[DONE]", "{", "two\nlines"].map(|text| Event::new(text.to_owned()));
        Ok(notices.into_iter().collect())
    }

    async fn watch_changes(
        &self,
        _: WatchChangesRequest,
    ) -> Result<Events<WatchChangesOkEvent>, WatchChangesError> {
        Ok(changes().into_iter().map(Event::new).collect())
    }

    async fn list_history(&self, _: ListHistoryRequest) -> Result<JsonLines<Tick>, ListHistoryError> {
        Ok(ticks().into())
    }

    async fn import_history(
        &self,
        mut request: ImportHistoryRequest,
    ) -> Result<JsonSequence<ImportHistoryOkItem>, ImportHistoryError> {
        let mut read = Vec::new();
        while let Some(tick) = request.body.next().await {
            read.push(ImportHistoryOkItem::new(
                tick.expect("what was judged fits").price,
            ));
        }
        Ok(read.into())
    }

    async fn replay(&self, _: ReplayRequest) -> Result<ReplayAnswer, ReplayError> {
        let ticks = ticks().into_iter().map(Event::new);
        Ok(ReplayAnswer::NonAuthoritativeInformation(ticks.collect()))
    }

    async fn dump_history(&self, _: DumpHistoryRequest) -> Result<ByteStream, DumpHistoryError> {
        Ok(ByteStream::from("1\n"))
    }
}

fn client() -> Client {
    let app = bindery_runtime::server::Router::new().nest("/v1", router(Exchange));
    let client = Client::builder().transport(TowerTransport::new(app));
    client.build().expect("a client")
}

async fn all<T>(mut next: impl AsyncFnMut() -> Option<Result<T, StreamError>>) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(item) = next().await {
        all.push(item.expect("an item that fits"));
    }
    all
}

#[tokio::test]
async fn events_come_while_the_server_goes_on_making_them() {
    let mut ticks = client().watch_ticks().await.expect("ticks");
    for price in 1..=1000 {
        let tick = ticks.next().await.expect("no end").expect("a tick");
        assert_eq!(tick.price, price);
    }
    assert_eq!(ticks.last_event_id(), Some("1000"));
}

#[tokio::test]
async fn events_have_names_and_their_data_is_the_json_in_a_text() {
    let mut orders = client().watch_orders().await.expect("orders");
    let first = orders.next_event().await.expect("an order").expect("that fits");
    assert_eq!(first.name(), "order");
    assert_eq!(first.data.side, WatchOrdersOkEventSide::Buy);
    assert_eq!(all(async || orders.next().await).await.len(), 1);
}

#[tokio::test]
async fn text_is_handed_over_as_it_is() {
    let mut notices = client().watch_notices().await.expect("notices");
    assert_eq!(
        all(async || notices.next().await).await,
        ["[DONE]", "{", "two\nlines"]
    );
}

#[tokio::test]
async fn the_name_of_an_event_chooses_its_type() {
    let mut events = client().watch_changes().await.expect("changes");
    assert_eq!(all(async || events.next().await).await, changes());
}

#[tokio::test]
async fn lines_are_read_and_sent_one_by_one() {
    let mut history = client().list_history().await.expect("history");
    assert_eq!(all(async || history.next().await).await, ticks());
    let mut imported = client().import_history(ticks()).await.expect("prices");
    let prices = all(async || imported.next().await).await;
    assert_eq!(prices.iter().map(|item| item.price).collect::<Vec<_>>(), [1, 2]);
    // What one call gives another may take.
    let history = client().list_history().await.expect("history");
    let mut imported = client().import_history(history).await.expect("prices");
    assert_eq!(all(async || imported.next().await).await.len(), 2);
}

#[tokio::test]
async fn a_server_says_which_lines_are_wrong_before_it_handles_any() {
    let lines = vec![Tick::new(1), Tick::new(-1), Tick::new(-2)];
    let Err(Error::UnexpectedStatus(response)) = client().import_history(lines).await else {
        panic!("a refusal");
    };
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let problem: Json = bindery_runtime::json::from_slice(response.body()).expect("a problem");
    for pointer in ["#/1/price", "#/2/price"] {
        assert!(problem.as_text().contains(pointer), "{}", problem.as_text());
    }
}

#[tokio::test]
async fn only_what_may_be_repeated_goes_on() {
    let ticks = client().watch_ticks().await.expect("ticks");
    assert!(ticks.reconnecting(Reconnect::default()).is_ok());
    let sent = Events::from(vec![Event::new(Tick::new(1))]);
    assert!(sent.reconnecting(Reconnect::default()).is_err());
}

/// Answers every call with this type and this body.
struct Gateway(&'static str, &'static str);

impl Transport for Gateway {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let response = http::Response::builder()
            .header("content-type", self.0)
            .body(Body::whole(self.1.into()));
        Box::pin(std::future::ready(Ok(response.expect("a response"))))
    }
}

fn gateway(content_type: &'static str, body: &'static str) -> Client {
    let gateway = Gateway(content_type, body);
    Client::builder().transport(gateway).build().expect("a client")
}

#[tokio::test]
async fn one_of_several_answers_may_be_a_stream() {
    let Ok(ReplayAnswer::NonAuthoritativeInformation(mut events)) = client().replay().await else {
        panic!("a stream");
    };
    assert_eq!(all(async || events.next().await).await, ticks());
    let body = "data: {\"price\":1}\n\ndata: over\n\ndata: {\"price\":2}\n\n";
    let mut events = gateway("text/event-stream", body)
        .replay()
        .as_events()
        .await
        .expect("events");
    assert_eq!(all(async || events.next().await).await, [Tick::new(1)]);
    for name in ["application/x-ndjson", "application/jsonl"] {
        let lines = gateway(name, "{\"price\":1}").replay().as_json_lines().await;
        let mut lines = lines.expect("lines");
        assert_eq!(all(async || lines.next().await).await, [Tick::new(1)]);
    }
    let history = gateway("application/json", "[{\"price\":1}]").replay().await;
    assert!(matches!(history, Ok(ReplayAnswer::Ok(ticks)) if ticks == [Tick::new(1)]));
}

#[tokio::test]
async fn another_type_of_body_is_no_stream() {
    let client = gateway("application/json", "{}");
    let Err(Error::UnexpectedContentType { expected, response }) = client.watch_ticks().await else {
        panic!("another type");
    };
    assert_eq!((expected, response.body()), ("text/event-stream", &b"{}"[..]));
    let Err(Error::UnexpectedContentType { expected, response }) = client.replay().as_events().await else {
        panic!("another type");
    };
    assert_eq!((expected, response.body()), ("text/event-stream", &b"{}"[..]));
}
