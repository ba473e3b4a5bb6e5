//! Calls of programs that are not async: scripts, tests, tools.

use std::fmt;
use std::future::{Future, IntoFuture, pending, poll_fn};
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;
use std::thread;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use super::error::Error;
use super::future::CallFuture;
use super::request_error::{RequestError, RequestProblem};

/// Sends a call and waits for its answer, without async: `client.get_pet("1").wait()?`.
///
/// All such calls run on one thread of their own, which is started with the first and keeps connections
/// alive between them.
pub trait Wait {
    /// What the answer is.
    type Output;

    /// Sends the call, and waits for its answer.
    ///
    /// # Errors
    /// Those of the call; and [`RequestProblem::Blocking`] inside of an async runtime, whose thread would
    /// stand still. There the call is awaited, and within `spawn_blocking` given to the runtime's
    /// `Handle::block_on`.
    fn wait(self) -> Self::Output;
}

impl<C, T, E> Wait for C
where
    C: IntoFuture<Output = Result<T, Error<E>>, IntoFuture = CallFuture<T, E>>,
    T: Send + 'static,
    E: Send + 'static,
{
    type Output = Result<T, Error<E>>;

    fn wait(self) -> Result<T, Error<E>> {
        let call = self.into_future();
        let operation = call.operation();
        let refused = |error| {
            let problem = RequestProblem::Blocking(error);
            Error::Request(RequestError::new(operation.id, problem))
        };
        check_context().map_err(refused)?;
        run(call).map_err(refused)?
    }
}

/// A stream as an iterator, for programs that are not async.
///
/// ```no_run
/// # use bindery_runtime::client::{Blocking, BlockingError};
/// # use bindery_runtime::http::{Events, StreamError};
/// # fn print(events: Events<String>) -> Result<(), Box<dyn std::error::Error>> {
/// for event in Blocking::new(events)? {
///     println!("{}", event?);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Blocking<S> {
    /// Nothing at the end.
    stream: Option<S>,
}

impl<S: Stream + Send + Unpin + 'static> Blocking<S> {
    /// Iterates over the items of `stream`.
    ///
    /// # Errors
    /// Inside of an async runtime, and where no thread can be started.
    pub fn new(stream: S) -> Result<Self, BlockingError> {
        check_context()?;
        runtime()?;
        Ok(Self { stream: Some(stream) })
    }
}

impl<S> Iterator for Blocking<S>
where
    S: Stream + Send + Unpin + 'static,
    S::Item: Send,
{
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        let mut stream = self.stream.take()?;
        let next = run(async move {
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            item.map(|item| (item, stream))
        });
        // Without an answer the stream has panicked, and is gone.
        let (item, stream) = next.ok().flatten()?;
        self.stream = Some(stream);
        Some(item)
    }
}

impl<S> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").finish_non_exhaustive()
    }
}

/// Why a call cannot be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockingError {
    /// This is an async runtime's thread: it must not stand still.
    AsyncContext,
    /// The system does not let a thread be started.
    NoThread,
    /// What a hook or the transport did ended in a panic.
    Panicked,
}

impl fmt::Display for BlockingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BlockingError::AsyncContext => {
                "waiting would block a thread of an async runtime: await the call instead"
            }
            BlockingError::NoThread => "no thread can be started",
            BlockingError::Panicked => "a hook or the transport panicked",
        })
    }
}

impl std::error::Error for BlockingError {}

fn check_context() -> Result<(), BlockingError> {
    match Handle::try_current() {
        Ok(_) => Err(BlockingError::AsyncContext),
        Err(_) => Ok(()),
    }
}

/// Runs a future on the thread of such calls, and waits for it.
fn run<F>(future: F) -> Result<F::Output, BlockingError>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    let (sender, receiver) = sync_channel(1);
    runtime()?.spawn(async move {
        // The receiver waits below, as long as it takes.
        let _received = sender.send(future.await);
    });
    receiver.recv().map_err(|_| BlockingError::Panicked)
}

/// The runtime of all such calls.
fn runtime() -> Result<&'static Handle, BlockingError> {
    static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();
    let handle = RUNTIME.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build().ok()?;
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new().name("bindery-blocking".to_owned());
        thread.spawn(move || runtime.block_on(pending::<()>())).ok()?;
        Some(handle)
    });
    handle.as_ref().ok_or(BlockingError::NoThread)
}
