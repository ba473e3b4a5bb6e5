//! What keeps retries from making an outage worse.

use std::sync::atomic::{AtomicU32, Ordering};

/// A token bucket that all clones of a client share: a retry takes a token, a call that needed none
/// brings a tenth of one back. While a server fails, few of its calls are repeated.
#[derive(Debug)]
pub(crate) struct Budget {
    tenths: AtomicU32,
    capacity: u32,
}

/// Tenths in a token.
const TOKEN: u32 = 10;

impl Budget {
    /// A full bucket of so many tokens.
    pub(crate) fn new(tokens: u32) -> Self {
        let capacity = tokens.saturating_mul(TOKEN);
        Self {
            tenths: AtomicU32::new(capacity),
            capacity,
        }
    }

    /// Takes a token; whether there was one.
    pub(crate) fn withdraw(&self) -> bool {
        self.tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tenths| {
                tenths.checked_sub(TOKEN)
            })
            .is_ok()
    }

    /// Brings a tenth of a token back.
    pub(crate) fn deposit(&self) {
        let more = |tenths: u32| (tenths < self.capacity).then(|| tenths.saturating_add(1));
        // Full is as good as more.
        let _full = self
            .tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_pay_for_a_retry() {
        let budget = Budget::new(1);
        assert!(budget.withdraw());
        assert!(!budget.withdraw());
        (0..9).for_each(|_| budget.deposit());
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw());
    }

    #[test]
    fn a_full_bucket_stays_full() {
        let budget = Budget::new(1);
        (0..100).for_each(|_| budget.deposit());
        assert!(budget.withdraw());
        assert!(!budget.withdraw());
    }
}
