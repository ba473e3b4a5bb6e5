//! Problems in the form that the document declares, where nobody says how they are told.
//!
//! A document that declares `{ code: integer, message: string }` for every failure is answered so: its callers read nothing
//! else. Of a member that must be there, and of which nothing is known, it says the least: null, an empty text, zero. Where a
//! kind must be chosen and none is known, `application/problem+json` is sent.

mod words;

use serde_json::{Map, Value, json};

use self::words::{FAILURES, LISTS, NAMES, PLACES, STATUSES, SUCCESSES, WORDS, kinds, plain};
use super::declared_answer::DeclaredAnswer;
use super::fault::{Fault, FaultPlace};
use super::problem::Problem;
use crate::http::{Encoding, Media};
use crate::schema::{JsonType, Literal, Rule, Schema, validate};

/// How deeply what is said nests.
const DEPTH: u32 = 12;

/// The problem as the document declares it for the operation: how it is written, and its JSON. None where it declares
/// nothing, or nothing that can be said.
pub(super) fn declared(problem: &Problem, declared: &[DeclaredAnswer]) -> Option<(Media, Vec<u8>)> {
    let precision = declared
        .iter()
        .filter_map(|row| row.precision(problem.status()))
        .max()?;
    let rows = declared
        .iter()
        .filter(|row| row.precision(problem.status()) == Some(precision));
    let mut bodies = rows
        .filter_map(|row| row.content)
        .filter(|(media, _)| media.encoding == Encoding::Json);
    bodies.find_map(|(media, schema)| {
        let plain = serde_json::to_vec(problem).ok();
        let plain = plain.filter(|text| validate(schema, text).is_ok());
        Some((media, plain.or_else(|| said(problem, schema))?))
    })
}

fn said(problem: &Problem, schema: &Schema) -> Option<Vec<u8>> {
    let subject = Subject {
        problem,
        fault: None,
        chooses: false,
    };
    let value = subject.value(&[schema], "", DEPTH)?;
    let text = serde_json::to_vec(&value).ok()?;
    validate(schema, &text).is_ok().then_some(text)
}

/// What is spoken of: a problem, or one of its faults.
#[derive(Clone, Copy)]
struct Subject<'a> {
    problem: &'a Problem,
    fault: Option<&'a Fault>,
    /// Whether it is said in one of several ways: then what a way takes for granted must be true.
    chooses: bool,
}

/// What the rules of a value say.
#[derive(Clone, Default)]
struct Demand<'s> {
    types: Vec<JsonType>,
    literals: Option<&'s [Literal]>,
    properties: Vec<(&'static str, &'s Schema)>,
    required: Vec<&'static str>,
    items: Option<&'s Schema>,
    unions: Vec<&'s [&'static Schema]>,
}

impl<'s> Demand<'s> {
    fn add(&mut self, schema: &'s Schema, depth: u32) {
        for rule in schema.0 {
            match rule {
                Rule::Type(types) => self.types = types.to_vec(),
                Rule::Enum(literals) => self.literals = Some(literals),
                Rule::Properties(members) => {
                    self.properties
                        .extend(members.iter().map(|member| (member.0, member.1)));
                }
                Rule::Required(names) => self.required.extend_from_slice(names),
                Rule::Items(items) => self.items = *items,
                Rule::OneOf(variants) | Rule::AnyOf(variants) => self.unions.push(variants),
                Rule::AllOf(parts) if depth > 0 => parts.iter().for_each(|part| self.add(part, depth - 1)),
                Rule::In(_, inner) if depth > 0 => self.add(inner, depth - 1),
                Rule::Link(link) if depth > 0 => self.add(link.schema(), depth - 1),
                _ => {}
            }
        }
    }

    fn has(&self, kind: JsonType) -> bool {
        self.types.contains(&kind)
    }
}

