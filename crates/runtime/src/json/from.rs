use std::collections::BTreeMap;

use super::Json;

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        // Writing a string into memory does not fail.
        serde_json::to_string(text).map_or_else(|_| Self::null(), |text| Self::unchecked(&text))
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::unchecked(if value { "true" } else { "false" })
    }
}

macro_rules! integers {
    ($($integer:ty),*) => { $(
        impl From<$integer> for Json {
            fn from(value: $integer) -> Self {
                Self::unchecked(&value.to_string())
            }
        }
    )* };
}

integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, isize);

impl From<f64> for Json {
    /// The number; `null` for what JSON cannot hold: infinite ones, and what is not a number.
    fn from(value: f64) -> Self {
        serde_json::to_string(&value).map_or_else(|_| Self::null(), |text| Self::unchecked(&text))
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        let items: Vec<Json> = items.into_iter().map(Into::into).collect();
        Self::of(&items).unwrap_or_default()
    }
}

impl<T: Into<Json>> From<BTreeMap<String, T>> for Json {
    fn from(members: BTreeMap<String, T>) -> Self {
        let members: BTreeMap<String, Json> = members
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        Self::of(&members).unwrap_or_default()
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self::unchecked(&value.to_string())
    }
}
