//! Values of enums and constants: odd ones, large ones, and those that the document names.

use bindery_runtime::{Nullable, Validate};
use bindery_tests::enum_values::types::{
    Both, Code, CodeValue, Constants, Large, Mixed, MixedValue, Plain, Priority, Quoted, Ratio, Speed, Tree,
};
use serde::{Serialize, de::DeserializeOwned};

fn valid<T: DeserializeOwned + Serialize + Validate>(text: &str) -> T {
    let decoded: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(serde_json::to_string(&decoded).unwrap(), text);
    decoded
        .validate()
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    decoded
}

fn kept<T: DeserializeOwned + Serialize + Validate>(text: &str) {
    let decoded: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(serde_json::to_string(&decoded).unwrap(), text);
    assert!(decoded.validate().is_err(), "{text} is valid");
}

#[test]
fn values_are_called_as_the_document_says() {
    assert_eq!(valid::<Speed>("1"), Speed::Walk);
    assert_eq!(valid::<Code>(r#""b1""#), Nullable::Value(CodeValue::BetaOne));
    assert_eq!(valid::<Code>(r#""a1""#), Nullable::Value(CodeValue::A1));
    assert_eq!(valid::<Code>("null"), Nullable::Null);
    assert_eq!(valid::<Priority>("1"), Priority::High);
    kept::<Priority>("3");
}

#[test]
fn numbers_keep_their_value() {
    assert_eq!(serde_json::from_str::<Ratio>("1").unwrap(), Ratio::One);
    assert_eq!(valid::<Ratio>("1.5"), Ratio::OnePoint5);
    assert_eq!(serde_json::from_str::<Ratio>("1.50").unwrap(), Ratio::OnePoint5);
    kept::<Ratio>("2.5");
    assert_eq!(valid::<Large>("9007199254740993"), Large::N9007199254740993);
    kept::<Large>("9007199254740992");
    assert_eq!(
        valid::<Large>("18446744073709551615"),
        Large::N18446744073709551615
    );
}

#[test]
fn values_of_several_types_are_one_enum() {
    assert_eq!(valid::<Mixed>(r#""auto""#), Nullable::Value(MixedValue::Auto));
    assert_eq!(valid::<Mixed>("1.5"), Nullable::Value(MixedValue::OnePoint5));
    assert_eq!(valid::<Mixed>("true"), Nullable::Value(MixedValue::True));
    valid::<Mixed>("null");
    kept::<Mixed>(r#""1""#);
}

#[test]
fn quotes_do_not_change_what_the_type_says() {
    assert_eq!(valid::<Quoted>("2"), Quoted::Two);
    kept::<Quoted>(r#""2""#);
    assert_eq!(valid::<Plain>(r#""1""#), Plain::One);
    kept::<Plain>(r#""2""#);
}

#[test]
fn constants_are_of_every_type() {
    valid::<Constants>(
        r#"{"text":"fixed","number":3,"truth":true,"nothing":null,"list":[1,"a"],"object":{"a":1}}"#,
    );
    for wrong in [
        r#"{"text":"other"}"#,
        r#"{"number":4}"#,
        r#"{"truth":false}"#,
        r#"{"list":[1]}"#,
        r#"{"object":{"a":2}}"#,
    ] {
        kept::<Constants>(wrong);
    }
    assert!(serde_json::from_str::<Constants>(r#"{"nothing":1}"#).is_err());
}

#[test]
fn parts_allow_what_is_in_all_of_them() {
    assert_eq!(valid::<Both>(r#""c""#), Both::C);
    kept::<Both>(r#""a""#);
}

#[test]
fn a_tree_that_holds_itself_by_all_of_is_two_types() {
    let tree: Tree = valid(r#"{"branches":[{"label":"a","branches":[{"label":"b"}]}]}"#);
    let branch = &tree.branches.unwrap()[0];
    assert_eq!(branch.branches.as_ref().unwrap()[0].label.as_deref(), Some("b"));
}
