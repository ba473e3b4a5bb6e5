//! The rows of the tables that `answers!` makes.

use std::fmt;

use http::StatusCode;

use super::answer::ReadError;
use super::content::refusal;
use super::media::{Fit, Media};
use super::received::{Head, Received};
use super::status::{Match, Status};
use crate::object::{Place, place};

/// A row of the table of an enum of answers.
#[doc(hidden)]
#[derive(Debug)]
pub struct Row {
    /// The statuses that it answers for.
    pub status: Status,
    /// The types that its body may be of, none where it has no body.
    pub media: &'static [Media],
    /// Whether it takes a body of these types as it comes.
    pub streams: bool,
}

/// The row that answers for a response with this head: of those that name its status most exactly the
/// first whose media types fit best.
pub(super) fn find_row(rows: &[Row], head: &Head<'_>) -> Option<Match> {
    let rows = rows.iter().enumerate();
    let ranked = rows.map(|(index, row)| (index, row.status, fit(row.media, head)));
    Status::select(ranked, head.status.as_u16())
}

fn fit(media: &[Media], head: &Head<'_>) -> Fit {
    let best = head
        .content_type()
        .and_then(|received| media.iter().map(|media| media.fit(received)).min());
    best.unwrap_or(Fit::Declared)
}

/// Whether the row at `index` takes the body that comes after this head as it comes.
pub(super) fn row_streams(rows: &[Row], index: usize, head: &Head<'_>) -> bool {
    rows.get(index)
        .is_some_and(|row| row.streams && head.is_of(row.media))
}

/// The place of the row at `index`, the status that was received, and the types that its body may be of.
#[doc(hidden)]
pub fn row_to_read(
    rows: &'static [Row],
    index: usize,
    received: &Received,
) -> (Place, StatusCode, &'static [Media]) {
    let media = rows.get(index).map_or(&[] as &[Media], |row| row.media);
    (place(index), received.status, media)
}

/// What reading a row says that does not exist.
#[doc(hidden)]
pub fn no_such_row() -> ReadError {
    ReadError::Decode(refusal("the operation has no such answer"))
}

/// `404 Not Found (NoSuchPet)`; the variant's name only where it says more than the status.
#[doc(hidden)]
pub fn write_status(f: &mut fmt::Formatter<'_>, status: StatusCode, variant: &str) -> fmt::Result {
    let reason = status.canonical_reason().unwrap_or_default();
    write!(f, "{}", status.as_u16())?;
    if !reason.is_empty() {
        write!(f, " {reason}")?;
    }
    let same = reason.chars().filter(|c| c.is_alphanumeric()).eq(variant.chars());
    if same { Ok(()) } else { write!(f, " ({variant})") }
}
