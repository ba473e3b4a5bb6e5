use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "webhooks")]
use super::binary_stream::BinaryStream;
#[cfg(feature = "webhooks")]
use super::handover;
use crate::decode::{Decode, Seed};

/// Bytes (`format: binary`): a file of a form with its name and type, or a part of any other body.
///
/// ```
/// use bindery_runtime::Binary;
///
/// let photo = Binary::from(vec![0xff, 0xd8])
///     .with_file_name("Rex.jpg")
///     .with_content_type("image/jpeg");
/// assert_eq!(photo.as_bytes(), Some(&[0xff, 0xd8][..]));
/// ```
///
/// With a client or a server, a stream of bytes can be a file, too:
/// `Binary::from(ByteStream::from_stream(…))`. It is sent as it comes, and once only: a call that sends
/// one is not repeated, clones of it share the stream, and it has no form in JSON.
///
/// `Debug` shows neither the bytes nor the name.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary {
    bytes: Bytes,
    /// What a form says of a file; not there in JSON.
    file: Option<Box<File>>,
}

/// What a form says of a file.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct File {
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
}

#[derive(Clone)]
enum Bytes {
    Whole(Arc<Vec<u8>>),
    #[cfg(feature = "webhooks")]
    Stream(Arc<BinaryStream>),
}

impl Binary {
    /// The same bytes as a file of this name. Without one a form calls a file after its field.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file.get_or_insert_default().name = Some(name.into());
        self
    }

    /// The same bytes as a file of this media type, e.g. `image/png`. Without one a form says what its
    /// document says, else `application/octet-stream`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.file.get_or_insert_default().content_type = Some(content_type.into());
        self
    }

    /// The name of the file, where a form gave one.
    pub fn file_name(&self) -> Option<&str> {
        self.file.as_ref()?.name.as_deref()
    }

    /// The media type of the file, where a form gave one.
    pub fn content_type(&self) -> Option<&str> {
        self.file.as_ref()?.content_type.as_deref()
    }

    /// The bytes; `None` of a stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.bytes {
            Bytes::Whole(bytes) => Some(bytes),
            #[cfg(feature = "webhooks")]
            Bytes::Stream(_) => None,
        }
    }

    #[cfg(feature = "webhooks")]
    pub(super) fn with_file(mut self, file: Option<Box<File>>) -> Self {
        self.file = file;
        self
    }

    #[cfg(feature = "webhooks")]
    pub(super) fn of_stream(stream: BinaryStream) -> Self {
        Self {
            bytes: Bytes::Stream(Arc::new(stream)),
            file: None,
        }
    }

    /// The bytes to share, or the stream.
    #[cfg(feature = "webhooks")]
    pub(crate) fn source(&self) -> Result<&Arc<Vec<u8>>, &BinaryStream> {
        match &self.bytes {
            Bytes::Whole(bytes) => Ok(bytes),
            Bytes::Stream(stream) => Err(stream),
        }
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes: Bytes::Whole(Arc::new(bytes)),
            file: None,
        }
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Binary {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl From<String> for Binary {
    fn from(text: String) -> Self {
        Self::from(text.into_bytes())
    }
}

impl From<&str> for Binary {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Whole(Arc::default())
    }
}

/// A stream equals itself and its clones.
impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => left == right,
            #[cfg(feature = "webhooks")]
            (Self::Stream(left), Self::Stream(right)) => Arc::ptr_eq(left, right),
            #[cfg(feature = "webhooks")]
            _ => false,
        }
    }
}

impl Eq for Bytes {}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Whole(bytes) => bytes.hash(state),
            #[cfg(feature = "webhooks")]
            Self::Stream(stream) => Arc::as_ptr(stream).hash(state),
        }
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(formatter, "Binary({} bytes)", bytes.len()),
            None => formatter.write_str("Binary(stream)"),
        }
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Binary;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Binary, E> {
        Ok(Binary::from(bytes))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Binary, E> {
        Ok(Binary::from(bytes))
    }

    // In JSON there are no bytes but a string's.
    fn visit_str<E: Error>(self, text: &str) -> Result<Binary, E> {
        Ok(Binary::from(text))
    }

    // Bytes that are no text are written as a list.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Binary, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = list.next_element_seed(Seed::<u8>::new())? {
            bytes.push(byte);
        }
        Ok(Binary::from(bytes))
    }
}

impl<'de> Decode<'de> for Binary {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[cfg(feature = "webhooks")]
        return handover::receive(|| deserializer.deserialize_byte_buf(BytesVisitor));
        #[cfg(not(feature = "webhooks"))]
        deserializer.deserialize_byte_buf(BytesVisitor)
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(feature = "webhooks")]
        if handover::offer(self) {
            return serializer.serialize_bytes(&[]);
        }
        let Some(bytes) = self.as_bytes() else {
            return Err(serde::ser::Error::custom(
                "a stream of bytes cannot be written as JSON",
            ));
        };
        // In JSON they are text, if they can be; a body or a file has them as they are.
        match std::str::from_utf8(bytes) {
            Ok(text) if serializer.is_human_readable() => serializer.serialize_str(text),
            _ => serializer.serialize_bytes(bytes),
        }
    }
}
