//! Bodies that a server hands over as they arrive, and what it does when they are not what they should be.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use bindery_runtime::http::ByteStream;
use bindery_runtime::server::{Anonymous, Routes};
use bindery_tests::uploads::server::{
    PostFormError, PostFormRequest, PostLinesError, PostLinesRequest, PutBlobError, PutBlobRequest, Uploads,
    routes,
};
use bytes::Bytes;
use futures_core::Stream;
use http::Request;
use serde_json::Value;
use tokio::sync::Notify;
use tower::ServiceExt;

/// Measures what it gets.
#[derive(Default)]
struct Scales {
    /// Told when the first bytes of a blob are there.
    begun: Arc<Notify>,
}

async fn length(mut stream: ByteStream) -> Option<usize> {
    let mut length = 0;
    while let Some(piece) = stream.next().await {
        length += piece.ok()?.len();
    }
    Some(length)
}

impl Uploads for Scales {
    async fn put_blob(&self, request: PutBlobRequest) -> Result<i64, PutBlobError> {
        let mut body = request.body;
        let mut taken = 0;
        while let Some(piece) = body.next().await {
            self.begun.notify_one();
            let Ok(piece) = piece else { return Ok(-1) };
            taken += piece.len() as i64;
        }
        Ok(taken)
    }

    async fn post_lines(&self, request: PostLinesRequest) -> Result<i64, PostLinesError> {
        let mut lines = request.body;
        let mut count = 0;
        while let Some(line) = lines.next().await {
            if line.is_err() {
                return Ok(-1);
            }
            count += 1;
        }
        Ok(count)
    }

    async fn post_form(&self, request: PostFormRequest) -> Result<Vec<String>, PostFormError> {
        let form = request.body;
        let mut said = vec![form.title];
        said.extend(form.line.map(|line| line.price.to_string()));
        for file in [form.scan].into_iter().chain(form.more.unwrap_or_default()) {
            let name = file.file_name().unwrap_or("-").to_owned();
            let length = length(ByteStream::from(file)).await.unwrap_or(usize::MAX);
            said.push(format!("{name}: {length}"));
        }
        Ok(said)
    }
}

struct Answer {
    status: u16,
    body: Value,
}

async fn ask(routes: Routes<Scales, Anonymous>, request: Request<Body>) -> Answer {
    let response = routes.into_router().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    Answer {
        status,
        body: serde_json::from_slice(&body).unwrap(),
    }
}

fn post(path: &str, content_type: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::post(path).header("Content-Type", content_type);
    request.body(body.into()).unwrap()
}

fn blob(target: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::put(target).header("Content-Type", "application/octet-stream");
    request.body(body.into()).unwrap()
}

fn served() -> Routes<Scales, Anonymous> {
    routes(Scales::default())
}

/// These pieces, the last of which waits until `ready` is told.
fn pieces(first: Bytes, ready: Arc<Notify>, last: Bytes) -> impl Stream<Item = Result<Bytes, Infallible>> {
    futures_util::stream::unfold(0, move |step| {
        let (first, ready, last) = (first.clone(), ready.clone(), last.clone());
        async move {
            match step {
                0 => Some((Ok(first), 1)),
                1 => {
                    ready.notified().await;
                    Some((Ok(last), 2))
                }
                _ => None,
            }
        }
    })
}

/// A part of a form.
fn part(head: &str, body: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
}

async fn form(routes: Routes<Scales, Anonymous>, parts: &[String]) -> Answer {
    let body = format!("{}--b--\r\n", parts.concat());
    ask(routes, post("/forms", "multipart/form-data; boundary=b", body)).await
}

#[tokio::test]
async fn a_handler_reads_bytes_before_the_last_of_them_was_sent() {
    let scales = Scales::default();
    // The caller sends the rest once the handler has the beginning: whoever gathered the body would wait for ever.
    let body = pieces("abc".into(), scales.begun.clone(), "de".into());
    let answer = ask(routes(scales), blob("/blobs/1", Body::from_stream(body))).await;
    assert_eq!((answer.status, answer.body), (200, 5.into()));
}

