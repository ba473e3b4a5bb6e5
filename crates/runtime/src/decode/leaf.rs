use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::decode_error::{fault, mismatch};

/// The name under which serde_json hands out a number's text when `arbitrary_precision` is on.
pub(crate) const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// What a type makes of each kind of value; what it does not name, it refuses.
pub(crate) trait Leaf<'de>: Sized {
    /// What is read.
    type Value;
    /// What it is called in errors: `a string`.
    const EXPECTED: &'static str;

    fn null<E: de::Error>(self) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "null"))
    }

    fn boolean<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "a boolean"))
    }

    fn integer<E: de::Error>(self, _: i128) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "a number"))
    }

    fn float<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "a number"))
    }

    /// A number that neither an integer nor a float holds, as it was written.
    fn digits<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "a number"))
    }

    fn text<E: de::Error>(self, _: Cow<'_, str>) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "a string"))
    }

    fn bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Err(mismatch(Self::EXPECTED, "bytes"))
    }

    fn list<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(mismatch(Self::EXPECTED, "an array"))
    }

    /// An object, whose first name may have been read.
    fn object<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(mismatch(Self::EXPECTED, "an object"))
    }

    /// Whether [`object`](Self::object) reads its names itself.
    const READS_OBJECTS: bool = false;
}

/// Reads by what the value is, never by what is wanted: a deserializer that is told what is wanted
/// refuses the rest itself, and quotes it.
#[inline]
pub(crate) fn leaf<'de, L: Leaf<'de>, D: Deserializer<'de>>(
    leaf: L,
    deserializer: D,
) -> Result<L::Value, D::Error> {
    deserializer.deserialize_any(LeafVisitor(leaf))
}

/// Reads a string that is parsed into a `T`, of which `expected` says the form.
pub(crate) fn parsed_text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &str,
    parse: impl FnOnce(String) -> Option<T>,
) -> Result<T, D::Error> {
    let text = <String as super::Decode>::decode(deserializer)?;
    parse(text).ok_or_else(|| fault(format_args!("is not {expected}")))
}

/// Hands a [`Leaf`] to serde.
pub(crate) struct LeafVisitor<L>(pub(crate) L);

impl<'de, L: Leaf<'de>> Visitor<'de> for LeafVisitor<L> {
    type Value = L::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(L::EXPECTED)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<L::Value, E> {
        self.0.boolean(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<L::Value, E> {
        self.0.integer(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<L::Value, E> {
        self.0.integer(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<L::Value, E> {
        self.0.integer(value)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<L::Value, E> {
        match i128::try_from(value) {
            Ok(value) => self.0.integer(value),
            Err(_) => self.0.digits(&value.to_string()),
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<L::Value, E> {
        self.0.float(value)
    }

    fn visit_char<E: de::Error>(self, value: char) -> Result<L::Value, E> {
        self.0.text(Cow::Owned(value.to_string()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<L::Value, E> {
        self.0.text(Cow::Borrowed(value))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<L::Value, E> {
        self.0.text(Cow::Owned(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<L::Value, E> {
        self.0.bytes(value)
    }

    fn visit_none<E: de::Error>(self) -> Result<L::Value, E> {
        self.0.null()
    }

    fn visit_unit<E: de::Error>(self) -> Result<L::Value, E> {
        self.0.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<L::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<L::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<L::Value, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<L::Value, A::Error> {
        if L::READS_OBJECTS {
            return self.0.object(map);
        }
        match map.next_key_seed(IsNumber)? {
            Some(true) => {
                let digits: String = map.next_value_seed(Digits)?;
                self.0.digits(&digits)
            }
            Some(false) => {
                // Read to its end, so that the deserializer can say where the object was.
                map.next_value::<IgnoredAny>()?;
                self.0.object(map)
            }
            None => self.0.object(map),
        }
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<L::Value, A::Error> {
        Err(mismatch(L::EXPECTED, "a tagged value"))
    }
}

/// Whether a name is [`NUMBER_TOKEN`].
struct IsNumber;

impl<'de> DeserializeSeed<'de> for IsNumber {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(LeafVisitor(self))
    }
}

impl<'de> Leaf<'de> for IsNumber {
    type Value = bool;
    const EXPECTED: &'static str = "a name";
    const READS_OBJECTS: bool = true;

    fn text<E: de::Error>(self, text: Cow<'_, str>) -> Result<bool, E> {
        Ok(text == NUMBER_TOKEN)
    }

    fn integer<E: de::Error>(self, _: i128) -> Result<bool, E> {
        Ok(false)
    }

    fn boolean<E: de::Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }
}

/// The text under [`NUMBER_TOKEN`].
pub(crate) struct Digits;

impl<'de> DeserializeSeed<'de> for Digits {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(LeafVisitor(self))
    }
}

impl<'de> Leaf<'de> for Digits {
    type Value = String;
    const EXPECTED: &'static str = "a number's digits";
    const READS_OBJECTS: bool = true;

    fn text<E: de::Error>(self, text: Cow<'_, str>) -> Result<String, E> {
        Ok(text.into_owned())
    }
}

/// A bound of a type, said in an error.
pub(crate) fn out_of_range<E: de::Error>(expected: &str) -> E {
    fault(Wanted(expected))
}

struct Wanted<'a>(&'a str);

impl Display for Wanted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}, found a number out of its range", self.0)
    }
}
