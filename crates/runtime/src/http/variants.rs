//! Bodies of requests that may be of several media types.

use http::StatusCode;

use super::answer::{Content, WriteError};
use super::description::RequestBody;
use super::payload::Payload;
use crate::decode::DecodeOwned;

/// A body that is one of several things: the enums that [`bodies!`](crate::bodies) describes.
pub trait BodyVariants: Sized {
    /// The body as the media type of its variant.
    ///
    /// # Errors
    /// When the value cannot be written.
    fn write(self, body: &RequestBody) -> Result<Content, WriteError>;

    /// Reads a body of the media type in `row` of the operation's; nothing where that is wrong with it.
    fn read<S: BodySource>(row: usize, source: &mut S) -> Option<Self>;
}

/// A body that has arrived, and keeps what is wrong with it.
pub trait BodySource {
    /// The body as a value.
    fn value<T: DecodeOwned>(&mut self) -> Option<T>;

    /// The body as a stream, or as a sequence of items.
    fn stream<P: Payload>(&mut self) -> Option<P>;
}

/// Writes `value` as the media type in `row`.
#[doc(hidden)]
pub fn write_variant<P: Payload>(body: &RequestBody, row: usize, value: P) -> Result<Content, WriteError> {
    let wrong = || WriteError::new("the body's table has no such media type");
    let (media, _) = body.media.get(row).ok_or_else(wrong)?;
    let reply = value.write(StatusCode::OK, std::slice::from_ref(media))?;
    reply.content.ok_or_else(wrong)
}

/// Makes an enum a [`BodyVariants`](crate::http::BodyVariants): which rows of the operation's media types each
/// variant stands for, the one that is sent first, and whether it is a `value` or a `stream`.
///
/// A variant that can be made of a value of its type without more words says `from` which.
#[macro_export]
macro_rules! bodies {
    ($name:ident {
        $([$first:literal $(, $other:literal)*] $variant:ident $(from $type:ty)?, $kind:ident;)*
    }) => {
        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $crate::http::BodyVariants for $name {
            fn write(
                self,
                body: &$crate::http::RequestBody,
            ) -> ::core::result::Result<$crate::http::Content, $crate::http::WriteError> {
                match self {
                    $(Self::$variant(value) => $crate::http::write_variant(body, $first, value),)*
                }
            }

            fn read<S: $crate::http::BodySource>(
                row: usize,
                source: &mut S,
            ) -> ::core::option::Option<Self> {
                match row {
                    $($first $(| $other)* => source.$kind().map(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        $($(
            #[allow(deprecated, reason = "the document may deprecate what it declares")]
            impl ::core::convert::From<$type> for $name {
                fn from(value: $type) -> Self {
                    Self::$variant(value.into())
                }
            }
        )?)*
    };
}
