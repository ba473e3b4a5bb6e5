//! Serves an OpenAPI document without compiling anything.
//!
//! The model of a document becomes the tables that generated crates have ([`http::Operation`] and
//! [`Schema`]), made while the program runs; the runtime's own [`Routes`] serve them. So a request is
//! routed, authenticated, read and judged as a generated server does it, and only what a user would write
//! is different: the handler answers with the document's examples, or with values that fit its schemas.
//!
//! | file | what it makes |
//! | --- | --- |
//! | `schema_tables.rs`, `operation_tables.rs`, `service_table.rs`, `words.rs` | the runtime's tables, of the model |
//! | `declared.rs` | what the document lets an operation answer with |
//! | `preference.rs`, `choice.rs` | which of it a request gets |
//! | `reply.rs`, `value.rs` | the answer's headers and body |
//! | `refusal.rs` | the document's words for a problem |
//! | `request.rs`, `anyone.rs`, `responder.rs` | what the runtime asks of a server: requests, who calls, answers |
//! | `serve.rs` | the server itself |
//!
//! **Architecture invariant.** Nothing that generates code depends on this crate. The tables of a [`Mock`]
//! are never given back: one is made once in a process.
//!
//! [`http::Operation`]: bindery_runtime::http::Operation
//! [`Schema`]: bindery_runtime::schema::Schema
//! [`Routes`]: bindery_runtime::server::Routes

mod anyone;
mod choice;
mod declared;
mod leaked;
mod mock;
mod operation_tables;
mod preference;
mod refusal;
mod reply;
mod request;
mod responder;
mod schema_tables;
mod serve;
mod service_table;
mod value;
mod words;

pub use mock::{Mock, Options};
pub use serve::Listening;
