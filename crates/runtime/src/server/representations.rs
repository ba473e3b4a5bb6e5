//! `representations!`: answers that are of the media type which is asked for.

use super::negotiation::{accept, best};
use super::reader::RequestReader;

/// The media types that an operation's answer may be of: the enums that
/// [`representations!`](crate::representations) describes.
pub trait MediaTypes: Copy + 'static {
    /// Each with its name, the preferred first.
    const OFFERS: &'static [(&'static str, Self)];
}

impl RequestReader {
    /// The media type that the caller likes best: the preferred one where it likes several as much, or says nothing
    /// of any (RFC 9110, section 12.5.1).
    ///
    /// There is always one; `Option` is what all parts of a request are.
    pub fn media_type<M: MediaTypes>(&self) -> Option<M> {
        let names = M::OFFERS.iter().map(|(name, _)| *name);
        let accept = accept(&self.request().headers);
        let best = accept.map_or(0, |accept| best(&accept, names));
        M::OFFERS.get(best).map(|(_, media_type)| *media_type)
    }
}

/// Makes an enum a [`Payload`](crate::http::Payload) that is of the media type of its variant, and another one the
/// [`MediaTypes`](crate::server::MediaTypes) that a caller may ask for.
///
/// ```
/// # mod sample {
/// use bindery_runtime::representations;
///
/// #[derive(Debug)]
/// pub enum ListRepresentation {
///     Json(Vec<u32>),
///     Csv(String),
/// }
///
/// #[derive(Clone, Copy, Debug)]
/// pub enum ListMediaType {
///     Json,
///     Csv,
/// }
///
/// representations! {
///     ListRepresentation by ListMediaType {
///         Json(Vec<u32>) as json "application/json" | "application/hal+json",
///         Csv(String) as text "text/csv",
///     }
/// }
/// # #[test] fn names() { assert_eq!(ListMediaType::Csv.as_str(), "text/csv"); }
/// # }
/// ```
///
/// The preferred one stands first. Media types that are read alike stand together, as in
/// [`answers!`](crate::answers).
#[macro_export]
macro_rules! representations {
    ($name:ident by $media_type:ident { $(
        $variant:ident($body:ty) as $encoding:ident $($media:literal $(until $until:literal)?)|+
    ),+ $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $crate::http::Payload for $name {
            const STREAMS: bool = $(<$body as $crate::http::Payload>::STREAMS)||+;

            fn read(
                received: &mut $crate::http::Received,
                _: &[$crate::http::Media],
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                const MEDIA: &[$crate::http::Media] =
                    &[$($($crate::http::Media::$encoding($media) $(.until($until))?,)+)+];
                let (media, _) = received.media(MEDIA)?;
                $(if [$($media),+].contains(&media.content_type) {
                    return <$body as $crate::http::Payload>::read(
                        received,
                        &[$($crate::http::Media::$encoding($media) $(.until($until))?),+],
                    ).map(Self::$variant);
                })+
                ::core::result::Result::Err($crate::http::no_such_row())
            }

            fn write(
                self,
                status: $crate::http::StatusCode,
                _: &[$crate::http::Media],
            ) -> ::core::result::Result<$crate::http::Reply, $crate::http::WriteError> {
                match self {$(
                    Self::$variant(body) => <$body as $crate::http::Payload>::write(
                        body,
                        status,
                        &[$($crate::http::Media::$encoding($media) $(.until($until))?),+],
                    ),
                )+}
            }
        }

        impl $media_type {
            /// Its name in the document; the preferred one of several that are read alike.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $crate::representations!(@first $($media)+),)+
                }
            }
        }

        impl $crate::server::MediaTypes for $media_type {
            const OFFERS: &'static [(&'static str, Self)] = &[$($(($media, Self::$variant),)+)+];
        }
    };
    (@first $first:literal $($other:literal)*) => { $first };
}
