use serde::de::{self, MapAccess};

use super::Union;
use super::guess::Supposition;
use super::place::{FromPlace, Variant};
use crate::json::{RawText, Text};

/// A value whose variant is not known yet: its text, and what it most likely is.
pub(super) struct Held<'de, U> {
    pub(super) text: RawText<'de>,
    supposed: Option<(usize, U)>,
}

impl<'de, U: Union> Held<'de, U> {
    /// The value, if it was read as this variant already.
    pub(super) fn known_as(&mut self, variant: usize) -> Option<U> {
        let supposed = self.supposed.take().filter(|(supposed, _)| *supposed == variant);
        supposed.map(|(_, union)| union)
    }
}

impl<'de, U: Union> FromPlace<'de> for Held<'de, U> {
    fn from_text<E: de::Error>(text: RawText<'de>) -> Result<Self, E> {
        Ok(Self { text, supposed: None })
    }

    fn from_place<A: MapAccess<'de>>(mut place: A) -> Result<Self, A::Error> {
        let supposed = match Supposition::by_tags(U::plan()) {
            Some((variant, _supposition)) => {
                let read = place.next_value_seed(Variant::<U>(variant, std::marker::PhantomData));
                read.ok().map(|union| (variant, union))
            }
            None => None,
        };
        if supposed.is_none() {
            // The text from there on.
            place.next_key_seed(Text)?;
        }
        let text = RawText::new(place.next_key_seed(Text)?.unwrap_or_default());
        Ok(Self { text, supposed })
    }
}
