//! `validate()` says what keywords of JSON Schema 2020-12 demand.

use bindery_runtime::Validate;
use bindery_tests::constraints_2020::types::{Payment, Refund, Tags};
use serde::de::DeserializeOwned;

fn verdict<T: DeserializeOwned + Validate>(text: &str) -> String {
    let value: T = serde_json::from_str(text).unwrap();
    value
        .validate()
        .err()
        .map_or_else(String::new, |found| found.to_string())
}

#[test]
fn what_a_member_brings_with_it() {
    assert_eq!(
        verdict::<Payment>(r#"{"method":"card","card":"4111","until":"12/30"}"#),
        ""
    );
    assert_eq!(verdict::<Payment>(r#"{"method":"transfer","iban":"DE02"}"#), "");
    assert_eq!(
        verdict::<Payment>(r#"{"method":"card","card":"0111"}"#),
        r"#/card: does not match the pattern ^(?!0)\d{4,}$; #/until: is missing, and must be there beside `card`"
    );
    assert_eq!(verdict::<Payment>(r#"{"method":"card"}"#), "#/card: is missing");
    assert_eq!(
        verdict::<Payment>(r#"{"method":"transfer"}"#),
        "#/iban: is missing"
    );
    assert_eq!(
        verdict::<Payment>(r#"{"method":"transfer","iban":"DE02","labels":{"Big":"x"}}"#),
        "#/labels/Big: has a name that it must not have"
    );
}

#[test]
fn what_no_part_declares_is_refused() {
    assert_eq!(verdict::<Refund>(r#"{"value":1.50,"reason":"broken"}"#), "");
    assert_eq!(
        verdict::<Refund>(r#"{"value":1.505}"#),
        "#/value: is not a multiple of 0.01"
    );
    let undeclared = serde_json::from_str::<Refund>(r#"{"value":1,"other":2}"#);
    assert!(
        undeclared
            .unwrap_err()
            .to_string()
            .contains("#/other: is not declared")
    );
    // Whether a branch looks at a member is only known once it is read: it is kept, and refused by `validate()`.
    assert_eq!(
        verdict::<Payment>(r#"{"method":"transfer","iban":"DE02","other":1}"#),
        "#/other: is not declared"
    );
}

#[test]
fn elements_are_counted() {
    assert_eq!(verdict::<Tags>(r#"["a","default"]"#), "");
    assert_eq!(
        verdict::<Tags>(r#"["a"]"#),
        "#: has fewer than 1 item of those that it must contain"
    );
    assert_eq!(
        verdict::<Tags>(r#"["default","default"]"#),
        "#: has more than 1 item of those that it may contain"
    );
}
