//! Answers that are compressed, through reqwest.

use bindery_runtime::client::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::api::{Client, rex};

/// `{"name":"Rex"}`.
const REX: &[u8] = b"\
    \x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\x4b\xcc\x4d\x55\xb2\x52\x0a\x4a\xad\x50\xaa\
    \x05\x00\xcd\x60\xf1\xa5\x0e\x00\x00\x00\
    ";

/// `{"name":"xxx…"}`, 100,000 times x.
const LONG: &[u8] = b"\
    \x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x0d\x00\x20\x10\x04\x30\x2f\x27\x03\x37\x0c\
    \x3f\xc2\x4c\x42\xf0\xfe\x36\x18\xda\xde\xec\xb9\x2a\x23\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf8\x56\x5e\x03\x92\xc8\xda\x59\xab\
    \x86\x01\x00\
    ";

/// Answers one connection; what was asked.
async fn serve(body: &'static [u8]) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut request = vec![0; 4096];
        let read = stream.read(&mut request).await.expect("a request");
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream
            .write_all(&[head.as_bytes(), body].concat())
            .await
            .expect("written");
        String::from_utf8_lossy(&request[..read]).to_lowercase()
    });
    (url, server)
}

#[tokio::test]
async fn compressed_answers_are_asked_for_and_read() {
    let (url, server) = serve(REX).await;
    let client = Client::builder()
        .base_url(url)
        .key("k")
        .build()
        .expect("a client");
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
    let asked = server.await.expect("the server");
    assert!(
        asked.contains("accept-encoding: ") && asked.contains("gzip"),
        "{asked}"
    );
}

#[tokio::test]
async fn the_limit_is_that_of_what_is_decompressed() {
    let (url, _server) = serve(LONG).await;
    let client = Client::builder()
        .base_url(url)
        .key("k")
        .response_limit(10_000)
        .build()
        .expect("a client");
    let error = client
        .get_pet("1")
        .without_retries()
        .await
        .expect_err("too large");
    assert!(
        matches!(error, Error::BodyTooLarge { limit: 10_000, .. }),
        "{error:?}"
    );
}
