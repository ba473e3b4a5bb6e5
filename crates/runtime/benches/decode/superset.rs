//! What a decoder with one slot for each member of all variants would cost, written by hand: one pass, no scan.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The variants of [`crate::wide`], each with its own member.
pub(crate) enum Union {
    One(usize, Variant),
    Unknown(Slots),
}

#[expect(dead_code, reason = "what was read is only measured")]
pub(crate) struct Variant {
    amount: i64,
    currency: String,
    own: String,
    others: BTreeMap<String, Box<RawValue>>,
}

const NAMES: [&str; 8] = ["card", "bank", "cash", "check", "gift", "coin", "wire", "debt"];

#[derive(Default)]
pub(crate) struct Slots {
    amount: Option<i64>,
    currency: Option<String>,
    own: [Option<String>; 8],
    others: BTreeMap<String, Box<RawValue>>,
}

impl Union {
    pub(crate) fn sum(&self) -> usize {
        match self {
            Union::One(index, variant) => index + variant.own.len(),
            Union::Unknown(slots) => slots.others.len(),
        }
    }
}

struct UnionVisitor;

impl<'de> Visitor<'de> for UnionVisitor {
    type Value = Union;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a payment")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Union, A::Error> {
        let mut slots = Slots::default();
        while let Some(name) = map.next_key::<&str>()? {
            match name {
                "amount" => slots.amount = Some(map.next_value()?),
                "currency" => slots.currency = Some(map.next_value()?),
                other => match NAMES.iter().position(|name| *name == other) {
                    Some(place) => slots.own[place] = Some(map.next_value()?),
                    None => drop(slots.others.insert(other.to_owned(), map.next_value()?)),
                },
            }
        }
        Ok(slots.assemble())
    }
}

impl Slots {
    fn assemble(mut self) -> Union {
        let mut found = (0..NAMES.len()).filter(|place| self.own[*place].is_some());
        let (Some(place), None, Some(amount)) = (found.next(), found.next(), self.amount) else {
            return Union::Unknown(self);
        };
        match (self.own[place].take(), self.currency.take()) {
            (Some(own), Some(currency)) => Union::One(
                place,
                Variant {
                    amount,
                    currency,
                    own,
                    others: self.others,
                },
            ),
            _ => Union::Unknown(Slots::default()),
        }
    }
}

impl<'de> Deserialize<'de> for Union {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UnionVisitor)
    }
}
