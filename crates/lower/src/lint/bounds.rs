//! Strings and arrays of requests that may be as long as they like:
//!
//! ```yaml
//! requestBody: { content: { application/json: { schema: { properties: { name: { type: string } } } } } }
//! ```
//!
//! They are told once for each object, and once for the parameters of an operation, headers among them: a server
//! bounds the length of a URL and of a head, but by far more than what a name or a list of them needs. Variables of
//! paths are left alone: they name what is there or not.

use std::collections::BTreeSet;

use bindery_model::{
    Access, Code, Diagnostic, Member, Object, Operation, Origin, Parameter, ParameterLocation, Primitive,
    Rule, Schema, SchemaRef, Shape, TypeDef, TypeRef,
};

use super::Lint;
use super::requests::types_in_bodies;
use super::values::{operations, plain};

/// How many members are named.
const NAMED: usize = 5;

/// How deep schemas are asked.
const DEEPEST: usize = 16;

/// What a value without a bound is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    String,
    Array,
}

impl Lint<'_> {
    pub(super) fn unbounded_requests(&mut self) {
        let api = self.api();
        for id in types_in_bodies(api) {
            let Some((made, object)) = object_of(api.types.get(id.0)) else {
                continue;
            };
            for kind in [Kind::String, Kind::Array] {
                let members = object.members.iter();
                let unbounded: Vec<&Member> = members
                    .filter(|member| self.is_unbounded(made, member, kind))
                    .collect();
                let names: Vec<&str> = unbounded.iter().map(|member| member.wire_name.as_str()).collect();
                let first = unbounded.first().map(|member| &member.origin);
                let holder = made.wire_name.as_deref().unwrap_or(made.name.as_str());
                let holder = format!("of `{holder}`, which requests hold,");
                self.unbounded(first, &names, (kind, &holder));
            }
        }
        self.unbounded_parameters();
    }

    fn unbounded_parameters(&mut self) {
        // What several operations share is told of the first.
        let mut told: BTreeSet<&Origin> = BTreeSet::new();
        for operation in operations(self.api()) {
            for kind in [Kind::String, Kind::Array] {
                let unbounded = self.unbounded_of(operation, kind);
                let new = unbounded.into_iter();
                let new: Vec<&Parameter> = new.filter(|parameter| told.insert(&parameter.origin)).collect();
                let names: Vec<&str> = new.iter().map(|parameter| parameter.wire_name.as_str()).collect();
                let holder = format!("among the parameters of `{}`", operation.name);
                let first = new.first().map(|parameter| &parameter.origin);
                self.unbounded(first, &names, (kind, &holder));
            }
        }
    }

    fn unbounded_of<'o>(&self, operation: &'o Operation, kind: Kind) -> Vec<&'o Parameter> {
        let parameters = operation.parameters.iter();
        let is_unbounded = |parameter: &&Parameter| {
            parameter.location != ParameterLocation::Path
                && self.kind_of(&parameter.type_ref) == Some(kind)
                && !self.is_bounded(&parameter.schema, kind, DEEPEST)
        };
        parameters.filter(is_unbounded).collect()
    }

    fn unbounded(&mut self, first: Option<&Origin>, names: &[&str], what: (Kind, &str)) {
        if let Some(first) = first {
            self.diagnostics.push(warning(first, names, what));
        }
    }

    fn kind_of(&self, type_ref: &TypeRef) -> Option<Kind> {
        match plain(self.api(), type_ref) {
            TypeRef::Primitive(Primitive::String | Primitive::Secret) => Some(Kind::String),
            TypeRef::List(_) => Some(Kind::Array),
            _ => None,
        }
    }

    fn is_unbounded(&self, made: &TypeDef, member: &Member, kind: Kind) -> bool {
        if self.kind_of(&member.type_ref) != Some(kind) {
            return false;
        }
        let mut schemas = Vec::new();
        self.schemas_of(&made.schema, &member.wire_name, DEEPEST, &mut schemas);
        let is_bounded = |schema: &&SchemaRef| self.is_bounded(schema, kind, DEEPEST);
        member.access != Access::ReadOnly && !schemas.iter().any(is_bounded)
    }

    /// What `schema` says of the member `name`.
    fn schemas_of<'s>(&'s self, schema: &'s Schema, name: &str, left: usize, found: &mut Vec<&'s SchemaRef>) {
        let Some(left) = left.checked_sub(1) else { return };
        for rule in &schema.rules {
            match rule {
                Rule::Properties(members) => {
                    let named = members.iter().filter(|(member, _)| member == name);
                    found.extend(named.map(|(_, schema)| schema));
                }
                Rule::AllOf(parts) => {
                    for part in parts.iter().filter_map(|part| self.schema(part)) {
                        self.schemas_of(part, name, left, found);
                    }
                }
                Rule::In(_, part) => {
                    if let Some(part) = self.schema(part) {
                        self.schemas_of(part, name, left, found);
                    }
                }
                _ => {}
            }
        }
    }

    fn schema<'s>(&'s self, schema: &'s SchemaRef) -> Option<&'s Schema> {
        match schema {
            SchemaRef::Named(id) => self.api().types.get(id.0).map(|made| &made.schema),
            SchemaRef::Inline(schema) => Some(schema),
        }
    }

    fn is_bounded(&self, schema: &SchemaRef, kind: Kind, left: usize) -> bool {
        let (Some(schema), Some(left)) = (self.schema(schema), left.checked_sub(1)) else {
            return true;
        };
        schema.rules.iter().any(|rule| match (rule, kind) {
            (Rule::Enum(_), _)
            | (Rule::MaxLength(_) | Rule::Pattern(_) | Rule::Format(_), Kind::String)
            | (Rule::MaxItems(_), Kind::Array) => true,
            (Rule::AllOf(parts), _) => parts.iter().any(|part| self.is_bounded(part, kind, left)),
            (Rule::AnyOf(parts) | Rule::OneOf(parts), _) => parts
                .iter()
                .filter(|part| self.may_be(part, kind))
                .all(|part| self.is_bounded(part, kind, left)),
            _ => false,
        })
    }

    /// Whether a schema says nothing of types, or names this one.
    fn may_be(&self, schema: &SchemaRef, kind: Kind) -> bool {
        let wanted = match kind {
            Kind::String => bindery_model::JsonType::String,
            Kind::Array => bindery_model::JsonType::Array,
        };
        let rules = self.schema(schema).map_or(&[][..], |schema| &schema.rules);
        rules.iter().all(|rule| match rule {
            Rule::Type(types) => types.contains(&wanted),
            _ => true,
        })
    }
}

fn object_of(made: Option<&TypeDef>) -> Option<(&TypeDef, &Object)> {
    match made.map(|made| (made, &made.shape))? {
        (made, Shape::Object(object)) => Some((made, object)),
        _ => None,
    }
}

fn warning(first: &Origin, names: &[&str], (kind, holder): (Kind, &str)) -> Diagnostic {
    let (code, one, noun, keyword) = match kind {
        Kind::String => (Code::UnboundedString, "a string", "strings", "maxLength"),
        Kind::Array => (Code::UnboundedArray, "an array", "arrays", "maxItems"),
    };
    let message = match names.len() {
        1 => format!("{one} {holder} has no `{keyword}`"),
        count => format!("{count} {noun} {holder} have no `{keyword}`"),
    };
    let mut told: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    if let Some(more) = names.len().checked_sub(NAMED).filter(|more| *more > 0) {
        told.push(format!("{more} more"));
    }
    let warning = Diagnostic::warning(code, message, first.clone())
        .at_key()
        .label("only the size of the whole request bounds it");
    let warning = match names.len() {
        1 => warning,
        _ => warning.note(format!("these are {}", told.join(", "))),
    };
    warning.help(format!(
        "add `{keyword}`: `validate()` and the server then refuse what is longer"
    ))
}
