//! Unions that stand alone: read by what the value itself shows.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::attempt::Reading;
use super::glance::Glance;
use super::guess::Supposition;
use super::scan::Survivors;
use super::strict::refuses_unknown;
use super::turn::Turn;
use super::union::read_variant;
use super::{Several, Union};
use crate::decode_error::fault;
use crate::json::{Capture, RAW_TOKEN, RawText, Text};
use crate::text::Fault;
use crate::{Json, UnknownVariant};

/// The name under which a [`Reader`](crate::text::Reader) hands out the place where a value stands.
pub(crate) const UNION_TOKEN: &str = "$bindery_runtime::private::Union";

/// Reads a union that stands alone.
///
/// # Errors
/// When the value is not JSON, or is not what the variant is that it must be.
pub fn decode_union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_TOKEN, AnyValue(PhantomData))
}

/// Reads a union by what the value itself shows.
pub(super) fn read_alone<U: Union, E: de::Error>(text: RawText<'_>) -> Result<U, E> {
    let plan = U::plan();
    if let Some((variant, supposition)) = Supposition::of(plan) {
        match read_variant::<U, Fault>(variant, &text) {
            Ok(union) if supposition.saw_only_declared() => return Ok(union),
            _ => {}
        }
    }
    match plan.glance(text.as_str()) {
        Glance::Variant { variant, is_all } => match read_variant(variant, &text) {
            Ok(union) => {
                plan.learn(variant);
                Ok(union)
            }
            Err(error) if is_all => Err(error),
            Err(error) => read_misfit(text, variant, error),
        },
        Glance::Survivors(survivors) => read_survivor(text, survivors),
        Glance::Unclear => read_slowly(text),
    }
}

/// Reads a value that does not decode as the variant which it looks like.
#[cold]
fn read_misfit<U: Union, E: de::Error>(text: RawText<'_>, variant: usize, error: E) -> Result<U, E> {
    let survivors = survivors_of::<U, E>(&text)?;
    match survivors.alone().contains(variant) {
        true => Err(error),
        false => read_survivor(text, survivors),
    }
}

fn read_slowly<U: Union, E: de::Error>(text: RawText<'_>) -> Result<U, E> {
    let survivors = survivors_of::<U, E>(&text)?;
    read_survivor(text, survivors)
}

fn survivors_of<U: Union, E: de::Error>(text: &RawText<'_>) -> Result<Survivors, E> {
    let survivors = U::plan().survivors(text.as_str());
    survivors.map_err(|error| fault(error.detail))
}

/// Reads a value as one of the variants that its tests leave.
///
/// That a variant does not declare a member is weak evidence against it: it counts as long as a variant that does
/// declare the member is what the value is.
fn read_survivor<U: Union, E: de::Error>(text: RawText<'_>, survivors: Survivors) -> Result<U, E> {
    let plan = U::plan();
    let reading = Reading::of(plan.selection().variants.len(), text.as_str());
    let alone = survivors.alone();
    let is_opaque = matches!(plan.selection().several, Several::Opaque);
    let (strong, error) = match alone.only().filter(|_| !is_opaque) {
        Some(variant) => match read_variant(variant, &text) {
            Ok(union) => return Ok(union),
            Err(error) => (Turn::Nothing, Some(error)),
        },
        None => (plan.try_in_turn(&reading, &alone, &text), None),
    };
    let turn = match strong {
        Turn::Nothing => {
            let mut weakly_out = survivors.beside_tags.clone();
            weakly_out.remove_all(&alone);
            plan.try_in_turn(&reading, &weakly_out, &text)
        }
        other => other,
    };
    match (turn, error) {
        (Turn::One(union), _) => Ok(union),
        (Turn::Nothing, Some(error)) => Err(error),
        // What fits several variants is of some that the document describes; `validate()` judges it.
        (Turn::Nothing, None) if survivors.beside_tags.is_empty() && refuses_unknown() => {
            Err(fault(plan.refusal(text.as_str())))
        }
        (Turn::Nothing | Turn::Tie, _) => {
            let tags = plan.describe_tags(text.as_str());
            let value = Json::from_raw(text)?;
            Ok(U::from_unknown(UnknownVariant::tagged(value, tags)))
        }
    }
}

