//! YAML to values, through serde_yaml and a visitor of ours: it takes integers of any size that
//! serde knows, keeps keys as they are written (`200:`), sees duplicates and applies merge keys.

use std::cell::Cell;
use std::fmt;

use bindery_model::{Code, Json, Number};
use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::members::Members;
use super::yaml_numbers::NumberTexts;
use super::{Context, Parsed, SyntaxFault};
use crate::limits::Limits;

const TOO_MANY: &str = "the document holds too many values, or its aliases expand without end";
const TOO_DEEP: &str = "values nest too deeply";

pub(super) fn read(text: &str, limits: &Limits) -> Result<Parsed, SyntaxFault> {
    check_brackets(text)?;
    let budget = Budget {
        nodes: Cell::new(limits.nodes),
        has_duplicates: Cell::new(false),
        numbers: NumberTexts::new(text),
    };
    let node = Node {
        budget: &budget,
        depth: limits.nesting(),
    };
    match node.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => Ok(Parsed {
            value,
            has_duplicates: budget.has_duplicates.get(),
        }),
        Err(error) => Err(fault(&error)),
    }
}

/// libyaml takes time that is quadratic in the depth of brackets, before anyone can stop it.
fn check_brackets(text: &str) -> Result<(), SyntaxFault> {
    if open_brackets(text) <= SUSPICIOUS {
        return Ok(());
    }
    // Brackets in prose open nothing. This parser tells, and gives up at 255 levels.
    for step in saphyr_parser::Parser::new_from_str(text) {
        if let Err(fault) = step {
            return Err(SyntaxFault {
                code: Code::TooLarge,
                message: TOO_DEEP.to_owned(),
                line: fault.marker().line(),
                column: fault.marker().col() + 1,
                context: None,
            });
        }
    }
    Ok(())
}

const SUSPICIOUS: usize = 5_000;

/// The most brackets that are open at once, wherever they stand.
fn open_brackets(text: &str) -> usize {
    let mut open = 0_usize;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => continue,
        }
        most = most.max(open);
    }
    most
}

fn fault(error: &serde_yaml::Error) -> SyntaxFault {
    let (line, column) = error
        .location()
        .map_or((1, 1), |location| (location.line(), location.column()));
    let text = error.to_string();
    let message = text
        .replacen(&format!(" at line {line} column {column}"), "", 1)
        .replace("recursion limit exceeded", TOO_DEEP)
        .replace("repetition limit exceeded", TOO_MANY);
    let code = if message.contains(TOO_MANY) || message.contains(TOO_DEEP) {
        Code::TooLarge
    } else {
        Code::InvalidYaml
    };
    let (message, context) = split_context(&message);
    SyntaxFault {
        code,
        message,
        line,
        column,
        context,
    }
}

/// Takes libyaml's `, while parsing a flow sequence at line 5 column 10` off a message.
fn split_context(message: &str) -> (String, Option<Context>) {
    let parts = message.rsplit_once(", while ").and_then(|(problem, context)| {
        let (text, place) = context.rsplit_once(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        let context = Context {
            text: format!("while {text}"),
            line: line.parse().ok()?,
            column: column.parse().ok()?,
        };
        Some((problem.to_owned(), Some(context)))
    });
    parts.unwrap_or_else(|| (message.to_owned(), None))
}

/// What is left to spend on a file, and what was noticed in it.
struct Budget<'t> {
    nodes: Cell<usize>,
    has_duplicates: Cell<bool>,
    numbers: NumberTexts<'t>,
}

impl Budget<'_> {
    fn spend<E: Error>(&self, text: usize) -> Result<(), E> {
        // Text counts as well: an alias to a long string costs its length each time.
        match self.nodes.get().checked_sub(1 + text / 64) {
            Some(left) => {
                self.nodes.set(left);
                Ok(())
            }
            None => Err(E::custom(TOO_MANY)),
        }
    }
}

#[derive(Clone, Copy)]
struct Node<'b> {
    budget: &'b Budget<'b>,
    depth: usize,
}

impl Node<'_> {
    fn child<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom(TOO_DEEP))?;
        Ok(Self { depth, ..self })
    }

    fn scalar<E: Error>(self, value: Json) -> Result<Json, E> {
        self.budget.spend(value.as_str().map_or(0, str::len))?;
        Ok(value)
    }

    fn number<E: Error>(self, digits: impl fmt::Display) -> Result<Json, E> {
        self.scalar(Json::Number(Number(digits.to_string())))
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Json;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        self.scalar(Json::Null)
    }

    /// A file without any value.
    fn visit_none<E: Error>(self) -> Result<Json, E> {
        self.scalar(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        self.scalar(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        self.number(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        self.number(value)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Json, E> {
        self.number(value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Json, E> {
        self.number(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        if value.is_finite() {
            match self.budget.numbers.next(value) {
                Some(digits) => self.number(digits),
                // The debug form stays short for large exponents and shows that it was no integer.
                None => self.number(format_args!("{value:?}")),
            }
        } else {
            self.scalar(Json::String(not_a_json_number(value).to_owned()))
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        self.scalar(Json::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        self.budget.spend(0)?;
        let child = self.child()?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(child)? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.budget.spend(0)?;
        let child = self.child()?;
        let mut object = Members::default();
        while let Some(key) = members.next_key_seed(Key)? {
            self.budget.spend(key.len())?;
            let value = members.next_value_seed(child)?;
            if !object.insert(key, value) {
                self.budget.has_duplicates.set(true);
            }
        }
        Ok(Json::Object(object.merged().into()))
    }

    /// A tag of the author's (`!include`) says nothing here; its value does.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Json, A::Error> {
        let (_, value) = tagged.variant_seed(Key)?;
        value.newtype_variant_seed(self.child()?)
    }
}

fn not_a_json_number(value: f64) -> &'static str {
    if value.is_nan() {
        ".nan"
    } else if value > 0.0 {
        ".inf"
    } else {
        "-.inf"
    }
}

/// Keys are read as text, however they are written.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }
}
