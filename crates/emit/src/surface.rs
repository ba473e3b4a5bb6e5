//! The surface: what emitted code shows to its users, read from the files themselves, so that it says what they say.

mod aliases;
mod items;
mod signature;
mod table;

use bindery_model::ShownItem;
use syn::{Attribute, Item, Lit, Meta};

use crate::FileSet;
use crate::parallel::in_parallel;
use aliases::Aliases;
use items::Reader;

/// A file of emitted code.
struct Source<'f> {
    /// The module of the crate that its items are found in: a part of a module counts as the module.
    module: &'f str,
    /// The part of the module that it is, if any.
    part: Option<&'f str>,
    text: &'f str,
}

/// Every public item of the emitted `files`, in the order of paths. Items that are the same in every generated crate are
/// left out.
pub fn surface(files: &FileSet) -> Vec<ShownItem> {
    let sources: Vec<Source<'_>> = files
        .iter()
        .filter_map(|(name, text)| source(name, text))
        .collect();
    let features = features(&sources);
    let aliases = Aliases::of(sources.iter().map(|source| source.text));
    let mut items: Vec<ShownItem> = in_parallel(&sources, |source| {
        let feature = features
            .iter()
            .find(|(module, part, _)| *module == source.module && Some(part.as_str()) == source.part);
        let mut reader = Reader::new(
            source.module,
            feature.map(|(.., feature)| feature.as_str()),
            &aliases,
        );
        for item in &parsed(source) {
            reader.item(item);
        }
        reader.into_items()
    })
    .into_iter()
    .flatten()
    .collect();
    items.sort_by(|one, two| (&one.module, &one.path, one.kind).cmp(&(&two.module, &two.path, two.kind)));
    items.dedup_by(|next, kept| (&next.module, &next.path) == (&kept.module, &kept.path));
    items
}

/// The parts that have items to show; not the crate's root, which is the same everywhere.
fn source<'f>(name: &'f str, text: &'f str) -> Option<Source<'f>> {
    let inner = name.strip_prefix("src/")?.strip_suffix(".rs")?;
    let (module, part) = match inner.split_once('/') {
        Some((module, part)) => (module, Some(part)),
        None => (inner, None),
    };
    (module != "lib").then_some(Source { module, part, text })
}

/// What is not Rust shows nothing: emission's own tests hold that it is.
fn parsed(source: &Source<'_>) -> Vec<Item> {
    syn::parse_file(source.text).map_or_else(|_| Vec::new(), |file| file.items)
}

/// The features that parts of modules need: module, part and feature.
fn features<'f>(sources: &[Source<'f>]) -> Vec<(&'f str, String, String)> {
    let mut found = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.part.is_none() && source.module != "types")
    {
        for item in parsed(source) {
            let Item::Mod(part) = item else { continue };
            if let Some(feature) = part.attrs.iter().find_map(feature_of) {
                found.push((source.module, part.ident.to_string(), feature));
            }
        }
    }
    found
}

/// `orders` of `#[cfg(feature = "orders")]`.
fn feature_of(attribute: &Attribute) -> Option<String> {
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    if !attribute.path().is_ident("cfg") {
        return None;
    }
    let Ok(Meta::NameValue(pair)) = syn::parse2::<Meta>(list.tokens.clone()) else {
        return None;
    };
    match &pair.value {
        syn::Expr::Lit(value) if pair.path.is_ident("feature") => match &value.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
