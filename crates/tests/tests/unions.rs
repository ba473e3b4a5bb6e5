//! How a variant is chosen: by siblings, by a discriminator, by type, by values, by members.

use bindery_runtime::{Nullable, Validate as _};
use bindery_tests::{ambiguous_union, discriminator, large_variant, recursion, select_by, union};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn decode<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

fn written(value: &impl Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

mod siblings {
    use super::*;
    use select_by::types::{Delivery, DeliveryTarget, Desk, Locker, Target};

    #[test]
    fn one_tag_steers_two_members() {
        let delivery = json!({ "carrier": "POST", "target": { "street": "A" }, "fallback": { "street": "B", "new": [1] } });
        let decoded: Delivery = decode(delivery.clone());
        assert!(matches!(
            (&decoded.target, &decoded.fallback),
            (Target::Address(_), Some(Target::Address(_)))
        ));
        assert_eq!(written(&decoded), delivery);
    }

    #[test]
    fn an_absent_tag_counts_as_its_default_and_stays_absent() {
        let delivery = json!({ "target": { "code": "c" }, "carrier": "BOX" });
        let decoded: Delivery = decode(delivery.clone());
        assert!(matches!(decoded.target, Target::Locker(_)));
        assert_eq!(decoded.express, None);
        assert_eq!(written(&decoded), delivery);
    }

    #[test]
    fn an_open_variant_may_have_the_members_of_another() {
        for order in [["carrier", "express", "target"], ["target", "carrier", "express"]] {
            let members =
                json!({ "carrier": "BOX", "express": false, "target": { "code": "c", "floor": 3 } });
            let text: Vec<_> = order
                .iter()
                .map(|name| format!("{}:{}", json!(name), members[*name]))
                .collect();
            let decoded: Delivery = serde_json::from_str(&format!("{{{}}}", text.join(","))).unwrap();
            assert!(matches!(decoded.target, Target::Locker(_)), "{decoded:?}");
            assert_eq!(written(&decoded), members);
        }
        // Where nothing but the value decides, what it has decides.
        assert!(matches!(
            decode(json!({ "code": "c", "floor": 3 })),
            Target::Desk(_)
        ));
        assert!(matches!(decode(json!({ "code": "c" })), Target::Locker(_)));
    }

    #[test]
    fn values_that_no_case_names_are_kept() {
        let delivery = json!({ "carrier": "DESK", "express": false, "target": { "drone": 7 } });
        let decoded: Delivery = decode(delivery.clone());
        assert!(matches!(decoded.target, Target::Unknown(_)));
        assert_eq!(written(&decoded), delivery);
        assert!(decoded.validate().is_err());
    }

    #[test]
    fn a_tag_of_another_type_is_refused_without_its_value() {
        let error =
            serde_json::from_str::<Delivery>(r#"{"carrier":5512,"target":{"street":"A"}}"#).unwrap_err();
        assert!(
            error.to_string().contains("#/carrier") && !error.to_string().contains("5512"),
            "{error}"
        );
    }

    #[test]
    fn several_cases_for_a_variant_want_the_tags_from_the_caller() {
        let desk = Desk::new("c", 1);
        assert!(DeliveryTarget::new("BOX", Some(true), desk.clone()).is_ok());
        assert!(DeliveryTarget::new("DESK", Some(true), desk.clone()).is_ok());
        assert!(DeliveryTarget::new("DESK", None, desk).is_err());
        let locker = DeliveryTarget::new("BOX", None, Locker::new("c")).unwrap();
        assert_eq!(written(&Delivery::new(locker))["carrier"], json!("BOX"));
    }
}

mod discriminators {
    use super::*;
    use discriminator::types::Pet;

    #[test]
    fn explicit_and_implicit_names_decide_between_twins() {
        assert!(matches!(
            decode(json!({ "petType": "kitty", "lives": 9 })),
            Pet::Cat(_)
        ));
        assert!(matches!(
            decode(json!({ "lives": 1, "petType": "Dog" })),
            Pet::Dog(_)
        ));
        let unknown: Pet = decode(json!({ "petType": "axolotl" }));
        assert!(matches!(unknown, Pet::Unknown(_)));
        assert_eq!(written(&unknown), json!({ "petType": "axolotl" }));
    }
}

mod structure {
    use super::*;
    use union::types::{Basket, Identifier, MaybeCard, Payment};

    #[test]
    fn the_json_type_decides() {
        assert!(matches!(decode(json!("a")), Identifier::String(_)));
        assert!(matches!(decode(json!(1)), Identifier::Integer(1)));
        assert!(matches!(
            serde_json::from_str("1.0").unwrap(),
            Identifier::Integer(1)
        ));
        assert!(matches!(decode(json!(["a"])), Identifier::List(_)));
        assert!(matches!(
            decode(json!({ "number": "4", "kind": "card" })),
            Identifier::Card(_)
        ));
        assert!(matches!(decode(json!(true)), Identifier::Unknown(_)));
    }

    #[test]
    fn required_values_decide_in_lists_and_maps_and_one_unknown_spares_the_others() {
        let basket = json!({
            "payments": [{ "kind": "card", "number": "4" }, { "kind": "cash" }, { "iban": "DE", "kind": "transfer" }],
            "byName": { "first": { "kind": "transfer", "iban": "FR" } }
        });
        let decoded: Basket = decode(basket.clone());
        assert!(matches!(
            decoded.payments[..],
            [Payment::Card(_), Payment::Unknown(_), Payment::Transfer(_)]
        ));
        assert_eq!(written(&decoded), basket);
    }

    #[test]
    fn null_is_a_variant() {
        assert_eq!(decode::<MaybeCard>(json!(null)), Nullable::Null);
        assert!(matches!(
            decode(json!({ "number": "4", "kind": "card" })),
            MaybeCard::Value(_)
        ));
    }
}

#[test]
fn a_union_may_hold_itself() {
    let expression = json!({ "not": { "not": 1.5 } });
    let decoded: recursion::types::Expression = decode(expression.clone());
    assert_eq!(written(&decoded), expression);
}

#[test]
fn what_nothing_tells_apart_is_tried_with_its_constraints() {
    use ambiguous_union::types::Shape;
    assert!(matches!(decode(json!({ "radius": 2 })), Shape::Circle(_)));
    assert!(matches!(decode(json!({ "radius": -2 })), Shape::Ball(_)));
    let neither: Shape = decode(json!({ "radius": -0.5 }));
    assert!(matches!(neither, Shape::Unknown(_)));
    assert_eq!(written(&neither), json!({ "radius": -0.5 }));
}

#[test]
fn a_large_variant_is_boxed_and_reads_the_same() {
    use large_variant::types::{Answer, Report};
    let Answer::Report(report) = decode(json!({ "title": "t", "note": "n" })) else {
        panic!()
    };
    assert_eq!(report.note.as_deref(), Some("n"));
    assert_eq!(written(&Answer::from(Report::new("t"))), json!({ "title": "t" }));
    assert!(size_of::<Answer>() < 100);
}
