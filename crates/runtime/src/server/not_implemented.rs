//! What answers an operation that nobody has written yet, in the place of a value of any type.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

thread_local! {
    /// What is being polled on this thread, the innermost endpoint's; nothing outside of one.
    static POLLED: Cell<Option<Polled>> = const { Cell::new(None) };
}

/// What is known of an endpoint that is being polled.
#[derive(Clone, Copy, PartialEq)]
enum Polled {
    Working,
    /// It came to a [`not_implemented`], so it will never be done.
    NotImplemented,
}

/// It was found that nobody has written what should answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NotImplemented;

/// Stands where a handler's answer is to be written: the router answers the request with 501 Not Implemented, as a
/// problem that names the operation. It has the type of any answer, for it never gives one: the handler is dropped
/// here, as it is when a caller goes away. Nothing panics, so it does as well where panics abort.
///
/// ```
/// # use bindery_runtime::server::not_implemented;
/// # struct Pet;
/// # enum GetPetError {}
/// async fn get_pet() -> Result<Pet, GetPetError> {
///     not_implemented().await
/// }
/// ```
///
/// # Panics
/// Where no router waits for it, such as in a test that calls the handler itself or in a task of its own: there is
/// nobody who could tell the caller.
pub fn not_implemented<T>() -> impl Future<Output = T> + Send {
    poll_fn(|_| {
        assert!(
            POLLED.get().is_some(),
            "this operation is not implemented yet, and no router is there to say so"
        );
        POLLED.set(Some(Polled::NotImplemented));
        Poll::Pending
    })
}

/// Runs `future` to its end, or until it waits for what is not implemented.
pub(super) fn watch<T>(
    mut future: Pin<&mut (impl Future<Output = T> + ?Sized)>,
) -> impl Future<Output = Result<T, NotImplemented>> {
    poll_fn(move |context| match polled(future.as_mut(), context) {
        (Poll::Ready(value), _) => Poll::Ready(Ok(value)),
        (Poll::Pending, Some(Polled::NotImplemented)) => Poll::Ready(Err(NotImplemented)),
        (Poll::Pending, _) => Poll::Pending,
    })
}

/// Polls `future`, and says what became known of it meanwhile.
fn polled<F: Future + ?Sized>(
    future: Pin<&mut F>,
    context: &mut Context<'_>,
) -> (Poll<F::Output>, Option<Polled>) {
    let around = Around(POLLED.replace(Some(Polled::Working)));
    let poll = future.poll(context);
    let polled = POLLED.get();
    drop(around);
    (poll, polled)
}

/// What was polled around the innermost endpoint, which goes on afterwards, also where that one panics.
struct Around(Option<Polled>);

impl Drop for Around {
    fn drop(&mut self) {
        POLLED.set(self.0);
    }
}
