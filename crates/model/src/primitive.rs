/// A type that std or the runtime brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    /// `bool`.
    Bool,
    /// `i32`: `format: int32`, or bounds that need no more.
    I32,
    /// `i64`: an integer without a format.
    I64,
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
    /// `format: ipv6`.
    Ipv6,
    /// `format: byte`: base64 (RFC 4648) as bytes.
    Bytes,
    /// `format: binary`: a whole body of bytes.
    Binary,
}
