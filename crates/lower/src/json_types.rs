use std::fmt;

use bindery_model::{Json, JsonType};

/// A set of the types that a JSON value may have, integers told apart from other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    /// A number that is no integer.
    const FRACTION: Self = Self(8);
    pub(crate) const NUMBER: Self = Self(Self::INTEGER.0 | Self::FRACTION.0);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ALL: Self = Self(127);

    /// The set that a name of `type` stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The type of a value.
    pub(crate) fn of(value: &Json) -> Self {
        match value {
            Json::Null => Self::NULL,
            Json::Bool(_) => Self::BOOLEAN,
            Json::Number(number) if number.as_i128().is_some() => Self::INTEGER,
            Json::Number(_) => Self::FRACTION,
            Json::String(_) => Self::STRING,
            Json::Array(_) => Self::ARRAY,
            Json::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether these are numbers that are no integers.
    pub(crate) fn is_fraction(self) -> bool {
        self == Self::FRACTION
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether no value is of both.
    pub(crate) fn is_disjoint(self, other: Self) -> bool {
        self.and(other).is_empty()
    }

    /// The parts that become Rust types of their own: numbers stay together.
    pub(crate) fn split(self) -> Vec<Self> {
        let number = self.and(Self::NUMBER);
        let parts = [Self::STRING, number, Self::BOOLEAN, Self::ARRAY, Self::OBJECT];
        parts
            .into_iter()
            .filter(|part| !part.is_empty() && self.contains(*part))
            .collect()
    }

    /// The names that say the same.
    pub(crate) fn to_json_types(self) -> Vec<JsonType> {
        let table = [
            (Self::NULL, JsonType::Null),
            (Self::BOOLEAN, JsonType::Boolean),
            (Self::NUMBER, JsonType::Number),
            (Self::STRING, JsonType::String),
            (Self::ARRAY, JsonType::Array),
            (Self::OBJECT, JsonType::Object),
        ];
        let mut types: Vec<JsonType> = table
            .into_iter()
            .filter(|(set, _)| self.contains(*set))
            .map(|(_, json_type)| json_type)
            .collect();
        if self.contains(Self::INTEGER) && !self.contains(Self::NUMBER) {
            types.push(JsonType::Integer);
        }
        types.sort();
        types
    }
}

/// The sets in words: `string or integer`.
impl fmt::Display for Types {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.to_json_types().into_iter().map(type_word).collect();
        formatter.write_str(&names.join(" or "))
    }
}

/// The name of a type in `type`.
pub(crate) fn type_word(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_numbers_too() {
        assert!(!Types::INTEGER.is_disjoint(Types::NUMBER));
        assert_eq!(Types::INTEGER.and(Types::NUMBER), Types::INTEGER);
        assert_eq!(Types::NUMBER.to_json_types(), [JsonType::Number]);
        assert_eq!(
            Types::INTEGER.or(Types::NULL).to_json_types(),
            [JsonType::Null, JsonType::Integer]
        );
        assert_eq!(Types::NUMBER.or(Types::STRING).split().len(), 2);
    }
}
