//! Why a stream ends before its time.

use std::fmt;

use super::body::BoxError;

/// Why a stream ends before its time. Neither `Debug` nor `Display` shows anything of what it carried.
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke off.
    Broken(BoxError),
    /// There is more of it than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(_) => f.write_str("the stream broke off"),
            StreamError::TooLarge { limit } => write!(f, "the stream has more than {limit} bytes"),
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(error) => write!(f, "Broken({error})"),
            StreamError::TooLarge { limit } => write!(f, "TooLarge({limit})"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StreamError::Broken(error) => Some(&**error),
            StreamError::TooLarge { .. } => None,
        }
    }
}
