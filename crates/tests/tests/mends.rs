//! Small faults of a document cost a warning, and what was meant holds.

use bindery_runtime::{Nullable, Validate};
use bindery_tests::mends::types::Pet;

#[test]
fn a_property_that_says_that_it_is_required_is() {
    let pet: Pet = serde_json::from_str(r#"{"name":"Rex","kind":null,"any":[1]}"#).unwrap();
    assert_eq!(pet.kind, Nullable::Null);
    assert!(pet.validate().is_ok());
    assert!(serde_json::from_str::<Pet>(r#"{"name":"Rex"}"#).is_err());
}

#[test]
fn a_list_of_schemas_in_items_is_a_tuple() {
    let pet: Pet = serde_json::from_str(r#"{"name":"Rex","kind":"dog","pair":["a",1]}"#).unwrap();
    assert_eq!(pet.pair, Some(("a".to_owned(), 1)));
}

#[test]
fn an_empty_type_beside_others_says_nothing() {
    for text in [
        r#"{"name":"Rex","kind":"dog","size":3}"#,
        r#"{"name":"Rex","kind":"dog","size":"XL"}"#,
    ] {
        let pet: Pet = serde_json::from_str(text).unwrap();
        assert!(pet.validate().is_ok(), "{text}");
        assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    }
}

#[test]
fn null_as_the_only_text_is_null() {
    let text = r#"{"name":"Rex","kind":"dog","nothing":null}"#;
    let pet: Pet = serde_json::from_str(text).unwrap();
    assert!(pet.validate().is_ok());
    assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    let named: Pet = serde_json::from_str(r#"{"name":"Rex","kind":"dog"}"#).unwrap();
    assert!(named.validate().is_ok());
}
