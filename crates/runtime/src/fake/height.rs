use std::collections::HashMap;

use crate::schema::{Rule, Schema};

/// Higher than any value that is made.
const ENDLESS: u32 = 1 << 16;

/// How deeply the flattest value of each schema nests.
#[derive(Debug, Default)]
pub(super) struct Heights {
    known: HashMap<usize, u32>,
}

impl Heights {
    /// How deeply the flattest value of `schema` nests; more than anything where it would be endless.
    pub(super) fn of(&mut self, schema: &'static Schema) -> u32 {
        let address = std::ptr::from_ref(schema).addr();
        if let Some(known) = self.known.get(&address) {
            return *known;
        }
        // A schema that leads back to itself before it is known has no flattest value that way.
        self.known.insert(address, ENDLESS);
        let height = schema
            .0
            .iter()
            .map(|rule| self.of_rule(schema, rule))
            .max()
            .unwrap_or(0);
        self.known.insert(address, height);
        height
    }

    fn of_rule(&mut self, schema: &'static Schema, rule: &'static Rule) -> u32 {
        match rule {
            Rule::AllOf(parts) => parts.iter().map(|part| self.of(part)).max().unwrap_or(0),
            Rule::AnyOf(variants) | Rule::OneOf(variants) => {
                variants.iter().map(|variant| self.of(variant)).min().unwrap_or(0)
            }
            Rule::DynamicRef(anchor) => self.of(anchor.1),
            Rule::Link(link) => self.of(link.schema()),
            Rule::In(_, schema) => self.of(schema),
            Rule::Properties(properties) => {
                let required = schema.0.iter().filter_map(|rule| match rule {
                    Rule::Required(names) => Some(*names),
                    _ => None,
                });
                let required: Vec<&str> = required.flatten().copied().collect();
                let needed = properties
                    .iter()
                    .filter(|property| required.contains(&property.0));
                let highest = needed.map(|property| self.of(property.1)).max();
                highest.map_or(0, |height| height.saturating_add(1))
            }
            Rule::Items(Some(element)) => {
                let is_needed = schema.0.iter().any(|rule| matches!(rule, Rule::MinItems(1..)));
                if is_needed {
                    self.of(element).saturating_add(1)
                } else {
                    0
                }
            }
            _ => 0,
        }
    }
}
