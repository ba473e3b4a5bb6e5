use std::io::{self, Write};

use serde_json::ser::{CompactFormatter, Formatter};

/// From here on not all digits of a double are meant.
const LARGE: f64 = 1e16;

/// Writes floating-point numbers without a fraction as people write them: `10`, where JSON would be `10.0`. Many servers
/// read a parameter of the type `number` as an integer. Numbers that are kept as text keep their digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainNumbers;

impl Formatter for PlainNumbers {
    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        match is_plain(value.into()) {
            true => write!(writer, "{value:.0}"),
            false => CompactFormatter.write_f32(writer, value),
        }
    }

    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        match is_plain(value) {
            true => write!(writer, "{value:.0}"),
            false => CompactFormatter.write_f64(writer, value),
        }
    }
}

fn is_plain(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() < LARGE
}

#[cfg(test)]
mod tests {
    use crate::http::content::to_plain_json;

    #[test]
    fn numbers_without_a_fraction_have_none() {
        for (value, text) in [
            (10.0, "10"),
            (-3.0, "-3"),
            (0.0, "0"),
            (0.5, "0.5"),
            (1e15, "1000000000000000"),
            (1e16, "1e+16"),
            (1e-7, "1e-7"),
        ] {
            let written = to_plain_json(&value).unwrap();
            assert_eq!(std::str::from_utf8(written.as_slice()).unwrap(), text);
        }
        let kept: crate::Decimal = serde_json::from_str("10.00").unwrap();
        assert_eq!(to_plain_json(&kept).unwrap().as_slice(), b"10.00");
        assert_eq!(to_plain_json(&2.0_f32).unwrap().as_slice(), b"2");
    }
}
