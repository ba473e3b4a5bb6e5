//! `discriminator`, as validation reads it.

use bindery_document::Cursor;
use bindery_model::{Discriminator, Rule};

use crate::lowering::Lowering;
use crate::union::component_key;

impl<'d> Lowering<'d> {
    /// What names the branches of the only choice that `schema` has. Mistakes in it are reported where the choice
    /// becomes a type.
    pub(super) fn discriminator_rule(&self, schema: &Cursor<'d>, discriminator: &Cursor<'d>) -> Option<Rule> {
        let property = discriminator.value().get("propertyName")?.as_str()?;
        let mut choices = ["oneOf", "anyOf"]
            .iter()
            .filter_map(|keyword| schema.get(keyword));
        let branches: Vec<Cursor<'d>> = choices.next()?.items().collect();
        if branches.len() < 2 || choices.next().is_some() {
            return None;
        }
        let mut mapping = self.mapped(discriminator, &branches);
        let unmapped: Vec<usize> = (0..branches.len())
            .filter(|index| !mapping.iter().any(|(_, mapped)| mapped == index))
            .collect();
        for index in unmapped {
            let Some(name) = component_key(&branches[index]) else {
                continue;
            };
            if !mapping.iter().any(|(known, _)| known == name) {
                mapping.push((name.to_owned(), index));
            }
        }
        let property = property.to_owned();
        (!mapping.is_empty()).then_some(Rule::Discriminator(Discriminator { property, mapping }))
    }

    fn mapped(&self, discriminator: &Cursor<'d>, branches: &[Cursor<'d>]) -> Vec<(String, usize)> {
        let Some(mapping) = discriminator.get("mapping") else {
            return Vec::new();
        };
        let leads = |(value, place): (&str, Cursor<'d>)| {
            let component = place.as_str().and_then(|text| self.component(text));
            let target = component.or_else(|| self.document.follow(&place).ok())?;
            let index = branches
                .iter()
                .position(|branch| self.is_same_schema(branch, &target))?;
            Some((value.to_owned(), index))
        };
        mapping.members().filter_map(leads).collect()
    }
}
