//! What `examples/issues.rs` asks for, and what it makes of the pages.

#[expect(dead_code, reason = "a test runs what `main` would")]
#[path = "../examples/issues.rs"]
mod issues;

use bindery_runtime::client::Body;
use client_examples::issues::Client;
use client_examples::recording::{Recording, answer};
use http::{HeaderValue, Response};

fn client(recording: &Recording) -> Client {
    let client = Client::builder().bearer("secret").transport(recording.clone());
    client.build().expect("a client")
}

fn page(link: &'static str, body: &'static str) -> Response<Body> {
    let mut page = answer(200, "application/json", body);
    page.headers_mut().insert("link", HeaderValue::from_static(link));
    page
}

#[tokio::test]
async fn all_pages_are_read() {
    let recording = Recording::new([
        page(
            "<https://api.example.com/repositories/7/issues?per_page=100&page=2>; rel=\"next\", \
             <https://api.example.com/repositories/7/issues?per_page=100&page=2>; rel=\"last\"",
            r#"[{"number":1,"title":"It is slow","labels":["bug"]},{"number":2,"title":"Thanks"}]"#,
        ),
        page(
            "<https://api.example.com/repositories/7/issues?per_page=100&page=1>; rel=\"prev\"",
            r#"[{"number":3,"title":"It is loud","labels":["bug","ui"]}]"#,
        ),
    ]);
    let titles = issues::titles(&client(&recording), "octo", "hello", "bug").await;
    assert_eq!(
        titles.ok(),
        Some(vec!["It is slow".to_owned(), "It is loud".to_owned()])
    );
    let asked = recording.asked();
    assert_eq!(
        asked[0].uri(),
        "https://api.example.com/repos/octo/hello/issues?state=open&per_page=100"
    );
    assert_eq!(
        asked[1].uri(),
        "https://api.example.com/repositories/7/issues?per_page=100&page=2"
    );
    assert!(
        asked
            .iter()
            .all(|request| request.headers()["authorization"] == "Bearer secret")
    );
}
