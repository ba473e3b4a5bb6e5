//! What the server's spans say, and what they do not. By itself, because other threads without a
//! subscriber disturb `tracing`.
#![cfg(all(feature = "server", feature = "tracing"))]

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use bindery_runtime::answers;
use bindery_runtime::http::{Operation, Parameter, Scheme, SchemeKind, Service};
use bindery_runtime::schema::Schema;
use bindery_runtime::server::{Authenticator, Credentials, FromRequest, Refusal, RequestReader, Routes};
use http::Request;
use tower::ServiceExt;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

static SERVICE: Service = Service {
    title: "Pets",
    version: "1",
    base_url: None,
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

enum NoError {}

answers! { error NoError {} }

impl std::fmt::Debug for NoError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {}
    }
}

struct GetPet(String);

impl FromRequest for GetPet {
    fn from_request(reader: &mut RequestReader) -> Option<Self> {
        reader.required(0).map(Self)
    }
}

struct Pets;

impl Pets {
    async fn get_pet(&self, GetPet(id): GetPet, (): ()) -> Result<(), NoError> {
        assert!(!id.starts_with("s3cret"), "no such pet");
        Ok(())
    }
}

struct Anyone;

impl Authenticator for Anyone {
    type Principal = ();

    async fn authenticate(&self, _: Credentials<'_>) -> Result<(), Refusal> {
        Ok(())
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
    let subscriber = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false);
    subscriber.with_span_events(FmtSpan::CLOSE).init();
    let router = Routes::new(&SERVICE, Pets, Anyone)
        .route(&GET_PET, Pets::get_pet)
        .into_router();
    for pet in ["rex", "s3cret"] {
        let request = Request::get(format!("/pets/{pet}?key=s3cret"))
            .body(Body::empty())
            .unwrap();
        router.clone().oneshot(request).await.unwrap();
    }

    let log = String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let lines: Vec<_> = log.lines().collect();
    let [served, event, panicked] = lines[..] else {
        panic!("{log}")
    };
    for expected in [
        "otel.name=GET /pets/{petId}",
        "otel.kind=\"server\"",
        "http.request.method=\"GET\"",
        "http.route=\"/pets/{petId}\"",
        "http.response.status_code=204",
    ] {
        assert!(served.contains(expected), "{expected}: {log}");
    }
    assert!(!served.contains("error.type"), "{log}");
    assert!(
        event.contains("failure=getPet: the code that answers it panicked"),
        "{log}"
    );
    assert!(
        panicked.contains("error.type=\"500\"") && panicked.contains("otel.status_code=\"ERROR\""),
        "{log}"
    );
    assert!(!log.contains("s3cret"), "{log}");
}
