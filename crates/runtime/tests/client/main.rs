//! Clients as generated code makes them, through a transport in memory and through a real one.
#![cfg(feature = "client")]

mod answers;
mod api;
mod arguments;
mod bodies;
mod credentials;
#[cfg(feature = "reqwest")]
mod loopback;
mod recording;
mod retries;
mod secrecy;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "tracing")]
mod tracing;
