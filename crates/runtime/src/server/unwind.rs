//! A panic of the code that answers one request must not take down the others.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

/// A future panicked. What it said stays out of the answer; the panic hook has printed it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Panicked;

/// The same of a function.
pub(super) fn catch_call<T>(call: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|_payload| Panicked)
}

/// Runs `future` to its end, or to its panic.
///
/// Nothing that the future borrowed mutably is used after a panic, so the assertion holds. It takes what is pinned
/// already: a future that is handed over is held twice.
pub(super) fn catch<T>(
    mut future: Pin<&mut (impl Future<Output = T> + ?Sized)>,
) -> impl Future<Output = Result<T, Panicked>> {
    poll_fn(
        move |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_payload) => Poll::Ready(Err(Panicked)),
        },
    )
}
