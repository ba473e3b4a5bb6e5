//! Turns an OpenAPI document into Rust that reads as if a good engineer had written it.
