use std::marker::PhantomData;

use serde::Deserializer;
use serde::de;

use super::leaf::out_of_range;
use super::{Decode, Leaf, leaf};
use crate::decode_error::fault;
use crate::select::Facts;

/// `f64` and `f32`.
struct Float<T>(PhantomData<T>);

trait FromF64 {
    fn from_f64(value: f64) -> Self;
}

impl FromF64 for f64 {
    fn from_f64(value: f64) -> Self {
        value
    }
}

impl FromF64 for f32 {
    fn from_f64(value: f64) -> Self {
        value as f32
    }
}

impl<T: FromF64> Leaf<'_> for Float<T> {
    type Value = T;
    const EXPECTED: &'static str = "a number";

    fn integer<E: de::Error>(self, value: i128) -> Result<T, E> {
        Ok(T::from_f64(value as f64))
    }

    fn float<E: de::Error>(self, value: f64) -> Result<T, E> {
        match value.is_finite() {
            true => Ok(T::from_f64(value)),
            false => Err(fault("expected a number, found an infinite one")),
        }
    }

    fn digits<E: de::Error>(self, digits: &str) -> Result<T, E> {
        match digits.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(T::from_f64(value)),
            _ => Err(out_of_range("a number")),
        }
    }
}

macro_rules! floats {
    ($($float:ty),*) => { $(
        impl<'de> Decode<'de> for $float {
            const FACTS: Facts = Facts::NUMBER;

            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                leaf(Float(PhantomData), deserializer)
            }
        }
    )* };
}

floats!(f64, f32);

/// `bool`.
struct Boolean;

impl Leaf<'_> for Boolean {
    type Value = bool;
    const EXPECTED: &'static str = "a boolean";

    #[inline]
    fn boolean<E: de::Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }
}

impl<'de> Decode<'de> for bool {
    const FACTS: Facts = Facts::BOOLEAN;

    #[inline]
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        leaf(Boolean, deserializer)
    }
}
