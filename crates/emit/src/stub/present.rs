use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ImplItem, Item, ItemImpl, UseTree};

/// A file of the user's that implements traits of a server.
#[derive(Clone, Copy, Debug)]
pub struct HandlerFile<'t> {
    /// What reports call it.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// A file that is not Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRust {
    /// What reports call the file.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for NotRust {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} cannot be read as Rust ({}); the compiler says where",
            self.path, self.reason
        )
    }
}

impl std::error::Error for NotRust {}

/// What files of the user's have.
#[derive(Default)]
pub(super) struct Present {
    /// The impls by the last name of their traits.
    pub(super) impls: BTreeMap<String, PresentImpl>,
    /// The paths that are imported.
    pub(super) imported: BTreeSet<String>,
    /// What is imported by another name than its own.
    renamed: BTreeMap<String, String>,
}

/// The impls of one trait.
pub(super) struct PresentImpl {
    /// The file of the first.
    pub(super) path: String,
    pub(super) implementor: TokenStream,
    /// Who calls there, where the impl says so.
    pub(super) principal: Option<TokenStream>,
    pub(super) methods: BTreeSet<String>,
}

impl Present {
    /// What all `files` have.
    pub(super) fn of(files: &[HandlerFile<'_>]) -> Result<Self, NotRust> {
        let mut present = Self::default();
        for file in files {
            let parsed = syn::parse_file(file.text).map_err(|error| NotRust {
                path: file.path.to_owned(),
                reason: error.to_string(),
            })?;
            present.renamed.clear();
            for item in flattened(&parsed.items) {
                if let Item::Use(item) = item {
                    present.add_import(String::new(), &item.tree);
                }
            }
            for item in flattened(&parsed.items) {
                if let Item::Impl(item) = item {
                    present.add_impl(file.path, item);
                }
            }
        }
        Ok(present)
    }

    fn add_import(&mut self, before: String, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.add_import(format!("{before}{}::", path.ident), &path.tree),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_import(before.clone(), tree);
                }
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.imported.insert(before.trim_end_matches("::").to_owned());
            }
            UseTree::Name(name) => {
                self.imported.insert(format!("{before}{}", name.ident));
            }
            UseTree::Rename(rename) => {
                self.renamed
                    .insert(rename.rename.to_string(), rename.ident.to_string());
            }
            UseTree::Glob(_) => {}
        }
    }

    fn add_impl(&mut self, path: &str, item: &ItemImpl) {
        let named = item.trait_.as_ref().map(|(path, _)| path.segments.last());
        let Some(Some(last)) = named else {
            return;
        };
        let name = last.ident.to_string();
        let name = self.renamed.get(&name).cloned().unwrap_or(name);
        let implementor = item.self_ty.to_token_stream();
        let present = self.impls.entry(name).or_insert_with(|| PresentImpl {
            path: path.to_owned(),
            implementor,
            principal: None,
            methods: BTreeSet::new(),
        });
        for item in &item.items {
            match item {
                ImplItem::Fn(method) => {
                    present.methods.insert(method.sig.ident.to_string());
                }
                ImplItem::Type(named) if named.ident == "Principal" => {
                    present.principal = Some(named.ty.to_token_stream());
                }
                _ => {}
            }
        }
    }
}

/// All items, also those of modules within.
fn flattened(items: &[Item]) -> Vec<&Item> {
    let mut all = Vec::new();
    let mut pending: Vec<&Item> = items.iter().rev().collect();
    while let Some(item) = pending.pop() {
        all.push(item);
        if let Item::Mod(module) = item
            && let Some((_, items)) = &module.content
        {
            pending.extend(items.iter().rev());
        }
    }
    all
}
