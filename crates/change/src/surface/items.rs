use std::collections::BTreeMap;

use bindery_model::{Novelty, ShownItem};

use crate::Release;

/// Everything that a crate shows, by its module and its path in it.
#[derive(Debug)]
pub(super) struct Items<'i>(BTreeMap<(&'i str, &'i str), &'i ShownItem>);

/// An item that is not what it was.
#[derive(Debug)]
pub(super) struct Difference<'i> {
    pub(super) release: Release,
    /// In one line.
    pub(super) words: String,
    pub(super) old: Option<&'i ShownItem>,
    pub(super) new: Option<&'i ShownItem>,
}

impl<'i> Items<'i> {
    pub(super) fn of(items: &'i [ShownItem]) -> Self {
        let keyed = items
            .iter()
            .map(|item| ((item.module.as_str(), item.path.as_str()), item));
        Self(keyed.collect())
    }

    /// What is gone, what is otherwise, what is new. Of what belongs to something that is gone or new as a whole only
    /// that is told.
    pub(super) fn differences(&self, new: &Self) -> Vec<Difference<'i>> {
        let mut differences = Vec::new();
        for (key, before) in &self.0 {
            match new.0.get(key) {
                Some(after) => differences.extend(changed(before, after)),
                None if self.owner_differs(new, *key) => {}
                None => differences.push(Difference {
                    release: Release::Major,
                    words: format!("the {} `{}` is gone", before.kind, before.path),
                    old: Some(before),
                    new: None,
                }),
            }
        }
        for (key, after) in &new.0 {
            if !self.0.contains_key(key) && !new.owner_differs(self, *key) {
                differences.push(Difference {
                    release: match after.novelty {
                        Novelty::Offered => Release::Minor,
                        Novelty::Demanded => Release::Major,
                    },
                    words: format!("the {} `{}` is new", after.kind, after.path),
                    old: None,
                    new: Some(after),
                });
            }
        }
        // What asks for most is told first.
        differences.sort_by_key(|difference| difference.release);
        differences
    }

    /// Whether the item that `path` belongs to is in this crate, and not, or as something else, in `other`.
    fn owner_differs(&self, other: &Self, (module, path): (&str, &str)) -> bool {
        let owners = path
            .match_indices("::")
            .filter_map(|(index, _)| path.get(..index));
        let mut owners = owners.map(|owner| (module, owner));
        owners.any(|owner| match (self.0.get(&owner), other.0.get(&owner)) {
            (Some(mine), Some(theirs)) => mine.kind != theirs.kind,
            (mine, _) => mine.is_some(),
        })
    }
}

/// All that is otherwise of an item that is still there.
fn changed<'i>(before: &'i ShownItem, after: &'i ShownItem) -> Vec<Difference<'i>> {
    let (kind, path) = (before.kind, &before.path);
    let feature = |item: &ShownItem| match &item.feature {
        Some(feature) => format!("the feature `{feature}`"),
        None => "no feature".to_owned(),
    };
    let mut told = Vec::new();
    if kind != after.kind {
        told.push((
            Release::Major,
            format!(
                "`{path}` is {}; it was {}",
                with_article(after.kind),
                with_article(kind)
            ),
        ));
    } else if before.signature != after.signature {
        let words = match (before.signature.as_str(), after.signature.as_str()) {
            ("", is) => format!("the {kind} `{path}` is `{is}` now"),
            (was, "") => format!("the {kind} `{path}` is no longer `{was}`"),
            (was, is) => format!("the {kind} `{path}` is `{is}`; it was `{was}`"),
        };
        told.push((Release::Major, words));
    } else if before.novelty != after.novelty {
        let words = match after.novelty {
            Novelty::Offered => format!("the {kind} `{path}` need not be known any more"),
            Novelty::Demanded => format!("the {kind} `{path}` must be known now"),
        };
        told.push((Release::Major, words));
    }
    if before.feature != after.feature {
        let words = format!(
            "the {kind} `{path}` needs {}; it needed {}",
            feature(after),
            feature(before)
        );
        told.push((Release::Major, words));
    }
    // Who uses it is warned, which a minor release may bring (semver.org, "How should I handle deprecating functionality?").
    match (before.is_deprecated, after.is_deprecated) {
        (false, true) => told.push((Release::Minor, format!("the {kind} `{path}` is deprecated"))),
        (true, false) => told.push((
            Release::Patch,
            format!("the {kind} `{path}` is no longer deprecated"),
        )),
        _ => {}
    }
    let told = told.into_iter().map(|(release, words)| Difference {
        release,
        words,
        old: Some(before),
        new: Some(after),
    });
    told.collect()
}

fn with_article(kind: &str) -> String {
    match kind.starts_with(['a', 'e', 'i', 'o']) {
        true => format!("an {kind}"),
        false => format!("a {kind}"),
    }
}
