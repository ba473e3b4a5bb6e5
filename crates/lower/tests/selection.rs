//! What selection keeps and leaves out, and that it renames nothing.

use std::collections::{BTreeMap, BTreeSet};

use bindery_document::{LoadOptions, load};
use bindery_lower::{Lowered, Selectors, Settings, lower};
use bindery_model::{Code, Diagnostics};

const DOCUMENT: &str = include_str!("../../tests/fixtures/selection.yaml");

fn lowered(include: Selectors, exclude: Selectors) -> (Lowered, Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.yaml");
    std::fs::write(&path, DOCUMENT).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    let settings = Settings {
        include,
        exclude,
        keep_going: true,
        ..Settings::default()
    };
    let lowered = lower(&document.unwrap(), &settings, &mut diagnostics);
    (lowered, diagnostics)
}

fn made(include: Selectors, exclude: Selectors) -> Lowered {
    let (lowered, diagnostics) = lowered(include, exclude);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.items());
    lowered
}

/// The Rust names of operations and component schemas, by what the document calls them.
fn names(lowered: &Lowered) -> BTreeMap<String, String> {
    let api = &lowered.api;
    let types = api.types.iter();
    let types = types.filter_map(|made| {
        Some((
            format!("schema {}", made.wire_name.as_ref()?),
            made.name.to_string(),
        ))
    });
    let operations = api.operations.iter().map(|operation| {
        let place = format!("{} {}", operation.method.as_str(), operation.path);
        (place, format!("{} {}", operation.name, operation.type_stem))
    });
    let traits = api
        .tag_traits
        .iter()
        .map(|each| (format!("tag {}", each.tag), each.name.to_string()));
    let schemes = api.security_schemes.iter();
    let schemes = schemes.map(|scheme| (format!("scheme {}", scheme.wire_name), scheme.name.to_string()));
    let service = api
        .service
        .iter()
        .map(|name| ("service".to_owned(), name.to_string()));
    types
        .chain(operations)
        .chain(traits)
        .chain(schemes)
        .chain(service)
        .collect()
}

fn schemas(lowered: &Lowered) -> Vec<String> {
    let names: BTreeSet<_> = lowered
        .api
        .types
        .iter()
        .filter_map(|made| made.wire_name.clone())
        .collect();
    names.into_iter().collect()
}

fn operations(lowered: &Lowered) -> Vec<String> {
    let operations = lowered.api.operations.iter();
    operations
        .map(|operation| format!("{} {}", operation.method.as_str(), operation.path))
        .collect()
}

#[test]
fn a_tag_takes_what_its_operations_need() {
    let lowered = made(Selectors::new().tag("pets"), Selectors::new());
    assert_eq!(
        operations(&lowered),
        ["GET /pets", "DELETE /pets", "GET /pets/{id}/secrets/{name}"]
    );
    assert_eq!(schemas(&lowered), ["Animal", "Cat", "Fault", "Food", "Secret"]);
    assert!(lowered.api.webhooks.is_empty());
    let schemes = lowered.api.security_schemes.iter();
    assert_eq!(
        schemes
            .map(|scheme| scheme.wire_name.as_str())
            .collect::<Vec<_>>(),
        ["staff"]
    );
}

#[test]
fn kinds_of_selectors_add_up_and_methods_narrow() {
    let include = Selectors::new()
        .tag("pets")
        .operation("GET /vets")
        .operation("petBorn")
        .method("get");
    let lowered = made(include, Selectors::new().path("/pets/*/secrets/**"));
    assert_eq!(operations(&lowered), ["GET /pets", "GET /vets"]);
    // A webhook has a method, too.
    assert!(lowered.api.webhooks.is_empty());
    let only_method = made(Selectors::new().method("Delete"), Selectors::new());
    assert_eq!(operations(&only_method), ["DELETE /pets"]);
    assert_eq!(schemas(&only_method), Vec::<String>::new());
}

#[test]
fn a_schema_is_kept_with_what_it_reaches_and_no_operation() {
    let lowered = made(Selectors::new().schema("Birth"), Selectors::new());
    assert_eq!(operations(&lowered), Vec::<String>::new());
    assert_eq!(schemas(&lowered), ["Birth", "Litter", "Single"]);
}

#[test]
fn what_nothing_needed_before_stays_where_parts_are_only_excluded() {
    let lowered = made(Selectors::new(), Selectors::new().tag("people"));
    assert_eq!(
        schemas(&lowered),
        [
            "Animal", "Cat", "Depth", "Fault", "Food", "Leaflet", "Secret", "Text", "Unused", "fault"
        ]
    );
    assert!(lowered.api.webhooks.is_empty());
    let without = made(
        Selectors::new(),
        Selectors::new().tag("people").schema("Unused").schema("Leaflet"),
    );
    assert!(
        !schemas(&without)
            .iter()
            .any(|key| key == "Unused" || key == "Leaflet")
    );
}

#[test]
fn nothing_that_stays_is_renamed() {
    let whole = names(&made(Selectors::new(), Selectors::new()));
    let selections = [
        Selectors::new().tag("pets"),
        Selectors::new().tag("people"),
        Selectors::new().method("get"),
        Selectors::new().operation("list_pets"),
        Selectors::new().path("/vets"),
        Selectors::new().schema("fault"),
        Selectors::new().schema("Fault").operation("petBorn"),
    ];
    for include in selections {
        let part = made(include.clone(), Selectors::new());
        let names = names(&part);
        assert!(names.len() > 1 && names.len() < whole.len());
        for (what, name) in names {
            assert_eq!(whole.get(&what), Some(&name), "{what} with {include:?}");
        }
    }
}

#[test]
fn every_component_schema_is_made_or_listed_as_left_out() {
    let whole = made(Selectors::new(), Selectors::new());
    let part = made(Selectors::new().tag("pets"), Selectors::new());
    let omitted: BTreeSet<String> = part
        .omissions
        .iter()
        .map(|omission| omission.origin.pointer.to_string())
        .collect();
    for key in schemas(&whole) {
        let is_omitted = omitted.contains(&format!("#/components/schemas/{key}"));
        assert_ne!(schemas(&part).contains(&key), is_omitted, "{key}");
    }
    assert!(omitted.contains("#/paths/~1vets/get") && omitted.contains("#/webhooks/petBorn/post"));
    assert_eq!(part.left_out.len(), 5);
}

#[test]
fn what_is_left_out_is_not_complained_of() {
    let (_, whole) = lowered(Selectors::new(), Selectors::new());
    let dangling = |diagnostics: &Diagnostics| {
        diagnostics
            .items()
            .iter()
            .any(|item| item.code == Code::DanglingReference)
    };
    assert!(dangling(&whole));
    let (_, part) = lowered(Selectors::new().tag("pets"), Selectors::new());
    assert!(!dangling(&part), "{:?}", part.items());
}

#[test]
fn a_selector_of_code_is_named_by_its_fault() {
    let (_, diagnostics) = lowered(Selectors::new().tag("pet"), Selectors::new().method("put"));
    let faults: Vec<_> = diagnostics
        .items()
        .iter()
        .filter(|item| item.code == Code::UnmatchedSelector)
        .collect();
    assert_eq!(faults.len(), 2);
    assert_eq!(
        faults[0].notes,
        ["`--include-tag pet` names it, or `include` in code"]
    );
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `pets`?"));
    assert!(faults[1].notes[0].contains("--exclude-method put"));
}
