//! Requests, and what is said of their answers.

use axum::body::Body;
use axum::response::Response;
use bindery_runtime::server::Router;
use http::Request;
use http::request::Builder;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::shop;

/// A request with the key that every operation accepts.
pub(crate) fn request(method: &str, target: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(target)
        .header("X-Api-Key", shop::KEY)
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
    pub(crate) failure: Option<String>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// Where the faults are: `in:name#/pointer` in a parameter, `#/pointer` in the body.
    pub(crate) fn faults(&self) -> Vec<String> {
        let json = self.json();
        let text = |fault: &Value, name: &str| fault[name].as_str().unwrap_or_default().to_owned();
        let place = |fault: &Value| match fault["parameter"].as_str() {
            Some(name) => format!("{}:{name}{}", text(fault, "in"), text(fault, "pointer")),
            None => text(fault, "pointer"),
        };
        json["errors"]
            .as_array()
            .map(|faults| faults.iter().map(place).collect())
            .unwrap_or_default()
    }

    /// Checks that it is a problem of this status, whole and consistent.
    pub(crate) fn is_problem(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let json = self.json();
        assert_eq!(json["status"], status);
        assert_eq!(json["type"], "about:blank");
        assert!(json["title"].is_string());
        self
    }
}

pub(crate) async fn ask_of(router: &Router, request: Request<Body>) -> Answer {
    let response: Response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let failure = parts.extensions.get::<bindery_runtime::server::Failure>();
    Answer {
        status: parts.status.as_u16(),
        failure: failure.map(ToString::to_string),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

pub(crate) async fn ask(request: Request<Body>) -> Answer {
    ask_of(&shop::router(), request).await
}

pub(crate) async fn get(target: &str) -> Answer {
    ask(request("GET", target).body(Body::empty()).unwrap()).await
}

pub(crate) async fn post_json(target: &str, body: impl Into<Body>) -> Answer {
    ask(request("POST", target)
        .header("Content-Type", "application/json")
        .body(body.into())
        .unwrap())
    .await
}
