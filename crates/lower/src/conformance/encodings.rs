use std::collections::{BTreeSet, HashSet};

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use super::Conformance;
use crate::suggestion;

/// How many schemas are looked at for the properties of one body.
const MOST: usize = 1_000;

/// Among more properties than these nobody's misspelt name is looked for.
const COMPARED: usize = 200;

impl<'d> Conformance<'d> {
    /// The keys of `encoding` are properties of the schema (3.0.3, "Media Type Object").
    pub(super) fn encoded_members(&mut self, media: &Cursor<'d>) {
        let Some(encoding) = media.get("encoding").filter(Cursor::is_object) else {
            return;
        };
        let Some(properties) = media.get("schema").and_then(|schema| self.properties(schema)) else {
            return;
        };
        for (name, entry) in encoding.members() {
            if properties.contains(name) || name.starts_with("x-") {
                continue;
            }
            let message = format!("the body has no member `{name}` to be encoded");
            let mut warning = Diagnostic::warning(Code::UnknownName, message, entry.origin()).at_key();
            if properties.len() <= COMPARED {
                warning.help = suggestion::help(name, properties.iter().copied());
            }
            self.warn(warning.label("says nothing"));
        }
    }

    /// All that a schema, and what it is made of, call a property; nothing, where others may be there.
    fn properties(&self, schema: Cursor<'d>) -> Option<BTreeSet<&'d str>> {
        let mut names = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            let schema = self.document.resolve(&schema).ok()?;
            if !seen.insert((schema.file(), schema.pointer())) {
                continue;
            }
            let is_closed = |name| schema.get(name).is_none_or(|more| more.as_bool() == Some(false));
            if seen.len() > MOST || !is_closed("additionalProperties") || !is_closed("patternProperties") {
                return None;
            }
            let declared = schema.get("properties");
            names.extend(declared.iter().flat_map(Cursor::members).map(|(name, _)| name));
            for branches in ["allOf", "anyOf", "oneOf"] {
                open.extend(schema.get(branches).iter().flat_map(Cursor::items));
            }
            open.extend(["if", "then", "else"].iter().filter_map(|name| schema.get(name)));
        }
        (!names.is_empty()).then_some(names)
    }
}
