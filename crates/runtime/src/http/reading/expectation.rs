//! What a schema expects of a value whose text says little.

use crate::schema::{JsonType, Literal, Property, Rule, Schema};

/// How many schemas within schemas are looked into; recursive ones never end.
const DEPTH: usize = 8;

/// Which kinds of value a schema may accept, and which members.
#[derive(Clone, Debug)]
pub(crate) struct Expectation {
    schema: &'static Schema,
    /// Whether it may accept an array.
    pub(crate) array: bool,
    /// Whether it may accept an object.
    pub(crate) object: bool,
    /// Whether it may accept anything else; true when nothing is said.
    pub(crate) scalar: bool,
    /// Whether it asks for members of any name.
    pub(crate) takes_any_member: bool,
}

impl Expectation {
    pub(crate) fn of(schema: &'static Schema) -> Self {
        let kinds = Kinds::of(schema);
        let accepts = |kind| kinds.is_some_and(|kinds| kinds.contains(kind));
        let others = [
            JsonType::Null,
            JsonType::Boolean,
            JsonType::Integer,
            JsonType::Number,
            JsonType::String,
        ];
        let names_members = find(schema, DEPTH, &mut |rule| match rule {
            Rule::Properties(properties) => (!properties.is_empty()).then_some(()),
            _ => None,
        });
        let names_others = find(schema, DEPTH, &mut |rule| match rule {
            Rule::AdditionalProperties(Some(_)) | Rule::PatternProperties(_) => Some(()),
            _ => None,
        });
        Self {
            schema,
            array: accepts(JsonType::Array),
            object: accepts(JsonType::Object),
            scalar: kinds.is_none() || others.into_iter().any(accepts),
            takes_any_member: names_members.is_none() || names_others.is_some(),
        }
    }

    /// Whether an object of it may have a member of this name.
    pub(crate) fn takes(&self, name: &str) -> bool {
        self.object && (self.takes_any_member || self.declares(name))
    }

    /// Whether it names a member.
    pub(crate) fn declares(&self, name: &str) -> bool {
        declared(self.schema, name).is_some()
    }
}

/// The schema of a member: its own, or the one for all others.
pub(crate) fn member(schema: &'static Schema, name: &str) -> &'static Schema {
    let others = || {
        find(schema, DEPTH, &mut |rule| match rule {
            Rule::AdditionalProperties(others) => *others,
            _ => None,
        })
    };
    declared(schema, name).or_else(others).unwrap_or(&Schema::ANY)
}

/// The schema of the elements.
pub(crate) fn element(schema: &'static Schema) -> &'static Schema {
    let items = find(schema, DEPTH, &mut |rule| match rule {
        Rule::Items(items) => *items,
        _ => None,
    });
    items.unwrap_or(&Schema::ANY)
}

fn declared(schema: &'static Schema, name: &str) -> Option<&'static Schema> {
    find(schema, DEPTH, &mut |rule| match rule {
        Rule::Properties(properties) => {
            let mut named = properties.iter().filter(|Property(key, _)| *key == name);
            named.next().map(|Property(_, schema)| *schema)
        }
        _ => None,
    })
}

/// The first rule for which `wanted` has an answer, here or in a schema that stands for this one.
fn find<T>(
    schema: &'static Schema,
    depth: usize,
    wanted: &mut impl FnMut(&'static Rule) -> Option<T>,
) -> Option<T> {
    let here = schema.0.iter().find_map(&mut *wanted);
    if here.is_some() || depth == 0 {
        return here;
    }
    schema.0.iter().find_map(|rule| match rule {
        Rule::AllOf(schemas) | Rule::AnyOf(schemas) | Rule::OneOf(schemas) => {
            schemas.iter().find_map(|schema| find(schema, depth - 1, wanted))
        }
        Rule::Link(link) => find(link.schema(), depth - 1, wanted),
        _ => None,
    })
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// The types that a schema may accept; `None` when it says nothing of them.
    pub(crate) fn of(schema: &'static Schema) -> Option<Self> {
        Self::within(schema, DEPTH)
    }

    pub(crate) fn contains(self, kind: JsonType) -> bool {
        self.0 & bit(kind) != 0
    }

    fn within(schema: &'static Schema, depth: usize) -> Option<Self> {
        let depth = depth.checked_sub(1)?;
        let each = schema.0.iter().filter_map(|rule| match rule {
            Rule::Type(types) => Some(
                types
                    .iter()
                    .fold(Self(0), |kinds, kind| Self(kinds.0 | bit(*kind))),
            ),
            Rule::Enum(literals) => Some(
                literals
                    .iter()
                    .fold(Self(0), |kinds, literal| kinds.and_of(literal)),
            ),
            Rule::AllOf(schemas) => {
                let each = schemas.iter().filter_map(|schema| Self::within(schema, depth));
                each.reduce(|left, right| Self(left.0 & right.0))
            }
            Rule::Link(link) => Self::within(link.schema(), depth),
            Rule::AnyOf(schemas) | Rule::OneOf(schemas) => {
                let each = schemas.iter().map(|schema| Self::within(schema, depth));
                each.reduce(|left, right| Some(Self(left?.0 | right?.0)))
                    .flatten()
            }
            _ => None,
        });
        each.reduce(|left, right| Self(left.0 & right.0))
    }

    fn and_of(self, literal: &Literal) -> Self {
        let kinds = match literal {
            Literal::Null => bit(JsonType::Null),
            Literal::Bool(_) => bit(JsonType::Boolean),
            Literal::Number(_) => bit(JsonType::Integer) | bit(JsonType::Number),
            Literal::String(_) => bit(JsonType::String),
            Literal::Json(_) => bit(JsonType::Array) | bit(JsonType::Object),
        };
        Self(self.0 | kinds)
    }
}

/// The bit of a type; every integer is a number, and a number may be an integer.
fn bit(kind: JsonType) -> u8 {
    match kind {
        JsonType::Null => 1,
        JsonType::Boolean => 1 << 1,
        JsonType::Integer | JsonType::Number => 1 << 2,
        JsonType::String => 1 << 3,
        JsonType::Array => 1 << 4,
        JsonType::Object => 1 << 5,
    }
}
