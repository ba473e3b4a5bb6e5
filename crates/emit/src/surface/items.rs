use bindery_model::{Novelty, ShownItem};
use syn::{
    Attribute, Fields, FnArg, GenericParam, Generics, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct,
    ItemTrait, Meta, ReceiverKind, ReturnType, Signature, TraitItem, UseTree, Visibility,
};

use super::aliases::Aliases;
use super::{signature, table};

/// Takes down the public items of a file.
pub(super) struct Reader<'a> {
    module: &'a str,
    feature: Option<&'a str>,
    aliases: &'a Aliases,
    /// The modules that the file declares: what is shown of them is told where it stands.
    own: Vec<String>,
    items: Vec<ShownItem>,
}

/// What an item is besides its signature.
pub(super) struct Entry<'e> {
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) attributes: &'e [Attribute],
    pub(super) novelty: Novelty,
}

impl<'e> Entry<'e> {
    /// What nobody must know of before using it.
    pub(super) fn offered(kind: &'static str, path: String, attributes: &'e [Attribute]) -> Self {
        Self {
            kind,
            path,
            attributes,
            novelty: Novelty::Offered,
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(module: &'a str, feature: Option<&'a str>, aliases: &'a Aliases) -> Self {
        Self {
            module,
            feature,
            aliases,
            own: Vec::new(),
            items: Vec::new(),
        }
    }

    pub(super) fn into_items(self) -> Vec<ShownItem> {
        self.items
    }

    pub(super) fn add(&mut self, entry: Entry<'_>, signature: String) {
        self.items.push(ShownItem {
            kind: entry.kind,
            module: self.module.to_owned(),
            path: entry.path,
            signature,
            feature: self.feature.map(str::to_owned),
            novelty: entry.novelty,
            is_deprecated: entry
                .attributes
                .iter()
                .any(|each| each.path().is_ident("deprecated")),
        });
    }

    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Trait(item) if is_public(&item.vis) => self.interface(item),
            Item::Impl(item) => self.implementation(item),
            Item::Macro(item) => table::read(self, &item.mac),
            Item::Use(item) if is_public(&item.vis) => self.shown_again(&item.tree, &mut Vec::new()),
            Item::Mod(item) => {
                self.own.push(item.ident.to_string());
                if is_public(&item.vis) {
                    let entry = Entry::offered("module", item.ident.to_string(), &item.attrs);
                    self.add(entry, String::new());
                }
            }
            Item::Type(item) if is_public(&item.vis) => {
                let held = self.words(&item.ty);
                self.add(Entry::offered("type", item.ident.to_string(), &item.attrs), held);
            }
            Item::Static(item) if is_public(&item.vis) => {
                let held = self.words(&item.ty);
                self.add(
                    Entry::offered("static", item.ident.to_string(), &item.attrs),
                    held,
                );
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let signature = self.signature(&item.sig);
                self.add(
                    Entry::offered("function", item.sig.ident.to_string(), &item.attrs),
                    signature,
                );
            }
            _ => {}
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let name = item.ident.to_string();
        let held = match &item.fields {
            Fields::Unnamed(fields) if fields.unnamed.iter().all(|field| is_public(&field.vis)) => {
                let held: Vec<String> = fields.unnamed.iter().map(|field| self.words(&field.ty)).collect();
                format!("(pub {})", held.join(", pub "))
            }
            _ => String::new(),
        };
        self.add(Entry::offered("struct", name.clone(), &item.attrs), held);
        self.derives(&name, &item.attrs);
        let is_filled = !is_open(&item.attrs) && item.fields.iter().all(|field| is_public(&field.vis));
        let public = item.fields.iter().filter(|field| is_public(&field.vis));
        for (field, own) in public.filter_map(|field| Some((field, field.ident.as_ref()?))) {
            let entry = Entry {
                kind: "field",
                path: format!("{name}::{own}"),
                attributes: &field.attrs,
                novelty: demanded_if(is_filled),
            };
            let held = self.words(&field.ty);
            self.add(entry, held);
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let name = item.ident.to_string();
        self.add(Entry::offered("enum", name.clone(), &item.attrs), String::new());
        self.derives(&name, &item.attrs);
        for variant in &item.variants {
            let held: Vec<String> = variant.fields.iter().map(|field| self.words(&field.ty)).collect();
            let entry = Entry {
                kind: "variant",
                path: format!("{name}::{}", variant.ident),
                attributes: &variant.attrs,
                novelty: demanded_if(!is_open(&item.attrs)),
            };
            self.add(entry, format!("({})", held.join(", ")));
        }
        self.discriminants(&name, item);
    }

    /// Of an enum whose variants hold nothing: a cast to an integer gives their numbers, and fails to compile once one of
    /// them holds something.
    fn discriminants(&mut self, name: &str, item: &ItemEnum) {
        if !item
            .variants
            .iter()
            .all(|variant| matches!(variant.fields, Fields::Unit))
        {
            return;
        }
        for (number, variant) in item.variants.iter().enumerate() {
            let path = format!("{name}::{}::discriminant", variant.ident);
            self.add(Entry::offered("number", path, &[]), number.to_string());
        }
    }

    fn interface(&mut self, item: &ItemTrait) {
        let name = item.ident.to_string();
        let bounds = self.words(&item.supertraits);
        self.add(Entry::offered("trait", name.clone(), &item.attrs), bounds);
        for part in &item.items {
            let (own, attributes, signature, is_given) = match part {
                TraitItem::Fn(method) => {
                    let signature = self.signature(&method.sig);
                    (
                        method.sig.ident.to_string(),
                        &method.attrs,
                        signature,
                        method.default.is_some(),
                    )
                }
                TraitItem::Type(ty) => {
                    let bounds = self.words(&ty.bounds);
                    (ty.ident.to_string(), &ty.attrs, bounds, ty.default.is_some())
                }
                _ => continue,
            };
            let entry = Entry {
                kind: "method",
                path: format!("{name}::{own}"),
                attributes,
                novelty: demanded_if(!is_given),
            };
            self.add(entry, signature);
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let name = self.words(&item.self_ty);
        if let Some((path, _)) = &item.trait_ {
            let of = self.words(path);
            // What every type of its kind implements is no matter of the document.
            if of.starts_with("From<") {
                self.add(
                    Entry::offered("impl", format!("{name}::<{of}>"), &item.attrs),
                    String::new(),
                );
            }
            return;
        }
        for part in &item.items {
            let ImplItem::Fn(method) = part else { continue };
            if !is_public(&method.vis) {
                continue;
            }
            let own = method.sig.ident.to_string();
            let kind = if own == "new" { "constructor" } else { "method" };
            let signature = self.signature(&method.sig);
            self.add(
                Entry::offered(kind, format!("{name}::{own}"), &method.attrs),
                signature,
            );
        }
    }

    fn derives(&mut self, name: &str, attributes: &[Attribute]) {
        let derives = attributes.iter().filter(|each| each.path().is_ident("derive"));
        for attribute in derives {
            let Meta::List(list) = &attribute.meta else {
                continue;
            };
            let words = signature::words(&list.tokens);
            for derived in words.iter().filter(|word| *word != ",") {
                self.add(
                    Entry::offered("impl", format!("{name}::<{derived}>"), &[]),
                    String::new(),
                );
            }
        }
    }

    /// `pub use` of another crate's items: where they are found is a part of what they are.
    fn shown_again(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(step) => {
                let name = step.ident.to_string();
                let is_own = ["self", "super", "crate", "bindery_runtime"].contains(&name.as_str());
                if path.is_empty() && (is_own || self.own.contains(&name)) {
                    return;
                }
                path.push(name);
                self.shown_again(&step.tree, path);
                path.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.shown_again(tree, path);
                }
            }
            UseTree::Name(name) if !path.is_empty() => {
                let entry = Entry::offered("re-export", name.ident.to_string(), &[]);
                self.add(entry, path.join("::"));
            }
            UseTree::Rename(renamed) if !path.is_empty() => {
                let entry = Entry::offered("re-export", renamed.rename.to_string(), &[]);
                self.add(entry, format!("{}::{}", path.join("::"), renamed.ident));
            }
            _ => {}
        }
    }

    /// Tokens as they are shown: aliases resolved.
    pub(super) fn words(&self, tokens: &impl quote::ToTokens) -> String {
        self.written(signature::words(tokens))
    }

    pub(super) fn written(&self, words: Vec<String>) -> String {
        signature::text(&self.aliases.resolved(words))
    }

    /// `fn(impl Into<String>) -> Self`: names of arguments are nobody's business.
    fn signature(&self, signature: &Signature) -> String {
        let taken = signature.inputs.iter().map(|input| match input {
            FnArg::Receiver(receiver) => match &receiver.kind {
                ReceiverKind::Reference(_, _, Some(_)) => "&mut self".to_owned(),
                ReceiverKind::Reference(_, _, None) => "&self".to_owned(),
                _ => "self".to_owned(),
            },
            FnArg::Typed(argument) => self.words(&argument.ty),
        });
        let taken: Vec<String> = taken.collect();
        let given = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, ty) => format!(" -> {}", self.words(ty)),
        };
        let (parameters, bounds) = self.generics(&signature.generics);
        format!("fn{parameters}({}){given}{bounds}", taken.join(", "))
    }

    fn generics(&self, generics: &Generics) -> (String, String) {
        let parameters = generics.params.iter().map(|each| match each {
            GenericParam::Type(ty) => self.words(ty),
            other => self.words(other),
        });
        let parameters: Vec<String> = parameters.collect();
        let parameters = match parameters.is_empty() {
            true => String::new(),
            false => format!("<{}>", parameters.join(", ")),
        };
        let bounds = generics.where_clause.as_ref();
        let bounds = bounds.map_or_else(String::new, |clause| format!(" {}", self.words(clause)));
        (parameters, bounds)
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether the item's users must reckon with more than it has.
fn is_open(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|each| each.path().is_ident("non_exhaustive"))
}

fn demanded_if(must_be_had: bool) -> Novelty {
    match must_be_had {
        true => Novelty::Demanded,
        false => Novelty::Offered,
    }
}
