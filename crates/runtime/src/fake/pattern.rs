use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use crate::schema::wanted_patterns;

use super::demand::Bounds;
use super::maker::Maker;

/// How often something is repeated more than it must be.
const MORE: u64 = 4;

/// How many bytes are made for one pattern at most.
const MANY: usize = 100_000;

impl Maker {
    /// A text that matches the pattern, where it says no more than a regular language does; whether it does so
    /// with what stands beside the pattern is for the caller to judge.
    pub(super) fn matching(&mut self, pattern: &str, lengths: Bounds) -> Option<String> {
        let wanted = wanted_patterns(pattern)?;
        let expression = regex_syntax::parse(wanted.last()?).ok()?;
        let mut text = String::new();
        self.write(&expression, lengths, &mut text)?;
        Some(text)
    }

    fn write(&mut self, expression: &Hir, lengths: Bounds, text: &mut String) -> Option<()> {
        if text.len() > MANY {
            return None;
        }
        match expression.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => text.push(self.of_class(class)?),
            HirKind::Repetition(repetition) => self.repeat(repetition, lengths, text)?,
            HirKind::Capture(group) => self.write(&group.sub, lengths, text)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.write(part, lengths, text)?;
                }
            }
            HirKind::Alternation(branches) => {
                let branch = self.random.pick(branches)?;
                self.write(branch, lengths, text)?;
            }
        }
        Some(())
    }

    fn repeat(&mut self, repetition: &Repetition, lengths: Bounds, text: &mut String) -> Option<()> {
        let least = u64::from(repetition.min);
        // What may be repeated at will is what makes a text as long as it must be.
        let missing = lengths.least.saturating_sub(text.len() as u64);
        let wanted = match missing > least && self.random.is(70) {
            true => missing.saturating_add(self.random.below(3)),
            false => self.random.between(least, least.saturating_add(MORE)),
        };
        let most = repetition
            .max
            .map_or(u64::MAX, u64::from)
            .min(lengths.most.max(least));
        for _ in 0..wanted.clamp(least, most) {
            self.write(&repetition.sub, lengths, text)?;
        }
        Some(())
    }

    /// A letter or digit where the class has any; else another visible sign, a space, or whatever it has.
    fn of_class(&mut self, class: &Class) -> Option<char> {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
            Class::Bytes(class) => class
                .iter()
                .map(|range| (range.start().into(), range.end().into()))
                .collect(),
        };
        let has = |sign: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&sign));
        let visible: Vec<char> = ('!'..='~').filter(has).collect();
        let plain: Vec<char> = visible
            .iter()
            .copied()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let among = if plain.is_empty() || (!self.is_parameter && self.random.is(5)) {
            visible
        } else {
            plain
        };
        match self.random.pick(&among) {
            Some(sign) => Some(*sign),
            None if has(&' ') => Some(' '),
            None => ranges.first().map(|(first, _)| *first),
        }
    }
}
