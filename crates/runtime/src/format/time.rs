use super::text::text_format;

/// A date and a time of day with its offset (RFC 3339): `2024-09-29T10:00:00Z`.
///
/// It keeps the text, so that digits and offset are written back as they came; two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(pub(super) String);

/// A date (RFC 3339): `2024-09-29`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(pub(super) String);

/// A time of day with its offset (RFC 3339): `10:00:00Z`. It keeps the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(pub(super) String);

/// A duration (ISO 8601): `P1DT12H`. It keeps the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(pub(super) String);

text_format!(DateTime);
text_format!(Date);
text_format!(Time);
text_format!(Duration);

/// Digits of a second's fraction that the crates for time hold.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const FRACTION: usize = 9;

impl DateTime {
    /// The text in capitals, with at most nanoseconds: what parsers of other crates take.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn plain(&self) -> String {
        plain(&self.0)
    }
}

impl Time {
    /// The time of day without its offset, with at most nanoseconds; a leap second is the second before it.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn clock(&self) -> String {
        let text = plain(&self.0);
        let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
        let clock = text.get(..end).unwrap_or_default();
        match clock.get(6..8) {
            Some("60") => format!("{}59", clock.get(..6).unwrap_or_default()),
            _ => clock.to_owned(),
        }
    }
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn plain(text: &str) -> String {
    let text = text.to_ascii_uppercase();
    let Some((before, after)) = text.split_once('.') else {
        return text;
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, offset) = after.split_at(digits);
    let fraction = fraction.get(..FRACTION).unwrap_or(fraction);
    format!("{before}.{fraction}{offset}")
}

impl Duration {
    /// The seconds, of days of 24 hours; none where it counts years or months, or is too long.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(super) fn seconds(&self) -> Option<i64> {
        let (mut total, mut count, mut in_time) = (0_i64, 0_i64, false);
        for byte in self.0.bytes() {
            let unit = match byte {
                b'0'..=b'9' => {
                    count = count.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                    continue;
                }
                b'T' => {
                    in_time = true;
                    continue;
                }
                b'P' => continue,
                b'W' => 7 * 86_400,
                b'D' => 86_400,
                b'H' => 3600,
                b'M' if in_time => 60,
                b'S' => 1,
                // Years and months are of no certain length.
                _ if count == 0 => 0,
                _ => return None,
            };
            total = total.checked_add(count.checked_mul(unit)?)?;
            count = 0;
        }
        Some(total)
    }
}
