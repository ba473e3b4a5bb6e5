//! The query, as names and values (`application/x-www-form-urlencoded`).

use std::borrow::Cow;

use super::percent::{self, Plus};

/// A name and a value of a query, both still encoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Pair<'a> {
    /// The name, decoded; `None` when it cannot be, and so is no name that a document knows.
    pub(super) fn decoded_name(self) -> Option<Cow<'a, str>> {
        percent::decode(self.name, Plus::Space).ok()
    }

    /// Whether the name is this one.
    pub(super) fn is_named(self, name: &str) -> bool {
        self.name == name || self.decoded_name().is_some_and(|decoded| decoded == name)
    }
}

/// The pairs of a query or form, in their order. A name alone has an empty value.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Pair { name, value }
    })
}
