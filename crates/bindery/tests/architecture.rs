//! Holds the workspace to its layout: a crate per stage, arrows one way.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use toml::Table;

/// Which of our crates each crate may depend on, and nothing else of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("bindery-model", &[]),
    ("bindery-document", &["bindery-model"]),
    ("bindery-lower", &["bindery-document", "bindery-model"]),
    ("bindery-emit", &["bindery-model"]),
    (
        "bindery",
        &[
            "bindery-document",
            "bindery-emit",
            "bindery-lower",
            "bindery-model",
        ],
    ),
    (
        "cargo-bindery",
        &[
            "bindery",
            "bindery-change",
            "bindery-document",
            "bindery-mock",
            "bindery-model",
        ],
    ),
    ("bindery-change", &["bindery-model"]),
    ("bindery-runtime", &[]),
    ("bindery-mock", &["bindery-model", "bindery-runtime"]),
    ("build-script-example", &["bindery", "bindery-runtime"]),
    ("client-examples", &["bindery", "bindery-runtime"]),
    ("rehearsals", &["bindery", "bindery-runtime"]),
    ("client-load", &["bindery", "bindery-runtime"]),
    ("server-load", &["bindery", "bindery-runtime"]),
    ("bindery-fuzz", &["bindery", "bindery-document", "bindery-model"]),
    ("bindery-tests", &["bindery", "bindery-runtime"]),
];

/// Crates that only one stage may name.
const CONFINED: &[(&str, &[&str])] = &[
    ("openapiv3", &["bindery-document"]),
    // The test crate's build script writes its documents in other orders.
    ("serde_yaml", &["bindery-document", "bindery-tests"]),
    ("heck", &["bindery-lower", "bindery-emit"]),
    ("regress", &["bindery-lower", "bindery-runtime"]),
    ("quote", &["bindery-emit"]),
    // What was made at random is parsed, to see that it is Rust.
    ("syn", &["bindery-emit", "bindery-fuzz"]),
    ("prettyplease", &["bindery-emit"]),
    // What the generated server is measured against is a user of axum's.
    ("axum", &["bindery-mock", "bindery-runtime", "server-load"]),
    ("reqwest", &["bindery-runtime"]),
];

#[test]
fn arrows_between_crates_point_one_way() {
    let manifests = manifests();
    let ours: BTreeSet<_> = manifests.keys().cloned().collect();
    let planned: BTreeSet<_> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        ours, planned,
        "a crate was added or removed: say here where it stands"
    );
    for (name, allowed) in ARROWS {
        let found: BTreeSet<_> = dependencies(&manifests[*name])
            .intersection(&ours)
            .cloned()
            .collect();
        let allowed: BTreeSet<_> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert!(
            found.is_subset(&allowed),
            "{name} depends on {:?}",
            found.difference(&allowed)
        );
    }
}

#[test]
fn a_stages_tools_stay_in_their_stage() {
    for (name, manifest) in manifests() {
        let found = dependencies(&manifest);
        for (tool, homes) in CONFINED {
            assert!(
                !found.contains(*tool) || homes.contains(&name.as_str()),
                "{name} depends on {tool}"
            );
        }
    }
}

#[test]
fn the_model_depends_on_nothing() {
    assert_eq!(dependencies(&manifests()["bindery-model"]), BTreeSet::new());
}

fn manifests() -> BTreeMap<String, Table> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folders = fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path());
    folders
        .filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok())
        .map(|text| {
            let manifest: Table = text.parse().unwrap();
            (manifest["package"]["name"].as_str().unwrap().to_owned(), manifest)
        })
        .collect()
}

/// What a crate builds with; what only its tests use is no arrow.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let tables = ["dependencies", "build-dependencies"]
        .into_iter()
        .filter_map(|key| manifest.get(key)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}