/// A value from any deserializer: what knows texts hands out the text.
struct AnyValue<U>(PhantomData<U>);

impl<U: Union> AnyValue<U> {
    fn written<E: de::Error>(text: Result<Cow<'_, str>, E>) -> Result<U, E> {
        read_alone(RawText::new(text?))
    }
}

impl<'de, U: Union> Visitor<'de> for AnyValue<U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Capture::default().expecting(formatter)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        Self::written(deserializer.deserialize_any(Capture::default()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        Self::written(deserializer.deserialize_any(Capture::default()))
    }

    fn visit_none<E: de::Error>(self) -> Result<U, E> {
        Self::written(Capture::default().visit_none())
    }

    fn visit_unit<E: de::Error>(self) -> Result<U, E> {
        Self::written(Capture::default().visit_unit())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<U, E> {
        Self::written(Capture::default().visit_bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<U, E> {
        Self::written(Capture::default().visit_i64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<U, E> {
        Self::written(Capture::default().visit_u64(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<U, E> {
        Self::written(Capture::default().visit_i128(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<U, E> {
        Self::written(Capture::default().visit_u128(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<U, E> {
        Self::written(Capture::default().visit_f64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<U, E> {
        Self::written(Capture::default().visit_str(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<U, E> {
        Self::written(Capture::default().visit_bytes(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<U, A::Error> {
        Self::written(Capture::default().visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        match map.next_key_seed(Text)? {
            Some(name) if name == RAW_TOKEN => map.next_value_seed(Place(PhantomData)),
            first => Self::written(Capture::default().object(first, map)),
        }
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, value: A) -> Result<U, A::Error> {
        Self::written(Capture::default().visit_enum(value))
    }
}

/// A text that is a union's value, or the place where it stands.
struct Place<U>(PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for Place<U> {
    type Value = U;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        deserializer.deserialize_newtype_struct(UNION_TOKEN, self)
    }
}

impl<'de, U: Union> Visitor<'de> for Place<U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<U, E> {
        read_alone(RawText::new(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<U, E> {
        read_alone(RawText::new(Cow::Borrowed(text)))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<U, E> {
        read_alone(RawText::new(Cow::Owned(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut place: A) -> Result<U, A::Error> {
        let plan = U::plan();
        if let Some((variant, supposition)) = Supposition::of(plan) {
            match place.next_value_seed(Variant::<U>(variant, PhantomData)) {
                Ok(union) if supposition.saw_only_declared() => return Ok(union),
                _ => {}
            }
        }
        let rest = place.next_key_seed(Text)?.unwrap_or_default();
        let glance = plan.glance(&rest);
        let misfit = match glance {
            Glance::Variant { variant, is_all } => {
                match place.next_value_seed(Variant::<U>(variant, PhantomData)) {
                    Ok(union) => {
                        plan.learn(variant);
                        return Ok(union);
                    }
                    Err(error) if is_all => return Err(error),
                    Err(error) => Some((variant, error)),
                }
            }
            Glance::Survivors(_) | Glance::Unclear => None,
        };
        let text = RawText::new(place.next_key_seed(Text)?.unwrap_or_default());
        match (misfit, glance) {
            (Some((variant, error)), _) => read_misfit(text, variant, error),
            (None, Glance::Survivors(survivors)) => read_survivor(text, survivors),
            (None, _) => read_slowly(text),
        }
    }
}

/// Reads a value as a variant.
struct Variant<U>(usize, PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for Variant<U> {
    type Value = U;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        U::read(self.0, deserializer)
    }
}
