//! Reads OpenAPI documents: files, overlays, references, positions.
//!
//! [`load`] turns a file, its overlays and the files that it refers to into one [`Document`]: trees
//! of plain values, read by [`Cursor`]s that always know where they are. Places are pointers; only
//! [`render`] looks for lines and columns.
//!
//! **Architecture invariant.** Nothing outside this crate reads a document's files, and nothing here
//! knows what an OpenAPI member means beyond the few that versions, overlays and references need.
//! No input makes it panic: sizes, depths, alias expansion and the number of files are bounded by
//! [`Limits`].

mod bundle;
mod cursor;
mod discovery;
mod document;
mod dynamic;
mod following;
mod format;
mod json_value;
mod limits;
mod load;
mod location;
mod marks;
mod mend;
mod mention;
mod overlay;
mod parse;
mod places;
mod provenance;
mod reach;
mod reference;
mod remote;
mod render;
mod resources;
mod source;
mod suggestion;
mod swagger;
mod syntax;
mod version;

pub use bundle::{BundleOptions, BundledTree, KeptPart};
pub use cursor::Cursor;
pub use document::Document;
pub use format::{write_json, write_yaml};
pub use limits::Limits;
pub use load::{LoadOptions, load, load_as_written};
pub use openapiv3;
pub use reach::Reached;
pub use remote::{REMOTE_LIST, RemoteFiles, sha256};
pub use render::{Location, RenderStyle, Rendering, in_order, locate, message_line, render};
pub use source::{SourceFile, Sources};
pub use version::SpecVersion;
