use super::scan::set;
use super::{Others, VariantSet};
use crate::schema::Literal;

/// What the value of a member says, or of one within it.
#[derive(Debug)]
pub(super) struct ValueTest {
    /// The way on from the member.
    pub(super) path: &'static [&'static str],
    pub(super) concerned: VariantSet,
    pub(super) accepts: &'static [(usize, &'static [Literal])],
    pub(super) out_when_absent: VariantSet,
    pub(super) others: Others,
    /// The variants that are out for each string that one accepts.
    pub(super) strings: Vec<(&'static str, VariantSet)>,
}

/// For each string that a variant accepts, the concerned ones that do not.
pub(super) fn strings(
    concerned: &VariantSet,
    accepts: &[(usize, &'static [Literal])],
) -> Vec<(&'static str, VariantSet)> {
    let mut strings: Vec<(&'static str, VariantSet)> = Vec::new();
    for (variant, literals) in accepts {
        for literal in *literals {
            let Literal::String(text) = literal else { continue };
            let place = strings.iter().position(|(known, _)| known == text);
            let place = place.unwrap_or_else(|| {
                strings.push((text, concerned.clone()));
                strings.len() - 1
            });
            strings[place].1.remove_all(&set([*variant]));
        }
    }
    strings
}

impl ValueTest {
    /// The variants that are out for a string that one of them accepts.
    fn out_for_string(&self, value: &str) -> Option<&VariantSet> {
        let text = value.strip_prefix('"')?.strip_suffix('"')?;
        let found = self.strings.iter().find(|(known, _)| *known == text);
        // What stands there says something else where it has escapes.
        found.filter(|_| !text.contains('\\')).map(|(_, out)| out)
    }

    pub(super) fn apply(&self, value: Option<&str>, left: &mut VariantSet) {
        let Some(value) = value else {
            left.remove_all(&self.out_when_absent);
            return;
        };
        if let Some(out) = self.out_for_string(value) {
            left.remove_all(out);
            return;
        }
        let mut out = self.concerned.clone();
        let is_value = |literal: &Literal| literal.is_text(value);
        let accepting = self
            .accepts
            .iter()
            .filter(|(_, literals)| literals.iter().any(is_value));
        let named = set(accepting.map(|(variant, _)| *variant));
        if named.is_empty() && self.others != Others::Concerned {
            let mut out = left.clone();
            if let Others::Variant(variant) = self.others {
                out.remove_all(&set([variant]));
            }
            left.remove_all(&out);
            return;
        }
        out.remove_all(&named);
        left.remove_all(&out);
    }
}
