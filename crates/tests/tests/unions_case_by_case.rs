//! Cases that a union has to be right about, one by one; the other files hold the rest of them.

use std::time::{Duration, Instant};

use bindery_runtime::Validate as _;
use bindery_tests::{select_by, union, union_cases::types};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn decode<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

fn refusal<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

fn written(value: &impl Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

mod weak_presence {
    use super::*;
    use types::{Attribute, Step};

    #[test]
    fn what_declares_the_member_goes_first() {
        let list = json!({ "options": ["a"], "archived": false });
        let attribute: Attribute = decode(&list);
        assert!(matches!(attribute, Attribute::List(_)));
        assert_eq!(written(&attribute), list);
    }

    #[test]
    fn an_open_variant_takes_what_that_one_does_not_decode() {
        let other = json!({ "description": "Too few", "options": { "value": "1-10" }, "archived": false });
        let attribute: Attribute = decode(&other);
        assert!(matches!(attribute, Attribute::Other(_)), "{attribute:?}");
        assert!(attribute.validate().is_ok());
        assert_eq!(written(&attribute), other);
    }

    #[test]
    fn where_none_decodes_the_error_is_that_of_the_first() {
        let error = refusal::<Attribute>(r#"{"options":5512,"archived":7}"#);
        assert!(error.contains("expected") && !error.contains("5512"), "{error}");
        let error = refusal::<Attribute>(r#"{"options":["a"],"options":["b"]}"#);
        assert!(error.contains("twice"), "{error}");
    }

    #[test]
    fn variants_within_variants_do_not_multiply_the_work() {
        let levels = 100;
        let text = format!(
            r#"{}{{"name":1,"next":5}}{}"#,
            r#"{"name":"n","next":"#.repeat(levels),
            "}".repeat(levels)
        );
        let start = Instant::now();
        assert!(serde_json::from_str::<Step>(&text).is_err());
        let sound = text.replace(r#""next":5"#, r#""next":{"name":"n"}"#);
        assert_eq!(
            written(&serde_json::from_str::<Step>(&sound).unwrap()),
            serde_json::from_str::<Value>(&sound).unwrap()
        );
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn siblings_outweigh_it() {
        use select_by::types::{Delivery, Target};
        let value = json!({ "carrier": "BOX", "express": false, "target": { "code": "c", "floor": [] } });
        assert!(matches!(decode::<Delivery>(&value).target, Target::Locker(_)));
    }
}

#[test]
fn a_tag_that_is_a_declared_member_stays() {
    let card = json!({ "kind": "card", "number": "4" });
    let union::types::Payment::Card(payment) = decode(&card) else {
        panic!()
    };
    assert_eq!(written(&payment)["kind"], "card");
    assert_eq!(written(&payment), card);
}

#[test]
fn null_is_a_tag() {
    use types::Removed;
    let gone = json!({ "until": null, "reason": "r", "until_then": 1 });
    let removed: Removed = decode(&gone);
    assert!(matches!(removed, Removed::Gone(_)));
    assert_eq!(written(&removed), gone);
    assert!(matches!(
        decode(&json!({ "reason": "r", "until": true })),
        Removed::Hidden(_)
    ));
    // An absent member is not null.
    assert!(matches!(decode(&json!({ "reason": "r" })), Removed::Unknown(_)));
    assert!(matches!(
        decode(&json!({ "reason": "r", "until": false })),
        Removed::Unknown(_)
    ));
}

#[test]
fn one_variant_is_that_variant() {
    let cat: types::Sole = decode(&json!({ "kind": "any", "size": 1 }));
    let cat: types::Cat = cat;
    assert_eq!(cat.size, Some(1));
}

#[test]
fn a_mapping_names_components_refers_to_them_and_refers_to_files() {
    use types::Pet;
    assert!(matches!(decode(&json!({ "kind": "kitty" })), Pet::Cat(_)));
    assert!(matches!(decode(&json!({ "kind": "puppy" })), Pet::Dog(_)));
    for kind in ["amphibian", "eft"] {
        assert!(matches!(decode(&json!({ "kind": kind })), Pet::Newt(_)), "{kind}");
    }
    assert!(matches!(decode(&json!({ "kind": "Cat" })), Pet::Unknown(_)));
}

mod evidence {
    use super::*;
    use types::{Address, Arrival, Departure, Depot, Inventory, Letter, Parcel};

    #[test]
    fn objects_that_disagree_choose_nothing() {
        let value = json!({ "carrier": "POST", "address": { "name": "n" } });
        let (parcel, letter): (Parcel, Letter) = (decode(&value), decode(&value));
        for address in [&parcel.address, &letter.address] {
            assert!(matches!(address, Address::Unknown(_)));
        }
        assert_eq!(written(&parcel), value);
        assert_eq!(written(&letter), value);
    }

    #[test]
    fn objects_that_agree_choose_and_others_do_not() {
        for covered in [true, false] {
            let value = json!({ "depot": { "place": "p" }, "covered": covered });
            let (arrival, departure): (Arrival, Departure) = (decode(&value), decode(&value));
            for depot in [arrival.depot, departure.depot] {
                assert_eq!(matches!(depot, Depot::Hall(_)), covered);
                assert_eq!(matches!(depot, Depot::Yard(_)), !covered);
            }
            let inventory: Inventory = decode(&value);
            assert!(matches!(inventory.depot, Depot::Unknown(_)));
            assert_eq!(written(&inventory), value);
        }
    }

    #[test]
    fn an_error_does_not_speak_of_an_extension() {
        let error = refusal::<Arrival>(r#"{"covered":true,"depot":{"secret":"s3cret"}}"#);
        assert_eq!(
            error.split(" at line").next().unwrap_or_default(),
            "#/depot: its siblings choose Hall by covered = true, which does not fit: Hall: `place` is missing; \
             Yard needs covered = false"
        );
    }
}

#[test]
fn a_setting_says_what_becomes_of_one_union() {
    let value = json!({ "name": "n" });
    let chosen: types::Chosen = decode(&value);
    assert!(matches!(chosen, types::Chosen::Unknown(_)));
    assert_eq!(chosen.as_street().unwrap().name, "n");
    assert_eq!(written(&chosen), value);
    // By default the one that requires more would win.
    let both = json!({ "id": "i", "name": "n" });
    assert!(matches!(decode(&both), types::Picked::Unknown(_)));
    assert!(matches!(decode(&json!({ "id": "i" })), types::Picked::Small(_)));
}

/// Pairs of variants are many: 45,000 here.
#[test]
fn three_hundred_variants_are_generated_in_seconds() {
    let names = |each: fn(usize) -> String| (0..300).map(each).collect::<Vec<_>>().join(",");
    let schemas = names(|index| {
        format!(
            r##""V{index}":{{"type":"object","required":["tag"],"properties":{{"tag":{{"const":"t{index}"}}}}}}"##
        )
    });
    let branches = names(|index| format!(r##"{{"$ref":"#/components/schemas/V{index}"}}"##));
    let document = format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"schemas":{{"Wide":{{"oneOf":[{branches}]}},{schemas}}}}}}}"#
    );
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("three_hundred_variants.json");
    std::fs::write(&path, document).unwrap();
    let start = Instant::now();
    let target = bindery::Target::new("wide", path, "wide");
    assert!(bindery::generate(&target, bindery_document::RenderStyle::Plain).is_ok());
    assert!(start.elapsed() < Duration::from_secs(30));
}
