//! Why no page follows.

use std::fmt;

/// Why the next page was not asked for, although there seems to be one. Never holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The page leads to one that was there already: going on would never end.
    Repeated,
    /// The next page's URL leads to another scheme, host or port, which must not see the credentials.
    OtherOrigin,
    /// What should be the next page's URL is none.
    Url,
    /// What should lead to the next page is neither a text nor a number.
    Cursor,
    /// The call's body came as a stream, which cannot be sent another time.
    Body,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PageError::Repeated => "the page leads to one that was there already",
            PageError::OtherOrigin => {
                "the next page's URL has another scheme, host or port, which must not see the credentials"
            }
            PageError::Url => "what should be the next page's URL is none",
            PageError::Cursor => "what should lead to the next page is neither a text nor a number",
            PageError::Body => "the call's body is a stream, which cannot be sent for another page",
        })
    }
}

impl std::error::Error for PageError {}
