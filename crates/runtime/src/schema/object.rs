use std::collections::HashMap;

use super::check::{Checker, Count};
use super::sink::{Place, Sink};
use super::{Dependency, Property, Rule, Schema, evaluated, pattern};
use crate::text::{Text, Tree};

pub(super) type Members<'t> = [(Text<'t>, Tree<'t>)];

/// An object with a schema that is checked.
pub(super) struct ObjectCheck<'c, 't> {
    pub(super) checker: &'c mut Checker,
    pub(super) schema: &'c Schema,
    pub(super) tree: &'c Tree<'t>,
    pub(super) members: &'c Members<'t>,
    pub(super) place: &'c Place<'c>,
}

impl ObjectCheck<'_, '_> {
    /// What a rule demands of the object.
    pub(super) fn rule(&mut self, rule: &Rule, sink: &mut Sink) {
        let count = self.members.len() as u64;
        match rule {
            Rule::Required(names) => self.required(names, sink),
            Rule::Properties(properties) => self.properties(properties, sink),
            Rule::PatternProperties(properties) => self.pattern_properties(properties, sink),
            Rule::AdditionalProperties(rest) => {
                let named = Named::of(self.schema);
                self.others(*rest, |_, name| named.includes(name), sink);
            }
            Rule::UnevaluatedProperties(rest) => {
                let evaluated = evaluated::members(self.checker, self.schema, self.tree);
                self.others(*rest, |index, _| evaluated.includes(index), sink);
            }
            Rule::PropertyNames(schema) => self.names(schema, sink),
            Rule::DependentRequired(dependencies) => self.dependencies(dependencies, sink),
            Rule::DependentSchemas(dependent) => {
                for Property(name, schema) in *dependent {
                    if find(self.members, name).is_some() {
                        self.checker.check(schema, self.tree, self.place, sink);
                    }
                }
            }
            Rule::MinProperties(least) if count < *least => {
                sink.add(
                    self.place,
                    format_args!("has fewer than {}", Count(*least, "member")),
                );
            }
            Rule::MaxProperties(most) if count > *most => {
                sink.add(
                    self.place,
                    format_args!("has more than {}", Count(*most, "member")),
                );
            }
            _ => {}
        }
    }

    fn required(&self, names: &[&str], sink: &mut Sink) {
        let index = Index::of(self.members, names.len());
        for name in names.iter().filter(|name| index.get(name).is_none()) {
            if self.checker.way.waives(self.tree, name) {
                continue;
            }
            sink.add(&Place::Member(self.place, name), "is missing");
        }
    }

    fn properties(&mut self, properties: &[Property], sink: &mut Sink) {
        let index = Index::of(self.members, properties.len());
        for Property(name, schema) in properties {
            if let Some(value) = index.get(name) {
                self.checker
                    .check(schema, value, &Place::Member(self.place, name), sink);
            }
        }
    }

    fn pattern_properties(&mut self, properties: &[Property], sink: &mut Sink) {
        for Property(pattern, schema) in properties {
            let is_of_it = |name: &Text<'_>| pattern::check(pattern, name.as_str()).is_ok();
            for (name, value) in self.members.iter().filter(|(name, _)| is_of_it(name)) {
                let place = Place::Member(self.place, name.as_str());
                self.checker.check(schema, value, &place, sink);
            }
        }
    }

    /// What holds of the members that other keywords do not speak of.
    fn others(
        &mut self,
        schema: Option<&'static Schema>,
        is_spoken_of: impl Fn(usize, &str) -> bool,
        sink: &mut Sink,
    ) {
        if schema.is_some_and(|schema| schema.0.is_empty()) {
            return;
        }
        for (index, (name, value)) in self.members.iter().enumerate() {
            if sink.is_full() {
                return;
            }
            if is_spoken_of(index, name.as_str()) {
                continue;
            }
            let place = Place::Member(self.place, name.as_str());
            match schema {
                Some(schema) => self.checker.check(schema, value, &place, sink),
                None => sink.add(&place, "is not declared"),
            }
        }
    }

    fn names(&mut self, schema: &'static Schema, sink: &mut Sink) {
        for (name, _) in self.members {
            if sink.is_full() {
                return;
            }
            let text = Tree::String(Text::Borrowed(name.as_str()));
            if !self.checker.fits(schema, &text) {
                let place = Place::Member(self.place, name.as_str());
                sink.add(&place, "has a name that it must not have");
            }
        }
    }

    fn dependencies(&self, dependencies: &[Dependency], sink: &mut Sink) {
        for Dependency(name, required) in dependencies {
            if find(self.members, name).is_none() {
                continue;
            }
            for other in required
                .iter()
                .filter(|other| find(self.members, other).is_none())
            {
                let place = Place::Member(self.place, other);
                sink.add(
                    &place,
                    format_args!("is missing, and must be there beside `{name}`"),
                );
            }
        }
    }
}

fn find<'m, 't>(members: &'m Members<'t>, name: &str) -> Option<&'m Tree<'t>> {
    let mut members = members.iter();
    members
        .find(|(key, _)| key.as_str() == name)
        .map(|(_, value)| value)
}

/// How many comparisons of names take no longer than building a map.
const FEW: usize = 4096;

/// The members by their names: a map where looking each up in turn would take long.
enum Index<'m, 't> {
    Members(&'m Members<'t>),
    Map(HashMap<&'m str, &'m Tree<'t>>),
}

impl<'m, 't> Index<'m, 't> {
    /// For so many questions.
    fn of(members: &'m Members<'t>, questions: usize) -> Self {
        if members.len().saturating_mul(questions) <= FEW {
            return Self::Members(members);
        }
        Self::Map(
            members
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> Option<&'m Tree<'t>> {
        match self {
            Self::Members(members) => find(members, name),
            Self::Map(map) => map.get(name).copied(),
        }
    }
}

/// The names that a schema's other rules speak of.
struct Named {
    properties: &'static [Property],
    patterns: &'static [Property],
}

impl Named {
    fn of(schema: &Schema) -> Self {
        let mut named = Self {
            properties: &[],
            patterns: &[],
        };
        for rule in schema.0 {
            match rule {
                Rule::Properties(properties) => named.properties = properties,
                Rule::PatternProperties(patterns) => named.patterns = patterns,
                _ => {}
            }
        }
        named
    }

    fn includes(&self, name: &str) -> bool {
        let declared = |Property(declared, _): &Property| *declared == name;
        let matching = |Property(pattern, _): &Property| pattern::check(pattern, name).is_ok();
        self.properties.iter().any(declared) || self.patterns.iter().any(matching)
    }
}
