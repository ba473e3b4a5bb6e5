//! The tags of unions, which no schema of a variant tells.

use bindery_model::{Api, Json, SchemaRef, SelectBy, Shape, Test, Union};
use bindery_runtime::fake::Word;

use crate::leaked;
use crate::schema_tables::SchemaTables;

/// What a member is in the objects of a schema, or in any.
type Tag<'a> = (&'a str, &'a Json, Option<&'a SchemaRef>);

/// The words of all unions.
pub(crate) fn words(api: &Api, tables: &mut SchemaTables<'_>) -> &'static [Word] {
    let mut words: Vec<Word> = Vec::new();
    for def in &api.types {
        let Shape::Union(union) = &def.shape else { continue };
        let chosen = union.select_by.iter().flat_map(chosen);
        for (member, value, of) in chosen.chain(told(union)) {
            let Json::String(value) = value else { continue };
            let of = of.map(|of| tables.schema(of));
            let is_known = words.iter().any(|word| {
                let same = match (word.of, of) {
                    (Some(known), Some(of)) => std::ptr::eq(known, of),
                    (known, of) => known.is_none() && of.is_none(),
                };
                same && word.member == member && word.value == value
            });
            if !is_known {
                words.push(Word {
                    member: leaked::text(member),
                    value: leaked::text(value),
                    of,
                });
            }
        }
    }
    leaked::slice(words)
}

/// What siblings must say for a variant to be chosen.
fn chosen(select_by: &SelectBy) -> impl Iterator<Item = Tag<'_>> {
    let cases = select_by.cases.iter();
    let values = cases.flat_map(|case| select_by.tags.iter().zip(&case.when));
    values.filter_map(|(tag, value)| Some((tag.wire_name.as_str(), value.as_ref()?, None)))
}

/// What a member of a variant must say for the variant to be told apart.
fn told(union: &Union) -> impl Iterator<Item = Tag<'_>> {
    let tests = union.tests.iter().filter_map(|test| match test {
        Test::Value { path, accepts, .. } => match &path[..] {
            [member] => Some((member.as_str(), accepts)),
            _ => None,
        },
        _ => None,
    });
    tests.flat_map(move |(member, accepts)| {
        accepts.iter().flat_map(move |(variant, values)| {
            let of = union.variants.get(*variant).map(|variant| &variant.schema);
            let of = of.filter(|of| matches!(of, SchemaRef::Named(_)));
            values
                .iter()
                .filter_map(move |value| Some((member, value, Some(of?))))
        })
    })
}
