//! What is seen by callers whose bodies are still on their way when they are answered.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use tokio::net::TcpListener;

use crate::ask::server;

/// More than any buffer on the way holds.
const LENGTH: usize = 12 << 20;

async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move { axum::serve(listener, server()).await });
    address
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).expect("a limit");
    stream.set_write_timeout(patience).expect("a limit");
    stream
}

/// The status that comes, read to the end of its answer.
fn status(stream: &mut TcpStream) -> u16 {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        text.push(byte[0]);
    }
    let text = String::from_utf8(text).expect("text").to_ascii_lowercase();
    let length = text
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a length"))];
    stream.read_exact(&mut body).expect("a body");
    text.split(' ')
        .nth(1)
        .expect("a status")
        .parse()
        .expect("a number")
}

fn head(line: &str, more: &str) -> String {
    let fixed = format!("Host: a\r\nContent-Type: application/json\r\nContent-Length: {LENGTH}\r\n");
    format!("{line} HTTP/1.1\r\n{fixed}{more}\r\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_all_before_reading_is_told_why_it_was_refused() {
    let address = serve().await;
    for (line, more, expected) in [
        ("POST /pets", "X-Key: k\r\n", 413),
        ("POST /pets", "", 401),
        ("PUT /pets/a/picture", "", 415),
        ("POST /nowhere", "", 404),
        ("DELETE /pets", "", 405),
    ] {
        let mut stream = connect(address);
        stream
            .write_all(head(line, more).as_bytes())
            .expect("the head is taken");
        stream.write_all(&vec![b' '; LENGTH]).expect("the body is taken");
        assert_eq!(status(&mut stream), expected, "{line}");
        stream
            .write_all(b"GET /pets HTTP/1.1\r\nHost: a\r\n\r\n")
            .expect("another is taken");
        assert_eq!(status(&mut stream), 200, "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_body_that_is_too_large() {
    let address = serve().await;
    for more in ["X-Key: k\r\n", "X-Key: k\r\nExpect: 100-continue\r\n"] {
        let mut stream = connect(address);
        stream
            .write_all(head("POST /pets", more).as_bytes())
            .expect("the head is taken");
        assert_eq!(status(&mut stream), 413, "{more}");
        let mut rest = Vec::new();
        stream
            .read_to_end(&mut rest)
            .expect("the connection is closed in the end");
        assert_eq!(rest, b"");
    }
}
