//! Names that only emission needs: of modules, of tables, and of the structs that constructors take.

use std::collections::BTreeSet;

use bindery_model::{Api, Shape, TypeId};
use heck::{ToShoutySnakeCase, ToSnakeCase};

/// What a module must not be called: its name would hide what generated code says.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "bindery_runtime",
    "bool",
    "box",
    "break",
    "char",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "f32",
    "f64",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "if",
    "impl",
    "in",
    "isize",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "str",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "unsafe",
    "unsized",
    "use",
    "usize",
    "virtual",
    "where",
    "while",
    "yield",
];

/// The names of everything below `types`, by [`TypeId`].
#[derive(Debug)]
pub(crate) struct Names {
    roots: Vec<TypeId>,
    members: Vec<Vec<TypeId>>,
    modules: Vec<String>,
    stems: Vec<String>,
    required: Vec<String>,
    items: BTreeSet<String>,
}

impl Names {
    pub(crate) fn of(api: &Api) -> Self {
        let roots: Vec<TypeId> = (0..api.types.len())
            .map(|index| root_of(api, TypeId(index)))
            .collect();
        let mut members = vec![Vec::new(); roots.len()];
        let own = |(index, root): &(usize, &TypeId)| *index == root.0;
        for (index, root) in roots.iter().enumerate().filter(own) {
            members[index].push(*root);
        }
        for (index, root) in roots.iter().enumerate().filter(|each| !own(each)) {
            members[root.0].push(TypeId(index));
        }
        let mut items = BTreeSet::new();
        for def in &api.types {
            items.insert(def.name.to_string());
            if let Shape::Object(object) = &def.shape {
                let companions = object
                    .members
                    .iter()
                    .filter_map(|member| member.selected.as_ref());
                items.extend(companions.map(|selected| selected.companion.to_string()));
            }
        }
        let mut claimed = BTreeSet::new();
        let mut names = Self {
            modules: vec![String::new(); roots.len()],
            stems: vec![String::new(); roots.len()],
            required: vec![String::new(); roots.len()],
            roots,
            members,
            items,
        };
        for (index, def) in api.types.iter().enumerate() {
            if names.roots[index] == TypeId(index) {
                names.modules[index] = claim(&mut claimed, module_name(def.name.as_str()), "_");
            }
            let required = claim(&mut names.items, format!("{}Required", def.name), "");
            names.required[index] = required;
        }
        names.claim_stems(api);
        names
    }

    fn claim_stems(&mut self, api: &Api) {
        let mut claimed = BTreeSet::new();
        for (index, def) in api.types.iter().enumerate() {
            let root = self.roots[index];
            if root == TypeId(index) {
                continue;
            }
            let name = def.name.as_str();
            let own = name
                .strip_prefix(api.type_def(root).name.as_str())
                .filter(|rest| rest.starts_with(char::is_alphabetic));
            let mut stem = own.unwrap_or(name).to_shouty_snake_case();
            if stem.starts_with(|first: char| !first.is_alphabetic()) {
                stem.insert(0, '_');
            }
            let stem = claim(&mut claimed, format!("{}::{stem}", root.0), "_");
            self.stems[index] = stem.rsplit("::").next().unwrap_or_default().to_owned() + "_";
        }
    }

    /// The types that begin a file, in document order.
    pub(crate) fn roots(&self) -> impl Iterator<Item = TypeId> {
        let ids = self.roots.iter().enumerate();
        ids.filter(|(index, root)| root.0 == *index)
            .map(|(_, root)| *root)
    }

    /// The types that are written in the file of `root`: itself, then its own in document order.
    pub(crate) fn members(&self, root: TypeId) -> &[TypeId] {
        &self.members[root.0]
    }

    /// The type in whose file `id` is written: itself for a component.
    pub(crate) fn root(&self, id: TypeId) -> TypeId {
        self.roots[id.0]
    }

    /// The module in which `id` is written, e.g. `payment_session`.
    pub(crate) fn module(&self, id: TypeId) -> &str {
        &self.modules[self.roots[id.0].0]
    }

    /// The static of `kind` (`SCHEMA`, `SELECTION`, `SELECT_BY`) of `id` in its module.
    pub(crate) fn table(&self, id: TypeId, kind: &str) -> String {
        format!("{}{kind}", self.stems[id.0])
    }

    /// The name of the struct that `id`'s constructor takes when it needs many members.
    pub(crate) fn required(&self, id: TypeId) -> &str {
        &self.required[id.0]
    }

    /// Whether a type below `types` is called `name`.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.items.contains(name)
    }
}

fn root_of(api: &Api, id: TypeId) -> TypeId {
    let mut root = id;
    // A cycle of owners would be a fault of lowering; the bound keeps it from hanging us.
    for _ in 0..api.types.len() {
        match api.type_def(root).owner {
            Some(owner) => root = owner,
            None => return root,
        }
    }
    id
}

/// Whether `name` is a keyword, or else the name of something that no module may hide.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// A module's name is its file's: ASCII, as rustc asks, and one that every file system takes.
fn module_name(type_name: &str) -> String {
    let mut name = String::new();
    for letter in type_name.to_snake_case().chars() {
        match letter {
            plain if plain.is_ascii() => name.push(plain),
            other => name.push_str(&format!("u{:x}", other as u32)),
        }
    }
    name.truncate(LONGEST_MODULE);
    // A module called like the one that it is in is confusing, and clippy says so.
    if name == "types" {
        return name + "_schema";
    }
    match is_reserved(&name) || is_device(&name) || name.is_empty() {
        true => name + "_",
        false => name,
    }
}

/// The longest name of a module in bytes: file systems take 255, and paths have an end, too.
const LONGEST_MODULE: usize = 120;

/// What Windows takes for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let numbered = |prefix| {
        let number = name.strip_prefix(prefix).unwrap_or_default();
        number.len() == 1 && number != "0" && number.chars().all(|digit| digit.is_ascii_digit())
    };
    ["aux", "con", "nul", "prn"].contains(&name) || numbered("com") || numbered("lpt")
}

/// Claims `name`, or the first of `name2`, `name3`, … that is free.
fn claim(claimed: &mut BTreeSet<String>, name: String, separator: &str) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while !claimed.insert(candidate.clone()) {
        candidate = format!("{name}{separator}{number}");
        number += 1;
    }
    candidate
}
