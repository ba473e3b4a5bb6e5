//! A call that is under way.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::error::{Error, Failure};
use super::response::Response;
use crate::http::{Declared, Head, Operation};

/// The part of a call that is the same for every operation.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send>>;

/// How the body of a response is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intake {
    /// All of it, if it is not too large.
    Whole,
    /// As it comes.
    Streamed,
    /// As much as the limit allows: nobody knows what it is, and its beginning may tell.
    Beginning,
}

/// What the head of a response says.
pub(crate) struct Taken {
    /// How its body is taken.
    pub(crate) intake: Intake,
    /// Which answer it is, where the document declares one.
    pub(crate) declared: Option<Declared>,
}

/// What the head of a response says.
pub(crate) type Take = fn(&'static Operation, &Head<'_>) -> Taken;

impl From<Intake> for Taken {
    fn from(intake: Intake) -> Self {
        Self {
            intake,
            declared: None,
        }
    }
}

/// How a response is read.
pub(crate) type Read<T, E> = fn(&'static Operation, Response) -> Result<T, Error<E>>;

/// A call that is under way. Dropping it cancels the call.
#[must_use = "a call is sent only when it is awaited"]
pub struct CallFuture<T, E> {
    operation: &'static Operation,
    exchange: Exchange,
    read: Read<T, E>,
}

impl<T, E> CallFuture<T, E> {
    pub(crate) fn new(operation: &'static Operation, exchange: Exchange, read: Read<T, E>) -> Self {
        Self {
            operation,
            exchange,
            read,
        }
    }

    /// The operation that is called.
    #[cfg(feature = "blocking")]
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl<T, E> Future for CallFuture<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.exchange.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(response)) => Poll::Ready((self.read)(self.operation, response)),
            Poll::Ready(Err(failure)) => Poll::Ready(Err(failure.into())),
        }
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
