//! Turns an OpenAPI document into Rust that reads as if a good engineer had written it.
//!
//! This crate is the pipeline's façade: it runs source → document → model → files, and writes the
//! files to a folder or checks a folder against them. Three ways lead here:
//!
//! * [`Builder`] from a `build.rs`,
//! * [`Project`], which reads a `bindery.toml`, from an xtask or `cargo bindery`,
//! * [`Target`] and [`generate`], for a document without any configuration.
//!
//! ```no_run
//! // build.rs
//! bindery::Builder::new("specs/payment-sessions.yaml").client().server().run_in_build_script();
//! ```
//!
//! **Architecture invariant.** Only this crate and `bindery-document`'s loader touch the file
//! system. Generation itself is a function from text to files: same input, same bytes.

mod api;
mod build_script;
mod bundle;
mod check;
mod configuration;
mod copies;
mod explain;
mod folder;
mod generation;
mod header;
mod init;
mod inputs;
mod lint;
mod manifest;
mod name_change;
mod package;
mod problem;
mod project;
mod public_items;
mod record;
mod revision;
mod setting_key;
mod settings_schema;
mod settings_table;
mod sharing;
mod stub;
mod summary;
mod target;
mod target_table;
mod types_from;

pub use api::{ReadApi, read_api, read_generated_api};
pub use bindery_document::{Location, RemoteFiles, RenderStyle, Rendering};
pub use bindery_lower::{
    AmbiguousUnions, OperationSettings, SchemaSettings, Selectors, ServerTraits, Settings, UnknownMembers,
    UntypedObjects, check_warning_code,
};
pub use bindery_model::{Decimals, DeepObjectArrays, Formats, Maps, TimeTypes};
pub use build_script::Builder;
pub use bundle::Bundle;
pub use check::{Drift, DriftKind};
pub use copies::{keep_copy, missing_copies};
pub use explain::Explained;
pub use folder::{Folder, Written};
pub use generation::{Generation, generate};
pub use init::starting_configuration;
pub use inputs::inputs;
pub use lint::{Findings, Shown, lint};
pub use name_change::NameChange;
pub use package::{InvalidName, package_name};
pub use problem::Problem;
pub use project::Project;
pub use public_items::PublicItems;
pub use record::{Record, Unchanged};
pub use revision::Revision;
pub use settings_schema::{settings_schema, settings_text};
pub use stub::{MissingHandlers, Stub};
pub use summary::Summary;
pub use target::{Part, Runtime, Target};
pub use types_from::TypesFrom;
