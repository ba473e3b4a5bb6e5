use crate::schema::{Dependency, Direction, Format, JsonType, Literal, Property, Rule, Schema};

use super::height::Heights;
use super::random::Random;

/// How deeply schemas may lead into each other without a value between them.
const MAX_REFERENCES: u32 = 64;

/// All that is demanded of one value: the rules of a schema, of those that it refers to, and of the variants that
/// were chosen.
#[derive(Debug, Default)]
pub(super) struct Demand {
    /// The types that are left; all, where none is named.
    pub(super) types: Option<Vec<JsonType>>,
    pub(super) literals: Vec<&'static [Literal]>,
    pub(super) formats: Vec<Format>,
    pub(super) patterns: Vec<&'static str>,
    pub(super) lengths: Bounds,
    pub(super) items: Bounds,
    pub(super) members: Bounds,
    /// Lower and upper bounds of a number, as JSON text; `true` where the bound itself is refused.
    pub(super) least: Vec<(&'static str, bool)>,
    pub(super) most: Vec<(&'static str, bool)>,
    pub(super) multiples: Vec<&'static str>,
    pub(super) required: Vec<&'static str>,
    pub(super) dependents: Vec<Dependency>,
    pub(super) waived: Vec<&'static str>,
    pub(super) properties: Vec<Property>,
    pub(super) pattern_properties: Vec<Property>,
    /// What is demanded of other members; `None` where there must be none.
    pub(super) others: Vec<Option<&'static Schema>>,
    pub(super) names: Vec<&'static Schema>,
    pub(super) elements: Vec<Option<&'static Schema>>,
    pub(super) prefixes: Vec<&'static [&'static Schema]>,
    pub(super) contained: Vec<(&'static Schema, u64)>,
    pub(super) unique: bool,
    /// What the document shows of such values.
    pub(super) examples: Vec<&'static Literal>,
    /// The schemas that are met, by which words are found.
    pub(super) schemas: Vec<&'static Schema>,
}

/// How many there may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) least: u64,
    pub(super) most: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            least: 0,
            most: u64::MAX,
        }
    }
}

/// What chooses among what a schema leaves open.
pub(super) struct Choosing<'a> {
    pub(super) random: &'a mut Random,
    pub(super) heights: &'a mut Heights,
    /// Whether the value is to be as small as it can.
    pub(super) small: bool,
    /// Whether it is to be anything rather than null.
    pub(super) fills: bool,
    pub(super) direction: Option<Direction>,
}

