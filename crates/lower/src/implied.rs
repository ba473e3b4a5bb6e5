//! Whether a Rust type alone already demands what its schema does.

use bindery_model::{Json, JsonType, Primitive, Rule, Schema, SchemaRef, TypeRef};

use crate::primitive::json_type;

const ALL_TYPES: [JsonType; 6] = [
    JsonType::Null,
    JsonType::Boolean,
    JsonType::Number,
    JsonType::String,
    JsonType::Array,
    JsonType::Object,
];

/// Whether every value of the type satisfies the rules, or is checked by the type's own.
pub(crate) fn is_implied(type_ref: &TypeRef, schema: &Schema) -> bool {
    if let [rule] = schema.rules.as_slice()
        && let Some(only) = only_branch(rule, type_ref)
    {
        return is_implied_ref(type_ref, only);
    }
    if let [Rule::AnyOf(branches) | Rule::OneOf(branches)] = schema.rules.as_slice()
        && let TypeRef::Nullable(inner) = type_ref
    {
        return is_null_or(branches, inner);
    }
    schema.rules.iter().all(|rule| is_rule_implied(type_ref, rule))
}

fn is_implied_ref(type_ref: &TypeRef, schema: &SchemaRef) -> bool {
    match (type_ref, schema) {
        (TypeRef::Named(id), SchemaRef::Named(other)) => id == other,
        // The schema of a nullable item lists `null` itself.
        (TypeRef::Nullable(inner), SchemaRef::Named(other)) => **inner == TypeRef::Named(*other),
        (_, SchemaRef::Inline(schema)) => is_implied(type_ref, schema),
        _ => false,
    }
}

/// The branch of a combination of one.
fn only_branch<'r>(rule: &'r Rule, type_ref: &TypeRef) -> Option<&'r SchemaRef> {
    match rule {
        Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => match branches.as_slice() {
            [SchemaRef::Named(_)] if matches!(type_ref, TypeRef::Nullable(_)) => None,
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    }
}

fn is_null_or(branches: &[SchemaRef], inner: &TypeRef) -> bool {
    let is_null = |branch: &&SchemaRef| match branch {
        SchemaRef::Inline(schema) => {
            matches!(schema.rules.as_slice(), [Rule::Type(types)] if types[..] == [JsonType::Null])
        }
        SchemaRef::Named(_) => false,
    };
    let others: Vec<&SchemaRef> = branches.iter().filter(|branch| !is_null(branch)).collect();
    matches!(others.as_slice(), [other] if is_implied_ref(inner, other))
}

fn is_rule_implied(type_ref: &TypeRef, rule: &Rule) -> bool {
    match (type_ref, rule) {
        // No value is of this type, so each satisfies everything.
        (TypeRef::Never, _) => true,
        // It only chooses; the choice demands.
        (_, Rule::Discriminator(_)) => true,
        (TypeRef::Any, Rule::Type(types)) => ALL_TYPES.iter().all(|json_type| types.contains(json_type)),
        (TypeRef::Primitive(Primitive::Bool), Rule::Enum(values)) => [true, false]
            .iter()
            .all(|value| values.contains(&Json::Bool(*value))),
        (TypeRef::Nullable(inner), Rule::Type(types)) => {
            let others: Vec<JsonType> = types
                .iter()
                .copied()
                .filter(|one| *one != JsonType::Null)
                .collect();
            is_rule_implied(inner, &Rule::Type(others))
        }
        (TypeRef::Nullable(inner), rule) => is_rule_implied(inner, rule),
        (TypeRef::List(_) | TypeRef::Tuple(_), Rule::Type(types)) => types[..] == [JsonType::Array],
        (TypeRef::Map(_), Rule::Type(types)) => types[..] == [JsonType::Object],
        (TypeRef::List(items), Rule::Items(Some(schema))) => is_implied_ref(items, schema),
        (TypeRef::Map(values), Rule::AdditionalProperties(Some(schema))) => is_implied_ref(values, schema),
        (TypeRef::Primitive(primitive), Rule::Type(types)) => types[..] == [json_type(*primitive)],
        (TypeRef::Primitive(primitive), Rule::Format(format)) => is_format_implied(*primitive, *format),
        _ => false,
    }
}

fn is_format_implied(primitive: Primitive, format: bindery_model::Format) -> bool {
    use bindery_model::Format;
    matches!(
        (primitive, format),
        (Primitive::I8, Format::Int8)
            | (Primitive::I16, Format::Int16)
            | (Primitive::I32, Format::Int32)
            | (Primitive::I64, Format::Int64)
            | (Primitive::U8, Format::Uint8)
            | (Primitive::U16, Format::Uint16)
            | (Primitive::U32, Format::Uint32)
            | (Primitive::U64, Format::Uint64)
            | (Primitive::DateTime, Format::DateTime)
            | (Primitive::Date, Format::Date)
            | (Primitive::Time, Format::Time)
            | (Primitive::Duration, Format::Duration)
            | (Primitive::Uuid, Format::Uuid)
            | (Primitive::Uri, Format::Uri)
            | (Primitive::Ipv4, Format::Ipv4)
            | (Primitive::Ipv6, Format::Ipv6)
            | (Primitive::Bytes, Format::Byte)
            | (Primitive::Base64Url, Format::Base64Url)
            | (Primitive::DecimalText, Format::Decimal)
    )
}
