//! A crate whose build script generates its API.
