//! A feature for each tag, where `features-per-tag` asks for that:
//!
//! ```yaml
//! paths: { /pets: { get: { tags: [Pet Shop] } } }   # behind the crate's feature `pet-shop`
//! ```

use std::collections::BTreeSet;

use bindery_model::TagFeature;

use crate::lowering::Lowering;
use crate::names;

/// The other features that an emitted crate has, or may get.
const RESERVED: [&str; 12] = [
    "all-operations",
    "blocking",
    "client",
    "default",
    "dep",
    "operations",
    "reqwest",
    "server",
    "tower",
    "tracing",
    "types",
    "webhooks",
];

impl Lowering<'_> {
    /// Groups operations by their first tags. Those without one are in no group.
    pub(crate) fn claim_tag_features(&mut self) {
        if !self.settings.features_per_tag {
            return;
        }
        let mut claimed: BTreeSet<String> = RESERVED.map(str::to_owned).into();
        let mut found: Vec<TagFeature> = Vec::new();
        for (tags, index) in self.all_tags() {
            let Some(tag) = tags.first() else {
                continue;
            };
            match found.iter_mut().find(|feature| feature.tag == *tag) {
                Some(feature) => feature.operations.extend(index),
                None => found.push(TagFeature {
                    tag: tag.clone(),
                    feature: claim(tag, &mut claimed),
                    operations: index.into_iter().collect(),
                }),
            }
        }
        found.retain(|feature| !feature.operations.is_empty());
        self.api.tag_features = found;
    }
}

/// `Pet Shop` as `pet-shop`; what is taken or begins with no letter has a word more, then a number.
fn claim(tag: &str, claimed: &mut BTreeSet<String>) -> String {
    let plain = names::words(tag).join("-");
    let begins_well = plain.starts_with(|first: char| first.is_alphabetic());
    let mut name = match begins_well {
        true => plain.clone(),
        false => format!("tag-{plain}"),
    };
    let mut number = 1;
    while !claimed.insert(name.clone()) {
        name = match number {
            1 => format!("{plain}-operations"),
            _ => format!("{plain}-operations-{number}"),
        };
        number += 1;
    }
    name
}
