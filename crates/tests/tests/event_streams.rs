//! Streams of events from a server: as fast as they are read, alive while nothing comes, and given up when nobody reads.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bindery_runtime::http::{ByteStream, Event, Events, JsonLines, JsonSequence};
use bindery_runtime::server::Router;
use bindery_tests::streams::operations::*;
use bindery_tests::streams::server::*;
use bindery_tests::streams::types::*;
use futures_core::Stream;
use http::{Request, Response};
use http_body_util::BodyExt;
use tokio::sync::Notify;
use tower::ServiceExt;

/// What a stream was asked for, and whether it is still there.
#[derive(Default)]
struct Watched {
    polls: AtomicUsize,
    dropped: Notify,
}

/// Ticks without an end.
struct Endless(Arc<Watched>);

impl Stream for Endless {
    type Item = Result<Event<Tick>, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let price = self.0.polls.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Event::new(Tick::new(price as i64)))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.dropped.notify_one();
    }
}

enum Exchange {
    Endless(Arc<Watched>),
    /// A tick, and another when it is told.
    Slow(Arc<Notify>),
    /// A tick, and an error.
    Failing,
}

impl Ticker for Exchange {
    async fn watch_ticks(&self, _: WatchTicksRequest) -> Result<Events<Tick>, WatchTicksError> {
        Ok(match self {
            Self::Endless(watched) => Events::from_stream(Endless(watched.clone())),
            Self::Slow(told) => {
                let told = told.clone();
                Events::from_stream(futures_util::stream::unfold(0, move |step| {
                    let told = told.clone();
                    async move {
                        if step == 1 {
                            told.notified().await;
                        }
                        (step < 2).then(|| (Ok::<_, Infallible>(Event::new(Tick::new(step))), step + 1))
                    }
                }))
            }
            Self::Failing => Events::from_stream(futures_util::stream::iter([
                Ok(Event::new(Tick::new(1))),
                Err("the exchange is closed"),
            ])),
        })
    }

    async fn watch_orders(
        &self,
        _: WatchOrdersRequest,
    ) -> Result<Events<WatchOrdersOkEvent>, WatchOrdersError> {
        let order = || Event::new(WatchOrdersOkEvent::new(WatchOrdersOkEventSide::Buy));
        Ok(match self {
            Self::Endless(_) => Events::from(vec![order()]),
            Self::Slow(_) => Events::from_stream(futures_util::stream::iter([Ok::<_, Infallible>(order())])),
            Self::Failing => Events::from_stream(futures_util::stream::iter([
                Ok(order()),
                Err("the exchange is closed"),
            ])),
        })
    }

    async fn watch_notices(&self, _: WatchNoticesRequest) -> Result<Events<String>, WatchNoticesError> {
        bindery_runtime::server::not_implemented().await
    }

    async fn watch_changes(
        &self,
        _: WatchChangesRequest,
    ) -> Result<Events<WatchChangesOkEvent>, WatchChangesError> {
        bindery_runtime::server::not_implemented().await
    }

    async fn list_history(&self, _: ListHistoryRequest) -> Result<JsonLines<Tick>, ListHistoryError> {
        bindery_runtime::server::not_implemented().await
    }

    async fn import_history(
        &self,
        _: ImportHistoryRequest,
    ) -> Result<JsonSequence<ImportHistoryOkItem>, ImportHistoryError> {
        bindery_runtime::server::not_implemented().await
    }

    async fn replay(&self, _: ReplayRequest) -> Result<ReplayAnswer, ReplayError> {
        bindery_runtime::server::not_implemented().await
    }

    async fn dump_history(&self, _: DumpHistoryRequest) -> Result<ByteStream, DumpHistoryError> {
        bindery_runtime::server::not_implemented().await
    }
}

async fn ticks(router: Router) -> Response<Body> {
    answer(router, "/ticks").await
}

async fn answer(router: Router, path: &str) -> Response<Body> {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    answer
}

async fn next(body: &mut Body) -> Option<Result<String, axum::Error>> {
    let frame = body.frame().await?;
    Some(frame.map(|frame| String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()))
}

#[tokio::test]
async fn no_more_is_made_than_is_read_and_nothing_once_nobody_reads() {
    let watched = Arc::new(Watched::default());
    let mut body = ticks(router(Exchange::Endless(watched.clone())))
        .await
        .into_body();
    for _ in 0..3 {
        next(&mut body).await.unwrap().unwrap();
    }
    let made = watched.polls.load(Ordering::Relaxed);
    assert!(made <= 4, "{made} were made for three that were read");
    drop(body);
    watched.dropped.notified().await;
}

#[tokio::test]
async fn a_silent_stream_shows_that_it_is_alive() {
    let told = Arc::new(Notify::new());
    let routes = routes(Exchange::Slow(told.clone())).keep_alive(Duration::from_millis(5));
    let mut body = ticks(routes.into_router()).await.into_body();
    let first = next(&mut body).await.unwrap().unwrap();
    assert!(first.starts_with("data:") && first.ends_with("\n\n"), "{first:?}");
    for _ in 0..2 {
        assert_eq!(next(&mut body).await.unwrap().unwrap(), ":\n\n");
    }
    told.notify_one();
    let mut rest = String::new();
    while let Some(frame) = next(&mut body).await {
        rest.push_str(&frame.unwrap());
    }
    let events: Vec<&str> = rest
        .split("\n\n")
        .filter(|part| !part.is_empty() && *part != ":")
        .collect();
    assert_eq!(events.len(), 1, "comments stand between events: {rest:?}");
}

#[tokio::test]
async fn a_stream_is_silent_where_one_says_so() {
    let told = Arc::new(Notify::new());
    let routes = routes(Exchange::Slow(told.clone())).keep_alive(None);
    let mut body = ticks(routes.into_router()).await.into_body();
    next(&mut body).await.unwrap().unwrap();
    let waited = tokio::time::timeout(Duration::from_millis(30), next(&mut body)).await;
    assert!(waited.is_err(), "{waited:?}");
}

#[tokio::test]
async fn a_stream_that_fails_does_not_end_well() {
    let mut body = ticks(router(Exchange::Failing)).await.into_body();
    next(&mut body).await.unwrap().unwrap();
    assert!(next(&mut body).await.unwrap().is_err());
}

#[tokio::test]
async fn the_end_that_the_document_declares_is_sent_once_all_is_sent() {
    let given = Exchange::Endless(Arc::default());
    let made = Exchange::Slow(Arc::default());
    for exchange in [given, made] {
        let body = answer(router(exchange), "/orders").await.into_body();
        let text = body.collect().await.unwrap().to_bytes();
        let text = std::str::from_utf8(&text).unwrap();
        assert!(text.contains("side"), "{text}");
        assert!(text.ends_with("\n\ndata: closed\n\n"), "{text}");
        assert_eq!(text.matches("closed").count(), 1, "{text}");
    }
}

#[tokio::test]
async fn no_end_is_sent_after_a_failure() {
    let mut body = answer(router(Exchange::Failing), "/orders").await.into_body();
    let first = next(&mut body).await.unwrap().unwrap();
    assert!(first.contains("side") && !first.contains("closed"), "{first}");
    assert!(next(&mut body).await.unwrap().is_err());
}
