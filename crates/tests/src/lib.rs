//! What bindery generates from the documents under `fixtures/`, a module each.

pub mod existing;
#[cfg(doctest)]
pub mod forgotten;

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

/// What `cargo bindery stub` makes of each of them.
pub mod stubs {
    include!(concat!(env!("OUT_DIR"), "/stubs/mod.rs"));
}

/// Generated from `permuted/unions.yaml`, its variants in four orders.
pub mod orders {
    /// As they are.
    pub mod first {
        include!(concat!(env!("OUT_DIR"), "/order_0/mod.rs"));
    }

    /// Backwards.
    pub mod second {
        include!(concat!(env!("OUT_DIR"), "/order_1/mod.rs"));
    }

    /// Rotated.
    pub mod third {
        include!(concat!(env!("OUT_DIR"), "/order_2/mod.rs"));
    }

    /// From the middle outwards.
    pub mod fourth {
        include!(concat!(env!("OUT_DIR"), "/order_3/mod.rs"));
    }
}

/// The README's code, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
