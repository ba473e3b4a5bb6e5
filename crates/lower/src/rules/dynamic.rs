//! `$dynamicRef` and what it may mean: the `$dynamicAnchor`s of the schema resources that lead to it
//! (JSON Schema 2020-12, Core, section 8.2.3.2).
//!
//! Only what the document kept as `$dynamicRef`, because several resources declare its anchor, comes
//! here. Of all other documents no table says anything of resources.

use bindery_document::Cursor;
use bindery_model::{Rule, SchemaRef};

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
