//! Conversions from and to the types of the crate `jiff`.

use super::{Date, DateTime, Duration, Time};

impl DateTime {
    /// The instant. A leap second is the second before it, as jiff knows none.
    ///
    /// # Errors
    /// When it is beyond what jiff holds: in the year 0000 or 9999, at an extreme offset.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.plain().parse()
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

impl From<&jiff::Zoned> for DateTime {
    /// The instant, with the offset that it had.
    fn from(zoned: &jiff::Zoned) -> Self {
        Self(zoned.timestamp().display_with_offset(zoned.offset()).to_string())
    }
}

impl Date {
    /// The date.
    ///
    /// # Errors
    /// Never for a date that this type holds.
    pub fn to_civil(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.0.parse()
    }
}

impl TryFrom<jiff::civil::Date> for Date {
    type Error = crate::FormatError;

    /// Fails for years before 0000, which RFC 3339 cannot write.
    fn try_from(date: jiff::civil::Date) -> Result<Self, Self::Error> {
        Self::parse(date.to_string())
    }
}

impl Time {
    /// The time of day, without its offset.
    ///
    /// # Errors
    /// Never for a time that this type holds.
    pub fn to_civil(&self) -> Result<jiff::civil::Time, jiff::Error> {
        self.clock().parse()
    }
}

impl Duration {
    /// The span.
    ///
    /// # Errors
    /// When it is beyond what jiff holds.
    pub fn to_span(&self) -> Result<jiff::Span, jiff::Error> {
        self.0.parse()
    }
}

impl TryFrom<jiff::Span> for Duration {
    type Error = crate::FormatError;

    /// Fails for spans that RFC 3339 cannot write: negative ones, and fractions of seconds.
    fn try_from(span: jiff::Span) -> Result<Self, Self::Error> {
        Self::parse(span.to_string())
    }
}