impl Demand {
    /// All that `schemas` demand of one value, variants chosen.
    pub(super) fn of(schemas: &[&'static Schema], choosing: &mut Choosing<'_>) -> Self {
        let mut demand = Self::default();
        for schema in schemas {
            demand.add(schema, choosing, 0);
        }
        demand
    }

    fn add(&mut self, schema: &'static Schema, choosing: &mut Choosing<'_>, depth: u32) {
        if depth > MAX_REFERENCES {
            return;
        }
        self.schemas.push(schema);
        for rule in schema.0 {
            self.add_rule(rule, choosing, depth);
        }
    }

    fn add_rule(&mut self, rule: &'static Rule, choosing: &mut Choosing<'_>, depth: u32) {
        match rule {
            Rule::AllOf(parts) => parts.iter().for_each(|part| self.add(part, choosing, depth + 1)),
            Rule::AnyOf(variants) | Rule::OneOf(variants) => {
                if let Some(variant) = self.variant(variants, choosing) {
                    self.add(variant, choosing, depth + 1);
                }
            }
            Rule::If(conditional) => {
                let holds = choosing.random.is(50);
                let condition = holds.then_some(conditional.condition);
                let branch = if holds {
                    conditional.then
                } else {
                    conditional.otherwise
                };
                for part in [condition, branch].into_iter().flatten() {
                    self.add(part, choosing, depth + 1);
                }
            }
            Rule::In(direction, schema) => {
                choosing.direction = Some(*direction);
                self.add(schema, choosing, depth + 1);
            }
            Rule::DynamicRef(anchor) => self.add(anchor.1, choosing, depth + 1),
            Rule::Link(link) => self.add(link.schema(), choosing, depth + 1),
            Rule::ReadOnly(names) if choosing.direction == Some(Direction::Request) => {
                self.waived.extend_from_slice(names);
            }
            Rule::WriteOnly(names) if choosing.direction == Some(Direction::Response) => {
                self.waived.extend_from_slice(names);
            }
            rule => self.add_plain(rule),
        }
    }

    /// One of the variants: any, or the one of the least values where the value is to be small.
    fn variant(
        &self,
        variants: &'static [&'static Schema],
        choosing: &mut Choosing<'_>,
    ) -> Option<&'static Schema> {
        if choosing.small {
            let heights = &mut *choosing.heights;
            return variants.iter().copied().min_by_key(|variant| heights.of(variant));
        }
        if choosing.fills {
            let is_something = |variant: &&Schema| !matches!(variant.0, [Rule::Type([JsonType::Null])]);
            let something: Vec<&Schema> = variants.iter().copied().filter(is_something).collect();
            if let Some(variant) = choosing.random.pick(&something) {
                return Some(variant);
            }
        }
        choosing.random.pick(variants).copied()
    }

    fn add_plain(&mut self, rule: &'static Rule) {
        match rule {
            Rule::Type(types) => self.narrow(types),
            Rule::Enum(literals) => self.literals.push(literals),
            Rule::Format(format) => self.formats.push(*format),
            Rule::Pattern(pattern) => self.patterns.push(pattern),
            Rule::MinLength(least) => self.lengths.at_least(*least),
            Rule::MaxLength(most) => self.lengths.at_most(*most),
            Rule::MinItems(least) => self.items.at_least(*least),
            Rule::MaxItems(most) => self.items.at_most(*most),
            Rule::MinProperties(least) => self.members.at_least(*least),
            Rule::MaxProperties(most) => self.members.at_most(*most),
            Rule::Minimum(bound) => self.least.push((bound, false)),
            Rule::ExclusiveMinimum(bound) => self.least.push((bound, true)),
            Rule::Maximum(bound) => self.most.push((bound, false)),
            Rule::ExclusiveMaximum(bound) => self.most.push((bound, true)),
            Rule::MultipleOf(step) => self.multiples.push(step),
            rule => self.add_structure(rule),
        }
    }

    fn add_structure(&mut self, rule: &'static Rule) {
        match rule {
            Rule::DependentRequired(dependencies) => self.dependents.extend_from_slice(dependencies),
            Rule::Examples(literals) => self.examples.extend(literals.iter()),
            Rule::Required(names) => self.required.extend_from_slice(names),
            Rule::Properties(properties) => self.properties.extend_from_slice(properties),
            Rule::PatternProperties(properties) => self.pattern_properties.extend_from_slice(properties),
            Rule::AdditionalProperties(others) | Rule::UnevaluatedProperties(others) => {
                self.others.push(*others);
            }
            Rule::PropertyNames(schema) => self.names.push(schema),
            Rule::Items(elements) | Rule::UnevaluatedItems(elements) => self.elements.push(*elements),
            Rule::PrefixItems(prefix) => self.prefixes.push(prefix),
            Rule::Contains(contains) => self.contained.push((contains.schema, contains.least)),
            Rule::UniqueItems => self.unique = true,
            _ => {}
        }
    }

    fn narrow(&mut self, types: &'static [JsonType]) {
        let is_among = |found: &JsonType, among: &[JsonType]| {
            among.contains(found) || (*found == JsonType::Integer && among.contains(&JsonType::Number))
        };
        self.types = Some(match self.types.take() {
            None => types.to_vec(),
            Some(before) => {
                let kept = before.iter().filter(|each| is_among(each, types));
                let narrower = types.iter().filter(|each| is_among(each, &before));
                let mut both: Vec<_> = kept.chain(narrower).copied().collect();
                both.dedup();
                both
            }
        });
    }
}

impl Bounds {
    fn at_least(&mut self, least: u64) {
        self.least = self.least.max(least);
    }

    fn at_most(&mut self, most: u64) {
        self.most = self.most.min(most);
    }
}
