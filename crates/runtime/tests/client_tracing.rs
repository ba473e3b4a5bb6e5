//! What spans say, and what they do not. By itself, because other threads without a subscriber
//! disturb `tracing`.
#![cfg(all(feature = "client", feature = "tracing"))]

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bindery_runtime::client::{Body, Builder, RetryPolicy, Transport, TransportFuture};
use bindery_runtime::http::{Operation, Parameter, Scheme, SchemeKind, Service};
use bindery_runtime::schema::Schema;
use http::{Request, Response};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

static SERVICE: Service = Service {
    title: "Pets",
    version: "1",
    base_url: Some("https://pets.example/v1"),
    schemes: &[Scheme {
        name: "Key",
        kind: SchemeKind::ApiKeyQuery("key"),
    }],
};

static GET_PET: Operation = Operation {
    id: "getPet",
    method: "GET",
    path: "/pets/{petId}",
    base_url: None,
    parameters: &[Parameter::path("petId", &Schema::STRING)],
    body: None,
    success: &[],
    security: &[&[(0, &[])]],
    idempotency_key: None,
};

/// Unavailable at first.
#[derive(Default)]
struct Recovering {
    recovered: AtomicBool,
}

impl Transport for Recovering {
    fn send(&self, _: Request<Body>) -> TransportFuture<'_> {
        let mut response = Response::new(Body::empty());
        if !self.recovered.swap(true, Ordering::Relaxed) {
            *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        }
        Box::pin(async { Ok(response) })
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn spans_have_opentelemetrys_names_and_no_secrets() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE)
        .init();
    let mut builder = Builder::new(&SERVICE);
    builder.credential(0, "s3cret");
    builder.retries(RetryPolicy::default().with_base_delay(Duration::ZERO));
    builder.transport(Recovering::default());
    let core = builder.build().expect("a client");
    core.call(&GET_PET)
        .with_parameter(0, "s3cret")
        .send_raw()
        .await
        .expect("a response");

    let log = String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let lines: Vec<_> = log.lines().collect();
    assert_eq!(lines.len(), 2, "{log}");
    for expected in [
        "otel.name=GET /pets/{petId}",
        "otel.kind=\"client\"",
        "otel.status_code=\"ERROR\"",
        "http.request.method=\"GET\"",
        "url.scheme=\"https\"",
        "url.template=\"/pets/{petId}\"",
        "server.address=\"pets.example\"",
        "server.port=443",
        "http.response.status_code=503",
        "error.type=\"503\"",
    ] {
        assert!(lines[0].contains(expected), "{expected}: {log}");
    }
    assert!(
        lines[1].contains("http.request.resend_count=1") && lines[1].contains("status_code=200"),
        "{log}"
    );
    assert!(!log.contains("s3cret"), "{log}");
}
