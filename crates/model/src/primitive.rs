/// A type that std or the runtime brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    /// `bool`.
    Bool,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`: `format: int32`, or bounds that need no more.
    I32,
    /// `i64`: an integer without a format.
    I64,
    /// `u8`.
    U8,
    /// `u16`.
    U16,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// An integer of any size, its digits kept.
    BigInteger,
    /// `f32`: `format: float`.
    F32,
    /// `f64`: a number without a format, or `format: double`.
    F64,
    /// A number of any precision, its digits kept.
    Decimal,
    /// A decimal number in a JSON string: `format: decimal`.
    DecimalText,
    /// `String`.
    String,
    /// A string that is never printed and is wiped when dropped.
    Secret,
    /// `format: date-time` (RFC 3339).
    DateTime,
    /// `format: date` (RFC 3339, `full-date`).
    Date,
    /// `format: time` (RFC 3339, `full-time`).
    Time,
    /// `format: duration` (ISO 8601).
    Duration,
    /// `format: uuid` (RFC 9562).
    Uuid,
    /// `format: uri`, written back as it came (RFC 3986).
    Uri,
    /// `format: ipv4`.
    Ipv4,
    /// `format: ipv6`, written back as it came.
    Ipv6,
    /// `format: byte`: base64 (RFC 4648) as bytes.
    Bytes,
    /// `format: base64url`, as bytes (RFC 4648, section 5).
    Base64Url,
    /// `format: binary`: a whole body of bytes.
    Binary,
}

impl Primitive {
    /// Whether its type refuses text that is not of its format.
    pub fn refuses_text(self) -> bool {
        matches!(
            self,
            Primitive::DateTime
                | Primitive::Date
                | Primitive::Time
                | Primitive::Duration
                | Primitive::Uuid
                | Primitive::Ipv4
                | Primitive::Ipv6
                | Primitive::Bytes
                | Primitive::Base64Url
        )
    }
}
