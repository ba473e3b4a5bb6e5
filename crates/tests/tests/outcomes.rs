//! Which variant an answer becomes: by its status, and by its media type where a failure has several.

use bindery_runtime::client::{Body, Error, TowerTransport, Transport, TransportFuture};
use bindery_runtime::http::{ByteStream, StatusCode, WithHeaders};
use bindery_tests::outcomes::client::Client;
use bindery_tests::outcomes::operations::{
    GetArchiveError, GetFileError, ListUsersError, LocationHeaders, RequestIdHeaders,
};
use bindery_tests::outcomes::server::{
    GetArchiveRequest, GetFileRequest, ListUsersRequest, Outcomes, router,
};
use bindery_tests::outcomes::types::{Fault, ScimFault};
use http::{Request, Response};

/// Answers every call alike.
struct Scripted {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: &'static str,
}

impl Transport for Scripted {
    fn send(&self, _: Request<Body>) -> TransportFuture<'_> {
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Body::whole(self.body.into())).unwrap();
        Box::pin(async move { Ok(response) })
    }
}

fn answering(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Client {
    let headers = headers.to_vec();
    let transport = Scripted {
        status,
        headers,
        body,
    };
    Client::builder().transport(transport).build().unwrap()
}

async fn failure(status: u16, content_type: &'static str, body: &'static str) -> Error<ListUsersError> {
    let headers = [("content-type", content_type), ("x-request-id", "r1")];
    let call = answering(status, &headers, body).list_users().without_retries();
    call.await.unwrap_err()
}

const FAULT: &str = r#"{"reason":"no"}"#;
const SCIM_FAULT: &str = r#"{"detail":"no"}"#;

#[tokio::test]
async fn the_media_type_says_which_failure_it_is() {
    for content_type in ["application/json", "application/problem+json; charset=utf-8"] {
        match failure(400, content_type, FAULT).await {
            Error::Api(ListUsersError::BadRequest(fault)) => {
                assert_eq!(fault.value, Fault::new("no"));
                assert_eq!(fault.headers.request_id, "r1");
            }
            other => panic!("{other:?}"),
        }
    }
    match failure(400, "application/scim+json", SCIM_FAULT).await {
        Error::Api(ListUsersError::BadRequestScimJson(fault)) => {
            assert_eq!(fault.value, ScimFault::new("no"));
            assert_eq!(fault.headers.request_id, "r1");
        }
        other => panic!("{other:?}"),
    }
    let error = failure(400, "application/scim+json", FAULT).await;
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
    let error = failure(400, "text/html", "<p>").await;
    assert!(matches!(error, Error::UnexpectedContentType { .. }), "{error:?}");
    assert_eq!(
        error.response().map(|response| response.body()),
        Some(&b"<p>"[..])
    );
}

#[tokio::test]
async fn media_types_of_one_type_are_one_variant() {
    for content_type in ["application/json", "application/problem+json"] {
        let error = failure(404, content_type, FAULT).await;
        assert_eq!(error.api(), Some(&ListUsersError::NotFound(Fault::new("no"))));
    }
    let status = StatusCode::BAD_GATEWAY;
    for content_type in ["text/html", "text/plain"] {
        let error = failure(502, content_type, "no").await;
        let expected = ListUsersError::DefaultHtml(status, "no".into());
        assert_eq!(error.api(), Some(&expected), "{content_type}");
    }
    let error = failure(502, "application/json", FAULT).await;
    let expected = ListUsersError::Default(status, Fault::new("no"));
    assert_eq!(error.api(), Some(&expected));
}

#[tokio::test]
async fn not_modified_is_no_success() {
    let error = answering(304, &[], "").list_users().await.unwrap_err();
    assert_eq!(error.api(), Some(&ListUsersError::NotModified));
}

#[tokio::test]
async fn a_redirection_is_a_success_where_nothing_else_is() {
    let there = [("location", "https://files.example.com/1")];
    assert_eq!(answering(302, &there, "<p>").get_archive().await.ok(), Some(()));
    let archive = answering(302, &there, "")
        .get_archive()
        .send_with_headers()
        .await
        .unwrap();
    assert_eq!(archive.headers.location.as_str(), "https://files.example.com/1");
    match answering(302, &there, "").get_file().await {
        Err(Error::Api(GetFileError::Found(found))) => {
            assert_eq!(found.headers.location.as_str(), "https://files.example.com/1");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_header_fails_only_what_holds_it() {
    let client = || answering(302, &[], "");
    assert!(client().get_archive().await.is_ok());
    let error = client().get_archive().send_with_headers().await.unwrap_err();
    assert_eq!(
        error.response().map(|response| response.status()),
        Some(StatusCode::FOUND)
    );
    let error = client().get_file().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server answered 302 Found with a header `Location` that does not fit: #: is missing"
    );
}

/// A server that knows nothing of users.
struct Shop;

impl Outcomes for Shop {
    async fn list_users(&self, _: ListUsersRequest) -> Result<Vec<String>, ListUsersError> {
        let fault = WithHeaders::new(ScimFault::new("no"), RequestIdHeaders::new("r2"));
        Err(ListUsersError::BadRequestScimJson(fault))
    }

    async fn get_archive(
        &self,
        _: GetArchiveRequest,
    ) -> Result<WithHeaders<(), LocationHeaders>, GetArchiveError> {
        Ok(WithHeaders::new(
            (),
            LocationHeaders::new("https://files.example.com/2"),
        ))
    }

    async fn get_file(&self, _: GetFileRequest) -> Result<ByteStream, GetFileError> {
        let headers = LocationHeaders::new("https://files.example.com/3");
        Err(GetFileError::Found(WithHeaders::new((), headers)))
    }
}

#[tokio::test]
async fn servers_write_what_clients_read() {
    let transport = TowerTransport::new(router(Shop));
    let client = Client::builder().transport(transport).build().unwrap();
    let raw = client.list_users().send_raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), raw.content_type()),
        (400, Some("application/scim+json"))
    );
    assert_eq!(raw.headers()["x-request-id"], "r2");
    let error = client.list_users().await.unwrap_err();
    assert!(
        matches!(error.api(), Some(ListUsersError::BadRequestScimJson(_))),
        "{error:?}"
    );
    let archive = client.get_archive().send_with_headers().await.unwrap();
    assert_eq!(archive.headers.location.as_str(), "https://files.example.com/2");
    let error = client.get_file().await.unwrap_err();
    assert!(
        matches!(error.api(), Some(GetFileError::Found(found)) if found.headers.location.as_str().ends_with('3')),
        "{error:?}"
    );
}
