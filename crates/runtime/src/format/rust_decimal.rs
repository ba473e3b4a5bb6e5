//! Conversions from and to `rust_decimal::Decimal`.

use super::{Decimal, DecimalText, FormatError};

const EXPECTED: &str = "a number that rust_decimal holds exactly";

impl Decimal {
    /// The number, exactly, with as many digits after the point: `1.10` stays `1.10`.
    ///
    /// # Errors
    /// When it has more digits than `rust_decimal` holds (28, and some of 29).
    pub fn to_rust_decimal(&self) -> Result<rust_decimal::Decimal, FormatError> {
        let text = self.as_str();
        let number = match text.contains(['e', 'E']) {
            true => exact_from_scientific(text),
            false => rust_decimal::Decimal::from_str_exact(text).ok(),
        };
        number.ok_or(FormatError::new(EXPECTED))
    }
}

/// The crate rounds what it reads with an exponent, so the point is moved here, where that moves it only a little.
fn exact_from_scientific(text: &str) -> Option<rust_decimal::Decimal> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let mantissa = rust_decimal::Decimal::from_str_exact(mantissa).ok()?;
    let exponent: i64 = exponent.parse().ok()?;
    let scale = i64::from(mantissa.scale()).checked_sub(exponent)?;
    if let Ok(scale) = u32::try_from(scale) {
        return rust_decimal::Decimal::try_from_i128_with_scale(mantissa.mantissa(), scale).ok();
    }
    let factor = 10_i128.checked_pow(u32::try_from(scale.checked_neg()?).ok()?)?;
    let number = mantissa.mantissa().checked_mul(factor)?;
    rust_decimal::Decimal::try_from_i128_with_scale(number, 0).ok()
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(number: rust_decimal::Decimal) -> Self {
        // What it prints is a number in JSON's grammar.
        number.to_string().parse().unwrap_or_default()
    }
}

impl DecimalText {
    /// The number, exactly, with as many digits after the point: `"1.10"` stays `1.10`.
    ///
    /// # Errors
    /// When the text is no decimal number, or has more digits than `rust_decimal` holds (28, and some of 29).
    pub fn to_rust_decimal(&self) -> Result<rust_decimal::Decimal, FormatError> {
        self.to_decimal()?.to_rust_decimal()
    }
}

impl From<rust_decimal::Decimal> for DecimalText {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self::from(number.to_string())
    }
}
