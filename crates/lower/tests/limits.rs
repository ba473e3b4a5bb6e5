//! What a document may cost: no input of any size or depth is slow out of proportion or breaks.

use std::fmt::Write;

use bindery_document::{LoadOptions, load};
use bindery_lower::{Lowered, Settings, lower};
use bindery_model::{Diagnostic, Diagnostics, Shape};

#[test]
fn a_hundred_thousand_values_are_an_enum() {
    let mut values = String::new();
    for index in 0..100_000 {
        // Every second one clashes with the one before it.
        let separator = if index % 2 == 0 { "_" } else { "-" };
        write!(values, "\"a{separator}{}\",", index / 2).unwrap();
    }
    let schemas = format!(
        "{{\"Large\": {{\"type\": \"string\", \"enum\": [{}]}}}}",
        values.trim_end_matches(',')
    );
    let (lowered, diagnostics) = lower_schemas(&schemas);
    assert!(!diagnostics.has_errors());
    let Shape::Enum(large) = &lowered.api.types[0].shape else {
        panic!("no enum")
    };
    assert_eq!(large.values.len(), 100_000);
}

/// Nothing but a number tells these apart.
#[test]
fn many_values_without_words_are_an_enum() {
    let values: Vec<String> = (0..20_000)
        .map(|index| format!("\"{}\"", char::from_u32(0xf0000 + index).unwrap()))
        .collect();
    let schemas = format!(
        "{{\"Odd\": {{\"type\": \"string\", \"enum\": [{}]}}}}",
        values.join(",")
    );
    let (lowered, _) = lower_schemas(&schemas);
    let Shape::Enum(odd) = &lowered.api.types[0].shape else {
        panic!("no enum")
    };
    assert_eq!(odd.values.len(), 20_000);
}

#[test]
fn a_long_chain_of_references_costs_no_stack() {
    let mut schemas = String::from("{");
    for index in 0..20_000 {
        write!(
            schemas,
            "\"S{index}\": {{\"type\": \"object\", \"properties\": {{\"next\": {{\"$ref\": \"#/components/schemas/S{}\"}}}}}},",
            (index + 1) % 20_000
        )
        .unwrap();
    }
    let schemas = schemas.trim_end_matches(',').to_owned() + "}";
    let (lowered, diagnostics) = lower_schemas(&schemas);
    assert_eq!(diagnostics.items(), []);
    assert_eq!(lowered.api.types.len(), 20_000);
}

#[test]
fn a_long_chain_of_all_of_is_refused_and_not_followed_to_the_end() {
    let mut schemas = String::from("{");
    for index in 0..400 {
        write!(
            schemas,
            "\"S{index}\": {{\"allOf\": [{{\"$ref\": \"#/components/schemas/S{}\"}}, {{\"properties\": {{\"p{index}\": {{\"type\": \"string\"}}}}}}]}},",
            index + 1
        )
        .unwrap();
    }
    let schemas = schemas + "\"S400\": {\"type\": \"object\"}}";
    let (_, diagnostics) = lower_schemas(&schemas);
    assert!(
        diagnostics
            .items()
            .iter()
            .all(|item| item.code.name() == "too-deep")
    );
    assert!(diagnostics.has_errors());
}

#[test]
fn schemas_nest_as_deep_as_documents() {
    for keyword in ["items", "not", "additionalProperties"] {
        let depth = 110;
        let schema =
            format!("{{\"type\": \"array\", \"{keyword}\": ").repeat(depth) + "{}" + &"}".repeat(depth);
        let (lowered, diagnostics) = lower_schemas(&format!("{{\"Deep\": {schema}}}"));
        assert!(!diagnostics.has_errors(), "{keyword}");
        assert_eq!(lowered.api.types.len(), 1, "{keyword}");
    }
}

