//! Writes values as text: what is read from it is the same value, down to the digits of its numbers.

mod json;
mod yaml;

pub use json::write_json;
pub use yaml::write_yaml;

#[cfg(test)]
mod tests;
