use std::collections::BTreeSet;
use std::sync::Arc;

use bindery_model::TypeId;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::context::Context;
use crate::imports::Imports;
use crate::module_path::ModulePath;

/// A file's view of names: what it mentions is imported, and said in short where that is clear.
#[derive(Clone)]
pub(crate) struct Scope<'a> {
    pub(crate) context: Context<'a>,
    home: Home,
    /// The crate's root, or what stands for it, as seen from the file.
    root: String,
    /// The runtime, as seen from the file.
    runtime: String,
    imports: Imports,
    own: Arc<BTreeSet<String>>,
    mentions_deprecated: bool,
}

/// Where a file stands.
#[derive(Clone, Copy, PartialEq)]
enum Home {
    /// The file below `types` that begins with this type.
    Type(TypeId),
    /// A file beside `types`, such as `operations`.
    BesideTypes,
    /// A file of the user's, in another crate or another module.
    Outside,
}

impl<'a> Scope<'a> {
    /// The scope of the file below `types` that `root` is the first type of.
    pub(crate) fn of_type(context: Context<'a>, root: TypeId) -> Self {
        Self::at(context, Home::Type(root))
    }

    /// The scope of a file beside `types`.
    pub(crate) fn beside_types(context: Context<'a>) -> Self {
        Self::at(context, Home::BesideTypes)
    }

    /// The scope of a file below one beside `types`.
    pub(crate) fn of_tag(context: Context<'a>) -> Self {
        Self {
            root: "super::super".to_owned(),
            ..Self::at(context, Home::BesideTypes)
        }
    }

    /// The scope of a file of the user's, from which what is emitted is seen as `module`. All but the runtime's items
    /// are said with their modules there, so that its user need not look after hundreds of imports.
    pub(crate) fn outside(context: Context<'a>, module: &ModulePath) -> Self {
        Self {
            root: module.to_string(),
            runtime: format!("{module}::runtime"),
            ..Self::at(context, Home::Outside)
        }
    }

    fn at(context: Context<'a>, home: Home) -> Self {
        Self {
            context,
            home,
            root: "super".to_owned(),
            runtime: "bindery_runtime".to_owned(),
            imports: Imports::default(),
            own: Arc::default(),
            mentions_deprecated: false,
        }
    }

    /// The same file's view, as yet of nothing that it mentions; see [`Self::absorb`].
    pub(crate) fn part(&self) -> Self {
        Self {
            context: self.context,
            home: self.home,
            root: self.root.clone(),
            runtime: self.runtime.clone(),
            imports: Imports::default(),
            own: Arc::clone(&self.own),
            mentions_deprecated: false,
        }
    }

    /// Mentions what a [`Self::part`] does.
    pub(crate) fn absorb(&mut self, part: &Self) {
        self.imports.absorb(&part.imports);
        self.mentions_deprecated |= part.mentions_deprecated;
    }

    /// Keeps `name` for an item of this file: what has the same name elsewhere is said by its path.
    pub(crate) fn reserve(&mut self, name: impl Into<String>) {
        let name = name.into();
        if !self.own.contains(&name) {
            Arc::make_mut(&mut self.own).insert(name);
        }
    }

    /// The item `path` of std, e.g. `collections::BTreeMap`.
    pub(crate) fn std(&mut self, path: &str) -> TokenStream {
        self.import(&format!("std::{path}"))
    }

    /// The item `path` of the runtime, e.g. `schema::Rule`.
    pub(crate) fn runtime(&mut self, path: &str) -> TokenStream {
        self.import(&format!("{}::{path}", self.runtime))
    }

    /// Imports a macro of the runtime, which is then called by its short name.
    pub(crate) fn runtime_macro(&mut self, name: &str) {
        self.imports.add(&format!("{}::{name}", self.runtime));
    }

    /// A static of the file `operations`, said with its module: there may be hundreds.
    pub(crate) fn operation_static(&mut self, name: &str) -> TokenStream {
        self.imports.add(&format!("{}::operations", self.root));
        path_tokens(&format!("operations::{name}"))
    }

    /// Shows `name`, an item of the file `operations`, to users of this file's module as its own item.
    pub(crate) fn export_operation_item(&mut self, name: &str) {
        self.imports.export(&format!("{}::operations::{name}", self.root));
    }

    /// Imports an item of the file `operations`, which is then called by its short name.
    pub(crate) fn import_operation_item(&mut self, name: &str) {
        self.reserve(name);
        self.imports.add(&format!("{}::operations::{name}", self.root));
    }

