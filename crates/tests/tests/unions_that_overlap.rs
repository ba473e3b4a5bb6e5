//! Values that are several variants at once, and what a document may choose for them.

use bindery_runtime::Validate as _;
use bindery_tests::ambiguous_union::types::{Ball, Circle};
use bindery_tests::overlapping_union::types::{Animal, Only, Raw};
use serde_json::{Value, json};

fn decode<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

fn written(value: &impl serde::Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[test]
fn a_value_of_two_variants_is_kept_and_viewed_as_each() {
    let value = json!({ "feathers": 2, "fur": "soft", "name": "griffin" });
    let griffin: Animal = decode(&value);
    assert!(matches!(griffin, Animal::Unknown(_)));
    assert!(griffin.validate().is_ok());
    assert_eq!(griffin.as_bird().unwrap().feathers, 2);
    assert_eq!(griffin.as_bat().unwrap().fur.expose(), "soft");
    assert_eq!(written(&griffin), value);
}

#[test]
fn a_view_as_what_it_is_not_says_why_and_shows_no_value() {
    let bird: Animal = decode(&json!({ "feathers": 2 }));
    assert!(matches!(bird, Animal::Bird(_)));
    assert_eq!(bird.as_bird().unwrap().feathers, 2);
    let error = bird.as_bat().unwrap_err().to_string();
    assert_eq!(error, "#: is no Bat: `fur` is missing");
    let error = decode::<Animal>(&json!({ "feathers": 1, "fur": 5512 }))
        .as_bat()
        .unwrap_err()
        .to_string();
    assert!(error.contains("#/fur") && !error.contains("5512"), "{error}");
}

#[test]
fn opaque_keeps_every_value() {
    let raw: Raw = decode(&json!({ "id": -1 }));
    assert!(matches!(raw, Raw::Unknown(_)));
    assert_eq!(raw.as_left().unwrap().id, -1);
    assert_eq!(written(&raw), json!({ "id": -1 }));
    assert!(raw.as_right().is_ok());
}

#[test]
fn exact_one_takes_no_other() {
    assert!(matches!(decode(&json!({ "id": 11 })), Only::Left(_)));
    assert!(matches!(decode(&json!({ "id": -1 })), Only::Right(_)));
    let both: Only = decode(&json!({ "id": 5 }));
    assert!(matches!(both, Only::Unknown(_)));
    assert_eq!((both.as_left().unwrap().id, both.as_right().unwrap().id), (5, 5));
    assert!(both.validate().is_err(), "the schema says `oneOf`");
}

/// What the report says fits both variants does: by their own validation.
#[test]
fn a_counter_example_fits_both() {
    use bindery::{Target, generate};
    let examples = |name: &str| -> Vec<Value> {
        let target = Target::new("fixture", format!("fixtures/{name}.yaml"), "fixture");
        let warnings = generate(&target, bindery_document::RenderStyle::Plain)
            .unwrap()
            .warnings(bindery_document::RenderStyle::Plain);
        let found = warnings
            .lines()
            .filter_map(|line| line.split_once("this fits both: `")?.1.strip_suffix('`'));
        found.map(|text| serde_json::from_str(text).unwrap()).collect()
    };
    let [example] = &examples("ambiguous_twins")[..] else {
        panic!("one union is ambiguous")
    };
    use bindery_tests::ambiguous_twins::types::{Left, Right};
    assert!(decode::<Left>(example).validate().is_ok(), "{example}");
    assert!(decode::<Right>(example).validate().is_ok(), "{example}");
    // No number is at least 0 and at most -1, so none is shown.
    assert!(examples("ambiguous_union").is_empty());
    assert!(decode::<Circle>(&json!({ "radius": 1 })).validate().is_ok());
    assert!(decode::<Ball>(&json!({ "radius": -1 })).validate().is_ok());
}

mod evidence {
    use super::*;
    use bindery_tests::evident_siblings::types::{Event, EventData, Shipment, ShipmentAddress, Street};

    #[test]
    fn branches_of_the_object_choose_wherever_the_tag_stands() {
        for text in [
            r#"{"carrier":"POST","address":{"name":"n","x":1}}"#,
            r#"{"address":{"name":"n","x":1},"carrier":"POST"}"#,
        ] {
            let shipment: Shipment = serde_json::from_str(text).unwrap();
            assert!(matches!(shipment.address, ShipmentAddress::Street(_)), "{text}");
            assert_eq!(written(&shipment), serde_json::from_str::<Value>(text).unwrap());
        }
        let other: Shipment = decode(&json!({ "carrier": "DRONE", "address": { "name": "n" } }));
        assert!(matches!(other.address, ShipmentAddress::Unknown(_)));
        assert!(other.validate().is_err());
    }

    #[test]
    fn conditions_choose_and_leave_the_rest_to_the_value() {
        for (tag, street) in [("sent", true), ("lost", true), ("stored", false)] {
            let event: Event = decode(&json!({ "type": tag, "data": { "name": "n" } }));
            assert_eq!(matches!(event.data, Some(EventData::Street(_))), street, "{tag}");
            assert_eq!(matches!(event.data, Some(EventData::Locker(_))), !street, "{tag}");
        }
        let other = json!({ "type": "other", "data": { "anything": [1] } });
        let event: Event = decode(&other);
        assert!(matches!(event.data, Some(EventData::Unknown(_))));
        assert!(event.validate().is_ok());
        assert_eq!(written(&event), other);
    }

    #[test]
    fn a_contradiction_is_an_error_without_values() {
        let error = serde_json::from_str::<Shipment>(r#"{"carrier":"POST","address":{"secret":"s3cret"}}"#)
            .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("#/address") && text.contains("`name` is missing") && !text.contains("s3cret"),
            "{text}"
        );
        let mut shipment: Shipment = decode(&json!({ "carrier": "POST", "address": { "name": "n" } }));
        shipment.carrier = "BOX".to_owned();
        assert!(serde_json::to_string(&shipment).is_err());
        shipment = Shipment::new(Street::new("n"));
        assert_eq!(shipment.carrier, "POST");
    }
}
