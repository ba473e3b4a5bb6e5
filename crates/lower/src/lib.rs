//! Lowers an OpenAPI document to the model that bindery emits Rust from.
