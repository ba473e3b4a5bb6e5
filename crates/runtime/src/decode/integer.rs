use std::marker::PhantomData;

use serde::Deserializer;
use serde::de;

use super::leaf::out_of_range;
use super::{Decode, Leaf, leaf};
use crate::decode_error::{fault, mismatch};
use crate::select::Facts;
use crate::text::Number;

/// Integers however they are written: `1`, `1.0`, `1e0`.
struct Integer<T>(PhantomData<T>);

/// Beyond this a float does not say which integer was written.
const EXACT: f64 = 9_007_199_254_740_992.0;

trait Width {
    const NAME: &'static str;
}

impl<T: TryFrom<i128> + Width> Leaf<'_> for Integer<T> {
    type Value = T;
    const EXPECTED: &'static str = T::NAME;

    #[inline]
    fn integer<E: de::Error>(self, value: i128) -> Result<T, E> {
        T::try_from(value).map_err(|_| out_of_range(T::NAME))
    }

    fn float<E: de::Error>(self, value: f64) -> Result<T, E> {
        if !value.is_finite() || value.fract() != 0.0 {
            return Err(mismatch(T::NAME, "a number with a fraction"));
        }
        match value.abs() <= EXACT {
            true => self.integer(value as i128),
            // A whole number beyond 64 bits is out of range whichever it is.
            false if value.abs() >= 18_446_744_073_709_551_616.0 => Err(out_of_range(T::NAME)),
            false => Err(fault(format_args!(
                "expected {}, found a number written as a float that is too large to be exact",
                T::NAME
            ))),
        }
    }

    fn digits<E: de::Error>(self, digits: &str) -> Result<T, E> {
        let number = Number::parse(digits);
        if !number.is_integer() {
            return Err(mismatch(T::NAME, "a number with a fraction"));
        }
        match number.to_i128() {
            Some(value) => self.integer(value),
            None => Err(out_of_range(T::NAME)),
        }
    }
}

macro_rules! integers {
    ($($integer:ty: $name:literal),*) => { $(
        impl Width for $integer {
            const NAME: &'static str = $name;
        }

        impl<'de> Decode<'de> for $integer {
            const FACTS: Facts = Facts::INTEGER;

            #[inline]
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                leaf(Integer(PhantomData), deserializer)
            }
        }
    )* };
}

integers!(
    i8: "an 8-bit integer",
    i16: "a 16-bit integer",
    i32: "a 32-bit integer",
    i64: "an integer",
    u8: "an 8-bit integer that is not negative",
    u16: "a 16-bit integer that is not negative",
    u32: "a 32-bit integer that is not negative",
    u64: "an integer that is not negative"
);
