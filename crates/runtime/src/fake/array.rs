use crate::schema::Schema;

use super::demand::Demand;
use super::maker::Maker;

/// How many elements there are, where there may be any.
const FEW: u64 = 3;

/// How many elements are made at most; where more are demanded, there is no value.
const MANY: u64 = 2_000;

impl Maker {
    pub(super) fn array(&mut self, demand: &Demand, depth: u32) -> Option<String> {
        let count = self.count(demand, depth)?;
        let mut elements: Vec<String> = Vec::new();
        for index in 0..usize::try_from(count).ok()? {
            let schemas = schemas_of(demand, index, elements.len())?;
            let element = self.element(demand, &schemas, &elements, depth);
            match element {
                Some(element) => elements.push(element),
                None if u64::try_from(elements.len()).ok()? >= demand.items.least => break,
                None => return None,
            }
        }
        Some(format!("[{}]", elements.join(",")))
    }

    fn count(&mut self, demand: &Demand, depth: u32) -> Option<u64> {
        let prefix = demand
            .prefixes
            .iter()
            .map(|prefix| prefix.len())
            .max()
            .unwrap_or(0);
        let prefix = u64::try_from(prefix).ok()?;
        let contained: u64 = demand.contained.iter().map(|(_, least)| least).sum();
        let least = demand
            .items
            .least
            .max(contained)
            .max(u64::from(self.is_parameter));
        let is_closed = demand.elements.iter().any(Option::is_none);
        let most = match is_closed {
            true => demand.items.most.min(prefix),
            false => demand.items.most,
        };
        let wanted = match self.is_small(depth) {
            true => least,
            false => self.random.between(least, least.max(prefix).saturating_add(FEW)),
        };
        let count = wanted.min(most);
        (count >= demand.items.least && count <= MANY).then_some(count)
    }

    /// An element that differs from the others, where they must differ.
    fn element(
        &mut self,
        demand: &Demand,
        schemas: &[&'static Schema],
        others: &[String],
        depth: u32,
    ) -> Option<String> {
        for _ in 0..8 {
            let element = self.within(schemas, depth + 1)?;
            if !demand.unique || !others.contains(&element) {
                return Some(element);
            }
        }
        None
    }
}

/// The schemas of the element at `index`; `None` where there must be none. The first elements are those that the
/// array must contain.
fn schemas_of(demand: &Demand, index: usize, made: usize) -> Option<Vec<&'static Schema>> {
    let prefixed = demand
        .prefixes
        .iter()
        .filter_map(|prefix| prefix.get(index).copied());
    let mut schemas: Vec<&'static Schema> = prefixed.collect();
    if schemas.is_empty() {
        for elements in &demand.elements {
            schemas.push((*elements)?);
        }
    }
    let mut before = 0_usize;
    for (schema, least) in &demand.contained {
        let least = usize::try_from(*least).unwrap_or(usize::MAX);
        if (before..before.saturating_add(least)).contains(&made) {
            schemas.push(schema);
        }
        before = before.saturating_add(least);
    }
    Some(schemas)
}
