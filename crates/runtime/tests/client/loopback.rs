//! reqwest against a real server on loopback.

use std::time::Duration;

use bindery_runtime::client::{ClientCredentials, Error, Phase, ReqwestTransport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::api::{Client, KEYED_PET, LOGIN_PET, SECRET_PET, rex};

/// Answers connections in turn with these texts; the requests that came.
async fn serve(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let mut request = Vec::new();
            while !is_whole(&request) {
                let mut chunk = [0; 4096];
                let read = stream.read(&mut chunk).await.expect("a request");
                request.extend_from_slice(&chunk[..read]);
            }
            requests.push(String::from_utf8_lossy(&request).into_owned());
            stream.write_all(answer.as_bytes()).await.expect("written");
        }
        requests
    });
    (url, server)
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    length.is_none_or(|length| body.len() >= length.parse().unwrap_or_default())
}

fn http(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn pet() -> String {
    http(
        "200 OK",
        "content-type: application/json\r\n",
        r#"{"name":"Rex"}"#,
    )
}

#[tokio::test]
async fn calls_go_through_and_are_repeated() {
    let (url, server) = serve(vec![http("503 Unavailable", "retry-after: 0\r\n", ""), pet()]).await;
    let client = Client::builder()
        .base_url(url)
        .key("k")
        .build()
        .expect("a client");
    assert_eq!(client.get_pet("a/b..%2e").await.ok(), Some(rex()));
    let requests = server.await.expect("the server");
    assert_eq!(requests.len(), 2);
    assert!(
        requests[0].starts_with("GET /pets/a%2Fb..%252e HTTP/1.1\r\n"),
        "{}",
        requests[0]
    );
    assert!(!requests[0].contains("content-length"), "{}", requests[0]);
}

#[tokio::test]
async fn bodies_are_sent() {
    let (url, server) = serve(vec![http(
        "201 Created",
        "content-type: application/json\r\n",
        "{}",
    )])
    .await;
    let client = Client::builder().base_url(url).build().expect("a client");
    client.create_pet(&rex()).await.expect("a pet");
    let requests = server.await.expect("the server");
    assert!(
        requests[0].to_lowercase().contains("content-length: 14\r\n"),
        "{}",
        requests[0]
    );
    assert!(
        requests[0].ends_with("\r\n\r\n{\"name\":\"Rex\"}"),
        "{}",
        requests[0]
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let moved = http(status, "location: http://127.0.0.1:1/stolen\r\n", "");
        let (url, server) = serve(vec![moved]).await;
        let client = Client::builder().base_url(url).build().expect("a client");
        let error = client
            .delete_pet()
            .without_retries()
            .await
            .expect_err("a redirect");
        assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
        assert_eq!(server.await.expect("the server").len(), 1);
    }
}

#[tokio::test]
async fn credentials_follow_no_redirect_to_another_host() {
    let other = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = other.local_addr().expect("an address").port();
    let moved = |status| {
        http(
            status,
            &format!("location: http://localhost:{port}/stolen\r\n"),
            "",
        )
    };
    let (url, server) = serve(vec![
        moved("302 Found"),
        moved("308 Permanent Redirect"),
        moved("307 Moved"),
    ])
    .await;
    let client = Client::builder()
        .base_url(url)
        .key("k")
        .token("t")
        .query_key("q")
        .cookie_key("c")
        .oauth2(ClientCredentials::new("id", "secret"))
        .build()
        .expect("a client");
    // An answer for who asks for any, an error for who does not, and no place to get tokens from.
    let raw = client.pet(&SECRET_PET).send_raw().await.expect("an answer");
    assert_eq!(raw.status().as_u16(), 302);
    let error = client.pet(&KEYED_PET).await.expect_err("a redirect");
    let status = error.response().map(|response| response.status().as_u16());
    assert_eq!(status, Some(308), "{error:?}");
    let error = client.pet(&LOGIN_PET).await.expect_err("a redirect");
    assert!(matches!(error, Error::Token { .. }), "{error:?}");
    let requests = server.await.expect("the server");
    assert!(requests[0].contains("x-api-key: k") && requests[1].contains("api%20key=q"));
    assert!(requests[2].starts_with("POST /login/token"), "{}", requests[2]);
    let stolen = tokio::time::timeout(Duration::from_millis(100), other.accept()).await;
    assert!(stolen.is_err(), "somebody came");
}

#[tokio::test]
async fn tokens_are_fetched_through_the_same_transport() {
    let token = r#"{"access_token":"one","expires_in":60}"#;
    let token = http("200 OK", "content-type: application/json\r\n", token);
    let (url, server) = serve(vec![token, pet()]).await;
    let client = Client::builder()
        .base_url(url)
        .oauth2(ClientCredentials::new("id", "secret"))
        .build()
        .expect("a client");
    assert_eq!(client.pet(&LOGIN_PET).await.ok(), Some(rex()));
    let requests = server.await.expect("the server");
    assert!(requests[0].ends_with("grant_type=client_credentials&scope=pets%3Aread%20pets%3Awrite"));
    assert!(
        requests[1].contains("authorization: Bearer one\r\n"),
        "{}",
        requests[1]
    );
}

#[tokio::test]
async fn broken_connections_are_transport_errors_without_the_url() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let client = Client::builder()
        .base_url(url)
        .query_key("s3cret")
        .build()
        .expect("a client");
    let error = client
        .pet(&SECRET_PET)
        .without_retries()
        .await
        .expect_err("refused");
    let Error::Transport(transport) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(transport.phase(), Phase::Connect);
    assert!(
        !format!("{error:?} {error:#?} {error}").contains("s3cret"),
        "{error:?}"
    );

    let truncated = "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_owned();
    let (url, _server) = serve(vec![truncated]).await;
    let client = Client::builder()
        .base_url(url)
        .query_key("s3cret")
        .build()
        .expect("a client");
    let error = client
        .pet(&SECRET_PET)
        .without_retries()
        .await
        .expect_err("truncated");
    let Error::Transport(transport) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(transport.phase(), Phase::Receive);
    assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let client = Client::builder().base_url(url).build().expect("a client");
    let error = client
        .get_pet("1")
        .timeout(Duration::from_millis(50))
        .await
        .expect_err("silence");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_client_of_the_users_own_is_taken() {
    let (url, server) = serve(vec![pet()]).await;
    let own = ReqwestTransport::from(reqwest::Client::new());
    let client = Client::builder()
        .base_url(url)
        .transport(own)
        .build()
        .expect("a client");
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
    assert_eq!(server.await.expect("the server").len(), 1);
}
