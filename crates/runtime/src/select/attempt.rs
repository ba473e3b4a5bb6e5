use std::cell::Cell;

use super::Union;
use super::union::read_variant;
use crate::json::RawText;
use crate::text::Fault;

thread_local! {
    /// The bytes that attempts may still read within the union that is being read.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// How often attempts may read a union's text over, beside twice for each of its variants.
const TIMES: usize = 16;

/// The reading of a union, for the time that it takes.
///
/// A union tries a variant after another only where its tests leave several or where the one that they choose does not
/// decode. Unions within unions would be tried twice as often with each level, so all attempts within the outermost one
/// share an amount of work in proportion to its text, and fail once that is spent. It depends on the text alone.
pub(super) struct Reading {
    is_outermost: bool,
}

impl Reading {
    /// Begins to read `text` as a union of so many variants.
    #[inline]
    pub(super) fn of(variants: usize, text: &str) -> Self {
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            let times = variants.saturating_mul(2).saturating_add(TIMES);
            LEFT.set(Some(text.len().saturating_mul(times)));
        }
        Self { is_outermost }
    }

    /// The value as this variant, if it is one.
    pub(super) fn attempt<U: Union>(&self, variant: usize, text: &RawText<'_>) -> Option<U> {
        let left = LEFT.get()?.checked_sub(text.as_str().len());
        LEFT.set(Some(left.unwrap_or(0)));
        left?;
        read_variant::<U, Fault>(variant, text).ok()
    }
}

impl Drop for Reading {
    #[inline]
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}
