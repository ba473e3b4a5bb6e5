use std::collections::{BTreeMap, BTreeSet};

use crate::text::{WIDTH, fill};

/// The `use` declarations of a file, gathered while its items are made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imports {
    /// Names by the module that they come from.
    uses: BTreeMap<String, BTreeSet<String>>,
    exports: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// Imports `path`, e.g. `std::collections::BTreeMap`.
    pub(crate) fn add(&mut self, path: &str) {
        insert(&mut self.uses, path);
    }

    /// Imports `path` and shows it to this module's users as its own.
    pub(crate) fn export(&mut self, path: &str) {
        insert(&mut self.exports, path);
    }

    /// The same of `name`, which may be `Name as Other`, in `module`.
    pub(crate) fn export_of(&mut self, module: &str, name: &str) {
        self.exports
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
    }

    /// Adds all that `other` has.
    pub(crate) fn absorb(&mut self, other: &Self) {
        for (own, others) in [(&mut self.uses, &other.uses), (&mut self.exports, &other.exports)] {
            for (module, names) in others {
                own.entry(module.clone())
                    .or_default()
                    .extend(names.iter().cloned());
            }
        }
    }

    /// Those of names that no path of `imported` brings.
    pub(crate) fn without(&self, imported: &BTreeSet<String>) -> Self {
        let mut left = self.clone();
        for (module, names) in &mut left.uses {
            names.retain(|name| !imported.contains(&format!("{module}::{name}")));
        }
        left.uses.retain(|_, names| !names.is_empty());
        left
    }

    /// The declarations: std, then the runtime, then the crate's own, each group after a blank line.
    pub(crate) fn render(&self) -> String {
        let mut groups = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
        for (module, names) in &with_modules_in_lists(&self.uses) {
            groups[group(module)].push(declaration("use", module, names));
        }
        for (module, names) in &self.exports {
            groups[3].push(declaration("pub use", module, names));
        }
        // By their text, so that a module's own list stands after those of the modules below it.
        groups.iter_mut().for_each(|group| group.sort());
        let groups: Vec<_> = groups
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| group.concat())
            .collect();
        groups.join("\n")
    }
}

/// `super::types` beside `super::types::Pet` becomes `super::types::{self, Pet}`. Not so for the
/// runtime's, where a macro may be called like a module: `self` would import the module alone.
fn with_modules_in_lists(uses: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut merged = uses.clone();
    for module in uses.keys().filter(|module| module.starts_with("super::")) {
        let Some((parent, name)) = module.rsplit_once("::") else {
            continue;
        };
        if merged.get_mut(parent).is_some_and(|names| names.remove(name)) {
            insert(&mut merged, &format!("{module}::self"));
        }
    }
    merged.retain(|_, names| !names.is_empty());
    merged
}

fn insert(modules: &mut BTreeMap<String, BTreeSet<String>>, path: &str) {
    if let Some((module, name)) = path.rsplit_once("::") {
        modules
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
    }
}

fn group(module: &str) -> usize {
    match module.split("::").next() {
        Some("std") => 0,
        Some("bindery_runtime") => 1,
        _ => 2,
    }
}

fn declaration(keyword: &str, module: &str, names: &BTreeSet<String>) -> String {
    // `self` leads in a list; elsewhere the order is that of the bytes, as rustfmt has it.
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_key(|name| (*name != "self", *name));
    if let [name] = names[..]
        && name != "self"
    {
        return format!("{keyword} {module}::{name};\n");
    }
    let line = format!("{keyword} {module}::{{{}}};\n", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let body = fill(names.iter().map(|name| format!("{name},")), 4);
    format!("{keyword} {module}::{{\n{body}}};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_grouped_by_origin_and_module() {
        let mut imports = Imports::default();
        for path in [
            "super::Provider",
            "super::provider",
            "bindery_runtime::object",
            "bindery_runtime::schema::Rule",
            "bindery_runtime::Members",
            "std::collections::BTreeMap",
        ] {
            imports.add(path);
        }
        let expected = "use std::collections::BTreeMap;\n\n\
            use bindery_runtime::schema::Rule;\nuse bindery_runtime::{Members, object};\n\n\
            use super::{Provider, provider};\n";
        assert_eq!(imports.render(), expected);
    }

    #[test]
    fn a_module_joins_the_list_of_its_items() {
        let mut imports = Imports::default();
        for path in [
            "super::types",
            "super::types::Pet",
            "bindery_runtime::client",
            "bindery_runtime::client::Call",
        ] {
            imports.add(path);
        }
        let expected = "use bindery_runtime::client::Call;\nuse bindery_runtime::client;\n\n\
            use super::types::{self, Pet};\n";
        assert_eq!(imports.render(), expected);
    }

    #[test]
    fn long_lists_are_filled() {
        let mut imports = Imports::default();
        for index in 10..40 {
            imports.add(&format!("super::Name{index}"));
        }
        let text = imports.render();
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.starts_with("use super::{\n    Name10, Name11,"), "{text}");
        assert!(text.ends_with("Name39,\n};\n"), "{text}");
    }
}
