//! One API called twice: through types and a client that are generated from `specs/shop.yaml`, and through what
//! someone would write with serde and http, once by derives and once by hand with as much care.
//!
//! `cargo bench -p client-load` compares their speed; `tests/allocations.rs` holds how often they allocate.

pub mod by_hand;
pub mod derived;
pub mod samples;
pub mod transport;

/// Generated from `specs/shop.yaml`.
pub mod shop {
    include!(concat!(env!("OUT_DIR"), "/shop/mod.rs"));
}
