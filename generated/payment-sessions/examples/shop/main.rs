//! A shop that takes payments: the generated server with a store in memory, and the generated client
//! that drives it.
//!
//! ```text
//! cargo run -p payment-sessions --example shop --features client,server -- [COMMAND]
//!
//!                          serves on a free port of this machine, and drives that
//! serve PORT               serves until it is stopped; the API key is `test-key`
//! drive URL KEY            drives the server at URL
//! drive URL KEY --mock     the same, where the answers are the document's examples
//! ```

mod idempotency;
mod session;
mod shop;
mod till;
mod tour;

use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;

use payment_sessions::{Client, server};
use shop::Shop;
use till::Till;
use tokio::net::TcpListener;

/// The key of the shop's only till.
const API_KEY: &str = "test-key";

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        [] => serve_and_drive().await,
        ["serve", port] => serve(port).await,
        ["drive", url, key] => drive(url, key).await,
        ["drive", url, key, "--mock"] => drive_mock(url, key).await,
        _ => Err("expected nothing, `serve PORT`, or `drive URL KEY [--mock]`".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve_and_drive() -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, server::router(Shop::default(), Till::new(API_KEY))).into_future());
    let client = client(&url, API_KEY)?;
    tour::tour(&client).await?;
    tour::refused(&client).await
}

async fn serve(port: &str) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, server::router(Shop::default(), Till::new(API_KEY))).await?;
    Ok(())
}

async fn drive(url: &str, key: &str) -> Result<()> {
    tour::tour(&client(url, key)?).await
}

async fn drive_mock(url: &str, key: &str) -> Result<()> {
    tour::rehearsal(&client(url, key)?).await
}

fn client(url: &str, key: &str) -> Result<Client> {
    Ok(Client::builder().base_url(url).api_key(key).build()?)
}
