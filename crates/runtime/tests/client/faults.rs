//! A server on loopback that does what servers and networks do on bad days.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does next on a connection. The first request has been read by then, and the
/// connection is closed after the last step.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Writes this.
    Send(String),
    /// Does nothing for a while.
    Pause(Duration),
    /// Writes this a byte at a time, with a pause after each.
    Drip(String, Duration),
    /// Writes this again and again, until the client goes away.
    Flood(String),
    /// Reads another request.
    Read,
    /// Says nothing more, until the client goes away.
    Hang,
    /// Breaks the connection off with a reset.
    Reset,
}

/// What the server saw.
#[derive(Clone, Debug, Default)]
struct Seen {
    requests: Vec<String>,
    connections: usize,
    /// Connections that the client gave up while the server had more to do.
    abandoned: usize,
}

/// Plays a script for each connection in turn. A connection beyond the last script is closed at once.
pub(crate) struct FaultServer {
    pub(crate) url: String,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

impl FaultServer {
    pub(crate) async fn start<const N: usize>(scripts: [Vec<Act>; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let task = tokio::spawn(accept(listener, scripts.into(), seen.clone()));
        Self { url, seen, task }
    }

    fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The requests so far, as they came.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen().requests
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen().connections
    }

    /// Waits until the client has given up a connection.
    pub(crate) async fn abandoned(&self) {
        let given_up = async {
            while self.seen().abandoned == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), given_up)
            .await
            .expect("the client gives the connection up");
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, scripts: Vec<Vec<Act>>, seen: Arc<Mutex<Seen>>) {
    let mut scripts = scripts.into_iter();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            return;
        };
        seen.lock().unwrap_or_else(PoisonError::into_inner).connections += 1;
        if let Some(script) = scripts.next() {
            tokio::spawn(connection(stream, script, seen.clone()));
        }
    }
}

/// The client went away.
struct Gone;

async fn connection(mut stream: TcpStream, script: Vec<Act>, seen: Arc<Mutex<Seen>>) {
    let mut result = read_request(&mut stream, &seen).await;
    for act in script {
        if result.is_err() {
            break;
        }
        result = perform(&mut stream, act, &seen).await;
    }
    if result.is_err() {
        seen.lock().unwrap_or_else(PoisonError::into_inner).abandoned += 1;
    }
}

async fn perform(stream: &mut TcpStream, act: Act, seen: &Mutex<Seen>) -> Result<(), Gone> {
    match act {
        Act::Send(text) => write(stream, &text).await,
        Act::Pause(time) => {
            tokio::time::sleep(time).await;
            Ok(())
        }
        Act::Drip(text, pause) => {
            for byte in text.chars() {
                write(stream, &byte.to_string()).await?;
                tokio::time::sleep(pause).await;
            }
            Ok(())
        }
        Act::Flood(text) => loop {
            write(stream, &text).await?;
        },
        Act::Read => read_request(stream, seen).await,
        Act::Hang => loop {
            if matches!(stream.read(&mut [0; 1024]).await, Ok(0) | Err(_)) {
                return Err(Gone);
            }
        },
        Act::Reset => stream.set_zero_linger().map_err(|_| Gone),
    }
}

async fn write(stream: &mut TcpStream, text: &str) -> Result<(), Gone> {
    stream.write_all(text.as_bytes()).await.map_err(|_| Gone)
}

async fn read_request(stream: &mut TcpStream, seen: &Mutex<Seen>) -> Result<(), Gone> {
    let mut request = Vec::new();
    while !is_whole(&request) {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return Err(Gone),
            Ok(read) => request.extend_from_slice(&chunk[..read]),
        }
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    seen.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .requests
        .push(text);
    Ok(())
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with("0\r\n\r\n");
    }
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    length.is_none_or(|length| body.len() >= length.parse().unwrap_or_default())
}

/// A whole response that ends with its `Content-Length`.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> Act {
    Act::Send(format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

/// 200 with Rex.
pub(crate) fn rex_response() -> Act {
    response(
        "200 OK",
        "content-type: application/json\r\n",
        r#"{"name":"Rex"}"#,
    )
}

/// The head of a response whose body is JSON.
pub(crate) fn head(headers: &str) -> Act {
    Act::Send(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{headers}\r\n"
    ))
}
