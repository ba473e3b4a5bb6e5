//! Keys and tokens, and where they come from.

mod source;

pub(crate) use self::source::Kind;
pub use self::source::TokenSource;
