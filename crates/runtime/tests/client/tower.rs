//! A tower service as the transport.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use bindery_runtime::client::{Body, TowerTransport};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use tower_service::Service;

use crate::api::{Client, rex};

/// Answers with Rex, once it is ready.
#[derive(Clone, Default)]
struct Kennel {
    ready: bool,
}

impl Service<Request<Body>> for Kennel {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        assert!(self.ready);
        assert_eq!(request.uri().path(), "/v1/pets/1");
        ready(Ok(Response::new(Full::from(r#"{"name":"Rex"}"#))))
    }
}

#[tokio::test]
async fn services_answer() {
    let client = Client::builder()
        .transport(TowerTransport::new(Kennel::default()))
        .build()
        .expect("a client");
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
}

#[cfg(feature = "server")]
#[tokio::test]
async fn an_axum_router_is_called_in_the_same_process() {
    use axum::Router;
    use axum::extract::Path;
    use axum::routing::get;

    let pet = get(async |Path(id): Path<String>| format!(r#"{{"name":"{id}"}}"#));
    let router: Router = Router::new().route("/v1/pets/{id}", pet);
    let client = Client::builder()
        .transport(TowerTransport::new(router))
        .build()
        .expect("a client");
    let error = client.get_pet("Rex").await.expect_err("text");
    assert!(
        error.to_string().contains("another type than application/json"),
        "{error}"
    );
    let response = client.get_pet("a/b").send_raw().await.expect("a response");
    assert_eq!(response.body(), br#"{"name":"a/b"}"#);
}
