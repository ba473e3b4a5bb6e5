//! `multipart/form-data`, taken apart (RFC 7578; RFC 2046, section 5.1).

mod decoder;
#[cfg(feature = "server")]
mod intake;
mod part;
#[cfg(feature = "server")]
mod spool;
#[cfg(test)]
mod tests;

use crate::http::Buffer;
pub(crate) use decoder::{Found, PartDecoder};
#[cfg(feature = "server")]
pub(super) use intake::take_in;
pub(crate) use part::Part;

/// The parts of a form that is all there, in their order; the fault where it is not one.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, &'static str> {
    let mut decoder = PartDecoder::new(content_type)?;
    decoder.push(body);
    let mut parts = Vec::new();
    loop {
        match decoder.next()? {
            Some(Found::Head(head)) => parts.push(Part::whole(head, Buffer::default())),
            Some(Found::Bytes(bytes)) => {
                if let Some(part) = parts.last_mut() {
                    part.bytes.push(bytes);
                }
            }
            Some(Found::PartEnd) => {}
            Some(Found::End) => return Ok(parts),
            None => return Err(decoder.broken_off()),
        }
    }
}
