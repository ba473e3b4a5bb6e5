//! A server-sent event.

use std::time::Duration;

/// A server-sent event: its data, and what is said beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The data.
    pub data: T,
    /// The event's name, where it has one.
    pub name: Option<String>,
    /// The last `id` of the stream up to this event, where there was one.
    pub id: Option<String>,
    /// How long to wait before connecting again, where this event says so.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event of nothing but data.
    pub fn new(data: T) -> Self {
        Self {
            data,
            name: None,
            id: None,
            retry: None,
        }
    }

    /// The event's name; `message` where it has none.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("message")
    }

    /// Sets the name. It must be of one line.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the `id`, by which a client says what it has seen. It must be of one line, without NUL.
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets how long the client is to wait before it connects again, in whole milliseconds.
    pub fn with_retry(mut self, retry: Duration) -> Self {
        self.retry = Some(retry);
        self
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}
