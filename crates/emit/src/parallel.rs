use std::num::NonZero;
use std::thread;

/// The stack of each thread: schemas nest as deep as documents do.
const STACK: usize = 64 << 20;

/// How many items are worth a thread.
const SHARE: usize = 16;

/// What `make` gives for each of `items`, in their order.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(threads).max(SHARE);
    let make = &make;
    thread::scope(|scope| {
        let spawned: Vec<_> = items
            .chunks(share)
            .map(|chunk| {
                let run = move || chunk.iter().map(make).collect::<Vec<R>>();
                (
                    chunk,
                    thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run),
                )
            })
            .collect();
        let mut made = Vec::with_capacity(items.len());
        for (chunk, thread) in spawned {
            match thread.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(share)) => made.extend(share),
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system gives no more threads: this one does the work.
                Err(_) => made.extend(chunk.iter().map(make)),
            }
        }
        made
    })
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