impl<'a> Subject<'a> {
    /// What a value of these schemas says, as the member `name`.
    fn value(self, schemas: &[&Schema], name: &str, depth: u32) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let mut demand = Demand::default();
        schemas.iter().for_each(|schema| demand.add(schema, depth));
        self.of_demand(&demand, name, depth)
    }

    /// The first variant of each union of which something can be said.
    fn of_variants(self, demand: &Demand<'_>, name: &str, depth: u32) -> Option<Value> {
        let (variants, others) = demand.unions.split_first()?;
        let depth = depth.checked_sub(1)?;
        let subject = Self {
            chooses: true,
            ..self
        };
        variants.iter().find_map(|variant| {
            let mut chosen = demand.clone();
            chosen.unions = others.to_vec();
            chosen.add(variant, depth);
            let value = subject.of_demand(&chosen, name, depth)?;
            is_said(&[variant], &value).then_some(value)
        })
    }

    fn of_demand(self, demand: &Demand<'_>, name: &str, depth: u32) -> Option<Value> {
        if !demand.unions.is_empty() {
            return self.of_variants(demand, name, depth);
        }
        let plain_name = plain(name);
        let is_one_of = |names: &[&str]| names.contains(&plain_name.as_str());
        if let Some(literals) = demand.literals {
            return self.literal(literals);
        }
        let is_object =
            demand.has(JsonType::Object) || (demand.types.is_empty() && !demand.properties.is_empty());
        if is_object {
            return self.object(demand, depth);
        }
        if demand.has(JsonType::Array) {
            return is_one_of(&LISTS)
                .then(|| self.list(demand, name, depth))
                .flatten();
        }
        let is_number = demand.has(JsonType::Integer) || demand.has(JsonType::Number);
        if is_number && is_one_of(&STATUSES) {
            return Some(json!(self.problem.status().as_u16()));
        }
        if demand.has(JsonType::String) || demand.types.is_empty() {
            return self.text(&plain_name);
        }
        match demand.has(JsonType::Boolean) {
            true if is_one_of(&SUCCESSES) => Some(json!(false)),
            true if is_one_of(&FAILURES) => Some(json!(true)),
            _ => None,
        }
    }

    /// The only value that there may be, or the one that says what happened.
    fn literal(self, literals: &[Literal]) -> Option<Value> {
        if let ([only], false) = (literals, self.chooses) {
            return serde_json::to_value(only).ok();
        }
        let status = self.problem.status();
        let is_status = |literal: &&Literal| match literal {
            Literal::Number(text) | Literal::String(text) => *text == status.as_str(),
            _ => false,
        };
        let says = |literal: &Literal, kind: &str| match literal {
            Literal::String(text) => plain(text).contains(kind),
            _ => false,
        };
        let title = plain(self.problem.title());
        let called = [title.as_str()].into_iter().chain(kinds(status).iter().copied());
        let mut named = called.filter_map(|kind| literals.iter().find(|literal| says(literal, kind)));
        let literal = literals.iter().find(is_status).or_else(|| named.next())?;
        serde_json::to_value(literal).ok()
    }

    fn text(self, plain_name: &str) -> Option<Value> {
        let is_one_of = |names: &[&str]| names.contains(&plain_name);
        let title = self.problem.title();
        match self.fault {
            Some(fault) if is_one_of(&PLACES) => Some(json!(place(fault))),
            Some(fault) if is_one_of(&WORDS) || plain_name.is_empty() => Some(json!(fault.detail())),
            _ if plain_name == "title" => Some(json!(title)),
            _ if is_one_of(&WORDS) || plain_name.is_empty() => {
                Some(json!(self.problem.detail().unwrap_or(title)))
            }
            _ if is_one_of(&NAMES) => Some(json!(title.to_ascii_lowercase().replace([' ', '-'], "_"))),
            _ => None,
        }
    }

    /// All members that must be there, and those others of which something can be said.
    fn object(self, demand: &Demand<'_>, depth: u32) -> Option<Value> {
        let mut members = Map::new();
        let mut names: Vec<&'static str> = demand.properties.iter().map(|(name, _)| *name).collect();
        names.extend(&demand.required);
        for name in names {
            if members.contains_key(name) {
                continue;
            }
            let of_name = demand.properties.iter().filter(|(known, _)| *known == name);
            let schemas: Vec<&Schema> = of_name.map(|(_, schema)| *schema).collect();
            match self.value(&schemas, name, depth) {
                Some(value) if is_said(&schemas, &value) && value != json!({}) => {
                    members.insert(name.to_owned(), value);
                }
                _ if demand.required.contains(&name) => {
                    members.insert(name.to_owned(), least(&schemas)?);
                }
                _ => {}
            }
        }
        Some(Value::Object(members))
    }

    /// What is wrong, place by place.
    fn list(self, demand: &Demand<'_>, name: &str, depth: u32) -> Option<Value> {
        let element = demand.items.unwrap_or(&Schema::STRING);
        let elements = self.problem.faults().iter().map(|fault| {
            let subject = Self {
                fault: Some(fault),
                ..self
            };
            let singular = name.strip_suffix('s').unwrap_or(name);
            subject.value(&[element], singular, depth)
        });
        let elements: Option<Vec<Value>> = elements.collect();
        match elements {
            Some(elements) if !elements.is_empty() => Some(Value::Array(elements)),
            // A list of what happened, and not of places: it is one thing.
            _ => {
                let whole = Self { fault: None, ..self };
                Some(Value::Array(
                    whole.value(&[element], "message", depth).into_iter().collect(),
                ))
            }
        }
    }
}

/// Of a value that must be there, and of which nothing is known, the least that there may be.
fn least(schemas: &[&Schema]) -> Option<Value> {
    let known = [
        Value::Null,
        json!(""),
        json!(false),
        json!(0),
        json!([]),
        json!({}),
    ];
    known.into_iter().find(|value| is_said(schemas, value))
}

fn is_said(schemas: &[&Schema], value: &Value) -> bool {
    let text = serde_json::to_vec(value).unwrap_or_default();
    schemas.iter().all(|schema| validate(schema, &text).is_ok())
}

fn place(fault: &Fault) -> String {
    match fault.place() {
        FaultPlace::Body { pointer } => pointer.clone(),
        FaultPlace::Parameter { name, .. } => (*name).to_owned(),
        FaultPlace::Query => "query".to_owned(),
    }
}
