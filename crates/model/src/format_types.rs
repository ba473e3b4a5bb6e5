/// What types of formats are; it is the same for all of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FormatTypes {
    /// What dates and times convert to.
    pub time: TimeTypes,
    /// What becomes of a text that is not of its format.
    pub formats: Formats,
    /// What decimal numbers convert to.
    pub decimals: Decimals,
}

/// The types of dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeTypes {
    /// Those of the crate `jiff`.
    #[default]
    Jiff,
    /// Those of the crate `chrono`.
    Chrono,
    /// Those of the crate `time`.
    Time,
    /// Plain text.
    Text,
}

/// What becomes of a text that is not of its format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Formats {
    /// An error.
    #[default]
    Strict,
    /// It is kept as it came.
    Tolerant,
}

/// The type of decimal numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Decimals {
    /// The digits as text.
    #[default]
    Text,
    /// The same, with conversions from and to `rust_decimal::Decimal`.
    RustDecimal,
}
