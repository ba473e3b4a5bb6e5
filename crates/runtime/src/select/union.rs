use serde::Deserializer;

use super::Plan;
use crate::decode::Decode;
use crate::decode_error::{fault, transfer};
use crate::json::RawText;
use crate::text::{Reader, check_depth};
use crate::{Json, Nullable, UnknownVariant};

/// An enum of shapes; what the expansion of [`union!`](crate::union!) implements.
pub trait Union: Sized {
    /// What tells its variants apart.
    fn plan() -> &'static Plan;

    /// Reads a value as a variant.
    ///
    /// # Errors
    /// When it is not such a value.
    fn read<'de, D: Deserializer<'de>>(variant: usize, deserializer: D) -> Result<Self, D::Error>;

    /// The union that holds a value of no variant.
    fn from_unknown(value: UnknownVariant) -> Self;

    /// Which variant it is.
    fn chosen(&self) -> Chosen<'_>;
}

/// Which variant a union is.
#[derive(Clone, Copy, Debug)]
pub enum Chosen<'a> {
    /// There is no value that could contradict anything.
    Nothing,
    /// One that the document describes.
    Variant(usize),
    /// None of those.
    Unknown(&'a UnknownVariant),
}

impl Chosen<'_> {
    /// The variant whose question was answered with yes.
    pub fn nth(answers: &[bool]) -> Self {
        answers
            .iter()
            .position(|answer| *answer)
            .map_or(Chosen::Nothing, Chosen::Variant)
    }
}

/// What may hold a union whose variant its siblings choose.
pub trait Selectable: Sized {
    /// The union.
    type Union: Union;

    /// Wraps the union.
    fn from_union(union: Self::Union) -> Self;

    /// What `null` is, where that may stand for the union.
    fn null() -> Option<Self>;

    /// Which variant is held.
    fn held(&self) -> Chosen<'_>;
}

impl<T: Selectable> Selectable for Box<T> {
    type Union = T::Union;

    fn from_union(union: Self::Union) -> Self {
        Box::new(T::from_union(union))
    }

    fn null() -> Option<Self> {
        T::null().map(Box::new)
    }

    fn held(&self) -> Chosen<'_> {
        (**self).held()
    }
}

impl<T: Selectable> Selectable for Nullable<T> {
    type Union = T::Union;

    fn from_union(union: Self::Union) -> Self {
        Nullable::Value(T::from_union(union))
    }

    fn null() -> Option<Self> {
        Some(Nullable::Null)
    }

    fn held(&self) -> Chosen<'_> {
        match self {
            Nullable::Null => Chosen::Nothing,
            Nullable::Value(value) => value.held(),
        }
    }
}

impl<T: Selectable> Selectable for Option<T> {
    type Union = T::Union;

    fn from_union(union: Self::Union) -> Self {
        Some(T::from_union(union))
    }

    fn null() -> Option<Self> {
        None
    }

    fn held(&self) -> Chosen<'_> {
        self.as_ref().map_or(Chosen::Nothing, T::held)
    }
}

/// Reads a text as a variant.
pub(super) fn read_variant<U: Union, E: serde::de::Error>(
    variant: usize,
    text: &RawText<'_>,
) -> Result<U, E> {
    // Each text that is read on its own starts the count of levels anew.
    check_depth(text.as_str()).map_err(|error| fault::<E>(error.detail))?;
    let read = U::read(variant, &mut Reader::new(text.as_str()));
    read.map_err(|error| transfer(&error))
}

/// Reads a value of no variant.
///
/// # Errors
/// When the value is not JSON.
pub fn unknown_variant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UnknownVariant, D::Error> {
    <Json as Decode>::decode(deserializer).map(UnknownVariant::new)
}
