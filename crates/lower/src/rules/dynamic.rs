//! `$dynamicRef` and what it may mean: the `$dynamicAnchor`s of the schema resources that lead to it
//! (JSON Schema 2020-12, Core, section 8.2.3.2).
//!
//! Only what the document kept as `$dynamicRef`, because several resources declare its anchor, comes
//! here. Of all other documents no table says anything of resources.

use bindery_document::Cursor;
use bindery_model::{Newtype, Rule, Schema, SchemaRef, Shape, TypeDef, TypeId};

use crate::implied::is_implied;
use crate::lowering::Lowering;
use crate::type_table::Node;

/// The schema resource whose rules were being written down before: its first anchor stands for it.
pub(super) struct Outer(Option<Node>);

impl<'d> Lowering<'d> {
    /// Whether the schema at `schema` is of another resource than what is being written down, and that one
    /// declares what a `$dynamicRef` may mean.
    pub(crate) fn enters_resource(&self, schema: &Cursor<'d>) -> bool {
        let entered = self.resource_of(schema);
        entered.is_some() && entered != self.resource
    }

    pub(super) fn enter_resource(&mut self, schema: &Cursor<'d>) -> Outer {
        let entered = self.resource_of(schema);
        Outer(std::mem::replace(&mut self.resource, entered))
    }

    /// Adds what the resource declares, unless the rules around these do already, or there is no schema
    /// within them that could lead to a `$dynamicRef`.
    pub(super) fn leave_resource(&mut self, schema: &Cursor<'d>, outer: Outer, rules: &mut Vec<Rule>) {
        let entered = std::mem::replace(&mut self.resource, outer.0);
        let leads_on = rules.iter_mut().any(|rule| !rule.schemas_mut().is_empty());
        if entered.is_none() || entered == self.resource || !leads_on {
            return;
        }
        let mut anchors = Vec::new();
        for (name, place) in self.document.dynamic_anchors(schema) {
            anchors.push((name.to_owned(), SchemaRef::Named(self.named(&place))));
        }
        rules.insert(0, Rule::Resource(anchors));
    }

    fn resource_of(&self, schema: &Cursor<'d>) -> Option<Node> {
        let anchors = self.document.dynamic_anchors(schema);
        anchors.first().map(|(_, place)| Node::of(place))
    }

    pub(super) fn dynamic_reference(&mut self, text: &Cursor<'d>) -> Option<Rule> {
        let anchor = self.document.dynamic_anchor(text)?;
        let target = self.document.follow(text).ok()?;
        Some(Rule::DynamicRef {
            anchor,
            initially: SchemaRef::Named(self.named(&target)),
        })
    }
}

impl Lowering<'_> {
    /// Takes out what is said of resources where it leads to no `$dynamicRef`; what was made a newtype for
    /// nothing else is an alias again.
    pub(crate) fn settle_resources(&mut self) {
        let says = |made: &&TypeDef| matches!(made.schema.rules.first(), Some(Rule::Resource(_)));
        if !self.api.types.iter().any(|made| says(&made)) {
            return;
        }
        let leading = self.leading_to_dynamic_references();
        for (made, _) in self.api.types.iter_mut().zip(leading).filter(|(_, leads)| !leads) {
            made.schema
                .rules
                .retain(|rule| !matches!(rule, Rule::Resource(_)));
            if let Shape::Newtype(Newtype { inner }) = &made.shape
                && is_implied(inner, &made.schema)
            {
                made.shape = Shape::Alias(inner.clone());
            }
        }
    }

    /// For each type whether its schema, or one that it leads to, holds a `$dynamicRef`.
    fn leading_to_dynamic_references(&mut self) -> Vec<bool> {
        let mut leading = Vec::new();
        let mut referring: Vec<Vec<usize>> = vec![Vec::new(); self.api.types.len()];
        for (index, made) in self.api.types.iter_mut().enumerate() {
            let mut uses = Uses::default();
            uses.of_schema(&mut made.schema);
            leading.push(uses.dynamic_reference);
            for named in uses.named {
                if let Some(referring) = referring.get_mut(named.0) {
                    referring.push(index);
                }
            }
        }
        let mut waiting: Vec<usize> = (0..leading.len()).filter(|index| leading[*index]).collect();
        while let Some(index) = waiting.pop() {
            for from in &referring[index] {
                if !std::mem::replace(&mut leading[*from], true) {
                    waiting.push(*from);
                }
            }
        }
        leading
    }
}

/// What a schema leads to.
#[derive(Default)]
struct Uses {
    named: Vec<TypeId>,
    dynamic_reference: bool,
}

impl Uses {
    fn of_schema(&mut self, schema: &mut Schema) {
        for rule in &mut schema.rules {
            match rule {
                // What it names is met by way of a `$dynamicRef` alone.
                Rule::Resource(_) => continue,
                Rule::DynamicRef { .. } => self.dynamic_reference = true,
                _ => {}
            }
            for inner in rule.schemas_mut() {
                match inner {
                    SchemaRef::Named(id) => self.named.push(*id),
                    SchemaRef::Inline(schema) => self.of_schema(schema),
                }
            }
        }
    }
}
