//! What spans say, and what they do not. By itself, because other threads without a subscriber
//! disturb `tracing`.
#![cfg(all(feature = "client", feature = "tracing"))]

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bindery_runtime::client::{
    Attempt, Body, Builder, ClientCredentials, Hook, Outcome, RetryPolicy, Transport, TransportFuture,
};
use bindery_runtime::http::{OAuth2, Operation, Parameter, Scheme, SchemeKind, Service};
use bindery_runtime::schema::Schema;
use http::{Request, Response};
use tracing::{Id, Span};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

static SERVICE: Service = Service {
    title: "Pets",
    version: "1",
    base_url: Some("https://pets.example/v1"),
    schemes: &[
        Scheme {
            name: "Key",
            kind: SchemeKind::ApiKeyQuery("key"),
        },
        Scheme {
            name: "Login",
            kind: SchemeKind::OAuth2(OAuth2 {
                token_url: Some("https://login.example/token?tenant=s3cret"),
                refresh_url: None,
                metadata_url: None,
            }),
        },
    ],
};

const GET_PET: Operation = Operation {
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

static FOLLOW_PET: Operation = Operation {
    id: "followPet",
    method: "FOLLOW",
    ..GET_PET
};

static OWN_PET: Operation = Operation {
    id: "ownPet",
    security: &[&[(1, &[])]],
    ..GET_PET
};

/// Asks in which span it runs.
#[derive(Clone, Default)]
struct Asking(Arc<Mutex<Vec<Option<Id>>>>);

impl Asking {
    fn ask(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Span::current().id());
    }
}

impl Hook for Asking {
    fn before(&self, _: &mut Attempt<'_>) {
        self.ask();
    }

    fn after(&self, _: &Attempt<'_>, _: &Outcome<'_>, _: Duration) {
        self.ask();
    }
}

/// Unavailable at first.
#[derive(Default)]
struct Recovering {
    recovered: AtomicBool,
}

impl Transport for Recovering {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        if request.uri().path().ends_with("/forever") {
            return Box::pin(std::future::pending());
        }
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
    builder.credential(1, ClientCredentials::new("s3cret", "s3cret"));
    builder.retries(RetryPolicy::default().with_base_delay(Duration::ZERO));
    let asking = Asking::default();
    builder.hook(asking.clone());
    builder.timeout(Duration::from_millis(200));
    builder.transport(Recovering::default());
    let core = builder.build().expect("a client");
    static GET: Operation = GET_PET;
    core.call(&GET)
        .with_parameter(0, "s3cret")
        .send_raw()
        .await
        .expect("a response");

    let log_lines = log.clone();
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
    assert!(!lines[1].contains("error.type"), "{log}");
    assert!(!log.contains("s3cret"), "{log}");

    let asked = std::mem::take(&mut *asking.0.lock().unwrap_or_else(PoisonError::into_inner));
    assert_eq!(asked.len(), 4);
    assert!(asked[0].is_some() && asked[2].is_some());
    assert_eq!((&asked[0], &asked[2]), (&asked[1], &asked[3]));

    let result = core
        .call(&FOLLOW_PET)
        .with_parameter(0, "s3cret")
        .send_raw()
        .await;
    assert!(result.is_ok_and(|response| response.status() == 200));
    let text =
        String::from_utf8_lossy(&log_lines.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let line = text.lines().last().unwrap_or_default();
    for expected in [
        "otel.name=HTTP /pets/{petId}",
        "http.request.method=\"_OTHER\"",
        "http.request.method_original=\"FOLLOW\"",
    ] {
        assert!(line.contains(expected), "{expected}: {line}");
    }

    core.call(&GET)
        .with_parameter(0, "forever")
        .send_raw()
        .await
        .expect_err("silence");
    let text =
        String::from_utf8_lossy(&log_lines.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let line = text.lines().last().unwrap_or_default();
    assert!(line.contains("error.type=\"cancelled\""), "{line}");

    core.call(&OWN_PET)
        .with_parameter(0, "1")
        .send_raw()
        .await
        .expect_err("an answer without a token");
    let text =
        String::from_utf8_lossy(&log_lines.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let line = text.lines().last().unwrap_or_default();
    for expected in [
        "otel.name=\"POST\"",
        "server.address=\"login.example\"",
        "status_code=200",
    ] {
        assert!(line.contains(expected), "{expected}: {line}");
    }
    assert!(!text.contains("s3cret"), "{text}");
}
