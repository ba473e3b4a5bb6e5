//! Rule tables that would send validation in a circle: schemas that are each other by `allOf`,
//! `anyOf`, `oneOf`, `not`, `if` or `dependentSchemas`, with no member or element between.

use std::collections::HashSet;

use bindery_model::{Code, Conditional, Diagnostic, Rule, Schema, SchemaRef, TypeDef};

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
            if closing.contains(&(index, index)) {
                leave_out_of_choices(&mut made.schema, index);
            }
            cut(&mut made.schema, &|target| closing.contains(&(index, target)));
            let message = format!(
                "`{}` is made of itself; validation leaves the circle out",
                made.name
            );
            let diagnostic = Diagnostic::warning(Code::SchemaCycle, message, made.origin.clone())
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

/// The schemas that a rule applies to the same value.
fn branches(rule: &Rule) -> Vec<&SchemaRef> {
    match rule {
        Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => branches.iter().collect(),
        Rule::Not(schema)
        | Rule::In(_, schema)
        | Rule::DynamicRef {
            initially: schema, ..
        } => vec![schema],
        Rule::DependentSchemas(dependent) => dependent.iter().map(|(_, schema)| schema).collect(),
        Rule::If(Conditional {
            condition,
            then,
            otherwise,
        }) => [Some(condition), then.as_ref(), otherwise.as_ref()]
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    }
}

/// The same, to be changed.
fn branches_mut(rule: &mut Rule) -> Vec<&mut SchemaRef> {
    match rule {
        Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => {
            branches.iter_mut().collect()
        }
        Rule::Not(schema) | Rule::In(_, schema) => vec![schema],
        Rule::DependentSchemas(dependent) => dependent.iter_mut().map(|(_, schema)| schema).collect(),
        Rule::If(Conditional {
            condition,
            then,
            otherwise,
        }) => [Some(condition), then.as_mut(), otherwise.as_mut()]
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    }
}

/// A choice that has itself as one of its branches accepts no more by it.
fn leave_out_of_choices(schema: &mut Schema, own: usize) {
    let is_own = |branch: &SchemaRef| matches!(branch, SchemaRef::Named(id) if id.0 == own);
    let mut moved = false;
    for rule in &mut schema.rules {
        if let Rule::AnyOf(branches) | Rule::OneOf(branches) = rule
            && branches.iter().any(is_own)
            && !branches.iter().all(is_own)
        {
            branches.retain(|branch| !is_own(branch));
            moved = true;
        }
    }
    if moved {
        // It counts the branches.
        schema
            .rules
            .retain(|rule| !matches!(rule, Rule::Discriminator(_)));
    }
}

fn cut(schema: &mut Schema, closes: &impl Fn(usize) -> bool) {
    // What it means at other times is found by its name: all of it goes.
    let closing = |rule: &Rule| matches!(rule, Rule::DynamicRef { initially: SchemaRef::Named(id), .. } if closes(id.0));
    schema.rules.retain(|rule| !closing(rule));
    for branch in schema.rules.iter_mut().flat_map(branches_mut) {
        match branch {
            SchemaRef::Named(id) if closes(id.0) => *branch = SchemaRef::Inline(Schema::default()),
            SchemaRef::Named(_) => {}
            SchemaRef::Inline(schema) => cut(schema, closes),
        }
    }
}
