//! A first look at a value, no longer than it takes.

use super::Facts;
use super::scan::{Index, Member, Survivors};
use super::seen::Seen;
use super::{Others, Selection, Test, VariantSet};
use crate::schema::JsonType;
use crate::text::{Scanner, SyntaxError};

/// What a first look at a value says.
#[derive(Debug)]
pub(super) enum Glance {
    /// It is this variant, if it decodes as it. Where that is not all, something may speak against it if it does not.
    Variant { variant: usize, is_all: bool },
    /// All was looked at, and leaves these.
    Survivors(Survivors),
    /// It takes another look.
    Unclear,
}

/// When a look may end: where one variant is left that nothing which comes after could speak against without its
/// decoding failing.
#[derive(Debug)]
pub(super) struct Enough {
    /// For each variant the members, as bits of their places, that must have been seen; none where all must be.
    needed: Vec<Option<u64>>,
    /// The variants that a value is, alone, if it decodes as them without a member that they do not declare.
    sufficient: VariantSet,
}

impl Enough {
    pub(super) fn new(selection: &Selection, facts: &[Facts], index: &Index) -> Self {
        let needed = |(variant, facts): (usize, &Facts)| {
            let is_closed_by_decoding = selection.tests.iter().all(|test| match test {
                Test::Closed {
                    variant: closed,
                    members,
                } => *closed != variant || facts.refuses_all_but(members),
                _ => true,
            });
            if !facts.refuses_duplicates() || !is_closed_by_decoding || index.members.len() > 64 {
                return None;
            }
            let members = index.members.iter().enumerate();
            let needed = members.filter(|(_, member)| member.may_rule_out(variant, facts));
            Some(needed.fold(0, |bits, (place, _)| bits | 1 << place))
        };
        let needed: Vec<_> = facts.iter().enumerate().map(needed).collect();
        let mut sufficient = VariantSet::empty();
        for (variant, facts) in facts.iter().enumerate() {
            if needed.get(variant) == Some(&Some(0)) && index.is_told_by_declared_members(variant, facts) {
                sufficient.insert(variant);
            }
        }
        Self { needed, sufficient }
    }

    /// Whether a value that decodes as this variant is no other, where it has no member that this one does not declare.
    pub(super) fn is_sufficient(&self, variant: usize) -> bool {
        self.sufficient.contains(variant)
    }

    fn is_reached(&self, variant: usize, seen: &Seen) -> bool {
        let needed = self.needed.get(variant).copied().flatten();
        needed.is_some_and(|needed| needed & !seen.first_word() == 0)
    }
}

impl Member {
    /// Whether what it says may rule the variant out, and decoding would not.
    fn may_rule_out(&self, variant: usize, facts: &Facts) -> bool {
        let by_absence = self.out_when_absent.contains(variant) && !facts.requires(self.name);
        let by_type = self.types.iter().any(|out| out.contains(variant));
        let concerns = |test: &super::value_test::ValueTest| {
            test.others != Others::Concerned || test.concerned.contains(variant)
        };
        by_absence || by_type || self.values.iter().any(concerns)
    }
}

impl Index {
    /// Whether an object of the members that a variant declares, with all that it requires, is of no other.
    fn is_told_by_declared_members(&self, variant: usize, facts: &Facts) -> bool {
        let mut others = self.all.clone();
        if let Some(out) = self.out_by_type.get(JsonType::Object as usize) {
            others.remove_all(out);
        }
        for member in &self.members {
            if !facts.declares(member.name) {
                others.remove_all(&member.out_when_absent);
            }
            if facts.requires(member.name) {
                others.remove_all(&member.out_when_present);
            }
        }
        self.of_value.is_empty() && others.only() == Some(variant)
    }
}

/// Why a look at an object ended before the object did.
enum End {
    Syntax,
    Enough(usize),
}

impl From<SyntaxError> for End {
    fn from(_: SyntaxError) -> Self {
        End::Syntax
    }
}

impl Index {
    /// Looks at the value that `text` begins with.
    pub(super) fn glance(&self, text: &str, enough: &Enough) -> Glance {
        let Some(found) = kind_at_start(text).filter(|_| self.of_value.is_empty()) else {
            return Glance::Unclear;
        };
        let mut survivors = Survivors {
            beside_tags: self.all.clone(),
            undeclared: VariantSet::empty(),
        };
        if let Some(out) = self.out_by_type.get(found as usize) {
            survivors.beside_tags.remove_all(out);
        }
        match found {
            JsonType::Array if !self.items.is_empty() => return Glance::Unclear,
            JsonType::Object => {
                let looked = self.look_at_members(text, &mut survivors, |left, seen| {
                    match left.only().filter(|variant| enough.is_reached(*variant, seen)) {
                        Some(variant) => Err(End::Enough(variant)),
                        None => Ok(()),
                    }
                });
                match looked {
                    Ok(()) => {}
                    Err(End::Syntax) => return Glance::Unclear,
                    Err(End::Enough(variant)) => {
                        return Glance::Variant {
                            variant,
                            is_all: false,
                        };
                    }
                }
            }
            _ => self.miss_all_members(&mut survivors.beside_tags),
        }
        match survivors.beside_tags.only() {
            Some(variant) => Glance::Variant {
                variant,
                is_all: !survivors.undeclared.contains(variant),
            },
            None => Glance::Survivors(survivors),
        }
    }
}

/// The kind of the value that a text begins with.
fn kind_at_start(text: &str) -> Option<JsonType> {
    match text.as_bytes().first()? {
        b'-' | b'0'..=b'9' => Scanner::new(text).number().ok().map(crate::json::kind_of),
        b'{' | b'[' | b'"' | b't' | b'f' | b'n' => Some(crate::json::kind_of(text)),
        _ => None,
    }
}
