//! Unions whose variants take each other's values: the discriminator tells which one counts.

use axum::body::Body;
use bindery_runtime::Validate;
use bindery_tests::discriminators::server::{LogInError, LogInRequest, Logins, router};
use bindery_tests::discriminators::types::{Login, Notice, Password};
use http::Request;
use tower::ServiceExt;

fn login(text: &str) -> Login {
    serde_json::from_str(text).unwrap()
}

fn violations(value: &impl Validate) -> String {
    value
        .validate()
        .map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn what_fits_all_variants_is_the_one_that_it_names() {
    for text in [
        r#"{"method":"password","password":"x","code":"1","key":2}"#,
        r#"{"method":"code","password":"x"}"#,
        r#"{"method":"sms"}"#,
        r#"{"method":"Passkey","key":1}"#,
    ] {
        assert_eq!(violations(&login(text)), "", "{text}");
    }
    let made = Login::from(Password::new("password", "x"));
    assert_eq!(violations(&made), "");
}

#[test]
fn what_names_no_variant_must_fit_one_alone() {
    let said = violations(&login(r#"{"method":"new","password":"x"}"#));
    assert!(said.contains("fits 3 of the 3 variants"), "{said}");
    assert_eq!(
        violations(&login(r#"{"method":"new","code":1,"key":1}"#)),
        "",
        "the only one that takes these"
    );
    assert!(violations(&login(r#"{"code":"1"}"#)).contains("fits none"));
}

#[test]
fn of_any_of_the_named_one_must_fit() {
    let notice = |text: &str| serde_json::from_str::<Notice>(text).unwrap();
    assert_eq!(violations(&notice(r#"{"kind":"Letter","to":"x"}"#)), "");
    let said = violations(&notice(r#"{"kind":"Mail","to":"x"}"#));
    assert!(said.contains("/to"), "{said}");
}

struct Door;

impl Logins for Door {
    async fn log_in(&self, request: LogInRequest) -> Result<Login, LogInError> {
        Ok(request.body)
    }
}

async fn post(text: &str) -> (u16, String) {
    let request = Request::post("/logins").header("Content-Type", "application/json");
    let request = request.body(Body::from(text.to_owned())).unwrap();
    let answer = router(Door).oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_takes_what_a_client_may_send() {
    let text = r#"{"method":"code","code":"1"}"#;
    assert_eq!(post(text).await, (200, text.to_owned()));
}

#[tokio::test]
async fn of_what_does_not_fit_the_named_variant_is_said_why() {
    for (text, pointer) in [
        (r#"{"method":"password","code":"1"}"#, "#/password"),
        (r#"{"method":"Passkey","key":"x","code":"1"}"#, "#/key"),
    ] {
        let (status, body) = post(text).await;
        assert_eq!(status, 422);
        let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
        let errors = problem["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{body}");
        assert_eq!(errors[0]["pointer"], pointer, "{body}");
    }
}