    /// The same of an item of the file `server`.
    pub(crate) fn import_server_item(&mut self, name: &str) {
        self.reserve(name);
        self.imports.add(&format!("{}::server::{name}", self.root));
    }

    /// An item of another file beside `types`, said with its module.
    pub(crate) fn part_item(&mut self, part: &str, name: &str) -> TokenStream {
        self.imports.add(&format!("{}::{part}", self.root));
        path_tokens(&format!("{part}::{name}"))
    }

    /// An item that the file `server` has or shows as its own: by its name alone where the file is one of those
    /// that have it or import it, which are all that are emitted.
    pub(crate) fn server_item(&mut self, name: &str) -> TokenStream {
        match self.home {
            Home::Outside => self.part_item("server", name),
            Home::Type(_) | Home::BesideTypes => path_tokens(name),
        }
    }

    /// Imports an item of the file above this one.
    pub(crate) fn import_from_above(&mut self, name: &str) {
        self.imports.add(&format!("super::{name}"));
    }

    /// Shows `path` to users of this file's module as its own item.
    pub(crate) fn export(&mut self, path: &str) {
        self.imports.export(path);
    }

    /// The name of a type of the API.
    pub(crate) fn type_name(&mut self, id: TypeId) -> TokenStream {
        let def = self.context.type_def(id);
        self.mentions_deprecated |= def.docs.deprecated;
        let name = def.name.as_str();
        match self.home {
            Home::Type(root) if self.context.names.root(id) == root && !self.context.is_shared(id) => {}
            Home::Type(_) => self.imports.add(&format!("super::{name}")),
            Home::Outside => return self.part_item("types", name),
            Home::BesideTypes if self.own.contains(name) => {
                self.imports.add(&format!("{}::types", self.root));
                return path_tokens(&format!("types::{name}"));
            }
            Home::BesideTypes => self.imports.add(&format!("{}::types::{name}", self.root)),
        }
        path_tokens(name)
    }

    /// The path of a static of the type `id`: of its `SCHEMA`, `SELECTION` or `SELECT_BY`.
    pub(crate) fn table(&mut self, id: TypeId, kind: &str) -> String {
        let names = self.context.names;
        let table = names.table(id, kind);
        let module = names.module(id);
        match self.home {
            Home::Type(root) if names.root(id) == root => table,
            Home::Type(_) => {
                self.imports.add(&format!("super::{module}"));
                format!("{module}::{table}")
            }
            Home::BesideTypes | Home::Outside => {
                self.imports.add(&format!("{}::types", self.root));
                format!("types::{module}::{table}")
            }
        }
    }

    /// The schema of a type that another crate has.
    pub(crate) fn shared_schema(&mut self, id: TypeId) -> TokenStream {
        let described = self.runtime("Described");
        let name = self.type_name(id);
        quote!(<#name as #described>::SCHEMA)
    }

    /// Notes that this file says something that is marked as deprecated.
    pub(crate) fn mention_deprecated(&mut self) {
        self.mentions_deprecated = true;
    }

    pub(crate) fn mentions_deprecated(&self) -> bool {
        self.mentions_deprecated
    }

    pub(crate) fn imports(&self) -> &Imports {
        &self.imports
    }

    /// Imports `path`, unless a type of the API has its name: then it is said with its module, or
    /// with the whole path where another module is called like that.
    fn import(&mut self, path: &str) -> TokenStream {
        let mut segments = path.rsplitn(3, "::");
        let (name, module) = (segments.next().unwrap_or(path), segments.next());
        let is_taken = self.home != Home::Outside && self.context.names.is_taken(name);
        if !is_taken && !self.own.contains(name) {
            self.imports.add(path);
            return path_tokens(name);
        }
        match (self.home, module, segments.next()) {
            (Home::BesideTypes, Some(module), Some(parent)) if !self.own.contains(module) => {
                self.imports.add(&format!("{parent}::{module}"));
                path_tokens(&format!("{module}::{name}"))
            }
            _ => absolute_path_tokens(path),
        }
    }
}

/// `a::b` as tokens.
pub(crate) fn path_tokens(path: &str) -> TokenStream {
    let segments = path.split("::").map(identifier);
    quote!(#(#segments)::*)
}

/// The same of a path that its user wrote, which may begin with `::`.
pub(crate) fn absolute_path_tokens(path: &str) -> TokenStream {
    match path.strip_prefix("::") {
        Some(rest) => {
            let rest = path_tokens(rest);
            quote!(::#rest)
        }
        None => path_tokens(path),
    }
}

/// `name` as an identifier, raw where it is written so.
pub(crate) fn identifier(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(plain) => Ident::new_raw(plain, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
