/// A set of variants: 64 without an allocation, any number with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VariantSet {
    first: u64,
    rest: Vec<u64>,
}

const BITS: usize = 64;

impl VariantSet {
    pub(crate) const fn empty() -> Self {
        Self {
            first: 0,
            rest: Vec::new(),
        }
    }

    /// The variants 0 to `count` − 1.
    pub(crate) fn all(count: usize) -> Self {
        let word = |bits: usize| if bits >= BITS { u64::MAX } else { (1 << bits) - 1 };
        let rest = (BITS..count)
            .step_by(BITS)
            .map(|start| word(count - start))
            .collect();
        Self {
            first: word(count),
            rest,
        }
    }

    pub(crate) fn insert(&mut self, variant: usize) {
        match (variant / BITS).checked_sub(1) {
            None => self.first |= 1 << (variant % BITS),
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                self.rest[word] |= 1 << (variant % BITS);
            }
        }
    }

    pub(crate) fn contains(&self, variant: usize) -> bool {
        let word = match (variant / BITS).checked_sub(1) {
            None => Some(&self.first),
            Some(word) => self.rest.get(word),
        };
        word.is_some_and(|word| word >> (variant % BITS) & 1 == 1)
    }

    /// Takes the variants of `other` out.
    #[inline]
    pub(crate) fn remove_all(&mut self, other: &Self) {
        self.first &= !other.first;
        for (word, taken) in self.rest.iter_mut().zip(&other.rest) {
            *word &= !taken;
        }
    }

    /// Takes the variants out that are not in `other`.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.first &= other.first;
        for (place, word) in self.rest.iter_mut().enumerate() {
            *word &= other.rest.get(place).copied().unwrap_or(0);
        }
    }

    #[inline]
    pub(crate) fn insert_all(&mut self, other: &Self) {
        self.first |= other.first;
        if self.rest.len() < other.rest.len() {
            self.rest.resize(other.rest.len(), 0);
        }
        for (word, more) in self.rest.iter_mut().zip(&other.rest) {
            *word |= more;
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        let words = std::iter::once(self.first).chain(self.rest.iter().copied());
        words.enumerate().flat_map(|(place, word)| {
            (0..BITS)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| place * BITS + bit)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first == 0 && self.rest.iter().all(|word| *word == 0)
    }

    /// The variant that is left, if it is just one.
    pub(crate) fn only(&self) -> Option<usize> {
        if self.rest.is_empty() {
            return self
                .first
                .is_power_of_two()
                .then(|| self.first.trailing_zeros() as usize);
        }
        let mut variants = self.iter();
        variants.next().filter(|_| variants.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::VariantSet;

    #[test]
    fn more_than_64_variants_are_held() {
        for count in [1, 2, 63, 64, 65, 128, 129, 200] {
            let mut set = VariantSet::all(count);
            assert_eq!(set.iter().count(), count);
            let mut taken = VariantSet::empty();
            (0..count)
                .filter(|variant| *variant != count - 1)
                .for_each(|variant| taken.insert(variant));
            set.remove_all(&taken);
            assert_eq!(set.only(), Some(count - 1));
            assert!(set.contains(count - 1) && !set.contains(count));
            set.remove_all(&VariantSet::all(count));
            assert!(set.is_empty());
        }
    }
}
