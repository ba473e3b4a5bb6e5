//! Schemas as views: references followed, parts of `allOf` met.

use std::borrow::Cow;

use bindery_model::{
    Access, Direction, Json, JsonType, Number, Origin, Rule, Schema, SchemaRef, TypeId, UnionMode,
};

use super::bounds::Bound;
use super::demands;
use super::part::{Part, Version};
use super::types::Types;
use super::view::{Choice, MemberView, Placed, Rest, View};

/// How deep references and combinations are followed into one view.
const DEEPEST: usize = 64;

/// Makes one view.
struct Flattening<'v, 'a> {
    version: &'v Version<'a>,
    direction: Direction,
    /// The named schemas that are being looked at.
    way: Vec<TypeId>,
    depth: usize,
}

/// What all parts say together of values that go in `direction`.
pub(crate) fn flatten<'a>(version: &Version<'a>, parts: &[Part<'a>], direction: Direction) -> View<'a> {
    let origin = parts.first().map_or_else(nowhere, |part| part.origin.clone());
    let mut flattening = Flattening {
        version,
        direction,
        way: Vec::new(),
        depth: 0,
    };
    let mut view = View::empty(origin);
    for part in parts {
        view.meet(flattening.part(part));
    }
    view.settle_access();
    view
}

pub(crate) fn nowhere() -> Origin {
    Origin::new(Default::default(), Default::default())
}

impl<'a> Flattening<'_, 'a> {
    fn part(&mut self, part: &Part<'a>) -> View<'a> {
        let leads_back = part.id.is_some_and(|id| self.way.contains(&id));
        if leads_back || self.depth >= DEEPEST {
            return View::empty(part.origin.clone());
        }
        self.depth += 1;
        self.way.extend(part.id);
        let mut view = self.schema(part.schema, &part.origin);
        if part.id.is_some() {
            self.way.pop();
        }
        self.depth -= 1;
        if let Some(id) = part.id {
            view.named.push(id);
            view.default = self.version.default_of(id).or(view.default);
        }
        view
    }

    fn schema(&mut self, schema: &'a Schema, origin: &Origin) -> View<'a> {
        let mut view = View::empty(origin.clone());
        let discriminator = schema.rules.iter().find_map(|rule| match rule {
            Rule::Discriminator(discriminator) => Some(discriminator),
            _ => None,
        });
        for rule in &schema.rules {
            match rule {
                Rule::AllOf(schemas) => self.all_of(schemas, origin, &mut view),
                Rule::OneOf(branches) => {
                    let choice = self.choice(UnionMode::OneOf, branches, origin, discriminator);
                    view.meet(choice);
                }
                Rule::AnyOf(branches) => {
                    let choice = self.choice(UnionMode::AnyOf, branches, origin, discriminator);
                    view.meet(choice);
                }
                Rule::In(direction, schema) if *direction == self.direction => {
                    view.meet(self.part(&self.version.part(schema, origin)));
                }
                Rule::DynamicRef { initially, .. } => {
                    let place = origin.child("$dynamicRef");
                    view.meet(self.part(&self.version.part(initially, &place)));
                }
                _ => self.keyword(rule, origin, &mut view),
            }
        }
        view
    }

    fn all_of(&mut self, schemas: &'a [SchemaRef], origin: &Origin, view: &mut View<'a>) {
        for (index, schema) in schemas.iter().enumerate() {
            let place = origin.child("allOf").child(index.to_string());
            view.meet(self.part(&self.version.part(schema, &place)));
        }
    }

    /// A choice; of null and something else only that is left, and null let through.
    fn choice(
        &mut self,
        mode: UnionMode,
        branches: &'a [SchemaRef],
        origin: &Origin,
        discriminator: Option<&'a bindery_model::Discriminator>,
    ) -> View<'a> {
        let keyword = match mode {
            UnionMode::OneOf => "oneOf",
            UnionMode::AnyOf => "anyOf",
        };
        let place = origin.child(keyword);
        let (mut parts, mut numbers) = (Vec::new(), Vec::new());
        for (index, branch) in branches.iter().enumerate().filter(|(_, branch)| !is_null(branch)) {
            parts.push(self.version.part(branch, &place.child(index.to_string())));
            numbers.push(index);
        }
        let null = parts.len() < branches.len();
        if parts.len() > 1 {
            let values = self.values_of(&parts);
            let mut view = View::empty(place.clone());
            match values {
                Some(what) => {
                    view.values = Some(Placed { what, origin: place });
                    if null {
                        view.admit_null();
                    }
                }
                None => view.choices.push(Choice {
                    mode,
                    branches: parts,
                    null,
                    origin: place,
                    discriminator,
                    numbers,
                }),
            }
            return view;
        }
        match parts.first() {
            Some(only) => {
                let mut view = self.part(only);
                if null {
                    view.admit_null();
                }
                view
            }
            None => View {
                types: Types::NULL,
                ..View::empty(place)
            },
        }
    }

    /// The values of a choice whose branches do nothing but list them.
    fn values_of(&mut self, branches: &[Part<'a>]) -> Option<Vec<&'a Json>> {
        let mut all: Vec<&'a Json> = Vec::new();
        for branch in branches {
            let view = self.part(branch);
            let values = view.values.filter(|_| view.choices.is_empty())?;
            all.extend(values.what);
        }
        let mut distinct: Vec<&'a Json> = Vec::new();
        for value in all {
            if !distinct.contains(&value) {
                distinct.push(value);
            }
        }
        Some(distinct)
    }

    fn keyword(&mut self, rule: &'a Rule, origin: &Origin, view: &mut View<'a>) {
        match rule {
            Rule::Type(types) => view.types = view.types.and(Types::of(types)),
            Rule::Enum(values) => {
                let listed = View {
                    values: Some(Placed {
                        what: values.iter().collect(),
                        origin: origin.child("enum"),
                    }),
                    ..View::empty(origin.clone())
                };
                view.meet(listed);
            }
            Rule::Pattern(pattern) => view.patterns.push(Placed {
                what: pattern,
                origin: origin.child("pattern"),
            }),
            Rule::Format(format) => view.formats.push(Placed {
                what: *format,
                origin: origin.child("format"),
            }),
            Rule::Items(None) => view.items.refused = Some(origin.child("items")),
            Rule::Items(Some(items)) => {
                let place = origin.child("items");
                view.items.parts.push(self.version.part(items, &place));
            }
            Rule::PrefixItems(items) => {
                let place = origin.child("prefixItems");
                let part = |(index, item): (usize, &'a SchemaRef)| {
                    vec![self.version.part(item, &place.child(index.to_string()))]
                };
                let prefix = items.iter().enumerate().map(part).collect();
                view.meet(View {
                    prefix,
                    ..View::empty(origin.clone())
                });
            }
            _ => {
                self.member_keyword(rule, origin, view);
                if let Some((bound, number)) = bound_of(rule) {
                    view.bounds.set(bound, number, origin.child(bound.keyword()));
                }
                view.demands.extend(demands::of(self.version, rule, origin));
            }
        }
    }

    fn member_keyword(&mut self, rule: &'a Rule, origin: &Origin, view: &mut View<'a>) {
        match rule {
            Rule::Properties(members) => {
                let place = origin.child("properties");
                for (name, schema) in members {
                    let member = self.member(name, schema, &place);
                    let declared = View {
                        members: [(name.as_str(), member)].into(),
                        ..View::empty(origin.clone())
                    };
                    view.meet(declared);
                }
            }
            Rule::Required(names) => self.require(names, origin, view),
            Rule::ReadOnly(names) if self.direction == Direction::Request => {
                view.waived.extend(names.iter().map(String::as_str));
            }
            Rule::WriteOnly(names) if self.direction == Direction::Response => {
                view.waived.extend(names.iter().map(String::as_str));
            }
            Rule::AdditionalProperties(schema) => {
                let place = origin.child("additionalProperties");
                view.additional = match schema {
                    None => Rest {
                        refused: Some(place),
                        parts: Vec::new(),
                    },
                    Some(schema) => Rest {
                        refused: None,
                        parts: vec![self.version.part(schema, &place)],
                    },
                };
            }
            _ => {}
        }
    }

    fn member(&mut self, name: &'a str, schema: &'a SchemaRef, place: &Origin) -> MemberView<'a> {
        let origin = place.child(name);
        let declared = self.version.member(&origin);
        let access = declared.map_or(Access::Both, |member| member.access);
        MemberView {
            parts: vec![self.version.part(schema, &origin)],
            goes: access.goes(self.direction),
            deprecated: declared.is_some_and(|member| member.docs.deprecated),
            default: declared.and_then(|member| member.docs.default.as_ref()),
            origin,
        }
    }

    fn require(&self, names: &'a [String], origin: &Origin, view: &mut View<'a>) {
        for name in names {
            view.required
                .entry(name)
                .or_insert_with(|| origin.child("required"));
        }
    }
}

fn bound_of(rule: &Rule) -> Option<(Bound, Cow<'_, Number>)> {
    let count = |bound, count: &u64| Some((bound, Cow::Owned(Number(count.to_string()))));
    match rule {
        Rule::Minimum(number) => Some((Bound::Minimum, Cow::Borrowed(number))),
        Rule::ExclusiveMinimum(number) => Some((Bound::ExclusiveMinimum, Cow::Borrowed(number))),
        Rule::Maximum(number) => Some((Bound::Maximum, Cow::Borrowed(number))),
        Rule::ExclusiveMaximum(number) => Some((Bound::ExclusiveMaximum, Cow::Borrowed(number))),
        Rule::MinLength(length) => count(Bound::MinLength, length),
        Rule::MaxLength(length) => count(Bound::MaxLength, length),
        Rule::MinItems(length) => count(Bound::MinItems, length),
        Rule::MaxItems(length) => count(Bound::MaxItems, length),
        Rule::MinProperties(length) => count(Bound::MinProperties, length),
        Rule::MaxProperties(length) => count(Bound::MaxProperties, length),
        _ => None,
    }
}

/// Whether a branch is nothing but null.
fn is_null(branch: &SchemaRef) -> bool {
    match branch {
        SchemaRef::Inline(schema) => match schema.rules.as_slice() {
            [Rule::Type(types)] => types[..] == [JsonType::Null],
            [Rule::Enum(values)] => values[..] == [Json::Null],
            _ => false,
        },
        SchemaRef::Named(_) => false,
    }
}
