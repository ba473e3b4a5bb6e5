use crate::schema::{Described, Direction, JsonType, Literal, Rule, Schema, validate};
use crate::select::refusing_unknown;
use crate::{DecodeOwned, json};

use super::demand::{Choosing, Demand};
use super::height::Heights;
use super::random::Random;
use super::word::Word;

/// How often a value is made anew that turned out not to be what its schema demands.
const ATTEMPTS: u32 = 200;
/// The same of a value within another, where failing costs less.
const ATTEMPTS_WITHIN: u32 = 12;
/// How deeply values nest before they are kept as small as they can be.
const DEEP: u32 = 5;
/// How deeply values may nest at all.
const TOO_DEEP: u32 = 48;
/// How many values one is made of before the rest is kept as small as it can be.
const MANY: u32 = 300;
/// How many values one may be made of at all.
const TOO_MANY: u32 = 20_000;

/// Makes values.
#[derive(Debug)]
pub struct Maker {
    pub(super) random: Random,
    pub(super) words: &'static [Word],
    direction: Option<Direction>,
    pub(super) is_parameter: bool,
    pub(super) shows_examples: bool,
    /// Whether the value that is being made has all that it may have.
    pub(super) fills: bool,
    heights: Heights,
    made: u32,
}

impl Maker {
    /// A maker; all that it makes depends on the seed, and on what it made before.
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            words: &[],
            direction: None,
            is_parameter: false,
            shows_examples: false,
            fills: false,
            heights: Heights::default(),
            made: 0,
        }
    }

    /// Lets members have values that schemas do not tell of: the tags of unions.
    #[must_use]
    pub fn with_words(mut self, words: &'static [Word]) -> Self {
        self.words = words;
        self
    }

    /// Takes what the document shows of values before it makes any (examples that a table holds which was made at
    /// run time), and makes the others to be read: all members, null only where nothing else may be, text of plain
    /// letters.
    #[must_use]
    pub fn with_examples(mut self) -> Self {
        self.shows_examples = true;
        self
    }

    /// JSON text that `schema` allows; `None` where none was found.
    pub fn json(&mut self, schema: &'static Schema) -> Option<String> {
        for attempt in 0..ATTEMPTS {
            self.made = 0;
            self.direction = None;
            let Some(text) = self.one(&[schema], 0, attempt) else {
                continue;
            };
            if validate(schema, text.as_bytes()).is_ok() {
                return Some(text);
            }
        }
        None
    }

    /// JSON text that comes near what `schema` allows: better than nothing where [`json`](Self::json) finds none, as
    /// where a schema contradicts itself.
    pub fn nearest(&mut self, schema: &'static Schema) -> Option<String> {
        (0..ATTEMPTS_WITHIN).find_map(|attempt| {
            self.made = 0;
            self.direction = None;
            self.one(&[schema], 0, attempt)
        })
    }

    /// The same as [`json`](Self::json) of a parameter: text without signs that some style cannot carry, no null, nothing empty.
    pub fn parameter(&mut self, schema: &'static Schema) -> Option<String> {
        self.is_parameter = true;
        let made = self.json(schema);
        self.is_parameter = false;
        made
    }

    /// A value of this type; `None` where none was found.
    pub fn value<T: DecodeOwned + Described>(&mut self) -> Option<T> {
        self.decoded(T::SCHEMA, Self::json)
    }

    /// A value of this type, for a parameter of this schema.
    pub fn parameter_value<T: DecodeOwned>(&mut self, schema: &'static Schema) -> Option<T> {
        self.decoded(schema, Self::parameter)
    }

    /// A value of this type, of what `schema` allows.
    pub fn value_of<T: DecodeOwned>(&mut self, schema: &'static Schema) -> Option<T> {
        self.decoded(schema, Self::json)
    }

    /// What the schema allows may still be more than the type holds: a union's unknown variant.
    fn decoded<T: DecodeOwned>(
        &mut self,
        schema: &'static Schema,
        make: impl Fn(&mut Self, &'static Schema) -> Option<String>,
    ) -> Option<T> {
        for _ in 0..ATTEMPTS {
            let text = make(self, schema)?;
            if let Ok(value) = refusing_unknown(|| json::from_slice(text.as_bytes())) {
                return Some(value);
            }
        }
        None
    }

    /// A value within another, of which all of `schemas` hold; one that breaks a rule is better than none, as
    /// the whole is judged again.
    pub(super) fn within(&mut self, schemas: &[&'static Schema], depth: u32) -> Option<String> {
        let mut last = None;
        for attempt in 0..ATTEMPTS_WITHIN {
            let Some(text) = self.one(schemas, depth, attempt) else {
                continue;
            };
            if schemas.iter().all(|schema| self.allows(schema, &text)) {
                return Some(text);
            }
            last = Some(text);
        }
        last
    }

    fn allows(&self, schema: &'static Schema, text: &str) -> bool {
        validate(schema, text.as_bytes()).is_ok() || (self.direction.is_some() && turns(schema))
    }

    fn one(&mut self, schemas: &[&'static Schema], depth: u32, attempt: u32) -> Option<String> {
        self.made += 1;
        if depth > TOO_DEEP || self.made > TOO_MANY {
            return None;
        }
        let small = self.is_small(depth);
        // What turned out not to be allowed is not made for ever.
        let is_shown = self.shows_examples && (attempt == 0 || self.random.is(50));
        self.fills = is_shown;
        let mut choosing = Choosing {
            random: &mut self.random,
            heights: &mut self.heights,
            small,
            fills: is_shown,
            direction: self.direction,
        };
        let demand = Demand::of(schemas, &mut choosing);
        self.direction = choosing.direction;
        if let Some(shown) = demand.examples.first().filter(|_| is_shown) {
            return Some(literal_text(shown));
        }
        self.made_to(&demand, depth)
    }

    pub(super) fn is_small(&self, depth: u32) -> bool {
        depth > DEEP || self.made > MANY
    }

    fn made_to(&mut self, demand: &Demand, depth: u32) -> Option<String> {
        if let Some((first, others)) = demand.literals.split_first() {
            let is_known = |literal: &&Literal| {
                others.iter().all(|set| {
                    set.iter()
                        .any(|other| literal_text(other) == literal_text(literal))
                })
            };
            let is_carried = |literal: &&Literal| {
                !self.is_parameter || !matches!(literal, Literal::Null | Literal::String(""))
            };
            let common: Vec<&Literal> = first.iter().filter(is_known).filter(is_carried).collect();
            return self.random.pick(&common).map(|literal| literal_text(literal));
        }
        let mut types = types(demand, self.is_parameter);
        if self.fills && types.len() > 1 {
            types.retain(|each| *each != JsonType::Null);
        }
        match self.random.pick(&types)? {
            JsonType::Null => Some("null".to_owned()),
            JsonType::Boolean => Some(self.random.is(50).to_string()),
            JsonType::Integer => self.number(demand, true),
            JsonType::Number => self.number(demand, false),
            JsonType::String => self.text(demand).map(|text| quoted(&text)),
            JsonType::Array => self.array(demand, depth),
            JsonType::Object => self.object(demand, depth),
        }
    }
}

/// Whether the schema demands other things of the other direction, which cannot be judged apart.
fn turns(schema: &Schema) -> bool {
    schema
        .0
        .iter()
        .any(|rule| matches!(rule, Rule::ReadOnly(_) | Rule::WriteOnly(_) | Rule::In(..)))
}

/// What the value may be. Where no type is named, the rules tell of one, and text will do for anything.
fn types(demand: &Demand, is_parameter: bool) -> Vec<JsonType> {
    let types = match &demand.types {
        Some(types) => types.clone(),
        None if !demand.properties.is_empty() || !demand.required.is_empty() || !demand.others.is_empty() => {
            vec![JsonType::Object]
        }
        None if !demand.elements.is_empty() || !demand.prefixes.is_empty() => vec![JsonType::Array],
        None if !demand.least.is_empty() || !demand.most.is_empty() => vec![JsonType::Integer],
        None => vec![JsonType::String],
    };
    let without_null = types.iter().copied().filter(|each| *each != JsonType::Null);
    match is_parameter {
        true => without_null.collect(),
        false => types,
    }
}

pub(super) fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) | Literal::Json(text) => (*text).to_owned(),
        Literal::String(text) => quoted(text),
    }
}

/// Text as JSON; writing it cannot fail.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
