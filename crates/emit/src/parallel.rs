use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of each thread: schemas nest as deep as documents do.
const STACK: usize = 64 << 20;

/// How many items are worth a thread.
const SHARE: usize = 16;

/// How many items a thread takes at once: few, for some take a hundred times as long as others.
const TAKEN_AT_ONCE: usize = 4;

/// What `make` gives for each of `items`, in their order; several are made at the same time.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let available = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = available.min(items.len().div_ceil(SHARE));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let start = next.fetch_add(TAKEN_AT_ONCE, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else {
                return made;
            };
            let taken = rest.iter().take(TAKEN_AT_ONCE).enumerate();
            made.extend(taken.map(|(index, item)| (start + index, make(item))));
        }
    };
    let mut made = thread::scope(|scope| {
        let spawned: Vec<_> = (0..threads)
            .filter_map(|_| {
                thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, work)
                    .ok()
            })
            .collect();
        let mut made = Vec::with_capacity(items.len());
        for thread in spawned {
            match thread.join() {
                Ok(share) => made.extend(share),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        // Where the system gives no thread at all, this one does the work.
        made.extend(work());
        made
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(
            in_parallel(&items, |item| item * 2),
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
        assert_eq!(in_parallel(&[] as &[usize], |item| *item), [0; 0]);
    }
}
