//! The server, asked in its own process.
#![cfg(feature = "server")]

mod answers;
mod ask;
mod authentication;
mod bodies;
mod hostile;
mod limits;
mod parameters;
mod paths;
mod problem_forms;
mod problems;
#[cfg(all(feature = "client", feature = "tower"))]
mod round_trip;
mod session;
mod shop;
mod unions;
