/// Gives the struct of a webhook its method `parse`, and the enum of its answers, where it has one,
/// `into_response`.
#[doc(hidden)]
#[macro_export]
macro_rules! webhook {
    ($request:ident, $operation:ident) => {
        impl $request {
            /// Reads one that was received: a [`Delivery`]($crate::webhook::Delivery), or an
            /// `http::Request` with its whole body.
            ///
            /// The signature, if there is one, is for you to verify, over the bytes as they came and
            /// before they are read.
            ///
            /// # Errors
            /// When it has another method or content type, or some part of it cannot be read.
            pub fn parse<'d>(
                delivery: impl ::core::convert::Into<$crate::webhook::Delivery<'d>>,
            ) -> ::core::result::Result<Self, $crate::webhook::ParseError> {
                $crate::webhook::parse(&$operation, &delivery.into())
            }
        }
    };
    ($request:ident => $answer:ident, $operation:ident) => {
        $crate::webhook!($request, $operation);

        impl $answer {
            /// The response that carries the answer.
            ///
            /// # Errors
            /// When the answer cannot be written, e.g. because it contradicts itself.
            pub fn into_response(
                self,
            ) -> ::core::result::Result<
                $crate::webhook::Response<$crate::http::Body>,
                $crate::http::WriteError,
            > {
                $crate::webhook::respond(&$operation, self)
            }
        }
    };
}

/// Gives the enum of several webhooks its method `parse`.
#[doc(hidden)]
#[macro_export]
macro_rules! webhooks {
    ($name:ident { $($variant:ident($request:ident): $operation:ident [$($sign:expr),*],)+ }) => {
        impl $name {
            const KINDS: &'static [$crate::webhook::Kind<Self>] = &[$(
                $crate::webhook::Kind {
                    operation: &$operation,
                    signs: &[$($sign),*],
                    read: |delivery| {
                        $crate::webhook::parse::<$request>(&$operation, delivery)
                            .map(|request| Self::$variant(::std::boxed::Box::new(request)))
                    },
                },
            )+];

            /// Reads whichever was received: a [`Delivery`]($crate::webhook::Delivery), or an
            /// `http::Request` with its whole body.
            ///
            /// The signature, if there is one, is for you to verify, over the bytes as they came and
            /// before they are read.
            ///
            /// # Errors
            /// When it is none of them, or cannot be read as what it is.
            pub fn parse<'d>(
                delivery: impl ::core::convert::Into<$crate::webhook::Delivery<'d>>,
            ) -> ::core::result::Result<Self, $crate::webhook::ParseError> {
                $crate::webhook::parse_any(Self::KINDS, &delivery.into())
            }
        }
    };
}
