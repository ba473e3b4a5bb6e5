use std::collections::BTreeSet;

use bindery_model::{FileId, Json, Origin, Pointer};

use crate::cursor::Cursor;
use crate::document::Document;
use crate::overlay::find_mut;

/// A fault, and what is done about it.
pub(super) struct Mend {
    /// The value at fault.
    place: Pointer,
    change: Change,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether it is the key that is wrong.
    pub(super) is_key: bool,
    /// Whether it is told of the whole document, for nothing stands there.
    pub(super) is_missing: bool,
}

enum Change {
    /// It is only told of.
    Nothing,
    Remove,
    Replace(Json),
    /// The member gets another name.
    Rename(&'static str),
    /// The member is removed, and the object around its own asks for it.
    Require(Pointer),
    Insert(String, Json),
    /// The names of a list are made texts, each of which stands in it once.
    Names,
}

impl Mend {
    fn new(place: Pointer, change: Change) -> Self {
        Self {
            place,
            change,
            message: String::new(),
            help: String::new(),
            is_key: false,
            is_missing: false,
        }
    }

    pub(super) fn nothing(place: Pointer) -> Self {
        Self::new(place, Change::Nothing)
    }

    pub(super) fn remove(place: Pointer) -> Self {
        Self::new(place, Change::Remove)
    }

    pub(super) fn replace(place: Pointer, value: Json) -> Self {
        Self::new(place, Change::Replace(value))
    }

    pub(super) fn rename(place: Pointer, name: &'static str) -> Self {
        Self {
            is_key: true,
            ..Self::new(place, Change::Rename(name))
        }
    }

    /// `required: true` at `place`, in the property at `property`.
    pub(super) fn require(place: Pointer, property: Pointer) -> Self {
        Self::new(place, Change::Require(property))
    }

    pub(super) fn names(place: Pointer) -> Self {
        Self::new(place, Change::Names)
    }

    /// A member that the document lacks.
    pub(super) fn insert(name: &str, value: Json) -> Self {
        Self {
            is_missing: true,
            ..Self::new(Pointer::root(), Change::Insert(name.to_owned(), value))
        }
    }

    pub(super) fn because(self, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..self
        }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: help.into(),
            ..self
        }
    }

    /// Where it stands in the tree of `file`.
    pub(super) fn at<'d>(&self, document: &'d Document, file: FileId) -> Cursor<'d> {
        document.reached(file, &self.place)
    }

    pub(super) fn apply(self, document: &mut Document, file: FileId) {
        match self.change {
            Change::Nothing => {}
            Change::Remove => remove(document, file, &self.place),
            Change::Replace(value) => {
                if let Some(place) = tree_at(document, file, &self.place) {
                    *place = value;
                }
            }
            Change::Rename(name) => rename(document, file, &self.place, name),
            Change::Require(property) => {
                remove(document, file, &self.place);
                require(document, file, &property, &self.place);
            }
            Change::Names => {
                if let Some(Json::Array(names)) = tree_at(document, file, &self.place) {
                    *names = distinct_names(names);
                }
            }
            Change::Insert(name, value) => {
                if let Some(Json::Object(members)) = tree_at(document, file, &self.place) {
                    members.push((name, value));
                }
            }
        }
    }
}

fn tree_at<'d>(document: &'d mut Document, file: FileId, place: &Pointer) -> Option<&'d mut Json> {
    find_mut(document.trees.get_mut(&file)?, place)
}

fn remove(document: &mut Document, file: FileId, place: &Pointer) {
    let (Some(parent), Some(name)) = (place.parent(), place.last()) else {
        return;
    };
    if let Some(Json::Object(members)) = tree_at(document, file, &parent) {
        members.retain(|(known, _)| known != name);
    }
}

fn rename(document: &mut Document, file: FileId, place: &Pointer, name: &str) {
    let (Some(parent), Some(before)) = (place.parent(), place.last()) else {
        return;
    };
    let written = document.written(file, place);
    if let Some(Json::Object(members)) = tree_at(document, file, &parent)
        && let Some((known, _)) = members.iter_mut().find(|(known, _)| known == before)
    {
        *known = name.to_owned();
        set_place(document, file, &parent.child(name), written);
    }
}

/// Adds the name of `property` to what the schema that declares it requires; `from` says so.
fn require(document: &mut Document, file: FileId, property: &Pointer, from: &Pointer) {
    let schema = property.parent().and_then(|properties| properties.parent());
    let (Some(schema), Some(name)) = (schema, property.last()) else {
        return;
    };
    let written = document.written(file, from);
    let Some(Json::Object(members)) = tree_at(document, file, &schema) else {
        return;
    };
    let item = Json::String(name.to_owned());
    match members.iter_mut().find(|(known, _)| known == "required") {
        Some((_, Json::Array(names))) if names.contains(&item) => {}
        Some((_, Json::Array(names))) => {
            let place = schema.child("required").child(names.len().to_string());
            names.push(item);
            set_place(document, file, &place, written);
        }
        Some(_) => {}
        None => {
            members.push(("required".to_owned(), Json::Array(vec![item])));
            set_place(document, file, &schema.child("required"), written);
        }
    }
}

fn set_place(document: &mut Document, file: FileId, place: &Pointer, written: Origin) {
    let moves = document.moves.entry(file).or_default();
    moves.set(place.segments().iter().map(String::as_str), written);
}

/// The names of `required`, each once: YAML reads `404` as a number.
pub(super) fn distinct_names(names: &[Json]) -> Vec<Json> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for name in names {
        let name = match name {
            Json::Number(number) => Json::String(number.0.clone()),
            Json::Bool(flag) => Json::String(flag.to_string()),
            other => other.clone(),
        };
        if seen.insert(name.to_text()) {
            kept.push(name);
        }
    }
    kept
}
