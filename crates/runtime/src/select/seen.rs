/// Which members were there.
pub(super) struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    pub(super) fn new(members: usize) -> Self {
        Self {
            first: 0,
            rest: vec![0; members.saturating_sub(1) / 64],
        }
    }

    fn word(&mut self, place: usize) -> Option<&mut u64> {
        match (place / 64).checked_sub(1) {
            None => Some(&mut self.first),
            Some(word) => self.rest.get_mut(word),
        }
    }

    /// The first 64, as bits.
    pub(super) fn first_word(&self) -> u64 {
        self.first
    }

    /// Whether it is new.
    pub(super) fn insert(&mut self, place: usize) -> bool {
        let Some(word) = self.word(place) else {
            return false;
        };
        let is_new = *word >> (place % 64) & 1 == 0;
        *word |= 1 << (place % 64);
        is_new
    }

    pub(super) fn contains(&mut self, place: usize) -> bool {
        self.word(place)
            .is_some_and(|word| *word >> (place % 64) & 1 == 1)
    }
}
