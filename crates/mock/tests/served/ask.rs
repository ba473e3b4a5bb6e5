//! Asking a mock.

use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use bindery::{Target, read_api};
use bindery_document::RenderStyle;
use bindery_mock::{Mock, Options};
use bindery_runtime::server::Router;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// The mock of `tests/fixtures/pets.yaml`.
pub(crate) fn pets(options: Options) -> Mock {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pets.yaml");
    let target = Target::new("pets", &document, ".");
    let read = read_api(&target, RenderStyle::Plain).unwrap();
    Mock::new(&read.api, options)
}

/// A server of it.
pub(crate) fn server() -> Router {
    pets(Options::default()).into_router()
}

/// What came back.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Sends a request without a body.
pub(crate) async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answered {
    send(router, Method::GET, path, headers, "").await
}

/// Sends a request.
pub(crate) async fn send(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answered {
    send_bytes(router, method, path, headers, body.to_owned()).await
}

/// Sends a request whose body need not be text.
pub(crate) async fn send_bytes(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answered {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answered {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}
