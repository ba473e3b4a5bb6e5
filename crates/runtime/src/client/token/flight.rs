use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use super::error::TokenError;
use super::provider::Kept;
use crate::client::credential::Credential;
use crate::clock::Instant;

/// What a flight ends with.
pub(super) type Landing = Result<(Arc<Credential>, Kept), TokenError>;

/// A token that is being fetched, for as many calls as wait for it.
///
/// Whichever of them is awake drives it on. When all of them are dropped it stands still and is not
/// lost: a refresh token that is good for one use may already have been spent.
pub(super) struct Flight {
    state: Mutex<State>,
    waiters: Arc<Waiters>,
    /// When it is given up.
    deadline: Instant,
}

enum State {
    Waiting(Pin<Box<dyn Future<Output = Landing> + Send>>),
    /// One of the calls is at it.
    Driven,
    Landed(Landing),
}

/// The calls that wait.
#[derive(Default)]
struct Waiters {
    wakers: Mutex<Vec<Waker>>,
    /// Whether there was progress since the flight was last driven.
    progressed: AtomicBool,
}

impl Flight {
    pub(super) fn new(deadline: Instant, fetch: impl Future<Output = Landing> + Send + 'static) -> Self {
        Self {
            state: Mutex::new(State::Waiting(Box::pin(fetch))),
            waiters: Arc::default(),
            deadline,
        }
    }

    /// Whether a call may still join: not one that nobody drove on until it was too late.
    pub(super) fn is_current(&self) -> bool {
        Instant::now() < self.deadline
    }

    /// Waits for the token.
    pub(super) async fn landing(&self) -> Landing {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&self, context: &Context<'_>) -> Poll<Landing> {
        loop {
            // Before it is driven: no progress goes unheard, whoever drives it.
            self.waiters.add(context.waker());
            let mut fetch = {
                let mut state = self.state();
                if let State::Landed(landing) = &*state {
                    return Poll::Ready(landing.clone());
                }
                match std::mem::replace(&mut *state, State::Driven) {
                    State::Waiting(fetch) => fetch,
                    _ => return Poll::Pending,
                }
            };
            self.waiters.progressed.store(false, Ordering::SeqCst);
            let driver = Driver {
                flight: self,
                has_left: false,
            };
            let waker = Waker::from(self.waiters.clone());
            match fetch.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(landing) => {
                    driver.leave(State::Landed(landing.clone()));
                    waker.wake();
                    return Poll::Ready(landing);
                }
                Poll::Pending => {
                    driver.leave(State::Waiting(fetch));
                    // Who was woken meanwhile found it driven, and counts on this.
                    if !self.waiters.progressed.load(Ordering::SeqCst) {
                        return Poll::Pending;
                    }
                }
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the flight back when it has been driven on, and fails it when its provider panics.
struct Driver<'f> {
    flight: &'f Flight,
    has_left: bool,
}

impl Driver<'_> {
    fn leave(mut self, state: State) {
        *self.flight.state() = state;
        self.has_left = true;
    }
}

impl Drop for Driver<'_> {
    fn drop(&mut self) {
        if !self.has_left {
            let failure = TokenError::provider("the provider panicked");
            *self.flight.state() = State::Landed(Err(failure));
            self.flight.waiters.wake_all();
        }
    }
}

impl Waiters {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        self.progressed.store(true, Ordering::SeqCst);
        let wakers = std::mem::take(&mut *self.wakers.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiters {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wake_all();
    }
}

impl fmt::Debug for Flight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flight")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::task::Context;
    use std::thread::{self, Thread};
    use std::time::Duration;

    use super::*;

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    /// Drives a future on this thread; nothing where it hears of no progress.
    fn block_on<T>(future: impl Future<Output = T>, patience: Duration) -> Option<T> {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = std::pin::pin!(future);
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Some(value);
            }
            let parked = std::time::Instant::now();
            thread::park_timeout(patience);
            if parked.elapsed() >= patience {
                return None;
            }
        }
    }

    /// Is ready after some polls, and is woken each time by another thread.
    fn fetch(polls: usize, count: Arc<AtomicUsize>) -> impl Future<Output = Landing> + Send {
        poll_fn(move |context| {
            if count.fetch_add(1, Ordering::SeqCst) >= polls {
                return Poll::Ready(Err(TokenError::Timeout));
            }
            let waker = context.waker().clone();
            thread::spawn(move || waker.wake());
            Poll::Pending
        })
    }

    fn flight(fetch: impl Future<Output = Landing> + Send + 'static) -> Arc<Flight> {
        let deadline = Instant::now() + Duration::from_secs(60);
        Arc::new(Flight::new(deadline, fetch))
    }

    #[test]
    fn threads_that_wait_together_all_hear_of_it() {
        for round in 0..200 {
            let flight = flight(fetch(round % 7, Arc::default()));
            let waiting: Vec<_> = (0..6)
                .map(|_| {
                    let flight = flight.clone();
                    thread::spawn(move || block_on(flight.landing(), Duration::from_secs(20)).is_some())
                })
                .collect();
            assert!(
                waiting
                    .into_iter()
                    .all(|waiting| waiting.join().expect("no panic"))
            );
        }
    }

    #[test]
    fn who_leaves_takes_nobodys_progress_along() {
        for round in 0..100 {
            let flight = flight(fetch(3 + round % 5, Arc::default()));
            // Is polled and dropped, again and again, while the other waits.
            let leaving = flight.clone();
            let leaver = thread::spawn(move || {
                for _ in 0..50 {
                    let mut landing = std::pin::pin!(leaving.landing());
                    let _ = landing.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                }
            });
            assert!(block_on(flight.landing(), Duration::from_secs(20)).is_some());
            leaver.join().expect("no panic");
        }
    }
}
