//! `$dynamicRef`: what it means depends on the schemas that led to it, and validation knows them.

use bindery_runtime::{Json, Validate, json};
use bindery_tests::dynamic_references::types::{Names, NumberPage, Page, Pages, PetPage, StrictTree, Tree};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is wrong with a text; what is read of it is written as it came.
fn verdict<T: DeserializeOwned + Serialize + Validate>(text: &str) -> String {
    let value: T = serde_json::from_str(text).unwrap();
    let (written, came): (Json, Json) = (
        serde_json::to_string(&value).unwrap().parse().unwrap(),
        text.parse().unwrap(),
    );
    assert_eq!(written, came);
    value
        .validate()
        .err()
        .map_or_else(String::new, |found| found.to_string())
}

#[test]
fn a_page_holds_what_the_schema_that_extends_it_says() {
    let (pets, numbers) = (r#"{"items":[{"name":"Rex"}]}"#, r#"{"items":[1.5],"next":"b"}"#);
    for any in [pets, numbers, r#"{"items":[null]}"#] {
        assert_eq!(verdict::<Page>(any), "");
    }
    assert_eq!(verdict::<PetPage>(pets), "");
    assert_eq!(
        verdict::<PetPage>(numbers),
        "#/items/0: expected an object, found a number"
    );
    assert_eq!(
        verdict::<PetPage>(r#"{"items":[{}]}"#),
        "#/items/0/name: is missing"
    );
    assert_eq!(verdict::<NumberPage>(numbers), "");
    assert_eq!(
        verdict::<NumberPage>(r#"{"items":[1,-1]}"#),
        "#/items/1: is less than 0"
    );
}

#[test]
fn the_same_page_means_two_things_in_one_value() {
    let both =
        |pets: &str, any: &str| format!(r#"{{"pets":{{"items":[{pets}]}},"any":{{"items":[{any}]}}}}"#);
    assert_eq!(verdict::<Pages>(&both(r#"{"name":"Rex"}"#, "1")), "");
    assert_eq!(
        verdict::<Pages>(&both("1", r#"{"name":"Rex"}"#)),
        "#/pets/items/0: expected an object, found a number"
    );
}

#[test]
fn a_tree_is_refined_at_every_level() {
    let misspelt = r#"{"children":[{"children":[{"daat":"x"}]}]}"#;
    assert_eq!(verdict::<Tree>(misspelt), "");
    assert_eq!(
        verdict::<StrictTree>(misspelt),
        "#/children/0/children/0/daat: is not declared"
    );
    assert_eq!(verdict::<StrictTree>(r#"{"children":[{"data":"x"}]}"#), "");
}

#[test]
fn what_can_mean_but_one_schema_has_its_type() {
    let names: Names = json::from_str(r#"["Rex"]"#).unwrap();
    assert_eq!(names, ["Rex".to_owned()]);
}
