//! Which variant the next value may be: mostly that of the values before it.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Plan;
use crate::object::undeclared_so_far;

/// The variant that the last values were, and how many of them, up to [`SURE`]. What is guessed changes how fast a
/// value is read, and never what it is read as.
#[derive(Debug)]
pub(super) struct Recent(AtomicUsize);

/// So many values in a row make a guess.
const SURE: usize = 3;

impl Recent {
    pub(super) const fn new() -> Self {
        Self(AtomicUsize::new(0))
    }

    /// The variant that several values in a row were.
    pub(super) fn guess(&self) -> Option<usize> {
        let recent = self.0.load(Ordering::Relaxed);
        (recent % (SURE + 1) == SURE).then_some(recent / (SURE + 1))
    }

    /// Takes note of the variant of a value.
    pub(super) fn learn(&self, variant: usize) {
        let recent = self.0.load(Ordering::Relaxed);
        let times = match recent / (SURE + 1) == variant {
            true => (recent % (SURE + 1) + 1).min(SURE),
            false => 1,
        };
        let learnt = variant.saturating_mul(SURE + 1).saturating_add(times);
        if learnt != recent {
            self.0.store(learnt, Ordering::Relaxed);
        }
    }
}

thread_local! {
    static IS_SUPPOSING: Cell<bool> = const { Cell::new(false) };
}

/// While a value is read as what it is supposed to be: only the outermost may be, or unions within unions would be read
/// twice as often with each level.
pub(super) struct Supposition {
    undeclared: u64,
}

impl Supposition {
    /// What a value is supposed to be by what it shows, if there is a guess and no supposition yet.
    pub(super) fn of(plan: &Plan) -> Option<(usize, Self)> {
        Self::begin(plan.guess()?)
    }

    /// The same by what its siblings will say.
    pub(super) fn by_tags(plan: &Plan) -> Option<(usize, Self)> {
        Self::begin(plan.guess_by_tags()?)
    }

    fn begin(variant: usize) -> Option<(usize, Self)> {
        let undeclared = undeclared_so_far();
        (!IS_SUPPOSING.replace(true)).then(|| (variant, Self { undeclared }))
    }

    /// Whether all members that were read are declared ones.
    pub(super) fn saw_only_declared(&self) -> bool {
        undeclared_so_far() == self.undeclared
    }
}

impl Drop for Supposition {
    fn drop(&mut self) {
        IS_SUPPOSING.set(false);
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn a_row_makes_a_guess_and_another_variant_ends_it() {
        let recent = Recent::new();
        for _ in 0..2 {
            recent.learn(5);
            assert_eq!(recent.guess(), None);
        }
        recent.learn(5);
        assert_eq!(recent.guess(), Some(5));
        recent.learn(5);
        assert_eq!(recent.guess(), Some(5));
        recent.learn(0);
        assert_eq!(recent.guess(), None);
    }
}
