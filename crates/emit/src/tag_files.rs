//! A file for the operations of each tag, behind a feature that is called like it.

use std::collections::BTreeSet;

use bindery_model::{Operation, TagFeature};

use crate::context::Context;
use crate::docs;
use crate::names::is_reserved;

/// The operations of one tag, which have files of their own.
pub(crate) struct TagFile<'a> {
    tag: &'a str,
    feature: &'a str,
    /// The module's name, and its file's.
    pub(crate) module: String,
    /// The operations and their indices in the API's list.
    pub(crate) operations: Vec<(usize, &'a Operation)>,
}

impl TagFile<'_> {
    /// What the file says first.
    pub(crate) fn docs(&self, what: &str) -> Vec<String> {
        vec![format!("{what} of the tag {}.", docs::code(self.tag))]
    }
}

/// Names that would hide what these files say.
const TAKEN: [&str; 8] = [
    "client",
    "fake",
    "operations",
    "runtime",
    "server",
    "tests",
    "types",
    "webhooks",
];

/// The files; none where all operations stand together.
pub(crate) fn of<'a>(context: Context<'a>) -> Vec<TagFile<'a>> {
    let mut claimed = BTreeSet::new();
    let features = context.tag_features().iter();
    features
        .map(|tag| TagFile {
            tag: &tag.tag,
            feature: &tag.feature,
            module: module(tag, &mut claimed),
            operations: operations(context, |index| tag.operations.contains(&index)),
        })
        .collect()
}

/// The operations that have no feature of their own.
pub(crate) fn untagged<'a>(context: Context<'a>) -> Vec<(usize, &'a Operation)> {
    let tagged: BTreeSet<usize> = context
        .tag_features()
        .iter()
        .flat_map(|tag| tag.operations.iter().copied())
        .collect();
    operations(context, |index| !tagged.contains(&index))
}

/// The modules of the files, whose items are shown as the module's own.
pub(crate) fn declarations(context: Context<'_>) -> String {
    let parts = of(context).into_iter().map(|file| {
        let (feature, module) = (file.feature, file.module);
        format!("#[cfg(feature = \"{feature}\")]\npub mod {module};\n#[cfg(feature = \"{feature}\")]\npub use {module}::*;\n")
    });
    parts.collect::<Vec<_>>().join("\n")
}

fn operations<'a>(context: Context<'a>, is_among: impl Fn(usize) -> bool) -> Vec<(usize, &'a Operation)> {
    let operations = context.api.operations.iter().enumerate();
    operations.filter(|(index, _)| is_among(*index)).collect()
}

/// Features are unique, and so are modules but for what is no ASCII.
fn module(tag: &TagFeature, claimed: &mut BTreeSet<String>) -> String {
    let plain = tag.feature.replace('-', "_");
    let mut name: String = plain.chars().filter(char::is_ascii).take(100).collect();
    if name.is_empty() || is_reserved(&name) || TAKEN.contains(&name.as_str()) {
        name += "_tag";
    }
    let base = name.clone();
    let mut number = 2;
    while !claimed.insert(name.clone()) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}
