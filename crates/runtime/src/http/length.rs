//! Bodies whose length is promised.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body::{Body, BoxError};

/// A body that fails when it does not have as many bytes as was promised.
pub(super) struct OfLength {
    body: Body,
    remaining: u64,
}

/// A body has other than the promised length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrongLength {
    Shorter,
    Longer,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WrongLength::Shorter => "the stream is shorter than its length says",
            WrongLength::Longer => "the stream is longer than its length says",
        })
    }
}

impl std::error::Error for WrongLength {}

impl OfLength {
    /// `body`, which has `length` bytes.
    pub(super) fn new(body: Body, length: u64) -> Self {
        Self {
            body,
            remaining: length,
        }
    }
}

impl http_body::Body for OfLength {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        let wrong = match &frame {
            Some(Ok(frame)) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                let length = u64::try_from(length).unwrap_or(u64::MAX);
                match this.remaining.checked_sub(length) {
                    Some(remaining) => {
                        this.remaining = remaining;
                        None
                    }
                    None => Some(WrongLength::Longer),
                }
            }
            None if this.remaining > 0 => Some(WrongLength::Shorter),
            None | Some(Err(_)) => None,
        };
        Poll::Ready(wrong.map_or(frame, |wrong| Some(Err(wrong.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining)
    }
}
