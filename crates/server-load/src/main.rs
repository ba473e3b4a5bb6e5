//! Puts both servers under load on loopback, by turns, and prints what each answers per second.
//!
//! `cargo run --release -p server-load [SECONDS]`: how long each server is asked each kind of request;
//! 10 unless told.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use server_load::requests::{ASKS, Ask};
use server_load::{by_hand, generated};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

const CONNECTIONS: usize = 32;
const TURN: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds: f64 = std::env::args().nth(1).map_or(Ok(10.0), |text| text.parse())?;
    let turns = (seconds / TURN.as_secs_f64()).ceil().max(1.0) as usize;
    let servers = runtime()?;
    let clients = runtime()?;
    let hand = serve(&servers, by_hand::server())?;
    let generated = serve(&servers, generated::server())?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "| request | by hand, per second | generated, per second | ratio |"
    )?;
    writeln!(out, "| --- | ---: | ---: | ---: |")?;
    for ask in &ASKS {
        // Warm both up.
        turn(&clients, hand, ask)?;
        turn(&clients, generated, ask)?;
        let mut ratios = Vec::new();
        let (mut of_hand, mut of_generated) = (0.0, 0.0);
        for index in 0..turns {
            // Whoever goes first has the cooler machine: take turns.
            let (by_hand, by_generated) = if index % 2 == 0 {
                let by_hand = turn(&clients, hand, ask)?;
                (by_hand, turn(&clients, generated, ask)?)
            } else {
                let by_generated = turn(&clients, generated, ask)?;
                (turn(&clients, hand, ask)?, by_generated)
            };
            of_hand += by_hand;
            of_generated += by_generated;
            ratios.push(by_generated / by_hand);
        }
        ratios.sort_by(f64::total_cmp);
        let ratio = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
        let turns = turns as f64;
        writeln!(
            out,
            "| {} | {:.0} | {:.0} | {ratio:.3} |",
            ask.name,
            of_hand / turns,
            of_generated / turns
        )?;
    }
    Ok(())
}

fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

fn serve(runtime: &Runtime, router: Router) -> std::io::Result<SocketAddr> {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Answers per second, over all connections.
fn turn(clients: &Runtime, server: SocketAddr, ask: &Ask) -> std::io::Result<f64> {
    let (wire, status) = (Arc::new(ask.to_wire()), ask.status);
    let answered = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    clients.block_on(async {
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            let (wire, answered) = (wire.clone(), answered.clone());
            connections.push(tokio::spawn(async move {
                let mut stream = TcpStream::connect(server).await?;
                stream.set_nodelay(true)?;
                let mut buffer = Vec::new();
                while start.elapsed() < TURN {
                    stream.write_all(&wire).await?;
                    receive(&mut stream, &mut buffer, status).await?;
                    answered.fetch_add(1, Ordering::Relaxed);
                }
                std::io::Result::Ok(())
            }));
        }
        for connection in connections {
            connection.await??;
        }
        std::io::Result::Ok(())
    })?;
    Ok(answered.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64())
}

/// Reads one answer, which says its length.
async fn receive(stream: &mut TcpStream, buffer: &mut Vec<u8>, status: u16) -> std::io::Result<()> {
    buffer.clear();
    let (head, length) = loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(wrong("the server hung up"));
        }
        if let Some(head) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
            if !text.starts_with(&format!("http/1.1 {status}")) {
                return Err(wrong(&format!("another answer: {text}")));
            }
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            break (
                head + 4,
                length.ok_or_else(|| wrong("the answer says no length"))?,
            );
        }
    };
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err(wrong("the server hung up"));
        }
    }
    Ok(())
}

fn wrong(what: &str) -> std::io::Error {
    std::io::Error::other(what.to_owned())
}
