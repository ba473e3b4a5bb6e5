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
        if self.name == name {
            return true;
        }
        let is_encoded = self.name.bytes().any(|byte| matches!(byte, b'%' | b'+'));
        is_encoded && self.decoded_name().is_some_and(|decoded| decoded == name)
    }
}

/// The pairs of a query or form, in their order. A name alone has an empty value.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let (pair, after) = split_at_first(rest, b'&');
            rest = after;
            if !pair.is_empty() {
                let (name, value) = split_at_first(pair, b'=');
                return Some(Pair { name, value });
            }
        }
    })
}

/// What stands before and after the first `delimiter`, which is ASCII. Pairs are short: what makes a search fast in long
/// texts only costs time here.
fn split_at_first(text: &str, delimiter: u8) -> (&str, &str) {
    let at = text.bytes().position(|byte| byte == delimiter);
    let parts = at.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    parts.unwrap_or((text, ""))
}
