//! What is emitted for types, from models made by hand.

mod models;
mod payment_sessions;
mod shapes;
