//! What a server allows.

use std::time::Duration;

/// Limits on requests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// How many bytes a body may have.
    pub(super) body_limit: usize,
    /// How long a body may take to arrive.
    pub(super) read_timeout: Option<Duration>,
    /// How long authentication and handler may take.
    pub(super) handler_timeout: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            body_limit: 2 * 1024 * 1024,
            read_timeout: Some(Duration::from_secs(30)),
            handler_timeout: None,
        }
    }
}
