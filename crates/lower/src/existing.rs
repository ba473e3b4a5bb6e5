//! Rust types that their users have already: `x-rust-type: my_money::Money`, or `rust-types` in the settings.

use std::collections::HashMap;

use bindery_model::{Code, Diagnostic};

use crate::derive::is_path;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::settings::Setting;
use crate::type_table::Node;

/// What a key of `rust-types` begins with that names a format.
const FORMAT: &str = "format:";

/// The existing types that the settings name, and which of them stand for something.
#[derive(Default)]
pub(crate) struct ExistingTypes<'d> {
    by_schema: HashMap<Node, (&'d Setting, &'d str)>,
    by_format: HashMap<&'d str, (&'d Setting, &'d str)>,
    met: Vec<&'d Setting>,
}

impl<'d> Lowering<'d> {
    /// Looks up what the settings name.
    pub(crate) fn read_existing_types(&mut self) {
        let settings = self.settings;
        for (key, path) in &settings.rust_types {
            if !is_full_path(&path.text) {
                let diagnostic = settings.error(Code::BadRustType, not_a_path(&path.text), path);
                self.report(diagnostic.help(HELP));
                self.existing.met.push(key);
            } else if let Some(format) = key.text.strip_prefix(FORMAT) {
                self.existing.by_format.insert(format, (key, &path.text));
            } else if let Some(schema) = self.chosen_schema(key) {
                let schema = self.resolved(&schema).unwrap_or(schema);
                self.existing
                    .by_schema
                    .insert(Node::of(&schema), (key, &path.text));
            } else {
                self.existing.met.push(key);
            }
        }
    }

    /// The path of the type that stands for a schema; settings outweigh the document.
    pub(crate) fn existing_type(&mut self, making: &Making<'_, 'd>) -> Option<String> {
        let schema = making.seed.single()?;
        let format = |existing: &ExistingTypes<'d>| existing.by_format.get(making.view.format?).copied();
        let chosen = self.existing.by_schema.get(&Node::of(schema)).copied();
        if let Some((key, path)) = chosen.or_else(|| format(&self.existing)) {
            self.existing.met.push(key);
            return Some(path.to_owned());
        }
        let written = schema.get("x-rust-type")?;
        // Others have given the extension an object, which says more than a path.
        let path = written.as_str()?;
        if !is_full_path(path) {
            let diagnostic = Diagnostic::error(Code::BadRustType, not_a_path(path), written.origin());
            self.report(diagnostic.help(HELP));
            return None;
        }
        Some(path.to_owned())
    }

    /// Reports the types that stand for nothing.
    pub(crate) fn report_unused_types(&mut self) {
        let settings = self.settings;
        for (key, path) in &settings.rust_types {
            // What it stands for may be left out.
            if self.kept.is_none() && !self.existing.met.contains(&key) {
                let message = format!("no schema became `{}`: nothing is `{}`", path.text, key.text);
                let diagnostic = settings.warning(Code::UnusedRustType, message, key);
                self.report(diagnostic.help("write a component key, a JSON pointer or `format:NAME`"));
            }
        }
    }
}

const HELP: &str = "write the whole path, such as `my_money::Money` or `crate::Money`";

fn not_a_path(path: &str) -> String {
    format!("`{path}` is not the path of a type")
}

fn is_full_path(path: &str) -> bool {
    is_path(path) && path.trim_start_matches("::").contains("::")
}
