//! Bounds on numbers, lengths and counts.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use bindery_model::{Number, Origin};

use super::types::Types;

/// The tightest bound of each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds<'a>(BTreeMap<Bound, (Cow<'a, Number>, Origin)>);

/// A kind of bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    Minimum,
    ExclusiveMinimum,
    Maximum,
    ExclusiveMaximum,
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
}

impl Bound {
    pub(crate) const ALL: [Self; 10] = [
        Self::Minimum,
        Self::ExclusiveMinimum,
        Self::Maximum,
        Self::ExclusiveMaximum,
        Self::MinLength,
        Self::MaxLength,
        Self::MinItems,
        Self::MaxItems,
        Self::MinProperties,
        Self::MaxProperties,
    ];

    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
        }
    }

    /// Whether it bounds from below.
    pub(crate) fn is_lower(self) -> bool {
        matches!(
            self,
            Self::Minimum | Self::ExclusiveMinimum | Self::MinLength | Self::MinItems | Self::MinProperties
        )
    }

    /// The types of the values that it is about.
    pub(crate) fn about(self) -> Types {
        match self {
            Self::Minimum | Self::ExclusiveMinimum | Self::Maximum | Self::ExclusiveMaximum => Types::NUMBER,
            Self::MinLength | Self::MaxLength => Types::STRING,
            Self::MinItems | Self::MaxItems => Types::ARRAY,
            Self::MinProperties | Self::MaxProperties => Types::OBJECT,
        }
    }
}

impl<'a> Bounds<'a> {
    pub(crate) fn set(&mut self, bound: Bound, number: Cow<'a, Number>, origin: Origin) {
        let is_tighter = self.0.get(&bound).is_none_or(|(known, _)| {
            let tighter = if bound.is_lower() {
                Ordering::Greater
            } else {
                Ordering::Less
            };
            number.compare(known) == tighter
        });
        if is_tighter {
            self.0.insert(bound, (number, origin));
        }
    }

    pub(crate) fn meet(&mut self, other: Self) {
        for (bound, (number, origin)) in other.0 {
            self.set(bound, number, origin);
        }
    }

    /// Whether a list may be of one element.
    pub(crate) fn admits_one_item(&self) -> bool {
        let one = Number("1".to_owned());
        let at_least = self
            .get(Bound::MinItems)
            .is_none_or(|(least, _)| least.compare(&one).is_le());
        at_least
            && self
                .get(Bound::MaxItems)
                .is_none_or(|(most, _)| most.compare(&one).is_ge())
    }

    /// A bound, if it keeps anything out: no length is less than zero.
    pub(crate) fn get(&self, bound: Bound) -> Option<(&Number, &Origin)> {
        let (number, origin) = self.0.get(&bound)?;
        let is_length = bound.is_lower() && bound != Bound::Minimum && bound != Bound::ExclusiveMinimum;
        (!is_length || number.is_positive()).then_some((number.as_ref(), origin))
    }
}
