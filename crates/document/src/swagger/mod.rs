//! Brings Swagger 2.0 to the form of OpenAPI 3.0.
//!
//! ```yaml
//! swagger: '2.0'
//! info: { title: Pets, version: 1.0.0 }
//! paths: {}
//! definitions: { Pet: { type: object } }
//! ```
//!
//! The whole document is made anew, overlays applied, and every piece of it remembers where it was
//! written ([`Part`](part::Part)). References keep their text: `#/definitions/Pet` is looked up where
//! that has gone ([`Relocations`]). What other files hold is changed where it stands, by what it is
//! referred to as ([`Role`](role::Role)).

mod body;
mod collection;
mod content;
mod conversion;
mod form;
mod headers;
mod media_types;
mod operations;
mod parameters;
mod part;
mod relocation;
mod responses;
mod role;
mod root;
mod schema;
mod security;
mod servers;

use bindery_model::Diagnostics;

use crate::document::Document;
use conversion::Conversion;
pub(crate) use relocation::Relocations;

/// Converts the document and every file that it refers to.
pub(crate) fn convert(document: &mut Document, diagnostics: &mut Diagnostics) {
    let converted = Conversion::of(document, diagnostics).run();
    converted.install(document);
}
