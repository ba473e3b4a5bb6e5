//! `x-select-by`: members beside a union, or within its value, that choose the variant.

mod cases;
mod evidence;
mod fields;
mod reader;
mod settle;
mod uncovered;
mod use_sites;

use bindery_document::Cursor;
use bindery_model::{Origin, SelectBy, Test};

use crate::lowering::Lowering;
use crate::union::Draft;
pub(crate) use evidence::{Evidence, EvidentSite};

/// What `x-select-by` comes to.
#[derive(Default)]
pub(crate) struct Selection {
    /// The choice by siblings.
    pub(crate) by_siblings: Option<SelectBy>,
    /// The choice by members of the value.
    pub(crate) tests: Vec<Test>,
}

/// Where the parts of an `x-select-by` stand, to point at when a use of the union does not suit it.
#[derive(Clone, Debug)]
pub(crate) struct SelectionPlaces {
    /// The extension.
    pub(crate) extension: Origin,
    /// For each case, for each tag, its value.
    pub(crate) when: Vec<Vec<Option<Origin>>>,
    /// Whether it says what uncovered combinations mean.
    pub(crate) says_otherwise: bool,
}

/// Which members choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Those beside the union.
    Siblings,
    /// Those of the value.
    Fields,
}

impl<'d> Lowering<'d> {
    /// Reads the extension of a union, if it has one. What is wrong with it is reported, and the
    /// union is read without it.
    pub(crate) fn selection(&mut self, draft: &Draft<'_, 'd>) -> Selection {
        let Some(extension) = draft.holder.and_then(|holder| holder.get("x-select-by")) else {
            return Selection::default();
        };
        match self.read_extension(&extension, draft) {
            Some(extension) => self.selection_of(extension, draft),
            None => Selection::default(),
        }
    }

    fn selection_of(&mut self, extension: Extension<'d>, draft: &Draft<'_, 'd>) -> Selection {
        if extension.place == Place::Fields {
            let tests = self.field_tests(&extension, draft);
            return Selection {
                by_siblings: None,
                tests: tests.unwrap_or_default(),
            };
        }
        let origins = |case: &Case<'d>| {
            case.places
                .iter()
                .map(|place| place.as_ref().map(Cursor::origin))
                .collect()
        };
        let places = SelectionPlaces {
            extension: extension.cursor.origin(),
            when: extension.cases.iter().map(origins).collect(),
            says_otherwise: extension.says_otherwise,
        };
        self.selections.insert(draft.id, places);
        Selection {
            by_siblings: Some(extension.into_select_by()),
            tests: Vec::new(),
        }
    }
}

/// An extension that was read and is consistent in itself.
struct Extension<'d> {
    cursor: Cursor<'d>,
    place: Place,
    tags: Vec<bindery_model::SelectTag>,
    cases: Vec<Case<'d>>,
    otherwise: bindery_model::Otherwise,
    says_otherwise: bool,
    on_mismatch: bindery_model::OnMismatch,
}

/// `cases`, as far as they could be read.
struct Cases<'d> {
    read: Vec<Case<'d>>,
    /// Whether all could be, and no two overlap.
    sound: bool,
}

/// One of `cases`.
struct Case<'d> {
    cursor: Cursor<'d>,
    select: bindery_model::SelectCase,
    /// For each tag, where its value stands.
    places: Vec<Option<Cursor<'d>>>,
}

impl Extension<'_> {
    fn into_select_by(self) -> SelectBy {
        SelectBy {
            tags: self.tags,
            cases: self.cases.into_iter().map(|case| case.select).collect(),
            otherwise: self.otherwise,
            on_mismatch: self.on_mismatch,
        }
    }
}
