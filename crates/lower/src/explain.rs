//! Says what became of each component schema, and why.

use bindery_model::{
    AdditionalMembers, Explanation, OnMismatch, Otherwise, Primitive, SelectBy, Several, Shape, TypeDef,
    TypeId, TypeRef, Union,
};

use crate::lowering::Lowering;

impl Lowering<'_> {
    /// Explains every component schema.
    pub(crate) fn explain_types(&mut self) {
        let mut explanations: Vec<Explanation> = Vec::new();
        for (index, made) in self.api.types.iter().enumerate() {
            if made.wire_name.is_none() && !self.notes.contains_key(&TypeId(index)) {
                continue;
            }
            let mut lines = self.lines_of(made);
            lines.extend(self.notes.get(&TypeId(index)).into_iter().flatten().cloned());
            explanations.push(Explanation {
                origin: made.origin.clone(),
                lines,
            });
        }
        explanations.append(&mut self.explanations);
        self.explanations = explanations;
    }

    fn lines_of(&self, made: &TypeDef) -> Vec<String> {
        let name = &made.name;
        match &made.shape {
            Shape::Object(object) => {
                let members = object.members.len();
                let mut lines = vec![format!(
                    "object → struct `types::{name}` with {members} member{}",
                    plural(members)
                )];
                lines.push(match &object.additional {
                    AdditionalMembers::Keep { field } => format!("undeclared members are kept in `{field}`"),
                    AdditionalMembers::Typed { field, type_ref } => {
                        format!(
                            "additional members are kept in `{field}`, each {}",
                            self.words(type_ref)
                        )
                    }
                    AdditionalMembers::Drop => "undeclared members are dropped".to_owned(),
                    AdditionalMembers::Deny => "undeclared members are refused".to_owned(),
                });
                for member in object.members.iter().filter(|member| member.selected.is_some()) {
                    lines.push(format!(
                        "the variant of `{}` is chosen by its siblings",
                        member.wire_name
                    ));
                }
                lines
            }
            Shape::Enum(enumeration) => {
                let values = enumeration.values.len();
                vec![
                    format!(
                        "enum → enum `types::{name}` with {values} value{}",
                        plural(values)
                    ),
                    format!("other values are kept as `{}`", enumeration.unknown),
                ]
            }
            Shape::Union(union) => union_lines(made, union),
            Shape::Newtype(newtype) => {
                vec![format!(
                    "{} with constraints → newtype `types::{name}`",
                    self.words(&newtype.inner)
                )]
            }
            Shape::Alias(target) => vec![format!("{} → alias `types::{name}`", self.words(target))],
        }
    }

    fn words(&self, type_ref: &TypeRef) -> String {
        match type_ref {
            TypeRef::Named(id) => format!("`{}`", self.api.types[id.0].name),
            TypeRef::Primitive(Primitive::Secret) => "a secret string".to_owned(),
            TypeRef::Primitive(primitive) => format!("{primitive:?}"),
            TypeRef::List(items) => format!("list of {}", self.words(items)),
            TypeRef::Map(values) => format!("map of {}", self.words(values)),
            TypeRef::Tuple(_) => "tuple".to_owned(),
            TypeRef::Nullable(inner) => format!("{} or null", self.words(inner)),
            TypeRef::Boxed(inner) => self.words(inner),
            TypeRef::Any => "any JSON".to_owned(),
            TypeRef::Existing(path) => format!("the existing type `{path}`"),
            TypeRef::Never => "nothing".to_owned(),
        }
    }
}

fn union_lines(made: &TypeDef, union: &Union) -> Vec<String> {
    let variants = union.variants.len();
    let mut lines = vec![format!(
        "union → enum `types::{}` with {variants} variants",
        made.name
    )];
    if let Some(select_by) = &union.select_by {
        lines.extend(selection_lines(union, select_by));
    }
    let several = match union.several {
        Several::Unknown => None,
        Several::ExactOne => {
            Some("then each is tried with its constraints, and the only one that fits is taken")
        }
        Several::MostSpecific => Some("then each is tried with its constraints"),
        Several::Opaque => Some("every value is kept as it came"),
    };
    if let Some(several) = several {
        lines.push(format!(
            "the members do not always tell the variants apart: {several}"
        ));
    }
    for separation in &union.separations {
        let (left, right) = (
            &union.variants[separation.left].label,
            &union.variants[separation.right].label,
        );
        lines.push(match &separation.reason {
            Some(reason) => format!("`{left}` and `{right}`: {reason}"),
            None => format!("`{left}` and `{right}`: nothing tells them apart"),
        });
    }
    lines.push(format!("other shapes are kept as `{}`", union.unknown));
    lines
}

/// A line for each case, and for what else the extension says.
fn selection_lines(union: &Union, select_by: &SelectBy) -> Vec<String> {
    let label = |variant: usize| {
        let variant = union.variants.get(variant);
        variant.map_or_else(String::new, |variant| variant.label.clone())
    };
    let tags = select_by.tags.iter().map(|tag| format!("`{}`", tag.wire_name));
    let tags: Vec<String> = tags.collect();
    let mut lines = vec![format!(
        "chosen by the siblings {}; without them by the value's own members",
        tags.join(" and ")
    )];
    for case in &select_by.cases {
        let wanted = select_by.tags.iter().zip(&case.when);
        let wanted: Vec<String> = wanted
            .filter_map(|(tag, value)| Some(format!("{} = {}", tag.wire_name, value.as_ref()?.to_text())))
            .collect();
        let wanted = if wanted.is_empty() {
            "any tags".to_owned()
        } else {
            wanted.join(", ")
        };
        lines.push(format!("{wanted} → `{}`", label(case.then)));
    }
    for tag in &select_by.tags {
        if let Some(absent) = &tag.absent {
            lines.push(format!(
                "an absent `{}` counts as {}",
                tag.wire_name,
                absent.to_text()
            ));
        }
    }
    lines.push(match select_by.otherwise {
        Otherwise::Unknown => format!("other tags → `{}`", union.unknown),
        Otherwise::Error => "other tags → an error".to_owned(),
        Otherwise::Value => "other tags: the value's own members choose".to_owned(),
        Otherwise::Variant(variant) => format!("other tags → `{}`", label(variant)),
    });
    lines.push(match select_by.on_mismatch {
        OnMismatch::Unknown => format!(
            "a value that does not fit its tags is kept as `{}`",
            union.unknown
        ),
        OnMismatch::Error => "a value that does not fit its tags is an error".to_owned(),
    });
    lines
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
