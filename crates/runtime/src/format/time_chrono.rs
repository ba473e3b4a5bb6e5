//! Conversions from and to the types of the crate `chrono`.

use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone};

use super::{Date, DateTime, Duration, FormatError, Time};

impl DateTime {
    /// The instant, with its offset.
    ///
    /// # Errors
    /// Never for a date and time that this type holds; a leap second is one in chrono, too.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc3339(&self.plain())
    }
}

impl<Z: TimeZone> TryFrom<chrono::DateTime<Z>> for DateTime {
    type Error = FormatError;

    /// Fails for years before 0000 and after 9999, which RFC 3339 cannot write.
    fn try_from(time: chrono::DateTime<Z>) -> Result<Self, FormatError> {
        let time = time.fixed_offset();
        Self::parse(time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

impl Date {
    /// The date.
    ///
    /// # Errors
    /// Never for a date that this type holds.
    pub fn to_chrono(&self) -> Result<NaiveDate, chrono::ParseError> {
        self.0.parse()
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = FormatError;

    /// Fails for years before 0000 and after 9999, which RFC 3339 cannot write.
    fn try_from(date: NaiveDate) -> Result<Self, FormatError> {
        Self::parse(date.to_string())
    }
}

impl Time {
    /// The time of day, without its offset.
    ///
    /// # Errors
    /// Never for a time that this type holds.
    pub fn to_chrono(&self) -> Result<NaiveTime, chrono::ParseError> {
        self.clock().parse()
    }
}

impl Duration {
    /// The duration, of days of 24 hours.
    ///
    /// # Errors
    /// When it counts years or months, which are of no certain length, or is beyond what chrono holds.
    pub fn to_chrono(&self) -> Result<TimeDelta, FormatError> {
        let seconds = self.seconds().and_then(TimeDelta::try_seconds);
        seconds.ok_or(FormatError::new("a duration of a certain length"))
    }
}

impl TryFrom<TimeDelta> for Duration {
    type Error = FormatError;

    /// Fails for what RFC 3339 cannot write: negative ones, and fractions of seconds.
    fn try_from(delta: TimeDelta) -> Result<Self, FormatError> {
        match delta.subsec_nanos() {
            0 => Self::parse(format!("PT{}S", delta.num_seconds())),
            _ => Err(FormatError::new("a duration of whole seconds")),
        }
    }
}
