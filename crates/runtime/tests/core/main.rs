//! What generated types do: read, write, choose, check.

mod applicators;
mod dynamic_references;
mod enums;
mod formats;
mod hostile;
mod json;
mod numbers;
mod objects;
mod other_formats;
mod readers;
mod redacted;
mod rules;
mod secrecy;
mod session;
mod siblings;
mod single_letters;
mod types;
mod unions;
