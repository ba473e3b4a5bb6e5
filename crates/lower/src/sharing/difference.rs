//! The first difference of two types of one name, for their users.

use std::collections::BTreeSet;

use bindery_model::{
    AdditionalMembers, Api, Member, Object, Origin, Presence, Rule, Schema, SchemaRef, Shape, TypeDef,
};

use super::meaning::{Meanings, Place};

/// How `there` differs from `here`, and where: in itself, or else in what both refer to.
pub(super) fn difference(apis: &[&Api], meanings: &Meanings, here: Place, there: Place) -> String {
    let mut seen = BTreeSet::new();
    let mut pairs = vec![(here, there)];
    while let Some((own, theirs)) = pairs.pop() {
        if !seen.insert((own, theirs)) {
            continue;
        }
        let (own_outline, their_outline) = (meanings.outline(own), meanings.outline(theirs));
        let made = &apis[own.api].types[meanings.resolved(own).index];
        if own_outline.maps != their_outline.maps {
            return format!(
                "differs at {}: maps are of another type there",
                made.origin.pointer
            );
        }
        if own_outline.formats != their_outline.formats {
            let pointer = &made.origin.pointer;
            return format!(
                "differs at {pointer}: texts that are not of their format are treated in another way there"
            );
        }
        if let Some((origin, text)) = local_difference(made, &own_outline.def, &their_outline.def) {
            return format!("differs at {}: {text}", origin.pointer);
        }
        let named = own_outline.named.iter().zip(&their_outline.named);
        let named = named.map(|(left, right)| {
            (
                Place { index: *left, ..own },
                Place {
                    index: *right,
                    ..theirs
                },
            )
        });
        let mut unlike: Vec<_> = named
            .filter(|(left, right)| !meanings.are_equal(*left, *right))
            .collect();
        unlike.reverse();
        pairs.append(&mut unlike);
    }
    let origin = &apis[here.api].types[here.index].origin;
    format!(
        "differs at {}: a path that begins with `crate` means another type there",
        origin.pointer
    )
}

/// What differs in the two themselves; `made` says where.
fn local_difference(made: &TypeDef, own: &TypeDef, theirs: &TypeDef) -> Option<(Origin, String)> {
    let whole = |text: &str| Some((made.origin.clone(), text.to_owned()));
    let (own_kind, their_kind) = (kind(&own.shape), kind(&theirs.shape));
    if own_kind != their_kind {
        return whole(&format!("it is {their_kind} there, and {own_kind} here"));
    }
    if own.derives != theirs.derives {
        return whole("other traits are derived there");
    }
    if let (Shape::Object(own), Shape::Object(theirs)) = (&own.shape, &theirs.shape)
        && let Some((name, text)) = object_difference(own, theirs)
    {
        let place = match &made.shape {
            Shape::Object(object) => object.members.iter().find(|member| member.wire_name == name),
            _ => None,
        };
        let place = place.map_or_else(|| made.origin.clone(), |member| member.origin.clone());
        return Some((place, text));
    }
    if let Some(text) = schema_difference(&own.schema, &theirs.schema) {
        return whole(&text);
    }
    if own.shape != theirs.shape {
        return whole(match &own.shape {
            Shape::Object(_) => "other members are treated in another way there",
            Shape::Enum(_) => "it has other values, or other names of them, there",
            Shape::Union(_) => "it has other variants there, or other things tell them apart",
            Shape::Newtype(_) | Shape::Alias(_) => "it is made of another type there",
        });
    }
    (own.docs.default != theirs.docs.default)
        .then(|| (made.origin.clone(), "it has another default there".to_owned()))
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "an object",
        Shape::Enum(_) => "an enum",
        Shape::Union(_) => "a union",
        Shape::Newtype(_) => "a newtype",
        Shape::Alias(_) => "an alias",
    }
}

/// The member that differs (none: what becomes of others), and how.
fn object_difference(own: &Object, theirs: &Object) -> Option<(String, String)> {
    let find = |object: &'_ Object, name: &str| -> Option<Member> {
        let mut members = object.members.iter();
        members.find(|member| member.wire_name == name).cloned()
    };
    for member in &own.members {
        let name = &member.wire_name;
        let text = match find(theirs, name) {
            None => Some("is not declared there".to_owned()),
            Some(other) => member_difference(member, &other),
        };
        if let Some(text) = text {
            return Some((name.clone(), format!("`{name}` {text}")));
        }
    }
    for member in &theirs.members {
        let name = &member.wire_name;
        if find(own, name).is_none() {
            return Some((String::new(), format!("`{name}` is declared there, and not here")));
        }
    }
    (own.additional != theirs.additional).then(|| {
        let text = match (&own.additional, &theirs.additional) {
            (AdditionalMembers::Typed { .. }, _) | (_, AdditionalMembers::Typed { .. }) => {
                "additional members are of another type there"
            }
            _ => "undeclared members are treated in another way there",
        };
        (String::new(), text.to_owned())
    })
}