/// What tells variants apart is asked of each pair of them.
#[test]
fn unions_of_thousands_are_refused_at_once() {
    let variant =
        |index: usize| format!("{{\"required\": [\"p{index}\"], \"properties\": {{\"p{index}\": {{}}}}}}");
    let union = |count: usize| {
        let variants: Vec<String> = (0..count).map(variant).collect();
        format!("{{\"Large\": {{\"oneOf\": [{}]}}}}", variants.join(","))
    };
    let (lowered, diagnostics) = lower_schemas(&union(300));
    assert!(!diagnostics.has_errors());
    let Shape::Union(large) = &lowered.api.types[0].shape else {
        panic!("no union")
    };
    assert_eq!(large.variants.len(), 300);
    let (_, diagnostics) = lower_schemas(&union(20_000));
    assert_eq!(codes(&diagnostics), ["too-many-combinations"]);
}

#[test]
fn unions_that_list_unions_twice_come_to_an_end() {
    let mut schemas = String::from("{");
    for index in 0..60 {
        let next = format!("{{\"$ref\": \"#/components/schemas/S{}\"}}", index + 1);
        write!(schemas, "\"S{index}\": {{\"oneOf\": [{next}, {next}]}},").unwrap();
    }
    let schemas = schemas + "\"S60\": {\"type\": \"object\"}}";
    let (_, diagnostics) = lower_schemas(&schemas);
    assert!(codes(&diagnostics).contains(&"too-many-combinations"));
}

#[test]
fn an_alias_of_an_alias_is_followed_however_long_the_chain() {
    let mut schemas = String::from("{");
    for index in 0..30_000 {
        write!(
            schemas,
            "\"S{index}\": {{\"$ref\": \"#/components/schemas/S{}\"}},",
            index + 1
        )
        .unwrap();
    }
    let schemas = schemas + "\"S30000\": {\"type\": \"string\"}}";
    let (lowered, diagnostics) = lower_schemas(&schemas);
    assert_eq!(diagnostics.items(), []);
    assert_eq!(lowered.api.types.len(), 30_001);
}

/// Names that are misspelt are compared with all that there are, but not a hundred thousand times.
#[test]
fn many_references_to_nothing_are_all_reported() {
    let mut schemas = String::from("{");
    for index in 0..10_000 {
        write!(
            schemas,
            "\"S{index}\": {{\"$ref\": \"#/components/schemas/X{index}\"}},"
        )
        .unwrap();
    }
    let schemas = schemas.trim_end_matches(',').to_owned() + "}";
    let (_, diagnostics) = lower_schemas(&schemas);
    let codes = codes(&diagnostics);
    assert_eq!(codes.len(), 10_000);
    assert!(codes.iter().all(|code| *code == "dangling-reference"));
    let helped = |item: &Diagnostic| {
        item.help
            .as_ref()
            .is_some_and(|help| help.contains("did you mean"))
    };
    assert!(diagnostics.items().first().is_some_and(helped));
    assert!(!diagnostics.items().last().is_some_and(helped));
}

/// Alternatives nest in the form that patterns are matched in: they must not use up a thread's stack, here or
/// in what is generated.
#[test]
fn patterns_of_many_alternatives_are_left_out() {
    for (count, expected) in [(900, vec![]), (100_000, vec!["invalid-pattern"])] {
        let pattern = "|".repeat(count);
        let schemas = format!("{{\"P\": {{\"type\": \"string\", \"pattern\": \"{pattern}\"}}}}");
        let (_, diagnostics) = lower_schemas(&schemas);
        assert_eq!(codes(&diagnostics), expected);
    }
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.items().iter().map(|item| item.code.name()).collect()
}

fn lower_schemas(schemas: &str) -> (Lowered, Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    let text = format!(
        "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"Large\", \"version\": \"1\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {schemas}}}}}"
    );
    std::fs::write(&path, text).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    let lowered = lower(
        &document.expect("it loads"),
        &Settings::default(),
        &mut diagnostics,
    );
    (lowered, diagnostics)
}
