//! What a thing is called depends on its own place: not on orders, and not on what else there is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bindery_document::{LoadOptions, load};
use bindery_lower::{Lowered, Settings, lower};
use bindery_model::{Diagnostics, Json, Shape};

/// Names by what they name: a type by its description, and what is in it by its wire name.
type Names = BTreeMap<String, String>;

#[test]
fn no_order_changes_a_name() {
    let document = document();
    let expected = names(&lowered(&document));
    assert!(expected.len() > 80, "{} names", expected.len());
    for seed in 1..=60 {
        let mut shuffled = document.clone();
        shuffle(&mut shuffled, "", &mut Random(seed));
        let found = names(&lowered(&shuffled));
        assert_eq!(
            differences(&expected, &found),
            Vec::<String>::new(),
            "seed {seed}"
        );
    }
}

#[test]
fn what_is_added_renames_only_what_wants_its_name() {
    let document = document();
    let whole = names(&lowered(&document));
    let mut places = Vec::new();
    removable(&document, &mut Vec::new(), &mut places);
    assert!(places.len() > 30, "{} places", places.len());
    let mut renamed = 0;
    for place in places {
        let mut smaller = document.clone();
        remove(&mut smaller, &place);
        let without = names(&lowered(&smaller));
        let stayed: BTreeSet<&String> = without.values().collect();
        // The names that only what was taken out had; what it kept from others is theirs now.
        let freed: Vec<&String> = whole
            .values()
            .filter(|name| !stayed_elsewhere(name, &whole, &without))
            .collect();
        for (what, name) in &without {
            let Some(before) = whole.get(what) else { continue };
            let took_over = freed.iter().any(|free| name.starts_with(free.as_str()));
            assert!(
                before == name || took_over,
                "without {place:?} `{what}` is called {name}, and {before} with it"
            );
            renamed += usize::from(before != name);
        }
        assert!(stayed.len() <= whole.len());
    }
    // The document is made of clashes; were nothing renamed, this test would look at nothing.
    assert!(renamed > 0);
}

#[test]
fn an_inline_type_is_not_renamed_by_another() {
    let document = document();
    let before = names(&lowered(&document));
    for (owner, member) in [
        ("Pet", "aaa"),
        ("Pet", "zzz"),
        ("PetStatus", "co"),
        ("Dog", "status"),
    ] {
        let mut larger = document.clone();
        let place = ["components", "schemas", owner, "properties"];
        let Some(Json::Object(members)) = at(&mut larger, &place) else {
            continue;
        };
        let added = "{\"type\":\"string\",\"enum\":[\"k\"],\"description\":\"added\"}";
        members.insert(0, (member.to_owned(), parsed(added)));
        let after = names(&lowered(&larger));
        let kept: Vec<_> = before
            .iter()
            .filter(|(what, name)| after.get(*what) != Some(name))
            .collect();
        assert_eq!(kept, [], "{owner}.{member}");
    }
}

fn stayed_elsewhere(name: &str, whole: &Names, without: &Names) -> bool {
    whole
        .iter()
        .any(|(what, called)| called == name && without.get(what) == Some(called))
}

fn differences(expected: &Names, found: &Names) -> Vec<String> {
    let all: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    all.into_iter()
        .filter(|what| expected.get(*what) != found.get(*what))
        .map(|what| format!("{what}: {:?} → {:?}", expected.get(what), found.get(what)))
        .collect()
}

fn names(lowered: &Lowered) -> Names {
    let mut names = Names::new();
    for made in &lowered.api.types {
        let mut what = made.docs.description.clone().unwrap_or_default();
        if let (None, Shape::Object(object)) = (&made.wire_name, &made.shape) {
            // The variants of a union with members of its own are described as it is.
            let members: BTreeSet<&str> = object
                .members
                .iter()
                .map(|member| member.wire_name.as_str())
                .collect();
            what.push_str(&format!(" {members:?}"));
        }
        let mut add = |part: &str, name: &str| {
            names.insert(format!("{what} {part}"), format!("{}::{name}", made.name));
        };
        match &made.shape {
            Shape::Object(object) => {
                for member in &object.members {
                    add(&member.wire_name, member.name.as_str());
                }
            }
            Shape::Enum(values) => {
                for value in &values.values {
                    add(&value.value.to_text(), value.name.as_str());
                }
            }
            Shape::Union(union) => {
                for variant in &union.variants {
                    add(&variant.label, variant.name.as_str());
                }
            }
            Shape::Newtype(_) | Shape::Alias(_) => {}
        }
        names.insert(what, made.name.to_string());
    }
    for operation in &lowered.api.operations {
        let what = format!("{} {}", operation.method.as_str(), operation.path);
        for parameter in &operation.parameters {
            let part = format!("{what} {:?} {}", parameter.location, parameter.wire_name);
            names.insert(part, format!("{}::{}", operation.name, parameter.name));
        }
        names.insert(what, operation.name.to_string());
    }
    names
}

/// The members that may be missing: schemas, properties, paths and operations.
fn removable(value: &Json, path: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    let Json::Object(members) = value else { return };
    let holds_named = path
        .last()
        .is_some_and(|last| ["schemas", "properties", "paths"].contains(&last.as_str()));
    for (name, member) in members {
        path.push(name.clone());
        if holds_named || ["get", "post", "delete"].contains(&name.as_str()) {
            places.push(path.clone());
        }
        removable(member, path, places);
        path.pop();
    }
}

fn remove(value: &mut Json, place: &[String]) {
    let Json::Object(members) = value else { return };
    match place {
        [last] => members.retain(|(name, _)| name != last),
        [first, rest @ ..] => {
            if let Some((_, member)) = members.iter_mut().find(|(name, _)| name == first) {
                remove(member, rest);
            }
        }
        [] => {}
    }
}

fn at<'j>(value: &'j mut Json, place: &[&str]) -> Option<&'j mut Json> {
    let [first, rest @ ..] = place else {
        return Some(value);
    };
    let Json::Object(members) = value else { return None };
    at(&mut members.iter_mut().find(|(name, _)| name == first)?.1, rest)
}

/// Puts members, and the items of lists whose order means nothing, in another order.
fn shuffle(value: &mut Json, key: &str, random: &mut Random) {
    match value {
        Json::Object(members) => {
            for (name, member) in members.iter_mut() {
                shuffle(member, name, random);
            }
            random.shuffle(members);
        }
        Json::Array(items) => {
            for item in items.iter_mut() {
                shuffle(item, "", random);
            }
            if ["oneOf", "anyOf", "enum", "parameters"].contains(&key) {
                random.shuffle(items);
            }
        }
        _ => {}
    }
}

/// Knuth's linear congruence: the same on every machine.
struct Random(u64);

impl Random {
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            items.swap(index, (self.0 >> 33) as usize % (index + 1));
        }
    }
}

fn document() -> Json {
    value_at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stable_names.yaml"))
}

fn value_at(path: &Path) -> Json {
    let (_, document) = load(path, &LoadOptions::default(), &mut Diagnostics::new());
    document.expect("it loads").root().value().clone()
}

fn parsed(text: &str) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    let whole = format!(
        "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"x\",\"version\":\"1\"}},\"paths\":{{}},\"x-it\":{text}}}"
    );
    std::fs::write(&path, whole).unwrap();
    value_at(&path).get("x-it").expect("it is there").clone()
}

fn lowered(document: &Json) -> Lowered {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    std::fs::write(&path, document.to_text()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    // What is taken out of the document may be referred to.
    let settings = Settings {
        keep_going: true,
        ..Settings::default()
    };
    lower(&document.expect("it loads"), &settings, &mut diagnostics)
}