#[tokio::test]
async fn streamed_bytes_are_limited_before_and_while_they_are_read() {
    let large = vec![0; 1 << 20];
    let answer = ask(served().stream_limit(1000), blob("/blobs/1", large.clone())).await;
    assert_eq!(answer.status, 413);
    let scales = Scales::default();
    let body = pieces("abc".into(), scales.begun.clone(), large.into());
    let answer = ask(
        routes(scales).stream_limit(1000),
        blob("/blobs/1", Body::from_stream(body)),
    )
    .await;
    assert_eq!(
        answer.status, 413,
        "instead of the answer of a handler that had begun"
    );
    let answer = ask(served().body_limit(10), blob("/blobs/1", vec![0; 1000])).await;
    assert_eq!(
        answer.body, 1000,
        "what is in memory is limited, and bytes need not be"
    );
}

#[tokio::test]
async fn each_line_is_judged_before_the_handler_sees_it() {
    let lines = |text: &str| post("/lines", "application/x-ndjson", text.to_owned());
    let answer = ask(served(), lines("{\"price\":1}\n\n{\"price\":2}")).await;
    assert_eq!((answer.status, answer.body), (200, 2.into()));
    let answer = ask(served(), lines("{\"price\":1}\n{\"price\":-2}\n{}\n")).await;
    assert_eq!(answer.status, 422);
    let errors = answer.body["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert_eq!(ask(served(), lines("{\"price\":1}\n{\"pri")).await.status, 400);
}

#[tokio::test]
async fn a_line_that_comes_too_late_to_be_refused_ends_the_stream() {
    let scales = Scales::default();
    let ready = scales.begun.clone();
    ready.notify_one();
    let body = pieces("{\"price\":1}\n".into(), ready, "{\"price\":-1}\n".into());
    let answer = ask(
        routes(scales),
        post("/lines", "application/x-ndjson", Body::from_stream(body)),
    )
    .await;
    assert_eq!(
        answer.status, 422,
        "the caller is told, whatever the handler answers: {}",
        answer.body
    );
}

#[tokio::test]
async fn a_form_may_have_its_files_before_its_texts() {
    let parts = [
        part("name=\"scan\"; filename=\"a.pdf\"", "1234"),
        part("name=\"more\"; filename=\"b\"", ""),
        part("name=\"more\"", "12"),
        part("name=\"line\"", "{\"price\":7}"),
        part("name=\"title\"", "Deed"),
    ];
    let answer = form(served(), &parts).await;
    assert_eq!(
        answer.body,
        serde_json::json!(["Deed", "7", "a.pdf: 4", "b: 0", "-: 2"])
    );
}

#[tokio::test]
async fn large_files_of_a_form_are_not_held_in_memory() {
    let parts = [
        part("name=\"scan\"; filename=\"a\"", &"x".repeat(3_000_000)),
        part("name=\"more\"; filename=\"b\"", &"y".repeat(3_000_000)),
        part("name=\"title\"", "Deed"),
    ];
    let answer = form(served().body_limit(10_000), &parts).await;
    assert_eq!(
        answer.body,
        serde_json::json!(["Deed", "a: 3000000", "b: 3000000"])
    );
    let texts = [
        part("name=\"scan\"", "x"),
        part("name=\"title\"", &"y".repeat(20_000)),
    ];
    assert_eq!(
        form(served().body_limit(10_000), &texts).await.status,
        413,
        "texts are"
    );
}

#[tokio::test]
async fn parts_are_limited_in_number_and_size() {
    let scan = part("name=\"scan\"; filename=\"a\"", &"x".repeat(2_000));
    let title = part("name=\"title\"", "Deed");
    let more = part("name=\"more\"; filename=\"b\"", "1").repeat(50);
    let whole = [scan, title, more];
    assert_eq!(form(served(), &whole).await.status, 200);
    assert_eq!(form(served().part_limit(1_999), &whole).await.status, 413);
    assert_eq!(form(served().part_count_limit(51), &whole).await.status, 413);
    assert_eq!(form(served().part_count_limit(52), &whole).await.status, 200);
    assert_eq!(form(served().stream_limit(2_500), &whole).await.status, 413);
}