fn member_difference(own: &Member, theirs: &Member) -> Option<String> {
    let text = if own.name != theirs.name {
        return Some(format!("is the field `{}` there", theirs.name));
    } else if own.presence != theirs.presence {
        return Some(presence_words(theirs.presence).to_owned());
    } else if own.type_ref != theirs.type_ref {
        "has another type there"
    } else if own.access != theirs.access {
        "goes in another direction there"
    } else if own.selected != theirs.selected {
        "has a variant that other members choose there"
    } else if own.docs.default != theirs.docs.default {
        "has another default there"
    } else {
        return None;
    };
    Some(text.to_owned())
}

fn presence_words(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "is required there",
        Presence::Optional => "is optional there",
        Presence::Nullable => "is required there and may be null",
        Presence::OptionalNullable => "is optional there and may be null",
    }
}

/// The first keyword that differs, and the names of the members that lead to it.
fn schema_difference(own: &Schema, theirs: &Schema) -> Option<String> {
    let mut path = String::new();
    let (mut own, mut theirs) = (own, theirs);
    loop {
        let mut pairs = own.rules.iter().zip(&theirs.rules);
        let Some((left, right)) = pairs.find(|(left, right)| left != right) else {
            let longer = if own.rules.len() > theirs.rules.len() {
                own
            } else {
                theirs
            };
            let extra = longer.rules.get(own.rules.len().min(theirs.rules.len()))?;
            return Some(format!("`{}`{path} says something else there", keyword(extra)));
        };
        let inner = match (left, right) {
            (Rule::Properties(left), Rule::Properties(right)) => {
                let mut members = left.iter().zip(right);
                members.find(|(left, right)| left != right)
            }
            _ => None,
        };
        match inner {
            Some(((name, SchemaRef::Inline(left)), (other, SchemaRef::Inline(right)))) if name == other => {
                path.insert_str(0, &format!(" of `{name}`"));
                (own, theirs) = (left, right);
            }
            _ => {
                let word = keyword(left).min(keyword(right));
                return Some(format!("`{word}`{path} says something else there"));
            }
        }
    }
}

/// The keyword that a rule is named after.
pub(super) fn keyword(rule: &Rule) -> &'static str {
    match rule {
        Rule::Type(_) => "type",
        Rule::Enum(_) => "enum",
        Rule::Required(_) => "required",
        Rule::Properties(_) => "properties",
        Rule::PatternProperties(_) => "patternProperties",
        Rule::AdditionalProperties(_) => "additionalProperties",
        Rule::MinProperties(_) => "minProperties",
        Rule::MaxProperties(_) => "maxProperties",
        Rule::PropertyNames(_) => "propertyNames",
        Rule::DependentRequired(_) => "dependentRequired",
        Rule::DependentSchemas(_) => "dependentSchemas",
        Rule::UnevaluatedProperties(_) => "unevaluatedProperties",
        Rule::Items(_) => "items",
        Rule::PrefixItems(_) => "prefixItems",
        Rule::Contains(_) => "contains",
        Rule::MinItems(_) => "minItems",
        Rule::MaxItems(_) => "maxItems",
        Rule::UniqueItems => "uniqueItems",
        Rule::Examples(_) => "examples",
        Rule::UnevaluatedItems(_) => "unevaluatedItems",
        Rule::MinLength(_) => "minLength",
        Rule::MaxLength(_) => "maxLength",
        Rule::Pattern(_) => "pattern",
        Rule::Format(_) => "format",
        Rule::Minimum(_) => "minimum",
        Rule::Maximum(_) => "maximum",
        Rule::ExclusiveMinimum(_) => "exclusiveMinimum",
        Rule::ExclusiveMaximum(_) => "exclusiveMaximum",
        Rule::MultipleOf(_) => "multipleOf",
        Rule::AllOf(_) => "allOf",
        Rule::AnyOf(_) => "anyOf",
        Rule::OneOf(_) => "oneOf",
        Rule::Discriminator(_) => "discriminator",
        Rule::Not(_) => "not",
        Rule::If(_) => "if",
        Rule::ReadOnly(_) => "readOnly",
        Rule::WriteOnly(_) => "writeOnly",
        Rule::In(..) => "readOnly or writeOnly",
        Rule::Resource(_) => "$id",
        Rule::DynamicRef { .. } => "$dynamicRef",
    }
}
