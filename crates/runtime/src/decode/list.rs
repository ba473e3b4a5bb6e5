use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, IgnoredAny, SeqAccess};

use super::{Decode, Leaf, Seed, leaf};
use crate::decode_error::{fault, within_item};
use crate::select::Facts;

/// Room that is made at once on the word of a length that came with the data.
const ROOM: usize = 1024;

/// `Vec<T>`.
struct List<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Leaf<'de> for List<T> {
    type Value = Vec<T>;
    const EXPECTED: &'static str = "an array";

    fn list<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(access.size_hint().unwrap_or(0).min(ROOM));
        loop {
            match access.next_element_seed(Seed::<T>::new()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(within_item(error, items.len())),
            }
        }
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    const FACTS: Facts = Facts::ARRAY;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        leaf(List(PhantomData), deserializer)
    }
}

/// A tuple: `prefixItems`.
struct Tuple<T>(PhantomData<T>);

fn item<'de, T: Decode<'de>, A: SeqAccess<'de>>(access: &mut A, index: usize) -> Result<T, A::Error> {
    match access.next_element_seed(Seed::<T>::new()) {
        Ok(Some(item)) => Ok(item),
        Ok(None) => Err(within_item(fault("is missing"), index)),
        Err(error) => Err(within_item(error, index)),
    }
}

fn end<'de, A: SeqAccess<'de>>(access: &mut A, length: usize) -> Result<(), A::Error> {
    match access.next_element::<IgnoredAny>()? {
        None => Ok(()),
        Some(_) => Err(A::Error::custom(format_args!("#: has more than {length} items"))),
    }
}

macro_rules! tuples {
    ($($length:literal: $($item:ident $index:literal),*;)*) => { $(
        impl<'de, $($item: Decode<'de>),*> Leaf<'de> for Tuple<($($item,)*)> {
            type Value = ($($item,)*);
            const EXPECTED: &'static str = "an array";

            fn list<Access: SeqAccess<'de>>(self, mut access: Access) -> Result<Self::Value, Access::Error> {
                let items = ($(item::<$item, Access>(&mut access, $index)?,)*);
                end(&mut access, $length)?;
                Ok(items)
            }
        }

        impl<'de, $($item: Decode<'de>),*> Decode<'de> for ($($item,)*) {
            const FACTS: Facts = Facts::ARRAY;

            fn decode<Source: Deserializer<'de>>(deserializer: Source) -> Result<Self, Source::Error> {
                leaf(Tuple::<Self>(PhantomData), deserializer)
            }
        }
    )* };
}

tuples!(
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, F 4;
    6: A 0, B 1, C 2, D 3, F 4, G 5;
    7: A 0, B 1, C 2, D 3, F 4, G 5, H 6;
    8: A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7;
    9: A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8;
    10: A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9;
    11: A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10;
    12: A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11;
);
