use std::fmt;

use serde::{Serialize, Serializer};

use crate::Json;
use crate::json::kind_of;
use crate::schema::JsonType;
use crate::text::{Number, Scanner, Tree};

/// A JSON value in a table.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, as JSON text.
    Number(&'static str),
    /// A string.
    String(&'static str),
    /// An array or object, as JSON text.
    Json(&'static str),
}

impl Literal {
    /// Whether a value's JSON text says this value.
    pub(crate) fn is_text(&self, text: &str) -> bool {
        match self {
            Literal::Null => text == "null",
            Literal::Bool(value) => text == if *value { "true" } else { "false" },
            Literal::Number(number) => {
                matches!(kind_of(text), JsonType::Integer | JsonType::Number)
                    && (text == *number || Number::parse(text) == Number::parse(number))
            }
            Literal::String(wanted) => {
                text.starts_with('"') && Scanner::new(text).string().is_ok_and(|found| found.is(wanted))
            }
            Literal::Json(wanted) => {
                matches!((Tree::parse(text), Tree::parse(wanted)), (Ok(left), Ok(right)) if left == right)
            }
        }
    }

    /// Whether a value is this value.
    pub(crate) fn is_tree(&self, tree: &Tree<'_>) -> bool {
        match (self, tree) {
            (Literal::Null, Tree::Null) => true,
            (Literal::Bool(wanted), Tree::Bool(found)) => wanted == found,
            (Literal::Number(wanted), Tree::Number(found)) => {
                wanted == found || Number::parse(wanted) == Number::parse(found)
            }
            (Literal::String(wanted), Tree::String(found)) => *wanted == found.as_str(),
            (Literal::Json(wanted), tree) => Tree::parse(wanted).is_ok_and(|wanted| wanted == *tree),
            _ => false,
        }
    }

    pub(crate) fn same(&self, other: &Literal) -> bool {
        self.is_text(&other.to_json())
    }

    /// The value as JSON text.
    pub(crate) fn to_json(self) -> String {
        match self {
            Literal::Null => "null".into(),
            Literal::Bool(value) => value.to_string(),
            Literal::Number(text) | Literal::Json(text) => text.into(),
            Literal::String(text) => Json::from(text).as_text().to_owned(),
        }
    }
}

impl fmt::Display for Literal {
    /// The value as plain text: strings without quotes.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::String(text) => formatter.write_str(text),
            other => formatter.write_str(&other.to_json()),
        }
    }
}

impl From<Literal> for Json {
    fn from(literal: Literal) -> Self {
        Json::unchecked(&literal.to_json())
    }
}

impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::from(*self).serialize(serializer)
    }
}
