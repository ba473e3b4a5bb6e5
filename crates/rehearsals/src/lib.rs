//! Client and server of every fixture with operations: a module each.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
