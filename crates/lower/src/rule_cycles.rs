//! Rule tables that would send validation in a circle: schemas that are each other by `allOf`,
//! `anyOf`, `oneOf` or `not`, with no member or element between.

use std::collections::HashSet;

use bindery_model::{Diagnostic, Rule, Schema, SchemaRef, TypeDef};

use crate::graph::closing_edges;
use crate::lowering::Lowering;

impl Lowering<'_> {
    /// Takes out the references that close such a circle; what they demand is demanded already.
    pub(crate) fn break_rule_cycles(&mut self) {
        let same_value = |made: &TypeDef| {
            let mut ids = Vec::new();
            named_at_same_value(&made.schema, &mut ids);
            ids
        };
        let edges: Vec<Vec<usize>> = self.api.types.iter().map(same_value).collect();
        let closing: HashSet<(usize, usize)> = closing_edges(&edges).into_iter().collect();
        let mut from: Vec<usize> = closing.iter().map(|(from, _)| *from).collect();
        from.sort_unstable();
        from.dedup();
        for index in from {
            let made = &mut self.api.types[index];
            cut(&mut made.schema, &|target| closing.contains(&(index, target)));
            let message = format!(
                "`{}` is made of itself; validation leaves the circle out",
                made.name
            );
            let diagnostic = Diagnostic::warning("schema-cycle", message, made.origin.clone())
                .help("let one of the schemas describe its own members instead of referring back");
            // A cycle that was reported as a mistake needs no second word.
            if !self.diagnostics.has_errors() && !self.is_omitted(&diagnostic) {
                self.report(diagnostic);
            }
        }
    }

    fn is_omitted(&self, diagnostic: &Diagnostic) -> bool {
        let place = diagnostic.labels.first().map(|label| &label.origin);
        self.omissions
            .iter()
            .any(|omission| Some(&omission.origin) == place)
    }
}

fn named_at_same_value(schema: &Schema, ids: &mut Vec<usize>) {
    for branch in schema.rules.iter().flat_map(branches) {
        match branch {
            SchemaRef::Named(id) => ids.push(id.0),
            SchemaRef::Inline(schema) => named_at_same_value(schema, ids),
        }
    }
}

fn branches(rule: &Rule) -> &[SchemaRef] {
    match rule {
        Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => branches,
        Rule::Not(schema) => std::slice::from_ref(schema),
        _ => &[],
    }
}

fn cut(schema: &mut Schema, closes: &impl Fn(usize) -> bool) {
    for rule in &mut schema.rules {
        match rule {
            Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => {
                branches.iter_mut().for_each(|branch| cut_branch(branch, closes));
            }
            Rule::Not(schema) => cut_branch(schema, closes),
            _ => {}
        }
    }
}

fn cut_branch(branch: &mut SchemaRef, closes: &impl Fn(usize) -> bool) {
    match branch {
        SchemaRef::Named(id) if closes(id.0) => *branch = SchemaRef::Inline(Schema::default()),
        SchemaRef::Named(_) => {}
        SchemaRef::Inline(schema) => cut(schema, closes),
    }
}
