//! What a user may choose about lowering. A key of `bindery.toml`, a method of the façade's `Builder`
//! and a field here have the same name.

mod choice;
mod schema_settings;
mod selectors;

pub use choice::{
    AmbiguousUnions, Choice, ServerTraits, UniqueItems, UnknownMembers, UntypedObjects, parse_choice,
};
pub use schema_settings::{OperationSettings, Place, SchemaSettings, Setting};
pub(crate) use selectors::SelectorKind;
pub use selectors::Selectors;

use bindery_model::{
    Code, Decimals, DeepObjectArrays, Diagnostic, FileId, FormatTypes, Formats, Maps, Origin, Pointer,
    Severity, TimeTypes,
};

/// What a user may choose about lowering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether faulty schemas and operations are left out, with a warning, instead of being errors.
    pub keep_going: bool,
    /// What becomes of a union whose variants nothing tells apart.
    pub ambiguous_unions: AmbiguousUnions,
    /// The name of the server's trait, which then has all operations; the tag's or the title's words where it
    /// is not given.
    pub service: Option<String>,
    /// Whether the operations of each tag are a trait of their own.
    pub server_traits: ServerTraits,
    /// What a schema without `type` but with `properties` becomes.
    pub untyped_objects: UntypedObjects,
    /// What becomes of members that an open object does not declare.
    pub unknown_members: UnknownMembers,
    /// The type of maps.
    pub maps: Maps,
    /// What an array with `uniqueItems` becomes.
    pub unique_items: UniqueItems,
    /// The types of dates and times.
    pub time: TimeTypes,
    /// What becomes of a text that is not of its format.
    pub formats: Formats,
    /// The type of decimal numbers.
    pub decimals: Decimals,
    /// The data of a server-sent event which says that no other follows; none if it is empty. Where nothing is
    /// said, it is `[DONE]`, where data is JSON. `x-stream-end` at a media type counts more.
    pub stream_end: Option<String>,
    /// How arrays in deep objects are written.
    pub deep_object_arrays: DeepObjectArrays,
    /// Whether an emitted crate has a feature for each tag, which the operations of that tag are behind.
    pub features_per_tag: bool,
    /// Members and parameters of these names are secrets wherever they stand.
    pub secrets: Vec<Setting>,
    /// Traits that all types derive beyond `Clone`, `Debug` and `PartialEq`: a trait of std by its name, others
    /// by their paths.
    pub derives: Vec<Setting>,
    /// Rust types that exist already, by the component key, the JSON pointer or (`format:NAME`) the format
    /// of the schemas which they stand for.
    pub rust_types: Vec<(Setting, Setting)>,
    /// Whether schemas keep their examples, for those who make values of them; generated code has no use
    /// for it, so there is no key for it.
    pub examples: bool,
    /// Codes of warnings that are not told; `warnings` stands for all.
    pub allow: Vec<Setting>,
    /// Codes of warnings that are errors; `warnings` stands for all.
    pub deny: Vec<Setting>,
    /// The parts of the document that are made; all of it, where nothing is named.
    pub include: Selectors,
    /// The parts that are not, although `include` names them.
    pub exclude: Selectors,
    /// What is chosen for one schema each.
    pub schemas: Vec<SchemaSettings>,
    /// What is chosen for one operation each.
    pub operations: Vec<OperationSettings>,
    /// The file that the places of [`Setting`]s are in.
    pub file: Option<FileId>,
}

impl Settings {
    /// What types of formats are.
    pub(crate) fn format_types(&self) -> FormatTypes {
        FormatTypes {
            time: self.time,
            formats: self.formats,
            decimals: self.decimals,
        }
    }

    /// A mistake in what the user wrote at `setting`.
    pub(crate) fn error(&self, code: Code, message: impl Into<String>, setting: &Setting) -> Diagnostic {
        let origin = Origin::new(self.file.unwrap_or_default(), Pointer::root());
        let diagnostic = Diagnostic::error(code, message, origin);
        match (self.file, setting.place) {
            (Some(_), Some(Place { line, column })) => diagnostic.at_text(line, column),
            _ => diagnostic,
        }
    }

    /// The same, where it costs nothing but a line.
    pub(crate) fn warning(&self, code: Code, message: impl Into<String>, setting: &Setting) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..self.error(code, message, setting)
        }
    }
}
