//! Pages and items as streams.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::error::Error;
use super::future::Read;
use super::pager::{Pager, Stop};
use super::response::Response;
use crate::http::{MemberPath, Operation};

/// The pages of a list, each asked for when the one before was taken. A page that cannot be had is an error,
/// and the end.
///
/// Nothing is sent before the first page is asked for. Every page is a call of its own, with the call's
/// retries and timeouts.
#[must_use = "pages are asked for only when they are taken"]
pub struct Pages<T, E> {
    pager: Pager,
    read: Read<T, E>,
}

impl<T, E> Pages<T, E> {
    pub(crate) fn new(pager: Pager, read: Read<T, E>) -> Self {
        Self { pager, read }
    }

    /// The next page; `None` after the last, and after an error.
    ///
    /// Dropping what this returns before it is done loses nothing: another `next` goes on.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        let Some(response) = ready!(poll_response(&mut self.pager, context)) else {
            return Poll::Ready(None);
        };
        let page = response.and_then(|response| (self.read)(self.pager.operation, response));
        if page.is_err() {
            self.pager.stop();
        }
        Poll::Ready(Some(page))
    }
}

/// How the items of a page are read.
pub(crate) type ReadItems<T, E> = fn(&'static Operation, MemberPath, Response) -> Result<Vec<T>, Error<E>>;

/// The items of a list, page by page. A page that cannot be had is an error, and the end.
///
/// Nothing is sent before the first item is asked for, and no page before the items of the one before were
/// taken. Every page is a call of its own, with the call's retries and timeouts.
#[must_use = "items are asked for only when they are taken"]
pub struct Items<T, E> {
    pager: Pager,
    read: ReadItems<T, E>,
    items: vec::IntoIter<T>,
}

impl<T, E> Items<T, E> {
    pub(crate) fn new(pager: Pager, read: ReadItems<T, E>) -> Self {
        Self {
            pager,
            read,
            items: Vec::new().into_iter(),
        }
    }

    /// The next item; `None` after the last, and after an error.
    ///
    /// Dropping what this returns before it is done loses nothing: another `next` goes on.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// All items that are left.
    ///
    /// # Errors
    /// When a page cannot be had; the items before it are lost.
    pub async fn collect(mut self) -> Result<Vec<T>, Error<E>> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(response) = ready!(poll_response(&mut self.pager, context)) else {
                return Poll::Ready(None);
            };
            let (operation, path) = (self.pager.operation, self.pager.pagination.items);
            match response.and_then(|response| (self.read)(operation, path, response)) {
                Ok(items) => self.items = items.into_iter(),
                Err(error) => {
                    self.pager.stop();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

fn poll_response<E>(
    pager: &mut Pager,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Response, Error<E>>>> {
    let response = ready!(pager.poll_response(context));
    if let Some(Ok(response)) = &response {
        pager.turn(response);
    }
    Poll::Ready(response.map(|response| {
        response.map_err(|stop| match stop {
            Stop::Failure(failure) => failure.into(),
            Stop::Page(error) => Error::Page(error),
        })
    }))
}

/// Nothing is pinned in them.
impl<T, E> Unpin for Pages<T, E> {}
impl<T, E> Unpin for Items<T, E> {}

impl<T, E> Stream for Pages<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T, E> Stream for Items<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T, E> fmt::Debug for Pages<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.pager.operation.id)
            .finish_non_exhaustive()
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.pager.operation.id)
            .finish_non_exhaustive()
    }
}
