//! Time limits.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// The time was up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Elapsed;

/// Runs `future` to its end, or until `limit` has passed.
///
/// The timer is made only once there is something to wait for: a runtime without timers can serve
/// requests that are answered at once, which is how a client calls a server in its own process. And
/// where there is no runtime of tokio's at all there is no time limit either.
///
/// It takes what is pinned already: a future that is handed over is held twice.
pub(super) fn within<T>(
    limit: Option<Duration>,
    mut future: Pin<&mut (impl Future<Output = T> + ?Sized)>,
) -> impl Future<Output = Result<T, Elapsed>> {
    let mut timer: Option<Pin<Box<Sleep>>> = None;
    poll_fn(move |context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(value));
        }
        let Some(limit) = limit.filter(|_| tokio::runtime::Handle::try_current().is_ok()) else {
            return Poll::Pending;
        };
        let timer = timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        timer.as_mut().poll(context).map(|()| Err(Elapsed))
    })
}
