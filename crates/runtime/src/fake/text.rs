use super::demand::{Bounds, Demand};
use super::maker::Maker;

/// How many characters a text has, where it may have any number.
const USUAL: u64 = 12;

/// How many characters are made at most; where more are demanded, there is no text.
const MANY: u64 = 100_000;

/// Signs that JSON escapes, that take several bytes, or that some quote: what a text must survive.
const ODD: [char; 10] = [' ', '"', '\\', '/', '\n', 'é', '漢', '😀', '&', '='];

impl Maker {
    pub(super) fn text(&mut self, demand: &Demand) -> Option<String> {
        let formats = demand.formats.iter().copied();
        if let Some(made) = formats
            .filter_map(|format| self.of_format(format, demand.lengths))
            .next()
        {
            return Some(made);
        }
        match self.random.pick(&demand.patterns).copied() {
            Some(pattern) => self.matching(pattern, demand.lengths),
            None => self.plain(demand.lengths),
        }
    }

    /// Any text of these lengths; of a parameter, without signs that some style cannot carry, and so where it is to be
    /// read.
    fn plain(&mut self, lengths: Bounds) -> Option<String> {
        let is_plain = self.is_parameter || self.shows_examples;
        let least = lengths.least.max(u64::from(is_plain || self.random.is(95)));
        let length = self
            .random
            .between(least, least.saturating_add(USUAL))
            .min(lengths.most);
        if length < lengths.least || length > MANY {
            return None;
        }
        let is_odd = !is_plain && self.random.is(15);
        let characters = (0..length).map(|_| match is_odd && self.random.is(30) {
            true => self.random.pick(&ODD).copied().unwrap_or('a'),
            false => self.letter(),
        });
        Some(characters.collect())
    }

    /// A lowercase letter.
    pub(super) fn letter(&mut self) -> char {
        let place = u8::try_from(self.random.below(26)).unwrap_or(0);
        char::from(b'a' + place)
    }

    /// A word of lowercase letters.
    pub(super) fn lowercase(&mut self) -> String {
        let length = self.random.between(3, 8);
        (0..length).map(|_| self.letter()).collect()
    }
}
