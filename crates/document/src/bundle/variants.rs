//! What a union says of its variants by their names, where these have others in the bundle:
//!
//! ```yaml
//! x-select-by: { siblings: [kind], cases: [{ when: { kind: a }, then: Card }], otherwise: Cash }
//! ```

use std::collections::HashMap;

use bindery_model::{Json, JsonObject};

use super::Bundle;
use super::target::node;
use super::writing::implied_value;
use crate::cursor::Cursor;

/// How deep unions may stand in others.
const DEEPEST: usize = 16;

impl<'d> Bundle<'d, '_> {
    /// Lets `x-select-by` name the variants as the bundle does.
    pub(super) fn rename_selected(&self, schema: &Cursor<'d>, written: &mut JsonObject) {
        let Some(Json::Object(extension)) = written.value_mut("x-select-by") else {
            return;
        };
        let mut names = HashMap::new();
        self.variant_names(schema, DEEPEST, &mut names);
        // Two words are no variants, whatever schemas are called.
        let otherwise = extension.get("otherwise");
        if !matches!(otherwise, Some(Json::String(word)) if word == "unknown" || word == "error") {
            rename(extension, "otherwise", &names);
        }
        let Some(Json::Array(cases)) = extension.value_mut("cases") else {
            return;
        };
        for case in cases {
            if let Json::Object(case) = case {
                rename(case, "then", &names);
            }
        }
    }

    /// What the branches of a union are called, and those of unions among them: before, and in the bundle. The
    /// first of a name is meant.
    fn variant_names(&self, union: &Cursor<'d>, left: usize, names: &mut HashMap<String, String>) {
        let Some(left) = left.checked_sub(1) else { return };
        let lists = ["oneOf", "anyOf"].into_iter().filter_map(|name| union.get(name));
        for branch in lists.flat_map(|list| list.items()) {
            let Some(text) = branch.get("$ref") else {
                self.variant_names(&branch, left, names);
                continue;
            };
            let lead = self.leads.get(&node(&text));
            let place = lead.and_then(|lead| self.place_of(lead));
            if let (Some(before), Some(place)) = (text.as_str(), place) {
                names
                    .entry(implied_value(before))
                    .or_insert_with(|| implied_value(&place));
            }
            if let Ok(target) = self.document.follow(&text) {
                self.variant_names(&target, left, names);
            }
        }
    }
}

fn rename(holder: &mut JsonObject, member: &str, names: &HashMap<String, String>) {
    if let Some(Json::String(text)) = holder.value_mut(member)
        && let Some(name) = names.get(text)
    {
        *text = name.clone();
    }
}
