//! A value with the headers that came with it.

use std::ops::Deref;

use http::StatusCode;

use super::answer::{ReadError, Reply, WriteError};
use super::header::Headers;
use super::media::Media;
use super::payload::Payload;
use super::received::Received;

/// What an answer's body is, with the headers that the answer declares.
#[derive(Clone, Debug, PartialEq)]
pub struct WithHeaders<T, H> {
    /// What the body is.
    pub value: T,
    /// The headers.
    pub headers: H,
}

impl<T, H> WithHeaders<T, H> {
    /// `value` with `headers`.
    pub fn new(value: T, headers: H) -> Self {
        Self { value, headers }
    }
}

/// Without headers, where none is required.
impl<T, H: Default> From<T> for WithHeaders<T, H> {
    fn from(value: T) -> Self {
        Self::new(value, H::default())
    }
}

impl<T, H> Deref for WithHeaders<T, H> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Payload, H: Headers> Payload for WithHeaders<T, H> {
    const STREAMS: bool = T::STREAMS;

    fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError> {
        let headers = H::read(&received.headers)?;
        Ok(Self::new(T::read(received, media)?, headers))
    }

    fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError> {
        let mut reply = self.value.write(status, media)?;
        self.headers.write(&mut reply.headers)?;
        Ok(reply)
    }
}
