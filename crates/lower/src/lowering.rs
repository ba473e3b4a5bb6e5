use bindery_document::{Cursor, Document};
use bindery_model::{Api, Diagnostic, Diagnostics, Explanation, Omission, Severity};

use crate::Settings;
use crate::scope::Scope;
use crate::type_table::TypeTable;

/// What lowering made of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lowered {
    /// The model that is emitted. Not to be emitted when an error was reported.
    pub api: Api,
    /// What was left out or is kept untyped.
    pub omissions: Vec<Omission>,
    /// What became of each component schema and operation, and why.
    pub explanations: Vec<Explanation>,
}

/// What every part of lowering works with.
pub(crate) struct Lowering<'d> {
    /// What is made of it so far, except for the types.
    pub(crate) api: Api,
    /// The document that is lowered.
    pub(crate) document: &'d Document,
    /// What the user chose.
    pub(crate) settings: &'d Settings,
    /// Where mistakes go.
    pub(crate) diagnostics: &'d mut Diagnostics,
    /// What was left out so far.
    pub(crate) omissions: Vec<Omission>,
    /// What there is to explain so far.
    pub(crate) explanations: Vec<Explanation>,
    /// The types so far.
    pub(crate) types: TypeTable<'d>,
    /// The names of all types, and of what is emitted beside them.
    pub(crate) type_names: Scope,
}

/// Lowers `document`, reporting every mistake to `diagnostics`.
///
/// What it returns is whole only when no error was reported; then it keeps every promise of the
/// model's documentation.
pub fn lower(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Lowered {
    let lowering = Lowering::new(document, settings, diagnostics);
    lowering.into_lowered()
}

impl<'d> Lowering<'d> {
    fn new(document: &'d Document, settings: &'d Settings, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            api: Api::default(),
            document,
            settings,
            diagnostics,
            omissions: Vec::new(),
            explanations: Vec::new(),
            types: TypeTable::default(),
            type_names: Scope::of_types(),
        }
    }

    /// Reports a mistake.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place that `cursor` stands for once references are followed; a dangling one is reported.
    pub(crate) fn resolve(&mut self, cursor: &Cursor<'d>) -> Option<Cursor<'d>> {
        match self.document.resolve(cursor) {
            Ok(target) => Some(target),
            Err(diagnostic) => {
                self.fault(cursor, *diagnostic);
                None
            }
        }
    }

    /// Reports what cannot be lowered. When going on is wanted it costs a warning, and what stands
    /// at `place` is listed as left out.
    pub(crate) fn fault(&mut self, place: &Cursor<'d>, mut diagnostic: Diagnostic) {
        if self.settings.keep_going {
            diagnostic.severity = Severity::Warning;
            self.omissions.push(Omission {
                origin: place.origin(),
                reason: diagnostic.message.clone(),
            });
        }
        self.report(diagnostic);
    }
}
