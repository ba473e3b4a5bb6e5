//! A server without a network.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bindery_runtime::client::{Transport, TransportFuture};
use bindery_runtime::http::Body;
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};

use crate::samples;

/// Answers every request alike, with what is there already.
#[derive(Clone, Copy, Debug)]
pub struct Answering {
    /// The status of the answer.
    pub status: StatusCode,
    /// The body of the answer.
    pub json: &'static str,
}

impl Transport for Answering {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            drop(request);
            let mut response = Response::new(Body::whole(Bytes::from_static(self.json.as_bytes())));
            *response.status_mut() = self.status;
            let json = HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, json);
            Ok(response)
        })
    }
}

/// Answers every request with so many sessions, a line each, in pieces that end anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Streaming {
    /// How many sessions.
    pub sessions: usize,
}

/// How many bytes come at a time.
const PIECE: usize = 8_000;

impl Transport for Streaming {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            drop(request);
            let line = samples::TAGS_FIRST.len() + 1;
            let pieces = Pieces {
                position: 0,
                length: self.sessions * line,
                lines: Bytes::from(format!("{}\n", samples::TAGS_FIRST).repeat(2 + PIECE / line)),
                line,
            };
            let mut response = Response::new(Body::stream(pieces));
            let lines = HeaderValue::from_static("application/jsonl");
            response.headers_mut().insert(CONTENT_TYPE, lines);
            Ok(response)
        })
    }
}

struct Pieces {
    position: usize,
    length: usize,
    /// More than a piece, from the beginning of a line.
    lines: Bytes,
    line: usize,
}

impl Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = PIECE.min(self.length - self.position);
        if length == 0 {
            return Poll::Ready(None);
        }
        let start = self.position % self.line;
        self.position += length;
        Poll::Ready(Some(Ok(self.lines.slice(start..start + length))))
    }
}
