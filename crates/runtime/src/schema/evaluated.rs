//! Which members of an object, and which elements of an array, a schema's keywords have looked at: what
//! `unevaluatedProperties` and `unevaluatedItems` leave out (JSON Schema 2020-12, Core, section 11).
//!
//! It is found out where it is asked for, by a second walk over the schemas that apply to the same value; all others
//! pay nothing for it.

use std::collections::HashSet;

use super::array::prefix_length;
use super::check::Checker;
use super::object::Members;
use super::{Conditional, Property, Rule, Schema, pattern};
use crate::text::Tree;

/// Places of members or elements that were looked at.
pub(super) struct Evaluated {
    all: bool,
    each: Vec<bool>,
    /// The schemas that were walked through, each in its dynamic scope; no second walk finds more.
    seen: HashSet<(usize, usize)>,
}

impl Evaluated {
    fn new(count: usize) -> Self {
        Self {
            all: false,
            each: vec![false; count],
            seen: HashSet::new(),
        }
    }

    pub(super) fn includes(&self, index: usize) -> bool {
        self.all || self.each.get(index).is_some_and(|each| *each)
    }

    fn mark(&mut self, indices: impl Iterator<Item = usize>) {
        for index in indices {
            if let Some(each) = self.each.get_mut(index) {
                *each = true;
            }
        }
    }
}

/// The members that `schema` looks at but for its own `unevaluatedProperties`.
pub(super) fn members(checker: &mut Checker, schema: &Schema, tree: &Tree<'_>) -> Evaluated {
    let count = match tree {
        Tree::Object(members) => members.len(),
        _ => 0,
    };
    let own = |rule: &&Rule| !matches!(rule, Rule::UnevaluatedProperties(_));
    of_rules(checker, schema, tree, Evaluated::new(count), own)
}

/// The elements that `schema` looks at but for its own `unevaluatedItems`.
pub(super) fn items(checker: &mut Checker, schema: &Schema, tree: &Tree<'_>) -> Evaluated {
    let count = match tree {
        Tree::Array(items) => items.len(),
        _ => 0,
    };
    let own = |rule: &&Rule| !matches!(rule, Rule::UnevaluatedItems(_));
    of_rules(checker, schema, tree, Evaluated::new(count), own)
}

fn of_rules(
    checker: &mut Checker,
    schema: &Schema,
    tree: &Tree<'_>,
    evaluated: Evaluated,
    wanted: impl Fn(&&Rule) -> bool,
) -> Evaluated {
    let mut walk = Walk {
        checker,
        tree,
        evaluated,
    };
    for rule in schema.0.iter().filter(wanted) {
        walk.rule(schema, rule);
    }
    walk.evaluated
}

struct Walk<'w, 'a> {
    checker: &'w mut Checker,
    tree: &'w Tree<'a>,
    evaluated: Evaluated,
}

impl Walk<'_, '_> {
    fn schema(&mut self, schema: &Schema) {
        let key = (std::ptr::from_ref(schema).addr(), self.checker.scope.key());
        let is_new = self.evaluated.seen.insert(key);
        if !is_new || self.evaluated.all || !self.checker.enter() {
            return;
        }
        let entered = self.checker.scope.enter(schema);
        schema.0.iter().for_each(|rule| self.rule(schema, rule));
        self.checker.scope.leave(entered);
        self.checker.leave();
    }

    /// The same where the schema holds; what does not hold has looked at nothing.
    fn schema_that_fits(&mut self, schema: &Schema) {
        if self.checker.fits(schema, self.tree) {
            self.schema(schema);
        }
    }

    fn rule(&mut self, schema: &Schema, rule: &Rule) {
        match rule {
            // If one did not hold, neither would the schema that asks.
            Rule::AllOf(parts) => parts.iter().for_each(|part| self.schema(part)),
            Rule::DynamicRef(anchor) => self.schema(self.checker.scope.find(anchor)),
            Rule::Link(link) => self.schema(link.schema()),
            Rule::AnyOf(variants) | Rule::OneOf(variants) => {
                variants.iter().for_each(|variant| self.schema_that_fits(variant));
            }
            Rule::If(conditional) => self.conditional(conditional),
            Rule::In(direction, schema) => {
                let before = self.checker.way.turn(*direction);
                self.schema(schema);
                self.checker.way.turn_back(before);
            }
            rule => match self.tree {
                Tree::Object(members) => self.of_object(rule, members),
                Tree::Array(items) => self.of_array(schema, rule, items),
                _ => {}
            },
        }
    }

    fn conditional(&mut self, conditional: &Conditional) {
        let follows = match self.checker.fits(conditional.condition, self.tree) {
            true => {
                self.schema(conditional.condition);
                conditional.then
            }
            false => conditional.otherwise,
        };
        if let Some(schema) = follows {
            self.schema(schema);
        }
    }

    fn of_object(&mut self, rule: &Rule, members: &Members<'_>) {
        let is_there = |wanted: &str| members.iter().any(|(name, _)| name.as_str() == wanted);
        match rule {
            Rule::Properties(properties) => {
                let declared: HashSet<&str> = properties.iter().map(|Property(name, _)| *name).collect();
                self.mark_members(members, |name| declared.contains(name));
            }
            Rule::PatternProperties(patterns) => self.mark_members(members, |name| {
                let mut patterns = patterns.iter();
                patterns.any(|Property(pattern, _)| pattern::check(pattern, name).is_ok())
            }),
            Rule::AdditionalProperties(_) | Rule::UnevaluatedProperties(_) => self.evaluated.all = true,
            Rule::DependentSchemas(dependent) => {
                for Property(_, schema) in dependent.iter().filter(|Property(name, _)| is_there(name)) {
                    self.schema(schema);
                }
            }
            _ => {}
        }
    }

    fn mark_members(&mut self, members: &Members<'_>, is_evaluated: impl Fn(&str) -> bool) {
        let places = members.iter().enumerate();
        let evaluated = places.filter(|(_, (name, _))| is_evaluated(name.as_str()));
        self.evaluated.mark(evaluated.map(|(index, _)| index));
    }

    fn of_array(&mut self, schema: &Schema, rule: &Rule, items: &[Tree<'_>]) {
        match rule {
            Rule::PrefixItems(_) => self.evaluated.mark(0..prefix_length(schema)),
            Rule::Items(_) | Rule::UnevaluatedItems(_) => self.evaluated.all = true,
            Rule::Contains(contains) => {
                let checker = &mut *self.checker;
                let fitting = |item: &Tree<'_>| checker.fits(contains.schema, item);
                let fitting: Vec<bool> = items.iter().map(fitting).collect();
                let places = fitting.iter().enumerate().filter(|(_, fits)| **fits);
                self.evaluated.mark(places.map(|(index, _)| index));
            }
            _ => {}
        }
    }
}
