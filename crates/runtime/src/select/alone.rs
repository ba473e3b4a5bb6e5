//! Unions that stand alone: read by what the value itself shows.

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, MapAccess};

use super::attempt::Reading;
use super::glance::Glance;
use super::guess::Supposition;
use super::place::{AnyValue, FromPlace, Variant};
use super::scan::Survivors;
use super::strict::refuses_unknown;
use super::turn::Turn;
use super::union::read_variant;
use super::{Several, Union};
use crate::decode_error::fault;
use crate::json::{RAW_TOKEN, RawText, Text};
use crate::text::Fault;
use crate::{Json, UnknownVariant};

/// Reads a union that stands alone.
///
/// # Errors
/// When the value is not JSON, or is not what the variant is that it must be.
pub fn decode_union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let Alone(union) = deserializer.deserialize_newtype_struct(RAW_TOKEN, AnyValue(PhantomData))?;
    Ok(union)
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

/// A union that stands alone.
struct Alone<U>(U);

impl<'de, U: Union> FromPlace<'de> for Alone<U> {
    fn from_text<E: de::Error>(text: RawText<'de>) -> Result<Self, E> {
        read_alone(text).map(Alone)
    }

    fn from_place<A: MapAccess<'de>>(mut place: A) -> Result<Self, A::Error> {
        let plan = U::plan();
        if let Some((variant, supposition)) = Supposition::of(plan) {
            match place.next_value_seed(Variant::<U>(variant, PhantomData)) {
                Ok(union) if supposition.saw_only_declared() => return Ok(Alone(union)),
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
                        return Ok(Alone(union));
                    }
                    Err(error) if is_all => return Err(error),
                    Err(error) => Some((variant, error)),
                }
            }
            Glance::Survivors(_) | Glance::Unclear => None,
        };
        let text = RawText::new(place.next_key_seed(Text)?.unwrap_or_default());
        match (misfit, glance) {
            (Some((variant, error)), _) => read_misfit(text, variant, error).map(Alone),
            (None, Glance::Survivors(survivors)) => read_survivor(text, survivors).map(Alone),
            (None, _) => read_slowly(text).map(Alone),
        }
    }
}
