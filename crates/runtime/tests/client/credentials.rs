//! Which credentials a request carries.

use bindery_runtime::client::{BuildError, Error};

use crate::api::{CERTIFIED_PET, Client, ClientBuilder, OPEN_PET, SECRET_PET};
use crate::recording::{Asked, Recording, ok};

async fn sent(
    operation: &'static bindery_runtime::http::Operation,
    with: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Asked {
    let recording = Recording::new([ok()]);
    recording.client(with).pet(operation).await.expect("a pet");
    recording.only()
}

#[tokio::test]
async fn the_first_set_that_is_complete_is_sent_and_no_other() {
    let all = |builder: ClientBuilder| {
        builder
            .key("k")
            .token("t")
            .user("u", "p")
            .query_key("q")
            .cookie_key("c")
    };
    let asked = sent(&SECRET_PET, all).await;
    assert_eq!(asked.header("x-api-key"), Some("k"));
    assert_eq!(asked.header("authorization"), Some("Bearer t"));
    assert_eq!(
        (asked.uri.as_str(), asked.header("cookie")),
        ("https://pets.example/v1/secret", None)
    );
    assert!(asked.headers["x-api-key"].is_sensitive() && asked.headers["authorization"].is_sensitive());
}

#[tokio::test]
async fn half_a_set_is_never_sent() {
    let asked = sent(&SECRET_PET, |builder| {
        builder.key("k").user("Aladdin", "open sesame")
    })
    .await;
    assert_eq!(asked.header("x-api-key"), None);
    assert_eq!(
        asked.header("authorization"),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );
}

#[tokio::test]
async fn keys_go_into_the_query_or_a_cookie() {
    let asked = sent(&SECRET_PET, |builder| builder.token("t").query_key("a&b/é")).await;
    assert_eq!(
        asked.uri,
        "https://pets.example/v1/secret?api%20key=a%26b%2F%C3%A9"
    );
    assert_eq!(asked.header("authorization"), None);
    let asked = sent(&SECRET_PET, |builder| builder.cookie_key("a=b/c")).await;
    assert_eq!(asked.header("cookie"), Some("session=a=b/c"));
    assert!(asked.headers["cookie"].is_sensitive());
}

#[tokio::test]
async fn without_a_complete_set_nothing_is_sent() {
    let recording = Recording::new([]);
    let error = recording
        .client(|builder| builder.key("k"))
        .pet(&SECRET_PET)
        .await
        .expect_err("refused");
    assert!(matches!(error, Error::Request(_)));
    assert_eq!(
        error.to_string(),
        "`secretPet` was not sent: it needs the credentials of Key and Token, or of User, or of QueryKey, or of CookieKey"
    );
    assert_eq!(recording.count(), 0);
}

#[tokio::test]
async fn where_credentials_are_optional_they_are_sent_if_there_are_any() {
    assert_eq!(sent(&OPEN_PET, |builder| builder).await.header("x-api-key"), None);
    assert_eq!(
        sent(&OPEN_PET, |builder| builder.key("k"))
            .await
            .header("x-api-key"),
        Some("k")
    );
}

#[tokio::test]
async fn certificates_are_the_transports_work_who_must_be_said_to_have_one() {
    let asked = sent(&CERTIFIED_PET, |builder| builder.key("k").certificate()).await;
    assert_eq!(asked.header("x-api-key"), None);
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder.key("k"));
    let error = client.pet(&CERTIFIED_PET).await.expect_err("no certificate");
    assert_eq!(
        error.to_string(),
        "`certifiedPet` was not sent: it needs the credentials of Certificate"
    );
}

#[test]
fn credentials_that_cannot_be_sent_are_refused_when_the_client_is_made() {
    type With = fn(ClientBuilder) -> ClientBuilder;
    let refused: [(With, &str); 9] = [
        (|builder| builder.key("s3cret\r\nX-Evil: 1"), "Key"),
        (|builder| builder.key(""), "Key"),
        (|builder| builder.token("s3crét"), "Token"),
        (|builder| builder.user("a:b", "s3cret"), "User"),
        (|builder| builder.user("a", "s3cret\0"), "User"),
        (|builder| builder.query_key(""), "QueryKey"),
        (|builder| builder.hoba(""), "Signature"),
        (|builder| builder.cookie_key("s3cret; admin=1"), "CookieKey"),
        (
            |mut builder| {
                builder.builder.credential(2, "s3cret");
                builder
            },
            "User",
        ),
    ];
    for (with, expected) in refused {
        let error = with(Client::builder())
            .transport(Recording::new([]))
            .build()
            .expect_err("refused");
        assert!(!format!("{error} {error:?}").contains("s3cr"), "{error:?}");
        let BuildError::Credential { scheme } = error else {
            panic!("{error:?}")
        };
        assert_eq!(scheme, expected);
    }
}
