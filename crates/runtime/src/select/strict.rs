use std::cell::Cell;

thread_local! {
    static REFUSES_UNKNOWN: Cell<bool> = const { Cell::new(false) };
}

/// Reads with every union's unknown variant refused: what a client keeps because it may be newer, a
/// server does not take from a caller.
///
/// serde gives a `Deserialize` no way to be told, so the thread remembers; decoding never leaves it.
#[cfg(any(feature = "fake", feature = "webhooks"))]
pub(crate) fn refusing_unknown<R>(read: impl FnOnce() -> R) -> R {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            REFUSES_UNKNOWN.set(self.0);
        }
    }
    let _restore = Restore(REFUSES_UNKNOWN.replace(true));
    read()
}

/// Whether an unknown variant is to be refused.
pub(super) fn refuses_unknown() -> bool {
    REFUSES_UNKNOWN.get()
}

#[cfg(all(test, feature = "webhooks"))]
mod tests {
    use super::*;

    #[test]
    fn it_ends_with_the_reading_even_by_a_panic() {
        assert!(refusing_unknown(refuses_unknown));
        let _ = std::panic::catch_unwind(|| refusing_unknown(|| panic!("expected")));
        assert!(!refuses_unknown());
    }
}
