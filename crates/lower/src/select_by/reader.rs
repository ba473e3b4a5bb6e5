use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Json, OnMismatch, Otherwise, SelectTag};

use super::{Cases, Extension, Place};
use crate::lowering::Lowering;
use crate::suggestion;
use crate::type_keyword::canonical;
use crate::union::Draft;

const KEYS: [&str; 6] = [
    "siblings",
    "fields",
    "cases",
    "absent",
    "otherwise",
    "on-mismatch",
];

impl<'d> Lowering<'d> {
    /// Reads an extension; nothing, if anything in it is wrong.
    pub(super) fn read_extension(
        &mut self,
        cursor: &Cursor<'d>,
        draft: &Draft<'_, 'd>,
    ) -> Option<Extension<'d>> {
        let known = self.only_keys(cursor, &KEYS);
        let (place, names) = self.tag_names(cursor)?;
        let tags = self.tags(cursor, names);
        let cases = self.cases(cursor, tags.as_deref().unwrap_or_default(), draft);
        let otherwise = self.otherwise(cursor, draft);
        let on_mismatch = self.on_mismatch(cursor);
        let Cases { read, sound } = cases?;
        let extension = Extension {
            cursor: cursor.clone(),
            place,
            tags: tags?,
            cases: read,
            otherwise: otherwise?,
            says_otherwise: cursor.get("otherwise").is_some(),
            on_mismatch: on_mismatch?,
        };
        // A case that could not be read may be the one that leads to a variant.
        (sound && self.check_reached(&extension, draft) && known).then_some(extension)
    }

    /// Whether all keys are known; others are reported.
    pub(super) fn only_keys(&mut self, cursor: &Cursor<'d>, known: &[&str]) -> bool {
        if !cursor.is_object() {
            let message = format!("expected an object, and this is {}", cursor.kind());
            self.refuse(cursor, message, None);
            return false;
        }
        let mut all_known = true;
        for (key, value) in cursor.members().filter(|(key, _)| !known.contains(key)) {
            let mut diagnostic = Diagnostic::error(
                Code::SelectBy,
                format!("`x-select-by` has no `{key}`"),
                value.origin(),
            )
            .at_key();
            diagnostic.help = suggestion::help(key, known.iter().copied());
            self.fault(&value, diagnostic);
            all_known = false;
        }
        all_known
    }

    /// Reports what is wrong at `cursor`.
    pub(super) fn refuse(&mut self, cursor: &Cursor<'d>, message: String, help: Option<String>) {
        let mut diagnostic = Diagnostic::error(Code::SelectBy, message, cursor.origin());
        diagnostic.help = help;
        self.fault(cursor, diagnostic);
    }

    fn tag_names(&mut self, cursor: &Cursor<'d>) -> Option<(Place, Vec<Cursor<'d>>)> {
        let (place, list) = match (cursor.get("siblings"), cursor.get("fields")) {
            (Some(siblings), None) => (Place::Siblings, siblings),
            (None, Some(fields)) => (Place::Fields, fields),
            (None, None) => {
                let help = "add `siblings: […]` with members beside the union, or `fields: […]` with pointers into its value";
                self.refuse(
                    cursor,
                    "`x-select-by` does not say which members choose".to_owned(),
                    Some(help.to_owned()),
                );
                return None;
            }
            (Some(_), Some(fields)) => {
                let help = "keep one of them".to_owned();
                self.refuse(
                    &fields,
                    "`fields` cannot stand beside `siblings`".to_owned(),
                    Some(help),
                );
                return None;
            }
        };
        let names: Vec<Cursor<'d>> = list.items().collect();
        if names.is_empty() {
            self.refuse(&list, "expected a list of names".to_owned(), None);
            return None;
        }
        Some((place, names))
    }

    fn tags(&mut self, cursor: &Cursor<'d>, names: Vec<Cursor<'d>>) -> Option<Vec<SelectTag>> {
        let mut tags: Vec<SelectTag> = Vec::new();
        for name in &names {
            let Some(text) = name.as_str() else {
                self.refuse(
                    name,
                    format!("expected a member's name, and this is {}", name.kind()),
                    None,
                );
                return None;
            };
            if tags.iter().any(|tag| tag.wire_name == text) {
                self.refuse(name, format!("`{text}` is listed twice"), None);
                return None;
            }
            tags.push(SelectTag {
                wire_name: text.to_owned(),
                absent: None,
            });
        }
        let Some(absent) = cursor.get("absent") else {
            return Some(tags);
        };
        let names: Vec<String> = tags.iter().map(|tag| tag.wire_name.clone()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if !self.only_keys(&absent, &names) {
            return None;
        }
        for (name, value) in absent.members() {
            let literal = self.literal(&value)?;
            tags.iter_mut()
                .filter(|tag| tag.wire_name == name)
                .for_each(|tag| tag.absent = Some(literal.clone()));
        }
        Some(tags)
    }

    /// A string, a number, a boolean or `null`.
    pub(super) fn literal(&mut self, value: &Cursor<'d>) -> Option<Json> {
        if value.is_object() || value.is_array() {
            let help = "write a case for each value".to_owned();
            self.refuse(
                value,
                format!("a tag has a single plain value, and this is {}", value.kind()),
                Some(help),
            );
            return None;
        }
        Some(canonical(value.value()))
    }

    fn otherwise(&mut self, cursor: &Cursor<'d>, draft: &Draft<'_, 'd>) -> Option<Otherwise> {
        let Some(value) = cursor.get("otherwise") else {
            return Some(Otherwise::Unknown);
        };
        match value.as_str() {
            Some("unknown") => Some(Otherwise::Unknown),
            Some("error") => Some(Otherwise::Error),
            _ => self
                .variant_named(&value, draft, &["unknown", "error"])
                .map(Otherwise::Variant),
        }
    }

    fn on_mismatch(&mut self, cursor: &Cursor<'d>) -> Option<OnMismatch> {
        let Some(value) = cursor.get("on-mismatch") else {
            return Some(OnMismatch::Error);
        };
        match value.as_str() {
            Some("error") => Some(OnMismatch::Error),
            Some("unknown") => Some(OnMismatch::Unknown),
            other => {
                let help = suggestion::help(other.unwrap_or_default(), ["error", "unknown"]);
                self.refuse(&value, "`on-mismatch` is `error` or `unknown`".to_owned(), help);
                None
            }
        }
    }

    /// The variant that a component's name stands for.
    pub(super) fn variant_named(
        &mut self,
        value: &Cursor<'d>,
        draft: &Draft<'_, 'd>,
        words: &[&str],
    ) -> Option<usize> {
        let Some(name) = value.as_str() else {
            self.refuse(
                value,
                format!("expected a variant's name, and this is {}", value.kind()),
                None,
            );
            return None;
        };
        let labelled = draft.labels.iter().position(|label| label == name);
        let found = labelled.or_else(|| draft.leaves.iter().position(|leaf| leaf.title() == Some(name)));
        if found.is_none() {
            let candidates = draft
                .labels
                .iter()
                .map(String::as_str)
                .chain(words.iter().copied());
            let union = self.types.name(draft.id).clone();
            self.refuse(
                value,
                format!("`{union}` has no variant `{name}`"),
                suggestion::help(name, candidates),
            );
        }
        found
    }
}
