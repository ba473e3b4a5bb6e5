//! `answers!`: the table of an enum of answers.

/// Makes an enum an [`Answer`](crate::http::Answer): which of its variants answers for which
/// status, and how its body is written.
///
/// ```
/// # #[cfg(feature = "client")] mod sample {
/// use bindery_runtime::answers;
/// use bindery_runtime::http::StatusCode;
///
/// #[derive(Debug)]
/// pub enum FindError {
///     NotFound(String),
///     ServerError(StatusCode),
/// }
///
/// answers! {
///     error FindError {
///         404 => NotFound(String as json "application/json"),
///         500..=599 => ServerError,
///     }
/// }
/// # }
/// ```
///
/// `error` makes an `std::error::Error` of it, too, which never shows a value; `success` does not.
/// The variants of ranges and of `default` hold the status first. A body may be of several media types that
/// are read alike (`as json "application/json" | "application/hal+json"`), or of none, where only headers come
/// with the answer. What ends a stream of events stands after its type: `as events "text/event-stream" until "END"`.
#[macro_export]
macro_rules! answers {
    (error $name:ident { $($rows:tt)* }) => {
        $crate::answers!(@answer $name { $($rows)* });

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let (status, variant) = self.status_and_name();
                $crate::http::write_status(f, status, variant)
            }
        }

        impl ::std::error::Error for $name {}
    };
    (success $name:ident { $($rows:tt)* }) => {
        $crate::answers!(@answer $name { $($rows)* });
    };
    (@answer $name:ident {}) => {
        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $name {
            /// The status of the answer.
            pub fn status(&self) -> $crate::http::StatusCode {
                match *self {}
            }

            fn status_and_name(&self) -> ($crate::http::StatusCode, &'static str) {
                match *self {}
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $crate::http::Answer for $name {
            fn read(
                _: &$crate::http::Operation,
                _: usize,
                _: &mut $crate::http::Received,
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                ::core::result::Result::Err($crate::http::no_such_row())
            }

            fn write(
                self,
                _: &$crate::http::Operation,
            ) -> ::core::result::Result<$crate::http::Reply, $crate::http::WriteError> {
                match self {}
            }
        }
    };
    (@answer $name:ident { $(
        $status:tt $(..= $end:literal)? => $variant:ident
            $(($body:ty $(as $encoding:ident $($media:literal $(until $until:literal)?)|+)?))?
    ),+ $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $name {
            /// The status of the answer.
            pub fn status(&self) -> $crate::http::StatusCode {
                self.status_and_name().0
            }

            fn status_and_name(&self) -> ($crate::http::StatusCode, &'static str) {
                match self {$(
                    $crate::__answer!(@pattern [status _body] $status $($end)? => $variant $($body)?) => {
                        ($crate::__answer!(@value [status] $status $($end)?), ::core::stringify!($variant))
                    }
                )+}
            }
        }

        #[allow(deprecated, reason = "the document may deprecate what it declares")]
        impl $crate::http::Answer for $name {
            const ROWS: &'static [$crate::http::Row] = &[$(
                $crate::http::Row {
                    status: $crate::__answer!(@status $status $($end)?),
                    media: &[$($($($crate::http::Media::$encoding($media) $(.until($until))?),+)?)?],
                    streams: $crate::__answer!(@streams $($body)?),
                },
            )+];

            fn read(
                _: &$crate::http::Operation,
                row: usize,
                received: &mut $crate::http::Received,
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                let (mut place, _status, _media) = $crate::http::row_to_read(Self::ROWS, row, received);
                $(if place.is_this() {
                    return $crate::__answer!(@read [_status received _media] $status $($end)? => $variant $($body)?);
                })+
                ::core::result::Result::Err($crate::http::no_such_row())
            }

            fn write(
                self,
                _: &$crate::http::Operation,
            ) -> ::core::result::Result<$crate::http::Reply, $crate::http::WriteError> {
                let status = self.status();
                match self {$(
                    $crate::__answer!(@pattern [_status body] $status $($end)? => $variant $($body)?) => {
                        $crate::__answer!(
                            @write [status body]
                            $($body, &[$($($crate::http::Media::$encoding($media) $(.until($until))?),+)?])?
                        )
                    }
                )+}
            }
        }
    };
}

/// The parts of a row of `answers!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    (@status default) => {
        $crate::http::Status::Default
    };
    (@status $start:literal $end:literal) => {
        $crate::http::Status::Range(($start / 100) as u8)
    };
    (@status $exact:literal) => {
        $crate::http::Status::Exact($exact)
    };

    (@value [$status:ident] default) => {
        *$status
    };
    (@value [$status:ident] $start:literal $end:literal) => {
        *$status
    };
    (@value [$status:ident] $exact:literal) => {
        $crate::http::Status::Exact($exact).first()
    };

    (@pattern [$status:ident $value:ident] default => $variant:ident $body:ty) => {
        Self::$variant($status, $value)
    };
    (@pattern [$status:ident $value:ident] default => $variant:ident) => {
        Self::$variant($status)
    };
    (@pattern [$status:ident $value:ident] $start:literal $end:literal => $variant:ident $body:ty) => {
        Self::$variant($status, $value)
    };
    (@pattern [$status:ident $value:ident] $start:literal $end:literal => $variant:ident) => {
        Self::$variant($status)
    };
    (@pattern [$status:ident $value:ident] $exact:literal => $variant:ident $body:ty) => {
        Self::$variant($value)
    };
    (@pattern [$status:ident $value:ident] $exact:literal => $variant:ident) => {
        Self::$variant
    };

    (@streams) => {
        false
    };
    (@streams $body:ty) => {
        <$body as $crate::http::Payload>::STREAMS
    };

    (@read [$status:ident $received:ident $media:ident] $exact:literal => $variant:ident $body:ty) => {
        <$body as $crate::http::Payload>::read($received, $media).map(Self::$variant)
    };
    (@read [$status:ident $received:ident $media:ident] $exact:literal => $variant:ident) => {
        ::core::result::Result::Ok(Self::$variant)
    };
    (@read [$status:ident $received:ident $media:ident] $start:tt $($end:literal)? => $variant:ident $body:ty) => {
        <$body as $crate::http::Payload>::read($received, $media).map(|body| Self::$variant($status, body))
    };
    (@read [$status:ident $received:ident $media:ident] $start:tt $($end:literal)? => $variant:ident) => {
        ::core::result::Result::Ok(Self::$variant($status))
    };

    (@write [$status:ident $value:ident] $body:ty, $media:expr) => {
        <$body as $crate::http::Payload>::write($value, $status, $media)
    };
    (@write [$status:ident $value:ident]) => {
        ::core::result::Result::Ok($crate::http::Reply::empty($status))
    };
}
