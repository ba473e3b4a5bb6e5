//! `json_items!`: a sequence of JSON values as a type.

/// Makes the type of a sequence of JSON values in a format.
macro_rules! json_items {
    ($(#[$docs:meta])* $name:ident, $format:ident) => {
        $(#[$docs])*
        pub struct $name<T> {
            items: Items<T, $format>,
        }

        impl<T> $name<T> {
            /// The values of `body`.
            pub fn read(body: ByteStream) -> Self {
                Self {
                    items: Items::read(body.into_body(), DEFAULT_ITEM_LIMIT, $format),
                }
            }

            /// Values to be sent as they come.
            pub fn from_stream<S, E>(stream: S) -> Self
            where
                S: Stream<Item = Result<T, E>> + Send + 'static,
                E: Into<BoxError>,
                T: 'static,
            {
                Self {
                    items: Items::stream(stream, $format),
                }
            }

            /// Sets how many bytes a value may have. The default is the client's limit for responses.
            pub fn with_item_limit(mut self, bytes: usize) -> Self {
                if let Some(frames) = self.items.frames() {
                    frames.set_limit(bytes);
                }
                self
            }

            /// The next value; `None` at the end.
            ///
            /// # Errors
            /// When the stream breaks off, or the value does not fit.
            pub async fn next(&mut self) -> Option<Result<T, StreamError>>
            where
                T: DecodeOwned,
            {
                std::future::poll_fn(|context| self.items.poll_item(context)).await
            }
        }

        impl<T: DecodeOwned> Stream for $name<T> {
            type Item = Result<T, StreamError>;

            fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                self.get_mut().items.poll_item(context)
            }
        }

        impl<T> From<Vec<T>> for $name<T> {
            fn from(values: Vec<T>) -> Self {
                Self {
                    items: Items::given(values, $format),
                }
            }
        }

        impl<T> FromIterator<T> for $name<T> {
            fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
                Self::from(Vec::from_iter(values))
            }
        }

        impl<T: Serialize + DecodeOwned + Send + 'static> Payload for $name<T> {
            const STREAMS: bool = true;

            fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError> {
                received.media(media)?;
                Ok(Self {
                    items: Items::read(received.take_body(), received.limit, $format),
                })
            }

            fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError> {
                let mut reply = Reply::empty(status);
                if let Some(media) = media.first() {
                    reply.content = Some(Content {
                        content_type: media.content_type.into(),
                        body: self.items.into_body()?,
                    });
                }
                Ok(reply)
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use json_items;
