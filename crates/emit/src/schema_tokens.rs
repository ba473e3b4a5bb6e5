//! Schemas as the tables of rules that `validate()` reads.

use bindery_model::{
    Conditional, Contains, Direction, Discriminator, Format, Json, JsonType, Rule, Schema, SchemaRef, Shape,
    TypeId,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier, path_tokens};

/// A reference to the schema: `&Schema::STRING`, `&provider::SCHEMA`, `&Schema(&[…])`.
pub(crate) fn schema(scope: &mut Scope<'_>, schema: &SchemaRef) -> TokenStream {
    let place = match schema {
        SchemaRef::Named(id) => {
            let def = scope.context.type_def(*id);
            match def.shape {
                // An alias is no type of its own, so nothing would keep a table of its own in use.
                Shape::Alias(_) => schema_value(scope, &def.schema),
                _ if scope.context.is_shared(*id) => return scope.shared_schema(*id),
                _ => path_tokens(&scope.table(*id, "SCHEMA")),
            }
        }
        SchemaRef::Inline(schema) => schema_value(scope, schema),
    };
    quote!(&#place)
}

/// Adds the static that holds the schema of the type `id`.
pub(crate) fn schema_static(scope: &mut Scope<'_>, file: &mut RustFile, id: TypeId) {
    let def = scope.context.type_def(id);
    let value = schema_value(scope, &def.schema);
    let name = path_tokens(&scope.table(id, "SCHEMA"));
    let schema = scope.runtime("schema::Schema");
    file.table(quote!(pub(crate) static #name: #schema), value);
}

/// The schema itself: `Schema(&[Rule::…])`, or one of the runtime's for the plainest.
pub(crate) fn schema_value(scope: &mut Scope<'_>, schema: &Schema) -> TokenStream {
    let name = scope.runtime("schema::Schema");
    let constant = match &schema.rules[..] {
        [] => Some("ANY"),
        [Rule::Type(types)] => match types[..] {
            [JsonType::Null] => Some("NULL"),
            [JsonType::Boolean] => Some("BOOLEAN"),
            [JsonType::Integer] => Some("INTEGER"),
            [JsonType::Number] => Some("NUMBER"),
            [JsonType::String] => Some("STRING"),
            [JsonType::Array] => Some("ARRAY"),
            [JsonType::Object] => Some("OBJECT"),
            _ => None,
        },
        _ => None,
    };
    if let Some(constant) = constant {
        let constant = identifier(constant);
        return quote!(#name::#constant);
    }
    let demands = schema
        .rules
        .iter()
        .filter(|each| !matches!(each, Rule::Examples(_)));
    let rules: Vec<_> = demands.map(|each| rule(scope, each)).collect();
    quote!(#name(&[#(#rules),*]))
}

fn rule(scope: &mut Scope<'_>, rule: &Rule) -> TokenStream {
    let body = match rule {
        Rule::Type(types) => {
            let types: Vec<_> = types.iter().map(|each| json_type(scope, *each)).collect();
            quote!(Type(&[#(#types),*]))
        }
        Rule::Enum(values) => {
            let values: Vec<_> = values.iter().map(|value| literal(scope, value)).collect();
            quote!(Enum(&[#(#values),*]))
        }
        Rule::Required(members) => quote!(Required(&[#(#members),*])),
        Rule::Properties(members) => {
            let members = properties(scope, members);
            quote!(Properties(&[#members]))
        }
        Rule::PatternProperties(members) => {
            let members = properties(scope, members);
            quote!(PatternProperties(&[#members]))
        }
        Rule::AdditionalProperties(inner) => optional(scope, &quote!(AdditionalProperties), inner.as_ref()),
        Rule::UnevaluatedProperties(inner) => optional(scope, &quote!(UnevaluatedProperties), inner.as_ref()),
        Rule::UnevaluatedItems(inner) => optional(scope, &quote!(UnevaluatedItems), inner.as_ref()),
        Rule::DependentSchemas(members) => {
            let members = properties(scope, members);
            quote!(DependentSchemas(&[#members]))
        }
        Rule::DependentRequired(dependencies) => {
            let name = scope.runtime("schema::Dependency");
            let rows = dependencies
                .iter()
                .map(|(member, others)| quote!(#name(#member, &[#(#others),*])));
            quote!(DependentRequired(&[#(#rows),*]))
        }
        Rule::PropertyNames(inner) => {
            let inner = schema(scope, inner);
            quote!(PropertyNames(#inner))
        }
        Rule::Contains(contains) => contains_rule(scope, contains),
        Rule::If(conditional) => if_rule(scope, conditional),
        Rule::Items(inner) => optional(scope, &quote!(Items), inner.as_ref()),
        Rule::PrefixItems(items) => several(scope, &quote!(PrefixItems), items),
        Rule::AllOf(parts) => several(scope, &quote!(AllOf), parts),
        Rule::AnyOf(parts) => several(scope, &quote!(AnyOf), parts),
        Rule::OneOf(parts) => several(scope, &quote!(OneOf), parts),
        Rule::Discriminator(discriminator) => discriminator_rule(scope, discriminator),
        Rule::Not(inner) => {
            let inner = schema(scope, inner);
            quote!(Not(#inner))
        }
        Rule::ReadOnly(members) => quote!(ReadOnly(&[#(#members),*])),
        Rule::WriteOnly(members) => quote!(WriteOnly(&[#(#members),*])),
        Rule::In(direction, inner) => {
            let name = scope.runtime("schema::Direction");
            let direction = identifier(match direction {
                Direction::Request => "Request",
                Direction::Response => "Response",
            });
            let inner = schema(scope, inner);
            quote!(In(#name::#direction, #inner))
        }
        Rule::Resource(anchors) => {
            let anchors: Vec<_> = anchors
                .iter()
                .map(|(name, named)| anchor(scope, name, named))
                .collect();
            quote!(Resource(&[#(#anchors),*]))
        }
        Rule::DynamicRef {
            anchor: name,
            initially,
        } => {
            let anchor = anchor(scope, name, initially);
            quote!(DynamicRef(&#anchor))
        }
        Rule::Format(format) => {
            let name = scope.runtime("schema::Format");
            let format = format_name(*format);
            quote!(Format(#name::#format))
        }
        bound => bound_rule(bound),
    };
    let name = scope.runtime("schema::Rule");
    quote!(#name::#body)
}

/// `Anchor("item", &item::SCHEMA)`.
fn anchor(scope: &mut Scope<'_>, anchor: &str, named: &SchemaRef) -> TokenStream {
    let name = scope.runtime("schema::Anchor");
    let named = schema(scope, named);
    quote!(#name(#anchor, #named))
}

fn contains_rule(scope: &mut Scope<'_>, contains: &Contains) -> TokenStream {
    let name = scope.runtime("schema::Contains");
    let inner = schema(scope, &contains.schema);
    let least = Literal::u64_unsuffixed(contains.least);
    let most = match contains.most.map(Literal::u64_unsuffixed) {
        Some(most) => quote!(Some(#most)),
        None => quote!(None),
    };
    quote!(Contains(&#name { schema: #inner, least: #least, most: #most }))
}

fn if_rule(scope: &mut Scope<'_>, conditional: &Conditional) -> TokenStream {
    let name = scope.runtime("schema::Conditional");
    let condition = schema(scope, &conditional.condition);
    let mut branch = |inner: &Option<SchemaRef>| match inner {
        Some(inner) => {
            let inner = schema(scope, inner);
            quote!(Some(#inner))
        }
        None => quote!(None),
    };
    let (then, otherwise) = (branch(&conditional.then), branch(&conditional.otherwise));
    quote!(If(&#name { condition: #condition, then: #then, otherwise: #otherwise }))
}

fn discriminator_rule(scope: &mut Scope<'_>, discriminator: &Discriminator) -> TokenStream {
    let name = scope.runtime("schema::Discriminator");
    let property = &discriminator.property;
    let rows = discriminator.mapping.iter().map(|(value, index)| {
        let index = Literal::usize_unsuffixed(*index);
        quote!((#value, #index))
    });
    quote!(Discriminator(&#name { property: #property, mapping: &[#(#rows),*] }))
}

/// Rules that hold a number or a text, and no schema.
fn bound_rule(rule: &Rule) -> TokenStream {
    let count = |value: &u64| Literal::u64_unsuffixed(*value);
    let (name, value) = match rule {
        Rule::MinProperties(value) => ("MinProperties", quote_literal(count(value))),
        Rule::MaxProperties(value) => ("MaxProperties", quote_literal(count(value))),
        Rule::MinItems(value) => ("MinItems", quote_literal(count(value))),
        Rule::MaxItems(value) => ("MaxItems", quote_literal(count(value))),
        Rule::MinLength(value) => ("MinLength", quote_literal(count(value))),
        Rule::MaxLength(value) => ("MaxLength", quote_literal(count(value))),
        Rule::Pattern(text) => ("Pattern", quote!(#text)),
        Rule::Minimum(number) => ("Minimum", number_text(&number.0)),
        Rule::Maximum(number) => ("Maximum", number_text(&number.0)),
        Rule::ExclusiveMinimum(number) => ("ExclusiveMinimum", number_text(&number.0)),
        Rule::ExclusiveMaximum(number) => ("ExclusiveMaximum", number_text(&number.0)),
        Rule::MultipleOf(number) => ("MultipleOf", number_text(&number.0)),
        _ => return quote!(UniqueItems),
    };
    let name = identifier(name);
    quote!(#name(#value))
}

fn quote_literal(literal: Literal) -> TokenStream {
    quote!(#literal)
}

fn number_text(text: &str) -> TokenStream {
    quote!(#text)
}

fn properties(scope: &mut Scope<'_>, members: &[(String, SchemaRef)]) -> TokenStream {
    if members.is_empty() {
        return TokenStream::new();
    }
    let name = scope.runtime("schema::Property");
    let rows: Vec<_> = members
        .iter()
        .map(|(member, inner)| {
            let inner = schema(scope, inner);
            quote!(#name(#member, #inner))
        })
        .collect();
    quote!(#(#rows),*)
}

fn optional(scope: &mut Scope<'_>, name: &TokenStream, inner: Option<&SchemaRef>) -> TokenStream {
    match inner {
        Some(inner) => {
            let inner = schema(scope, inner);
            quote!(#name(Some(#inner)))
        }
        None => quote!(#name(None)),
    }
}

fn several(scope: &mut Scope<'_>, name: &TokenStream, parts: &[SchemaRef]) -> TokenStream {
    let parts: Vec<_> = parts.iter().map(|part| schema(scope, part)).collect();
    quote!(#name(&[#(#parts),*]))
}

/// `JsonType::String`.
pub(crate) fn json_type(scope: &mut Scope<'_>, json_type: JsonType) -> TokenStream {
    let name = scope.runtime("schema::JsonType");
    let variant = identifier(match json_type {
        JsonType::Null => "Null",
        JsonType::Boolean => "Boolean",
        JsonType::Integer => "Integer",
        JsonType::Number => "Number",
        JsonType::String => "String",
        JsonType::Array => "Array",
        JsonType::Object => "Object",
    });
    quote!(#name::#variant)
}

/// A JSON value in a table: `Literal::String("STRIPE")`.
pub(crate) fn literal(scope: &mut Scope<'_>, value: &Json) -> TokenStream {
    let name = scope.runtime("schema::Literal");
    match value {
        Json::Null => quote!(#name::Null),
        Json::Bool(value) => quote!(#name::Bool(#value)),
        Json::Number(number) => {
            let digits = &number.0;
            quote!(#name::Number(#digits))
        }
        Json::String(text) => quote!(#name::String(#text)),
        Json::Array(_) | Json::Object(_) => {
            let text = value.to_text();
            quote!(#name::Json(#text))
        }
    }
}

fn format_name(format: Format) -> proc_macro2::Ident {
    identifier(match format {
        Format::Int8 => "Int8",
        Format::Int16 => "Int16",
        Format::Int32 => "Int32",
        Format::Int64 => "Int64",
        Format::Uint8 => "Uint8",
        Format::Uint16 => "Uint16",
        Format::Uint32 => "Uint32",
        Format::Uint64 => "Uint64",
        Format::DateTime => "DateTime",
        Format::Date => "Date",
        Format::Time => "Time",
        Format::Duration => "Duration",
        Format::Uuid => "Uuid",
        Format::Uri => "Uri",
        Format::Ipv4 => "Ipv4",
        Format::Ipv6 => "Ipv6",
        Format::Byte => "Byte",
        Format::Base64Url => "Base64Url",
        Format::UriReference => "UriReference",
        Format::Iri => "Iri",
        Format::IriReference => "IriReference",
        Format::Email => "Email",
        Format::Hostname => "Hostname",
        Format::Regex => "Regex",
        Format::JsonPointer => "JsonPointer",
        Format::RelativeJsonPointer => "RelativeJsonPointer",
        Format::Char => "Char",
        Format::Decimal => "Decimal",
    })
}
