use crate::schema::{Literal, Rule, Schema};

use super::demand::{Bounds, Demand};
use super::maker::{Maker, quoted};
use super::word::Word;

/// How many members of a map there are, where it may have any.
const FEW: u64 = 2;

impl Maker {
    pub(super) fn object(&mut self, demand: &Demand, depth: u32) -> Option<String> {
        let mut members: Vec<(String, String)> = Vec::new();
        for name in self.names(demand, depth) {
            let value = match self.word(demand, name) {
                Some(word) => quoted(word),
                None => self.member(demand, name, depth)?,
            };
            members.push((name.to_owned(), value));
        }
        self.others(demand, depth, &mut members)?;
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{}:{value}", quoted(name)))
            .collect();
        Some(format!("{{{}}}", members.join(",")))
    }

    /// The declared members that are there: the required ones, and some of the others.
    fn names(&mut self, demand: &Demand, depth: u32) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        let small = self.is_small(depth);
        let most = usize::try_from(demand.members.most).unwrap_or(usize::MAX);
        let is_waived = |name: &&str| demand.waived.contains(name);
        for name in demand.required.iter().filter(|name| !is_waived(name)) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        for property in &demand.properties {
            let wanted = !small && (self.fills || self.random.is(60)) && names.len() < most;
            let is_tagged = self.words.iter().any(|word| word.is_of(demand, property.0));
            if (wanted || is_tagged) && !names.contains(&property.0) && !is_waived(&property.0) {
                names.push(property.0);
            }
        }
        let least = usize::try_from(demand.members.least).unwrap_or(usize::MAX);
        for property in &demand.properties {
            if names.len() < least && !names.contains(&property.0) {
                names.push(property.0);
            }
        }
        add_dependents(demand, &mut names);
        names
    }

    fn member(&mut self, demand: &Demand, name: &str, depth: u32) -> Option<String> {
        let schemas = schemas_of(demand, name);
        self.within(&schemas, depth + 1)
    }

    /// The value that the document gives this member of such objects, or of any; the latter not always.
    fn word(&mut self, demand: &Demand, name: &str) -> Option<&'static str> {
        let of_these: Vec<&Word> = self
            .words
            .iter()
            .filter(|word| word.is_of(demand, name))
            .collect();
        if let Some(word) = self.random.pick(&of_these) {
            return Some(word.value);
        }
        let of_any = self
            .words
            .iter()
            .filter(|word| word.of.is_none() && word.member == name);
        let of_any: Vec<&Word> = of_any.collect();
        if of_any.is_empty() || is_closed(demand, name) || self.random.is(10) {
            return None;
        }
        self.random.pick(&of_any).map(|word| word.value)
    }

    /// Members that are not declared, as many as a map has.
    fn others(&mut self, demand: &Demand, depth: u32, members: &mut Vec<(String, String)>) -> Option<()> {
        let has = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let is_map = demand.properties.is_empty()
            && (!demand.pattern_properties.is_empty() || demand.others.iter().any(Option::is_some));
        let wanted = match is_map && !self.is_small(depth) {
            true => self.random.between(u64::from(self.is_parameter), FEW),
            false => 0,
        };
        let count = wanted
            .max(demand.members.least.saturating_sub(has))
            .min(demand.members.most.saturating_sub(has))
            .min(32);
        if demand.others.iter().any(Option::is_none) && demand.pattern_properties.is_empty() {
            return Some(());
        }
        for index in 0..count {
            let name = self.name(demand, index)?;
            if members.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let value = self.member(demand, &name, depth)?;
            members.push((name, value));
        }
        Some(())
    }

    fn name(&mut self, demand: &Demand, index: u64) -> Option<String> {
        if !demand.names.is_empty() {
            let text = self.within(&demand.names, 1)?;
            return serde_json::from_str(&text).ok();
        }
        match self.random.pick(&demand.pattern_properties).copied() {
            Some(pattern) => self.matching(pattern.0, Bounds::default()),
            None => Some(format!("key{}", index + 1)),
        }
    }
}

impl Word {
    /// Whether an object of this demand has the value in the member `name`, and no other.
    fn is_of(&self, demand: &Demand, name: &str) -> bool {
        let is_met = |of: &Schema| demand.schemas.iter().any(|met| std::ptr::eq(*met, of));
        self.member == name && self.of.is_some_and(is_met)
    }
}

/// Whether the schemas of a member say themselves which values it has.
fn is_closed(demand: &Demand, name: &str) -> bool {
    let mut of_name = demand.properties.iter().filter(|property| property.0 == name);
    of_name.any(|property| {
        property.1.0.iter().any(|rule| match rule {
            Rule::Enum(literals) => literals
                .iter()
                .any(|literal| matches!(literal, Literal::String(_))),
            _ => false,
        })
    })
}

/// All schemas that a member of this name must meet.
fn schemas_of(demand: &Demand, name: &str) -> Vec<&'static Schema> {
    let declared = demand.properties.iter().filter(|property| property.0 == name);
    let mut schemas: Vec<&'static Schema> = declared.map(|property| property.1).collect();
    let matching = demand
        .pattern_properties
        .iter()
        .filter(|property| crate::schema::matches_pattern(property.0, name));
    schemas.extend(matching.map(|property| property.1));
    if schemas.is_empty() {
        schemas.extend(demand.others.iter().flatten());
    }
    schemas
}

/// Adds the members that others bring with them, and those that these bring.
fn add_dependents(demand: &Demand, names: &mut Vec<&'static str>) {
    let mut looked_at = 0;
    while let Some(name) = names.get(looked_at).copied() {
        let brought = demand.dependents.iter().filter(|dependency| dependency.0 == name);
        for name in brought.flat_map(|dependency| dependency.1) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        looked_at += 1;
    }
}
