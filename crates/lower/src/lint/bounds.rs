//! Strings and arrays of request bodies that may be as long as they like:
//!
//! ```yaml
//! requestBody: { content: { application/json: { schema: { properties: { name: { type: string } } } } } }
//! ```
//!
//! They are told once for each object. Parameters are left alone: servers bound the length of a URL and of a head.

use bindery_model::{
    Access, Code, Diagnostic, Member, Object, Origin, Primitive, Rule, Schema, SchemaRef, Shape, TypeDef,
    TypeRef,
};

use super::Lint;
use super::requests::types_in_bodies;
use super::values::plain;

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
                if let Some(warning) = warning(made, &unbounded, kind) {
                    self.diagnostics.push(warning);
                }
            }
        }
    }

    fn is_unbounded(&self, made: &TypeDef, member: &Member, kind: Kind) -> bool {
        let found = match plain(self.api(), &member.type_ref) {
            TypeRef::Primitive(Primitive::String | Primitive::Secret) => Kind::String,
            TypeRef::List(_) => Kind::Array,
            _ => return false,
        };
        let mut schemas = Vec::new();
        self.schemas_of(&made.schema, &member.wire_name, DEEPEST, &mut schemas);
        let is_bounded = |schema: &&SchemaRef| self.is_bounded(schema, kind, DEEPEST);
        found == kind && member.access != Access::ReadOnly && !schemas.iter().any(is_bounded)
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

fn warning(made: &TypeDef, members: &[&Member], kind: Kind) -> Option<Diagnostic> {
    let first: &Origin = &members.first()?.origin;
    let (code, noun, keyword) = match kind {
        Kind::String => (Code::UnboundedString, "string", "maxLength"),
        Kind::Array => (Code::UnboundedArray, "array", "maxItems"),
    };
    let name = made.wire_name.as_deref().unwrap_or(made.name.as_str());
    let message = match members.len() {
        1 => format!("a {noun} of `{name}`, which requests hold, has no `{keyword}`"),
        count => format!("{count} {noun}s of `{name}`, which requests hold, have no `{keyword}`"),
    };
    let message = message.replacen("a array", "an array", 1);
    let mut names: Vec<String> = members
        .iter()
        .take(NAMED)
        .map(|member| format!("`{}`", member.wire_name))
        .collect();
    if let Some(more) = members.len().checked_sub(NAMED).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    let warning = Diagnostic::warning(code, message, first.clone())
        .at_key()
        .label("only the size of the whole body bounds it");
    let warning = match members.len() {
        1 => warning,
        _ => warning.note(format!("these are {}", names.join(", "))),
    };
    Some(warning.help(format!(
        "add `{keyword}`: `validate()` and the server then refuse what is longer"
    )))
}