#[tokio::test]
async fn all_that_is_wrong_with_a_form_is_told_at_once() {
    let parts = [
        part("name=\"line\"", "{\"price\":-7}"),
        part("name=\"title\"", &"y".repeat(21)),
    ];
    let answer = form(served(), &parts).await;
    assert_eq!(answer.status, 422);
    let mut pointers: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["#/line/price", "#/scan", "#/title"], "{}", answer.body);
}

#[tokio::test]
async fn odd_forms_are_the_callers_fault() {
    let usual = format!(
        "{}{}--b--\r\n",
        part("name=\"scan\"", "x"),
        part("name=\"title\"", "T")
    );
    let long_boundary = format!("multipart/form-data; boundary={}", "b".repeat(100_000));
    let cases: Vec<(&str, String)> = vec![
        ("multipart/form-data", usual.clone()),
        ("multipart/form-data; boundary=", usual.clone()),
        ("multipart/form-data; boundary=\"\"", usual.clone()),
        ("multipart/form-data; boundary=\"b", usual.clone()),
        ("multipart/form-data; boundary=c", usual.clone()),
        (&long_boundary, usual.clone()),
        (
            "multipart/form-data; boundary=b",
            usual.trim_end_matches("--b--\r\n").to_owned(),
        ),
        ("multipart/form-data; boundary=b", usual[..40].to_owned()),
        ("multipart/form-data; boundary=b", String::new()),
        ("multipart/form-data; boundary=b", "--b--".to_owned()),
        ("multipart/form-data; boundary=b", "--b\r\n\r\n".to_owned()),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nno colon\r\n\r\nx\r\n--b--".to_owned(),
        ),
        (
            "multipart/form-data; boundary=b",
            format!("--b\r\nX: {}\r\n\r\nx\r\n--b--", "y".repeat(100_000)),
        ),
        (
            "multipart/form-data; boundary=b",
            format!("--b\r\n{}\r\nx\r\n--b--", "X: y\r\n".repeat(10_000)),
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\n\r\nx\r\n".repeat(100_000),
        ),
        (
            "multipart/form-data; boundary=b; charset=utf-7",
            part("name=\"title\"", "T"),
        ),
        ("multipart/mixed; boundary=b", usual.clone()),
    ];
    for (content_type, body) in cases {
        let start: String = body.chars().take(40).collect();
        let answer = ask(served(), post("/forms", content_type, body)).await;
        let shown: String = content_type.chars().take(60).collect();
        assert!(
            (400..500).contains(&answer.status),
            "{shown} {start:?}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn unknown_names_in_a_query_are_refused_where_one_says_so() {
    let refused = || served().refuse_unknown_query(true);
    for target in [
        "/blobs/1",
        "/blobs/1?",
        "/blobs/1?tag=a&tag=b",
        "/blobs/1?filter[a]=1",
        "/blobs/1?filter%5Ba%5D=1&tag=",
    ] {
        assert_eq!(ask(refused(), blob(target, "x")).await.status, 200, "{target}");
    }
    for target in [
        "/blobs/1?other=1",
        "/blobs/1?Tag=a",
        "/blobs/1?tag=a&other",
        "/blobs/1?filterx=1",
        "/blobs/1?=1",
        "/blobs/1?tag%FF=1",
    ] {
        assert_eq!(ask(served(), blob(target, "x")).await.status, 200, "{target}");
        let answer = ask(refused(), blob(target, "x")).await;
        assert_eq!(answer.status, 422, "{target}");
        assert_eq!(answer.body["errors"][0]["in"], "query", "{target}");
    }
}

#[tokio::test]
async fn a_file_or_a_sequence_without_a_byte_is_one() {
    let answer = ask(served(), blob("/blobs/1", Body::empty())).await;
    assert_eq!((answer.status, answer.body), (200, 0.into()));
    let answer = ask(served(), post("/lines", "application/x-ndjson", "")).await;
    assert_eq!((answer.status, answer.body), (200, 0.into()));
    let untyped = Request::put("/blobs/1").body(Body::empty()).unwrap();
    assert_eq!(ask(served(), untyped).await.status, 400, "it is missing");
    let empty = post("/forms", "multipart/form-data; boundary=b", "");
    assert_eq!(ask(served(), empty).await.status, 400, "a form ends somewhere");
}
