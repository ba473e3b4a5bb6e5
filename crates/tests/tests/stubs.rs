//! What a server begins with: it compiles as it is, and says honestly that nothing is written yet.

use std::io::Write;
use std::process::{Command, Stdio};

use axum::body::Body;
use bindery::{Part, Stub, Target};
use bindery_document::RenderStyle;
use bindery_runtime::Secret;
use bindery_runtime::server::{Call, Refusal, Router};
use bindery_tests::{server_traits, streams, stubs};
use http::Request;
use serde_json::{Value, json};
use tower::ServiceExt;

async fn ask(router: &Router, method: &str, target: &str, body: &str) -> (u16, String, Value) {
    let request = Request::builder()
        .method(method)
        .uri(target)
        .header("X-Key", "any");
    let request = match body {
        "" => request.body(Body::empty()),
        _ => request
            .header("Content-Type", "application/json")
            .body(body.to_owned().into()),
    };
    let answer = router.clone().oneshot(request.unwrap()).await.unwrap();
    let status = answer.status().as_u16();
    let media = answer.headers()["content-type"].to_str().unwrap().to_owned();
    let text = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, media, serde_json::from_slice(&text).unwrap())
}

async fn is_not_implemented(router: &Router, (method, target, body): (&str, &str, &str), id: &str) {
    let (status, media, problem) = ask(router, method, target, body).await;
    assert_eq!(
        (status, media.as_str()),
        (501, "application/problem+json"),
        "{id}: {problem}"
    );
    let detail = format!("The operation {id} is not implemented yet.");
    let expected =
        json!({ "type": "about:blank", "title": "Not Implemented", "status": 501, "detail": detail });
    assert_eq!(problem, expected);
}

#[tokio::test]
async fn each_operation_answers_501_whatever_it_is_to_give() {
    let router = streams::server::router(stubs::streams::Handlers);
    for (target, id) in [
        ("/ticks", "watchTicks"),
        ("/orders", "watchOrders"),
        ("/notices", "watchNotices"),
        ("/changes", "watchChanges"),
        ("/history", "listHistory"),
        ("/replay", "replay"),
        ("/dump", "dumpHistory"),
    ] {
        is_not_implemented(&router, ("GET", target, ""), id).await;
    }
}

/// Anyone may come in.
struct Open;

impl server_traits::server::PetStoreAuthenticator for Open {
    type Principal = stubs::server_traits::Principal;

    async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<Self::Principal, Refusal> {
        Ok(())
    }
}

#[tokio::test]
async fn so_do_those_of_every_trait() {
    let router = server_traits::server::router(stubs::server_traits::Handlers, Open);
    for (asked, id) in [
        (("GET", "/pets", ""), "listPets"),
        (("POST", "/pets", r#"{"name":"Rex"}"#), "adoptPet"),
        (("GET", "/pets/Rex", ""), "getPet"),
        (("GET", "/status", ""), "getStatus"),
    ] {
        is_not_implemented(&router, asked, id).await;
    }
    // What is wrong with a request is told before.
    assert_eq!(ask(&router, "POST", "/pets", "{}").await.0, 422);
}

#[tokio::test]
async fn nobody_comes_in_before_credentials_are_checked() {
    let handlers = stubs::server_traits::Handlers;
    let router = server_traits::server::router(handlers.clone(), handlers);
    assert_eq!(ask(&router, "GET", "/pets", "").await.0, 503);
    is_not_implemented(&router, ("GET", "/status", ""), "getStatus").await;
}

fn stub(name: &str) -> Stub {
    let mut target = Target::new(name, format!("fixtures/{name}.yaml"), name);
    target.parts.push(Part::Server);
    Stub::read(&target, RenderStyle::Plain).unwrap()
}

#[test]
fn stubs_as_they_are_written() {
    for name in ["authenticator", "representations", "server_traits", "streams"] {
        insta::assert_snapshot!(name, stub(name).text());
    }
}

#[test]
fn they_are_formatted() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "answers",
        "authenticator",
        "bodies",
        "representations",
        "server_traits",
        "streams",
        "swagger2",
    ] {
        // From an empty folder, so that the settings of this workspace do not count.
        let mut rustfmt = Command::new("rustfmt");
        let command = rustfmt
            .args(["--check", "--edition", "2024"])
            .current_dir(folder.path());
        let mut running = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        running
            .stdin
            .take()
            .unwrap()
            .write_all(stub(name).text().as_bytes())
            .unwrap();
        let done = running.wait_with_output().unwrap();
        assert!(
            done.status.success(),
            "{name}: {}",
            String::from_utf8_lossy(&done.stdout)
        );
    }
}
