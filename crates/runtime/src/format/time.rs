use super::text::text_format;

/// A date and a time of day with its offset (RFC 3339): `2024-09-29T10:00:00Z`.
///
/// It keeps the text, so that digits and offset are written back as they came; two are equal when their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

/// A date (RFC 3339): `2024-09-29`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(String);

/// A time of day with its offset (RFC 3339): `10:00:00Z`. It keeps the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(String);

/// A duration (ISO 8601): `P1DT12H`. It keeps the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(String);

text_format!(DateTime);
text_format!(Date);
text_format!(Time);
text_format!(Duration);

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Date, DateTime, Duration, Time};

    impl DateTime {
        /// The instant. A leap second is the second before it, as jiff knows none.
        ///
        /// # Errors
        /// When it is beyond what jiff holds: in the year 0000 or 9999, at an extreme offset.
        pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
            self.0.parse()
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
            let end = self.0.find(['Z', 'z', '+', '-']).unwrap_or(self.0.len());
            self.0.get(..end).unwrap_or_default().parse()
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
}
