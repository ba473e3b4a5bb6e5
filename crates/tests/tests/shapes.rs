//! Objects, enums, maps, formats and constraints: what is kept, what is refused, what is reported.

use bindery_runtime::{Nullable, Validate as _};
use bindery_tests::{all_of, constraints, formats, maps, names, presence, string_enum, value_enum};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let decoded: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(serde_json::to_string(&decoded).unwrap(), text);
    decoded
}

fn refused<T: DeserializeOwned>(value: Value) -> String {
    serde_json::from_str::<T>(&value.to_string())
        .err()
        .unwrap_or_else(|| panic!("{value} was accepted"))
        .to_string()
}

#[test]
fn absent_and_null_are_four_states() {
    use presence::types::Profile;
    let all: Profile = round_trip(r#"{"name":"n","nickname":null,"employer":null,"tags":["a",null]}"#);
    assert_eq!(
        (all.nickname, all.age, all.employer),
        (Nullable::Null, None, Some(Nullable::Null))
    );
    let few: Profile = round_trip(r#"{"name":"n","nickname":"k"}"#);
    assert_eq!((few.nickname, few.employer), (Nullable::Value("k".into()), None));
    assert!(refused::<Profile>(json!({ "name": null, "nickname": null })).contains("#/name"));
    assert!(refused::<Profile>(json!({ "name": "n", "nickname": null, "age": null })).contains("#/age"));
    assert!(refused::<Profile>(json!({ "name": "n" })).contains("nickname"));
    assert!(
        refused::<Profile>(json!({ "name": "n", "nickname": null, "age": 2147483648_i64 })).contains("#/age")
    );
    let whole: Profile = serde_json::from_str(r#"{"name":"n","nickname":null,"age":30.0}"#).unwrap();
    assert_eq!(whole.age, Some(30));
}

#[test]
fn enums_keep_what_is_newer() {
    use string_enum::types::{Reaction, Ticket};
    for text in [
        r#""+1""#,
        r#""-1""#,
        r#""heart""#,
        r#""HEART""#,
        r#""*""#,
        r#""""#,
        r#""3d""#,
        r#""Unknown""#,
    ] {
        round_trip::<Reaction>(text).validate().unwrap();
    }
    assert!(round_trip::<Reaction>(r#""rocket""#).validate().is_err());
    let ticket: Ticket = round_trip(r#"{"state":"in-progress","priority":null}"#);
    assert_eq!(ticket.priority, Some(Nullable::Null));

    use value_enum::types::{Level, Setting};
    assert!(matches!(round_trip("10"), Level::Ten));
    assert!(matches!(serde_json::from_str("10.0").unwrap(), Level::Ten));
    assert!(round_trip::<Level>("11").validate().is_err());
    assert!(matches!(round_trip("true"), Setting::True));
    assert!(matches!(round_trip(r#""auto""#), Setting::Auto));
    assert!(round_trip::<Setting>("[1]").validate().is_err());
}

#[test]
fn maps_are_open_typed_or_closed() {
    use maps::types::{Anything, Closed, Free, Labels, Limits};
    let labels: Labels = round_trip(r#"{"a":"x","b":"too long"}"#);
    assert_eq!(
        labels.validate().unwrap_err().iter().next().unwrap().pointer(),
        "#/b"
    );
    assert!(serde_json::from_str::<Labels>(r#"{"a":"x","a":"y"}"#).is_err());
    let limits: Limits = round_trip(r#"{"total":3,"cpu":1,"memory":2}"#);
    assert_eq!(limits.total, 3);
    assert!(refused::<Limits>(json!({ "total": 3, "cpu": "1" })).contains("#/cpu"));
    assert!(refused::<Closed>(json!({ "other": "x" })).contains("other"));
    round_trip::<Anything>(r#"{"a":[1.10,12345678901234567890123,null]}"#);
    round_trip::<Free>(r#"{"b":1,"c":{"d":1e400}}"#);
}

#[test]
fn formats_keep_digits_and_text() {
    use formats::types::Event;
    let text = r#"{"id":"d2e3f4a5-b6c7-8901-2345-012345678901","at":"2024-09-29T10:00:00.120+02:00","day":"2024-02-29","page":"HTTPS://Example.com/a%7Eb","address":"10.0.0.1","digest":"aGk=","small":1,"large":9007199254740993,"huge":99999999999999999999,"ratio":0.1,"amount":"1.10","other":"x"}"#;
    round_trip::<Event>(text).validate().unwrap();
    for (member, wrong) in [
        ("id", "x"),
        ("at", "2024-13-01T00:00:00Z"),
        ("day", "2024-02-30"),
        ("digest", "?"),
    ] {
        let mut event: Value = serde_json::from_str(text).unwrap();
        event[member] = wrong.into();
        let decoded = serde_json::from_str::<Event>(&event.to_string());
        assert!(
            decoded.is_err() || decoded.unwrap().validate().is_err(),
            "{member}"
        );
    }
}

#[test]
fn all_violations_are_reported_with_their_places() {
    use constraints::types::{Code, Order};
    let right = r#"{"code":"ABC-1","lines":["a"],"price":0.29,"count":10}"#;
    round_trip::<Order>(right).validate().unwrap();
    let wrong = r#"{"code":"abc","lines":["a","a","b"],"price":0.005,"count":11}"#;
    let violations = serde_json::from_str::<Order>(wrong)
        .unwrap()
        .validate()
        .unwrap_err();
    let mut places: Vec<_> = violations
        .iter()
        .map(|violation| violation.pointer().to_owned())
        .collect();
    places.dedup();
    assert_eq!(
        places,
        ["#/code", "#/lines", "#/price", "#/count"],
        "{violations}"
    );
    assert!(!violations.to_string().contains("abc"));
    assert!(
        serde_json::from_str::<Code>(r#""é""#)
            .unwrap()
            .validate()
            .is_err(),
        "lengths are code points"
    );
    serde_json::from_str::<Code>(r#""éé""#)
        .unwrap()
        .validate()
        .unwrap();
}

#[test]
fn all_of_is_one_object() {
    let customer: all_of::types::Customer = round_trip(r#"{"id":"1","name":""}"#);
    assert_eq!(customer.id, "1");
    assert!(customer.validate().is_err());
}

#[test]
fn odd_names_reach_the_wire_as_they_are() {
    use names::types::StringSchema;
    let text = r#"{"self":"a","type":"b","petId":"c","pet_id":1,"@id":"d","$ref-like":"e","3d":true,"unknown_members":"f"}"#;
    round_trip::<StringSchema>(text);
}
