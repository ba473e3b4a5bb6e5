//! The members of an object, as texts.

use std::collections::HashMap;

/// How deep members may nest; every level repeats the names above it.
const DEPTH: usize = 32;

/// Members in the order of their first occurrence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Members {
    members: Vec<(String, Member)>,
    indices: HashMap<String, usize>,
}

/// What stands under a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Member {
    /// Texts, one for each time that the name occurs.
    Texts(Vec<String>),
    /// Members of its own.
    Members(Members),
}

impl Members {
    /// Adds one more text under `name`.
    pub(crate) fn push(&mut self, name: String, text: String) {
        if let Member::Texts(texts) = self.entry(name, || Member::Texts(Vec::new())) {
            texts.push(text);
        }
    }

    /// Adds one more text under the name at the end of `path`; `None` when some name on the way has
    /// texts, or the way is too long.
    pub(crate) fn push_at(&mut self, path: &[&str], text: String) -> Option<()> {
        let (name, outer) = path.split_last()?;
        if outer.len() >= DEPTH {
            return None;
        }
        let mut members = self;
        for name in outer {
            members = match members.entry((*name).to_owned(), || Member::Members(Members::default())) {
                Member::Members(inner) => inner,
                Member::Texts(_) => return None,
            };
        }
        match members.entry((*name).to_owned(), || Member::Texts(Vec::new())) {
            Member::Texts(texts) => texts.push(text),
            Member::Members(_) => return None,
        }
        Some(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether some name occurs several times.
    pub(crate) fn has_repeated(&self) -> bool {
        self.members
            .iter()
            .any(|(_, member)| matches!(member, Member::Texts(texts) if texts.len() > 1))
    }

    /// The names that have texts, with these.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.members.iter().filter_map(|(name, member)| match member {
            Member::Texts(texts) => Some((name.as_str(), texts.as_slice())),
            Member::Members(_) => None,
        })
    }

    /// The members in the order of their names, if these are indices, or the empty one of `name[]`.
    pub(crate) fn elements(&self) -> Option<Vec<&Member>> {
        let indexed = self.members.iter().map(|(name, member)| match name.as_str() {
            "" => Some((usize::MAX, member)),
            name if name.bytes().all(|byte| byte.is_ascii_digit()) => Some((name.parse().ok()?, member)),
            _ => None,
        });
        let mut indexed = indexed.collect::<Option<Vec<_>>>()?;
        indexed.sort_by_key(|(index, _)| *index);
        Some(indexed.into_iter().map(|(_, member)| member).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Member)> {
        self.members.iter()
    }

    fn entry(&mut self, name: String, new: impl FnOnce() -> Member) -> &mut Member {
        let next = self.members.len();
        let index = *self.indices.entry(name.clone()).or_insert(next);
        if index == next {
            self.members.push((name, new()));
        }
        // The index was given out with its member.
        &mut self.members[index].1
    }
}
