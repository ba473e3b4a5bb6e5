//! Nothing that is printed holds a secret.

use std::error::Error as _;
use std::fmt::Debug;

use bindery_runtime::client::{Body, Phase, RetryPolicy};

use crate::api::{Client, ClientBuilder, SECRET_PET};
use crate::recording::{Recording, Step, answer, json};

const SECRET: &str = "s3cret";

fn check(what: &dyn Debug) {
    let (plain, pretty) = (format!("{what:?}"), format!("{what:#?}"));
    assert!(!plain.contains(SECRET) && !pretty.contains(SECRET), "{pretty}");
}

fn check_error(error: &(dyn std::error::Error + 'static)) {
    check(&error);
    let mut next = Some(error);
    while let Some(error) = next {
        assert!(!error.to_string().contains(SECRET), "{error}");
        next = error.source();
    }
}

fn with_secrets(builder: ClientBuilder) -> ClientBuilder {
    builder.query_key(SECRET).retries(RetryPolicy::none())
}

#[tokio::test]
async fn builders_clients_and_calls_show_no_credentials() {
    let builder = Client::builder()
        .key(SECRET)
        .token(SECRET)
        .user("u", SECRET)
        .query_key(SECRET)
        .cookie_key(SECRET);
    check(&builder);
    let client = builder.transport(Recording::new([])).build().expect("a client");
    check(&client);
    let mut call = client.get_pet(SECRET);
    call.call = call.call.with_parameter(2, SECRET).with_json(SECRET);
    check(&call);
    check(&call.into_future());
    check(&Body::whole(SECRET.into()));
}

#[tokio::test]
async fn errors_show_no_bodies_and_no_values() {
    let body = format!(r#"{{"name":"{SECRET}"}}"#);
    let wrong = format!(r#"{{"name":["{SECRET}"]}}"#);
    let steps = [
        json(404, &body),
        json(418, &body),
        json(500, &wrong),
        json(200, &wrong),
        json(200, SECRET),
        answer(
            200,
            &[("content-type", "text/html"), ("set-cookie", SECRET)],
            SECRET,
        ),
        answer(200, &[("content-type", SECRET)], SECRET),
        Step::Fail(Phase::Send),
    ];
    for step in steps {
        let recording = Recording::new([step]);
        let error = recording
            .client(with_secrets)
            .pet(&SECRET_PET)
            .await
            .expect_err("an error");
        if error.api().is_none() {
            check_error(&error);
        }
        assert!(!error.to_string().contains(SECRET), "{error}");
        assert!(
            error
                .source()
                .is_none_or(|source| !source.to_string().contains(SECRET))
        );
    }
    let recording = Recording::new([json(500, &body)]);
    let error = recording
        .client(|builder| builder)
        .adopt_pet()
        .await
        .expect_err("undeclared");
    check_error(&error);
    let response = error.response().expect("the response");
    assert_eq!(response.body(), body.as_bytes());
}

#[tokio::test]
async fn refusals_show_no_values() {
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder);
    let mut call = client.get_pet("1");
    call.call = call.call.with_parameter(2, &format!("{SECRET}\n"));
    check_error(&call.await.expect_err("refused"));
    let error = client
        .get_pet("1")
        .base_url(&format!("https://u:{SECRET}@x.example"))
        .await
        .expect_err("refused");
    check_error(&error);
}
