use bindery_model::{Json, JsonType};

/// A set of JSON types. Integers and numbers with a fraction count apart, so that sets can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Types(u8);

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
const INTEGER: u8 = 4;
const FRACTION: u8 = 8;
const STRING: u8 = 16;
const ARRAY: u8 = 32;
const OBJECT: u8 = 64;

/// What text can say in place of a string: every value of these has a text.
const SCALARS: u8 = BOOLEAN | INTEGER | FRACTION;

impl Types {
    pub(crate) const ALL: Self = Self(127);
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(NULL);
    pub(crate) const OBJECT: Self = Self(OBJECT);
    pub(crate) const ARRAY: Self = Self(ARRAY);
    pub(crate) const STRING: Self = Self(STRING);
    pub(crate) const NUMBER: Self = Self(INTEGER | FRACTION);

    pub(crate) fn of(types: &[JsonType]) -> Self {
        Self(types.iter().fold(0, |set, one| set | bits(*one)))
    }

    pub(crate) fn of_value(value: &Json) -> Self {
        Self(match value {
            Json::Null => NULL,
            Json::Bool(_) => BOOLEAN,
            Json::Number(number) if number.as_i128().is_some() => INTEGER,
            Json::Number(_) => FRACTION,
            Json::String(_) => STRING,
            Json::Array(_) => ARRAY,
            Json::Object(_) => OBJECT,
        })
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The types whose values can be written where text of these is expected: a string is any text.
    pub(crate) fn as_text(self) -> Self {
        match self.contains(Self::STRING) {
            true => Self(self.0 | SCALARS),
            false => self,
        }
    }

    /// In words, e.g. `string or null`.
    pub(crate) fn words(self) -> String {
        if self == Self::ALL {
            return "any type".to_owned();
        }
        let number = match (self.0 & INTEGER, self.0 & FRACTION) {
            (_, FRACTION) => Some("number"),
            (INTEGER, _) => Some("integer"),
            _ => None,
        };
        let named = [
            (STRING, "string"),
            (BOOLEAN, "boolean"),
            (ARRAY, "array"),
            (OBJECT, "object"),
            (NULL, "null"),
        ];
        let others = named.iter().filter(|(bit, _)| self.0 & bit != 0);
        let all: Vec<&str> = number.into_iter().chain(others.map(|(_, name)| *name)).collect();
        match all.is_empty() {
            true => "no value".to_owned(),
            false => all.join(" or "),
        }
    }
}

fn bits(one: JsonType) -> u8 {
    match one {
        JsonType::Null => NULL,
        JsonType::Boolean => BOOLEAN,
        JsonType::Integer => INTEGER,
        JsonType::Number => INTEGER | FRACTION,
        JsonType::String => STRING,
        JsonType::Array => ARRAY,
        JsonType::Object => OBJECT,
    }
}
