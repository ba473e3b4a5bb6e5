use std::collections::BTreeMap;

use serde::Serialize;
use zeroize::Zeroize;

use super::check::violations;
use super::violations::{Violation, Violations};
use super::{Format, Schema, is_of_format};
use crate::format::TextFormat;
use crate::text::Tree;
use crate::{DecodeError, Json, Nullable, Secret, json};

/// A type whose values can be checked against all that the document demands of them.
pub trait Validate {
    /// Checks the value. Decoding keeps what is newer than the document; this refuses it.
    ///
    /// # Errors
    /// Everything that is wrong with the value, never with its content.
    fn validate(&self) -> Result<(), Violations>;
}

/// A type that a schema of the document describes.
pub trait Described {
    /// The schema, for tables of other crates.
    const SCHEMA: &'static Schema;

    /// The schema.
    fn schema() -> &'static Schema {
        Self::SCHEMA
    }
}

/// Why JSON text is not what a schema demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It is not JSON, has names that stand twice, or is nested too deeply.
    Json(DecodeError),
    /// It is JSON of another form.
    Violations(Violations),
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Invalid::Json(error) => error.fmt(formatter),
            Invalid::Violations(violations) => violations.fmt(formatter),
        }
    }
}

impl std::error::Error for Invalid {}

/// Checks JSON text against a schema.
///
/// # Errors
/// When it is not JSON, or not what the schema demands.
pub fn validate(schema: &Schema, text: &[u8]) -> Result<(), Invalid> {
    let text = std::str::from_utf8(text)
        .map_err(|error| Invalid::Json(DecodeError::at(text, error.valid_up_to(), "is not UTF-8")))?;
    let tree = Tree::parse(text)
        .map_err(|error| Invalid::Json(DecodeError::at(text.as_bytes(), error.at, error.detail)))?;
    violations(schema, &tree).map_err(Invalid::Violations)
}

/// Checks a value by what it is written as.
///
/// # Errors
/// When that is not what the schema demands, or the value cannot be written.
#[doc(hidden)]
pub fn validate_value<T: Serialize>(value: &T, schema: &Schema) -> Result<(), Violations> {
    let checked = match json::to_checked(value) {
        Ok(text) => validate(schema, &text),
        Err(error) => return Err(one(error.detail())),
    };
    match checked {
        Ok(()) => Ok(()),
        Err(Invalid::Violations(violations)) => Err(violations),
        Err(Invalid::Json(error)) => Err(one(&format!("{}: {}", error.path(), error.detail()))),
    }
}

/// A single violation from the text of an error of ours.
fn one(text: &str) -> Violations {
    let (pointer, detail) = crate::decode_error::split(text).unwrap_or(("#", text));
    Violations::new(
        vec![Violation {
            pointer: pointer.into(),
            detail: detail.into(),
        }],
        false,
    )
}

/// Types that hold nothing that a schema of their own could find fault with.
macro_rules! always_valid {
    ($($name:ty),* $(,)?) => { $(
        impl Validate for $name {
            fn validate(&self) -> Result<(), Violations> {
                Ok(())
            }
        }
    )* };
}

always_valid!(
    (),
    bool,
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    String,
    Json,
    crate::Never,
    crate::Binary,
    crate::Decimal,
    crate::BigInteger,
    crate::Ipv6,
    std::net::Ipv4Addr,
    std::net::Ipv6Addr,
);

macro_rules! floats {
    ($($float:ty),*) => { $(
        impl Validate for $float {
            fn validate(&self) -> Result<(), Violations> {
                match self.is_finite() {
                    true => Ok(()),
                    false => Err(one("expected a number, found one that JSON cannot hold")),
                }
            }
        }
    )* };
}

floats!(f32, f64);

macro_rules! formats {
    ($($name:ident),*) => { $(
        impl Validate for crate::$name {
            fn validate(&self) -> Result<(), Violations> {
                is_of_format(Format::$name, self.as_str()).map_err(|name| one(&format!("is not {name}")))
            }
        }
    )* };
}

formats!(DateTime, Date, Time, Duration, Uuid, Uri);

impl Validate for crate::DecimalText {
    fn validate(&self) -> Result<(), Violations> {
        is_of_format(Format::Decimal, self.as_str()).map_err(|name| one(&format!("is not {name}")))
    }
}

impl<T: TextFormat + Validate> Validate for crate::Tolerant<T> {
    fn validate(&self) -> Result<(), Violations> {
        match self {
            crate::Tolerant::Right(value) => value.validate(),
            crate::Tolerant::Odd(_) => Err(one(&format!("is not {}", T::EXPECTED))),
        }
    }
}

#[cfg(feature = "base64")]
impl Validate for crate::Base64Url {
    fn validate(&self) -> Result<(), Violations> {
        let odd = self.odd_text().unwrap_or_default();
        is_of_format(Format::Base64Url, odd).map_err(|name| one(&format!("is not {name}")))
    }
}

#[cfg(feature = "base64")]
impl Validate for crate::Bytes {
    fn validate(&self) -> Result<(), Violations> {
        let odd = self.odd_text().unwrap_or_default();
        is_of_format(Format::Byte, odd).map_err(|name| one(&format!("is not {name}")))
    }
}

impl<T: Validate> Validate for Option<T> {
    fn validate(&self) -> Result<(), Violations> {
        self.as_ref().map_or(Ok(()), T::validate)
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn validate(&self) -> Result<(), Violations> {
        match self {
            Nullable::Null => Ok(()),
            Nullable::Value(value) => value.validate(),
        }
    }
}

impl<T: Validate> Validate for Box<T> {
    fn validate(&self) -> Result<(), Violations> {
        (**self).validate()
    }
}

impl<T: Validate + Zeroize> Validate for Secret<T> {
    fn validate(&self) -> Result<(), Violations> {
        self.expose().validate()
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn validate(&self) -> Result<(), Violations> {
        let items = self.iter().enumerate();
        Violations::join(
            items.filter_map(|(index, item)| Some(item.validate().err()?.within(&index.to_string()))),
        )
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn validate(&self) -> Result<(), Violations> {
        Violations::join(
            self.iter()
                .filter_map(|(name, value)| Some(value.validate().err()?.within(name))),
        )
    }
}

macro_rules! tuples {
    ($($($item:ident $index:tt),*;)*) => { $(
        impl<$($item: Validate),*> Validate for ($($item,)*) {
            fn validate(&self) -> Result<(), Violations> {
                let items = [$((stringify!($index), self.$index.validate())),*];
                Violations::join(items.into_iter().filter_map(|(index, result)| Some(result.err()?.within(index))))
            }
        }
    )* };
}

tuples!(
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
);
