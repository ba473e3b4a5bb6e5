//! What users chose in a `bindery.toml` is what the types do.

use bindery_runtime::{IndexMap, Validate as _};
use bindery_tests::{
    derives, dropped_members, existing, existing_types, named_secrets, ordered_maps, renames,
};

fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
    let value: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    serde_json::to_string(&value).unwrap()
}

#[test]
fn undeclared_members_are_dropped() {
    use dropped_members::types::{Closed, Labelled, Point, Shape};
    let text = r#"{"x":1,"extra":{"deep":[1,2]},"y":2}"#;
    assert_eq!(round_trip::<Point>(text), r#"{"x":1,"y":2}"#);
    assert_eq!(round_trip::<Shape>(text), r#"{"x":1,"y":2}"#);
    assert_eq!(
        round_trip::<Labelled>(r#"{"x":1,"extra":"kept"}"#),
        r#"{"x":1,"extra":"kept"}"#
    );
    assert!(serde_json::from_str::<Closed>(r#"{"extra":1}"#).is_err());
    let broken = serde_json::from_str::<Point>(r#"{"x":1,"extra":[}"#);
    assert!(broken.is_err());
}

#[test]
fn maps_keep_their_order() {
    use ordered_maps::types::{Limits, Named};
    let text = r#"{"name":"n","limits":{"z":1,"a":2},"second":["x"],"first":[]}"#;
    assert_eq!(round_trip::<Named>(text), text);
    let limits: Limits = IndexMap::from([("z".to_owned(), 1)]);
    let named = Named::new("n", limits);
    assert_eq!(named.limits.get_index(0), Some((&"z".to_owned(), &1)));
    named.validate().unwrap();
}

#[test]
fn members_are_secret_by_their_names() {
    use named_secrets::types::Session;
    let text = r#"{"id":"i","clientSecret":"hunter2","nested":{"clientSecret":"hunter3"}}"#;
    let session: Session = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&session).unwrap(), text);
    assert_eq!(session.client_secret.expose(), "hunter2");
    assert!(!format!("{session:?}").contains("hunter"), "{session:?}");
    // What the schema says of it is still checked.
    let short: Session = serde_json::from_str(r#"{"id":"i","clientSecret":"abc"}"#).unwrap();
    let violations = short.validate().unwrap_err().to_string();
    assert!(
        violations.contains("clientSecret") && !violations.contains("abc"),
        "{violations}"
    );
}

#[test]
fn traits_are_derived_where_the_parts_allow_it() {
    use derives::types::{Either, Key, Level, Open};
    use std::collections::{BTreeSet, HashSet};
    fn hash_and_eq<T: std::hash::Hash + Eq>() {}
    hash_and_eq::<Either>();
    let key: Key = serde_json::from_str(r#"{"id":1,"tags":[]}"#).unwrap();
    assert!(BTreeSet::from([key.clone()]).contains(&key));
    assert!(Level::Low < Level::High);
    let open = |text: &str| serde_json::from_str::<Open>(text).unwrap();
    let set = HashSet::from([open(r#"{"a":1,"b":2,"secret":"s"}"#)]);
    assert!(set.contains(&open(r#"{"b":2.0,"secret":"s","a":1}"#)));
}

#[test]
fn chosen_names_are_given() {
    use renames::types::{Beast, Choice, Creature, Dog, Keeper, Numbered, Progress};
    let text = r#"{"petId":1,"nick":"n","state":"IN_PROGRESS","owner":{"name":"o"}}"#;
    let pet: Creature = serde_json::from_str(text).unwrap();
    assert_eq!((pet.id, pet.nickname.as_deref()), (1, Some("n")));
    assert_eq!(pet.state, Progress::Running);
    assert_eq!(pet.keeper, Some(Keeper::default().with_name("o")));
    assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    let dog: Dog = serde_json::from_str(text).unwrap();
    assert_eq!(dog.id, 1);
    assert_eq!(serde_json::from_str::<Numbered>("1").unwrap(), Numbered::FirstOne);
    assert!(matches!(Choice::from(Beast::default()), Choice::Wild(_)));
    assert!(matches!(serde_json::from_str("\"x\"").unwrap(), Choice::Text(_)));
}

#[test]
fn existing_types_stand_for_schemas() {
    use existing_types::types::{Cents, Money, Order, OrderEither};
    let text = r#"{"total":{"amount":5},"price":"1.50","parts":[{"amount":0}],"labels":{"a":"b"},"either":{"amount":1}}"#;
    let order: Order = serde_json::from_str(text).unwrap();
    assert!(order.total.is_some());
    assert_eq!(serde_json::to_string(&order).unwrap(), text);
    assert!(matches!(&order.either, Some(OrderEither::Money(money)) if money.amount == 1));
    order.validate().unwrap();
    // The schema is checked over what the type writes.
    let large = Money::from(existing::Money { amount: 101 });
    assert!(large.validate().unwrap_err().to_string().contains("#/amount"));
    let order = Order::new(large, bindery_runtime::Existing(existing::Cents("1".into())));
    assert!(
        order
            .validate()
            .unwrap_err()
            .to_string()
            .contains("#/total/amount")
    );
    let cents: Cents = existing::Cents("2".into()).into();
    assert_eq!(cents.0.0.0, "2");
}

#[test]
fn errors_of_existing_types_do_not_show_values() {
    use existing_types::types::Order;
    let error = serde_json::from_str::<Order>(r#"{"total":{"amount":"hunter2"},"price":null}"#).unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("#/total: is not a ") && !error.contains("hunter2"),
        "{error}"
    );
}

#[test]
fn the_default_of_an_ordered_map_keeps_its_order() {
    let named = ordered_maps::types::Named::new("n", ordered_maps::types::Limits::default());
    assert_eq!(named.weights_or_default().keys().collect::<Vec<_>>(), ["z", "a"]);
}
