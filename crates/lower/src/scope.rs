use std::collections::{HashMap, HashSet};

use bindery_model::Ident;

use crate::names;
use crate::reserved;

/// A place where names must differ: all types, the fields of a struct, the variants of an enum.
///
/// A claim gives out a name once. A clash is settled by a word that belongs to the claimant alone,
/// so that no other name changes; a number is the last resort.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    numbers: HashMap<String, usize>,
}

/// A name that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The name.
    pub(crate) name: Ident,
    /// Whether only a number made it differ, which is worth a note.
    pub(crate) numbered: bool,
    /// The name that was wanted, where another has it.
    pub(crate) instead_of: Option<String>,
}

/// What one of several claimants would be called.
pub(crate) struct Wanted<'w, R> {
    /// The name that it wants.
    pub(crate) name: String,
    /// Names that it would take instead, the best first: most claimants never ask.
    pub(crate) others: Others<'w>,
    /// Its place among those that want the same: the least gets it.
    pub(crate) rank: R,
}

/// Makes the names that a claimant would take instead.
pub(crate) type Others<'w> = Box<dyn FnOnce() -> Vec<String> + 'w>;

impl<'w, R: 'w> Wanted<'w, R> {
    /// The same, called `name` if that can be.
    pub(crate) fn with_name(self, name: &str) -> Self {
        let Self {
            name: plain,
            others,
            rank,
        } = self;
        Self {
            name: name.to_owned(),
            others: Box::new(|| std::iter::once(plain).chain(others()).collect()),
            rank,
        }
    }
}

impl Scope {
    /// An empty scope: fields, variants, methods.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The scope of types, in which generated code's own names are taken.
    pub(crate) fn of_types() -> Self {
        let taken = reserved::TYPE_NAMES
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        Self {
            taken,
            numbers: HashMap::new(),
        }
    }

    /// Takes a name out of use without giving it to anyone.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Whether `name` is still free.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Claims `name`; where it is taken, the first free one of `others`, else `name` with a number.
    pub(crate) fn claim(&mut self, name: &str, others: impl IntoIterator<Item = String>) -> Claim {
        let name = self.spelled(name);
        let free = std::iter::once(name.clone())
            .chain(others.into_iter().map(|other| self.spelled(&other)))
            .find(|candidate| Ident::is_valid(candidate) && self.is_free(candidate));
        let numbered = free.is_none();
        let chosen = free.unwrap_or_else(|| self.numbered(&name));
        self.taken.insert(chosen.clone());
        Claim {
            instead_of: (chosen != name).then_some(name),
            name: Ident::new(chosen),
            numbered,
        }
    }

    /// The name, with an underscore behind a keyword; but types take another word instead of `Self`, as they do
    /// instead of `String`, for more is often added to their names.
    fn spelled(&self, name: &str) -> String {
        match self.taken.contains(name) {
            true => name.to_owned(),
            false => names::not_keyword(name),
        }
    }

    /// Settles the names of all that are here, in whatever order they stand: each name goes to the
    /// least rank that wants it, and only then do the others choose from what is left.
    ///
    /// The claims are in the order of `wanted`.
    pub(crate) fn settle<R: Ord>(&mut self, wanted: Vec<Wanted<'_, R>>) -> Vec<Claim> {
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by(|left, right| wanted[*left].rank.cmp(&wanted[*right].rank));
        let mut claims: Vec<Option<Claim>> = wanted.iter().map(|_| None).collect();
        for index in &order {
            let name = self.spelled(&wanted[*index].name);
            if Ident::is_valid(&name) && self.is_free(&name) {
                claims[*index] = Some(self.claim(&name, []));
            }
        }
        let mut wanted: Vec<Option<Wanted<'_, R>>> = wanted.into_iter().map(Some).collect();
        let places = order.into_iter().filter(|index| claims[*index].is_none());
        for index in places.collect::<Vec<_>>() {
            claims[index] = wanted[index]
                .take()
                .map(|Wanted { name, others, .. }| self.claim(&name, others()));
        }
        claims.into_iter().flatten().collect()
    }

    /// The counter is kept per name: a hundred thousand clashes must not each count from two.
    fn numbered(&mut self, name: &str) -> String {
        // The underscore behind a keyword has no more to do: `Self2`.
        let name = name.trim_end_matches('_');
        // With a number a keyword is none any more, and `Self_2` would not be a type's name.
        let name = match name.trim_end_matches('_') {
            "" => name,
            stem => stem,
        };
        let mut number = self.numbers.get(name).copied().unwrap_or(1);
        loop {
            number += 1;
            let separator = if name.ends_with(|last: char| last.is_ascii_digit()) {
                "_"
            } else {
                ""
            };
            let candidate = format!("{name}{separator}{number}");
            if self.is_free(&candidate) {
                self.numbers.insert(name.to_owned(), number);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clash_takes_another_word_then_a_number() {
        let mut scope = Scope::new();
        let mut claim = |others: &[&str]| {
            let claim = scope.claim("Pet", others.iter().map(|other| (*other).to_owned()));
            (claim.name.to_string(), claim.numbered)
        };
        assert_eq!(claim(&["PetSchema"]), ("Pet".to_owned(), false));
        assert_eq!(claim(&["PetSchema"]), ("PetSchema".to_owned(), false));
        assert_eq!(claim(&["PetSchema"]), ("Pet2".to_owned(), true));
        assert_eq!(claim(&[]), ("Pet3".to_owned(), true));
    }

    #[test]
    fn types_cannot_take_what_generated_code_needs() {
        let mut scope = Scope::of_types();
        let claim = scope.claim("String", ["StringSchema".to_owned()]);
        assert_eq!(claim.name.as_str(), "StringSchema");
        let claim = scope.claim("Self", ["SelfSchema".to_owned()]);
        assert_eq!(claim.name.as_str(), "SelfSchema");
        assert_eq!(scope.claim("Self", []).name.as_str(), "Self2");
    }

    #[test]
    fn keywords_take_an_underscore() {
        let mut scope = Scope::new();
        assert_eq!(scope.claim("type", []).name.as_str(), "type_");
        assert_eq!(scope.claim("self", []).name.as_str(), "self_");
        assert_eq!(scope.claim("self", []).name.as_str(), "self2");
        assert_eq!(scope.claim("Self", []).name.as_str(), "Self_");
        assert_eq!(scope.claim("Self", []).name.as_str(), "Self2");
    }
}
