//! The tags of unions, which no schema of a variant tells: a discriminator's values, and those of siblings that choose.

use std::collections::BTreeSet;

use bindery_model::{Api, Json, Rule, Schema, SchemaRef, SelectBy, Shape, Test, Union};
use proc_macro2::TokenStream;
use quote::quote;

use crate::schema_tokens::schema;
use crate::scope::Scope;

/// What the table is called.
pub(super) const NAME: &str = "WORDS";

/// How far references are followed.
const MAX_DEPTH: u32 = 8;

/// The table's rows: `Word::of("kind", "cat", &cat::SCHEMA)`.
pub(super) fn rows(scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let api = scope.context.api;
    let mut known = BTreeSet::new();
    let mut rows = Vec::new();
    for def in &api.types {
        let Shape::Union(union) = &def.shape else { continue };
        let chosen = union.select_by.iter().flat_map(chosen);
        let told = tags(api, union);
        for (member, value, of) in chosen.map(|(member, value)| (member, value, None)).chain(told) {
            if known.insert((member, value, of.map(|of| format!("{of:?}")))) {
                rows.push(row(scope, member, value, of));
            }
        }
    }
    rows
}

fn row(scope: &mut Scope<'_>, member: &str, value: &str, of: Option<&SchemaRef>) -> TokenStream {
    let word = scope.runtime("fake::Word");
    match of {
        None => quote!(#word::new(#member, #value)),
        Some(of) => {
            let of = schema(scope, of);
            quote!(#word::of(#member, #value, #of))
        }
    }
}

/// What siblings must say for a variant to be chosen.
fn chosen(select_by: &SelectBy) -> impl Iterator<Item = (&str, &str)> {
    let values = select_by
        .cases
        .iter()
        .flat_map(|case| select_by.tags.iter().zip(&case.when));
    values.filter_map(|(tag, value)| match value {
        Some(Json::String(value)) => Some((tag.wire_name.as_str(), value.as_str())),
        _ => None,
    })
}

/// What a member of a variant must say, where its schema does not say so.
fn tags<'a>(
    api: &'a Api,
    union: &'a Union,
) -> impl Iterator<Item = (&'a str, &'a str, Option<&'a SchemaRef>)> {
    let values = union.tests.iter().filter_map(|test| match test {
        Test::Value { path, accepts, .. } => match &path[..] {
            [member] => Some((member.as_str(), accepts)),
            _ => None,
        },
        _ => None,
    });
    values.flat_map(move |(member, accepts)| {
        accepts.iter().flat_map(move |(variant, values)| {
            let of = union.variants.get(*variant).map(|variant| &variant.schema);
            let of = of.filter(|of| matches!(of, SchemaRef::Named(_)) && !tells(api, of, member, values));
            let texts = values.iter().filter_map(|value| match value {
                Json::String(text) => Some(text.as_str()),
                _ => None,
            });
            texts.filter_map(move |text| Some((member, text, Some(of?))))
        })
    })
}

/// Whether the schema says itself that `member` is one of `values`.
fn tells(api: &Api, of: &SchemaRef, member: &str, values: &[Json]) -> bool {
    let mut found = Vec::new();
    properties(api, of, member, &mut found, MAX_DEPTH);
    found
        .into_iter()
        .any(|each| is_among(api, each, values, MAX_DEPTH))
}

fn rules<'a>(api: &'a Api, of: &'a SchemaRef) -> &'a Schema {
    match of {
        SchemaRef::Named(id) => &api.type_def(*id).schema,
        SchemaRef::Inline(schema) => schema,
    }
}

fn properties<'a>(api: &'a Api, of: &'a SchemaRef, member: &str, found: &mut Vec<&'a SchemaRef>, depth: u32) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for rule in &rules(api, of).rules {
        match rule {
            Rule::Properties(properties) => {
                found.extend(
                    properties
                        .iter()
                        .filter(|(name, _)| name == member)
                        .map(|(_, schema)| schema),
                );
            }
            Rule::AllOf(parts) => parts
                .iter()
                .for_each(|part| properties(api, part, member, found, depth)),
            _ => {}
        }
    }
}

fn is_among(api: &Api, of: &SchemaRef, values: &[Json], depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    rules(api, of).rules.iter().any(|rule| match rule {
        Rule::Enum(found) => found.iter().all(|value| values.contains(value)),
        Rule::AllOf(parts) => parts.iter().any(|part| is_among(api, part, values, depth)),
        _ => false,
    })
}
