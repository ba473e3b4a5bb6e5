//! Tokens of an authorization server.

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::client::{
    BuildError, ClientAuthentication, ClientCredentials, Error, OAuthErrorCode, Phase, RefreshToken,
    RetryPolicy, TokenError, TokenUrlError,
};
use tokio::time::advance;

use crate::api::{Client, ClientBuilder, LOGIN_ADOPTION, LOGIN_PET, OPEN_ID_PET, rex};
use crate::recording::{Asked, Recording, Step, answer, json, ok};

fn program() -> ClientCredentials {
    ClientCredentials::new("client one", "s3cret/+")
}

fn token(text: &str) -> Step {
    json(
        200,
        &format!(r#"{{"access_token":"{text}","token_type":"bearer","expires_in":3600}}"#),
    )
}

fn body(asked: &Asked) -> &str {
    std::str::from_utf8(&asked.body).expect("a form")
}

#[tokio::test]
async fn a_program_gets_tokens_for_the_scopes_that_a_call_needs() {
    let recording = Recording::new([token("one"), ok(), ok(), token("two"), ok()]);
    let client = recording.client(|builder| builder.oauth2(program()));
    for operation in [&LOGIN_PET, &LOGIN_PET, &LOGIN_ADOPTION] {
        assert_eq!(client.pet(operation).await.ok(), Some(rex()));
    }
    let asked = recording.asked();
    let (first, second) = (&asked[0], &asked[3]);
    assert_eq!(
        (first.method.as_str(), first.uri.as_str()),
        ("POST", "https://pets.example/login/token")
    );
    assert_eq!(
        first.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    // `client%20one:s3cret%2F%2B` (RFC 6749, section 2.3.1).
    assert_eq!(
        first.header("authorization"),
        Some("Basic Y2xpZW50JTIwb25lOnMzY3JldCUyRiUyQg==")
    );
    assert!(first.headers["authorization"].is_sensitive());
    assert_eq!(
        body(first),
        "grant_type=client_credentials&scope=pets%3Aread%20pets%3Awrite"
    );
    assert_eq!(body(second), "grant_type=client_credentials&scope=pets%3Aadopt");
    let sent: Vec<_> = [1, 2, 4]
        .map(|index: usize| asked[index].header("authorization"))
        .into();
    assert_eq!(sent, [Some("Bearer one"), Some("Bearer one"), Some("Bearer two")]);
}

#[tokio::test]
async fn what_is_asked_for_can_be_said() {
    let recording = Recording::new([token("one"), ok(), ok()]);
    let program = program()
        .with_authentication(ClientAuthentication::Body)
        .with_scopes(["all", "more"])
        .with_parameter("audience", "https://pets.example/")
        .with_token_url("https://elsewhere.example/token?tenant=1");
    let client = recording.client(|builder| builder.oauth2(program));
    for operation in [&LOGIN_PET, &LOGIN_ADOPTION] {
        client.pet(operation).await.expect("a pet");
    }
    let asked = recording.asked();
    assert_eq!(asked[0].uri, "https://elsewhere.example/token?tenant=1");
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(
        body(&asked[0]),
        "grant_type=client_credentials&scope=all%20more&client_id=client%20one&client_secret=s3cret%2F%2B\
         &audience=https%3A%2F%2Fpets.example%2F"
    );
}

#[tokio::test(start_paused = true)]
async fn tokens_are_fetched_anew_before_they_run_out_and_when_they_are_refused() {
    let recording = Recording::new([
        token("one"),
        ok(),
        token("two"),
        json(401, "{}"),
        token("three"),
        ok(),
    ]);
    let client = recording.client(|builder| builder.oauth2(program()));
    client.pet(&LOGIN_PET).await.expect("a pet");
    advance(Duration::from_secs(3571)).await;
    client.pet(&LOGIN_PET).await.expect("a pet");
    let asked = recording.asked();
    assert_eq!(asked[3].header("authorization"), Some("Bearer two"));
    assert_eq!(asked[5].header("authorization"), Some("Bearer three"));
}

#[tokio::test]
async fn odd_answers_are_read_for_what_they_say() {
    for answer in [
        r#"{"access_token":"one"}"#,
        r#"{"access_token":"one","token_type":"BEARER","expires_in":"3600","scope":["a"],"x":{"y":[1.5]}}"#,
        r#"{"access_token":"one","expires_in":1e300,"refresh_token":null,"error":null}"#,
        r#"{"access_token":"one","expires_in":"soon","error":7,"token_type":{"a":1}}"#,
    ] {
        let recording = Recording::new([json(200, answer), ok(), ok()]);
        let client = recording.client(|builder| builder.oauth2(program()));
        for _ in 0..2 {
            client.pet(&LOGIN_PET).await.expect("a pet");
        }
        assert_eq!(recording.count(), 3, "{answer}");
    }
    // What has run out already is good for the calls that wait for it.
    let over = r#"{"access_token":"one","expires_in":-1}"#;
    let recording = Recording::new([json(200, over), ok(), json(200, over), ok()]);
    let client = recording.client(|builder| builder.oauth2(program()));
    for _ in 0..2 {
        client.pet(&LOGIN_PET).await.expect("a pet");
    }
}

async fn failure(step: Step, with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> TokenError {
    let recording = Recording::new([step]);
    let client = recording.client(|builder| with(builder).retries(RetryPolicy::none()));
    let error = client.pet(&LOGIN_PET).await.expect_err("no token");
    let mut printed = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        printed.push_str(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
    assert!(!printed.contains("s3cret"), "{printed}");
    assert_eq!(recording.count(), 1);
    match error {
        Error::Token {
            scheme: "Login",
            error,
        } => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refusal_says_why_and_shows_no_secret() {
    for (status, code, expected) in [
        (401, "invalid_client", OAuthErrorCode::InvalidClient),
        (400, "invalid_scope", OAuthErrorCode::InvalidScope),
        (200, "invalid_grant", OAuthErrorCode::InvalidGrant),
        (400, "s3cret", OAuthErrorCode::Other("s3cret".to_owned())),
    ] {
        let text = format!(r#"{{"error":"{code}","error_description":"s3cret is wrong"}}"#);
        let error = failure(json(status, &text), |builder| builder.oauth2(program())).await;
        let refusal = error.refusal().expect("a refusal");
        assert_eq!(refusal.code(), &expected);
        assert_eq!(refusal.code().as_str(), code);
        assert_eq!(refusal.status().as_u16(), status);
        assert_eq!(refusal.description(), Some("s3cret is wrong"));
    }
}

#[tokio::test]
async fn what_is_no_token_is_an_error() {
    let mac = r#"{"access_token":"s3cret","token_type":"mac"}"#;
    let unsendable = r#"{"access_token":"s3cret\r\n"}"#;
    let large = "s3cret".repeat(100_000);
    for (step, expected) in [
        (json(200, mac), "the token is not of the type Bearer"),
        (
            json(200, unsendable),
            "the token holds characters that cannot be sent",
        ),
        (
            json(200, r#"{"access_token":""}"#),
            "the authorization server answered 200 OK without a token",
        ),
        (
            answer(200, &[("content-type", "text/html")], "s3cret"),
            "the authorization server answered 200 OK without a token",
        ),
        (
            answer(307, &[("location", "https://evil.example/")], ""),
            "the authorization server answered 307 Temporary Redirect without a token",
        ),
        (
            json(200, &large),
            "the authorization server answered 200 OK without a token",
        ),
        (
            Step::Fail(Phase::Send),
            "the authorization server: the request was not answered",
        ),
    ] {
        let error = failure(step, |builder| builder.oauth2(program())).await;
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_busy_is_asked_again() {
    let recording = Recording::new([
        json(503, "{}"),
        Step::Fail(Phase::Receive),
        Step::Never,
        ok(),
        token("one"),
        ok(),
    ]);
    let client = recording.client(|builder| {
        builder
            .oauth2(program())
            .retries(RetryPolicy::default().with_max_attempts(5))
    });
    // The fourth answer is a pet, and no token.
    client.pet(&LOGIN_PET).await.expect_err("no token");
    client.pet(&LOGIN_PET).await.expect("a pet");
    assert_eq!(recording.count(), 6);
}

fn person() -> RefreshToken {
    RefreshToken::new("s3cret-1").with_public_client("app")
}

fn rotated(text: &str, refresh: &str) -> Step {
    json(
        200,
        &format!(r#"{{"access_token":"{text}","expires_in":60,"refresh_token":"{refresh}"}}"#),
    )
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_takes_the_place_of_the_one_before() {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let store = stored.clone();
    let person = person()
        .with_access_token("zero", Duration::from_secs(60))
        .on_rotation(move |token| store.lock().expect("a lock").push(token.expose().clone()));
    let recording = Recording::new([
        ok(),
        rotated("one", "s3cret-2"),
        ok(),
        ok(),
        json(200, r#"{"access_token":"two"}"#),
        ok(),
    ]);
    let client = recording.client(|builder| builder.oauth2(person));
    // One token is good for all scopes.
    for (operation, wait) in [
        (&LOGIN_PET, 0),
        (&LOGIN_PET, 61),
        (&LOGIN_ADOPTION, 0),
        (&LOGIN_PET, 61),
    ] {
        advance(Duration::from_secs(wait)).await;
        client.pet(operation).await.expect("a pet");
    }
    let asked = recording.asked();
    assert_eq!(asked[0].header("authorization"), Some("Bearer zero"));
    assert_eq!(asked[1].uri, "https://login.example/refresh");
    assert_eq!(asked[1].header("authorization"), None);
    assert_eq!(
        body(&asked[1]),
        "grant_type=refresh_token&refresh_token=s3cret-1&client_id=app"
    );
    assert_eq!(
        body(&asked[4]),
        "grant_type=refresh_token&refresh_token=s3cret-2&client_id=app"
    );
    assert_eq!(*stored.lock().expect("a lock"), ["s3cret-2"]);
}

#[tokio::test]
async fn a_refresh_token_that_may_be_spent_is_not_sent_again() {
    let recording = Recording::new([Step::Fail(Phase::Send)]);
    let client = recording.client(|builder| builder.oauth2(person()));
    client.pet(&LOGIN_PET).await.expect_err("no token");
    let recording = Recording::new([Step::Fail(Phase::Connect), token("one"), ok()]);
    let client = recording.client(|builder| builder.oauth2(person()));
    client.pet(&LOGIN_PET).await.expect("a pet");
}

#[tokio::test]
async fn an_open_id_provider_says_where_its_tokens_come_from() {
    let described = json(
        200,
        r#"{"issuer":"https://login.example","token_endpoint":"https://tokens.example/token"}"#,
    );
    let recording = Recording::new([described, token("one"), json(401, "{}"), token("two"), ok()]);
    let client = recording.client(|builder| builder.open_id_connect(program()));
    client.pet(&OPEN_ID_PET).await.expect("a pet");
    let asked = recording.asked();
    let uris: Vec<_> = asked
        .iter()
        .map(|asked| (asked.method.as_str(), asked.uri.as_str()))
        .collect();
    assert_eq!(
        uris,
        [
            ("GET", "https://login.example/.well-known/openid-configuration"),
            ("POST", "https://tokens.example/token"),
            ("GET", "https://pets.example/v1/open-id"),
            ("POST", "https://tokens.example/token"),
            ("GET", "https://pets.example/v1/open-id"),
        ]
    );
    assert_eq!(asked[0].header("authorization"), None);
    assert!(asked[0].body.is_empty());
}

#[tokio::test]
async fn a_provider_that_would_have_secrets_in_the_open_gets_none() {
    let described = json(200, r#"{"token_endpoint":"http://tokens.example/token"}"#);
    let recording = Recording::new([described]);
    let client = recording.client(|builder| builder.open_id_connect(program()));
    let error = client.pet(&OPEN_ID_PET).await.expect_err("insecure");
    assert!(
        matches!(
            error,
            Error::Token {
                error: TokenError::Url(TokenUrlError::Insecure),
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn where_tokens_come_from_is_known_when_the_client_is_made() {
    type With = fn(ClientBuilder) -> ClientBuilder;
    let refused: [(With, TokenUrlError); 4] = [
        (
            |builder| builder.oauth2(program().with_token_url("http://login.example/token")),
            TokenUrlError::Insecure,
        ),
        (
            |builder| builder.base_url("http://pets.example").oauth2(program()),
            TokenUrlError::Insecure,
        ),
        (|builder| builder.token(program()), TokenUrlError::Missing),
        (
            |builder| builder.oauth2(person().with_token_url("https://u:s3cret@login.example")),
            TokenUrlError::UserInfo,
        ),
    ];
    for (with, expected) in refused {
        let result = with(Client::builder()).transport(Recording::new([])).build();
        let error = result.expect_err("refused");
        assert!(!format!("{error} {error:?}").contains("s3cret"));
        assert!(
            matches!(error, BuildError::TokenUrl { error, .. } if error == expected),
            "{error:?}"
        );
    }
    let allowed: [With; 3] = [
        |builder| {
            builder.oauth2(
                program()
                    .with_token_url("http://login.example/token")
                    .allow_http(),
            )
        },
        |builder| builder.base_url("http://127.0.0.1:1").oauth2(program()),
        |builder| builder.token(program().with_token_url("https://login.example/token")),
    ];
    for with in allowed {
        with(Client::builder())
            .transport(Recording::new([]))
            .build()
            .expect("a client");
    }
}
