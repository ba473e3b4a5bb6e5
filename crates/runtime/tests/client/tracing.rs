//! What spans say, and what they do not.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use bindery_runtime::client::RetryPolicy;
use std::time::Duration;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::api::SECRET_PET;
use crate::recording::{Recording, json, ok};

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
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let recording = Recording::new([json(503, "{}"), ok()]);
    let policy = RetryPolicy::default().with_base_delay(Duration::ZERO);
    let client = recording.client(|builder| builder.query_key("s3cret").retries(policy));
    client.pet(&SECRET_PET).await.expect("a pet");
    drop(guard);
    let log = String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    let lines: Vec<_> = log.lines().collect();
    assert_eq!(lines.len(), 2, "{log}");
    for expected in [
        "otel.name=GET /secret",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/secret\"",
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
