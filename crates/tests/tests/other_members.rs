//! Members that are not declared by name: patterns, types, and what is open.

use bindery_runtime::Validate;
use bindery_tests::other_members::types::{Agreeing, Differing, Extensions, Named, Open, Tagged, Typed};
use serde::{Serialize, de::DeserializeOwned};

fn read<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let decoded: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(serde_json::to_string(&decoded).unwrap(), text);
    decoded
}

fn valid<T: DeserializeOwned + Serialize + Validate>(text: &str) -> T {
    let decoded = read::<T>(text);
    decoded
        .validate()
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    decoded
}

fn place_of_fault<T: DeserializeOwned + Serialize + Validate>(text: &str) -> String {
    let violations = read::<T>(text).validate().expect_err(text);
    violations.iter().next().unwrap().pointer().to_owned()
}

#[test]
fn members_of_one_pattern_are_typed() {
    let extensions: Extensions = valid(r#"{"x-a":"b"}"#);
    assert_eq!(extensions.0["x-a"], "b");
    assert_eq!(place_of_fault::<Extensions>(r#"{"a":"b"}"#), "#/a");
    let tagged: Tagged = valid(r#"{"id":"i","x-a":1}"#);
    assert_eq!(tagged.additional_members["x-a"], 1);
    assert_eq!(place_of_fault::<Tagged>(r#"{"a":1}"#), "#/a");
    assert!(serde_json::from_str::<Tagged>(r#"{"x-a":"b"}"#).is_err());
    assert_eq!(valid::<Typed>(r#"{"id":"i","n":2}"#).additional_members["n"], 2);
}

#[test]
fn members_of_several_patterns_are_kept_and_checked() {
    assert_eq!(
        valid::<Agreeing>(r#"{"x-a":1,"y-a":2}"#).additional_members.len(),
        2
    );
    valid::<Differing>(r#"{"x-a":"b","y-a":2}"#);
    assert_eq!(place_of_fault::<Differing>(r#"{"y-a":"b"}"#), "#/y-a");
    valid::<Open>(r#"{"id":"i","x-a":1,"other":[true]}"#);
    assert_eq!(place_of_fault::<Open>(r#"{"x-a":"b"}"#), "#/x-a");
}

#[test]
fn names_are_checked() {
    valid::<Named>(r#"{"a":1}"#);
    assert!(read::<Named>(r#"{"c":1}"#).validate().is_err());
}
