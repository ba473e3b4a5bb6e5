//! Conversions from and to the types of the crate `time`.

use time::OffsetDateTime;
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::{Date, DateTime, Duration, FormatError, Time};

impl DateTime {
    /// The instant, with its offset. A leap second is the last nanosecond before it, as `time` knows none.
    ///
    /// # Errors
    /// When it is beyond what `time` holds.
    pub fn to_time(&self) -> Result<OffsetDateTime, time::error::Parse> {
        OffsetDateTime::parse(&self.plain(), &Rfc3339)
    }
}

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = FormatError;

    /// Fails for years before 0000 and offsets with seconds, which RFC 3339 cannot write.
    fn try_from(time: OffsetDateTime) -> Result<Self, FormatError> {
        let text = time.format(&Rfc3339);
        Self::parse(text.map_err(|_| FormatError::new("a date and time that RFC 3339 can write"))?)
    }
}

impl Date {
    /// The date.
    ///
    /// # Errors
    /// Never for a date that this type holds.
    pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
        time::Date::parse(&self.0, &Iso8601::DATE)
    }
}

impl TryFrom<time::Date> for Date {
    type Error = FormatError;

    /// Fails for years before 0000, which RFC 3339 cannot write.
    fn try_from(date: time::Date) -> Result<Self, FormatError> {
        Self::parse(date.to_string())
    }
}

impl Time {
    /// The time of day, without its offset.
    ///
    /// # Errors
    /// Never for a time that this type holds.
    pub fn to_time(&self) -> Result<time::Time, time::error::Parse> {
        time::Time::parse(&self.clock(), &Iso8601::TIME)
    }
}

impl Duration {
    /// The duration, of days of 24 hours.
    ///
    /// # Errors
    /// When it counts years or months, which are of no certain length, or is too long.
    pub fn to_time(&self) -> Result<time::Duration, FormatError> {
        let seconds = self.seconds().map(time::Duration::seconds);
        seconds.ok_or(FormatError::new("a duration of a certain length"))
    }
}

impl TryFrom<time::Duration> for Duration {
    type Error = FormatError;

    /// Fails for what RFC 3339 cannot write: negative ones, and fractions of seconds.
    fn try_from(duration: time::Duration) -> Result<Self, FormatError> {
        match duration.subsec_nanoseconds() {
            0 => Self::parse(format!("PT{}S", duration.whole_seconds())),
            _ => Err(FormatError::new("a duration of whole seconds")),
        }
    }
}
