//! What arguments become in the request, and which are refused.

use bindery_runtime::client::{Error, Refusal, RequestProblem};

use crate::api::{CREATE_PET, GET_PET, PLAIN, REMOTE_PET, rex};
use crate::recording::{Recording, json, ok};

#[tokio::test]
async fn arguments_are_where_the_document_has_them() {
    let recording = Recording::new([ok()]);
    let mut call = recording
        .client(|builder| builder.user_agent("tests/1"))
        .get_pet("a/b c");
    call.call = call
        .call
        .with_parameter(4, &std::collections::BTreeMap::from([("size", 3)]))
        .with_parameter(1, &["name", "a,b"])
        .with_parameter(2, "trace me")
        .with_parameter(3, "dark");
    call.await.expect("a pet");
    let asked = recording.only();
    assert_eq!(asked.method, "GET");
    assert_eq!(
        asked.uri,
        "https://pets.example/v1/pets/a%2Fb%20c?fields=name,a%2Cb&filter%5Bsize%5D=3"
    );
    assert_eq!(asked.header("x-trace"), Some("trace me"));
    assert_eq!(asked.header("cookie"), Some("theme=dark"));
    assert_eq!(asked.header("user-agent"), Some("tests/1"));
    assert_eq!(asked.header("accept"), Some("application/json, */*;q=0.1"));
    assert_eq!(asked.header("content-type"), None);
}

#[tokio::test]
async fn bodies_have_the_type_that_the_document_says() {
    let recording = Recording::new([json(201, r#"{"name":"Rex"}"#)]);
    recording
        .client(|builder| builder)
        .create_pet(&rex())
        .await
        .expect("a pet");
    let asked = recording.only();
    assert_eq!(
        (asked.method.as_str(), &asked.body[..]),
        ("POST", &br#"{"name":"Rex"}"#[..])
    );
    assert_eq!(asked.header("content-type"), Some("application/vnd.pets+json"));
}

#[tokio::test]
async fn path_values_that_would_call_another_operation_are_refused() {
    for (id, expected) in [
        ("", Refusal::Empty),
        (".", Refusal::DotSegment),
        ("..", Refusal::DotSegment),
    ] {
        let recording = Recording::new([]);
        let error = recording
            .client(|builder| builder)
            .get_pet(id)
            .await
            .expect_err("refused");
        let Error::Request(error) = error else {
            panic!("{error:?}")
        };
        let RequestProblem::Parameter { name, refusal, .. } = error.problem() else {
            panic!("{error:?}")
        };
        assert_eq!((name.as_str(), *refusal), ("petId", expected));
        assert_eq!(error.operation(), "getPet");
        assert_eq!(recording.count(), 0);
    }
}

#[tokio::test]
async fn header_values_cannot_bring_headers_along() {
    let recording = Recording::new([]);
    let mut call = recording.client(|builder| builder).get_pet("1");
    call.call = call.call.with_parameter(2, "a\r\nX-Evil: 1");
    let message = call.await.expect_err("refused").to_string();
    assert_eq!(
        message,
        "`getPet` was not sent: the header parameter `X-Trace`: it holds a character that a header cannot"
    );
    assert_eq!(recording.count(), 0);
}

#[tokio::test]
async fn what_is_required_must_be_there() {
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder);
    let error = client.pet(&CREATE_PET).await.expect_err("no body");
    assert_eq!(
        error.to_string(),
        "`createPet` was not sent: the body is required, and missing"
    );
    let error = client.pet(&GET_PET).await.expect_err("no id");
    assert_eq!(
        error.to_string(),
        "`getPet` was not sent: the path parameter `petId`: it is required, and missing"
    );
    let mut call = client.pet(&PLAIN_PET);
    call.call = call.call.with_parameter(0, "x");
    let error = call.await.expect_err("no such parameter");
    assert!(error.to_string().contains("no such parameter"), "{error}");
    assert_eq!(recording.count(), 0);
}

static PLAIN_PET: bindery_runtime::http::Operation = PLAIN;

#[tokio::test]
async fn the_callers_url_comes_before_the_operations_and_that_before_the_documents() {
    let recording = Recording::new([ok(), ok(), ok(), ok()]);
    let client = recording.client(|builder| builder);
    client.pet(&PLAIN_PET).await.expect("the document's");
    client.pet(&REMOTE_PET).await.expect("the operation's");
    client
        .pet(&REMOTE_PET)
        .base_url("http://localhost:1/x/")
        .await
        .expect("the call's");
    let client = recording.client(|builder| builder.base_url("http://127.0.0.1:8080/base/"));
    client.pet(&REMOTE_PET).await.expect("the client's");
    let uris: Vec<_> = recording.asked().into_iter().map(|asked| asked.uri).collect();
    assert_eq!(
        uris,
        [
            "https://pets.example/v1/plain",
            "https://remote.example/plain",
            "http://localhost:1/x/plain",
            "http://127.0.0.1:8080/base/plain"
        ]
    );
}

#[tokio::test]
async fn urls_that_are_too_long_are_refused() {
    let recording = Recording::new([]);
    let error = recording
        .client(|builder| builder)
        .get_pet(&"x".repeat(70_000))
        .await
        .expect_err("too long");
    assert!(matches!(error, Error::Request(_)), "{error:?}");
}

#[test]
fn base_urls_are_checked_when_the_client_is_made() {
    for url in [
        "ftp://x",
        "https://user:secret@x.example",
        "/relative",
        "https://x.example/?a",
    ] {
        let built = crate::api::Client::builder()
            .base_url(url)
            .transport(Recording::new([]))
            .build();
        let message = built.expect_err("refused").to_string();
        assert!(!message.contains("secret"), "{message}");
    }
}
