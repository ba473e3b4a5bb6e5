//! One API served twice: by a server that is generated from `specs/tasks.yaml`, and by one that is written
//! by hand with axum and serde and checks all that the document demands. Both answer from the same tasks.
//!
//! `cargo run --release -p server-load` puts both under load on loopback; `cargo bench -p server-load`
//! measures them without a network.

pub mod by_hand;
pub mod generated;
pub mod requests;

/// Generated from `specs/tasks.yaml`.
pub mod tasks {
    include!(concat!(env!("OUT_DIR"), "/tasks/mod.rs"));
}

/// The key that both servers accept.
pub const KEY: &str = "key-of-a-caller";
