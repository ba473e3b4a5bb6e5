//! Siblings that may be `null` choose by it, and an absent one is not a `null` one.

use bindery_tests::select_by_null::types::{Details, Payout, Review, Route};
use serde_json::{Value, json};

fn read(payout: &Value) -> Payout {
    let read: Payout =
        serde_json::from_str(&payout.to_string()).unwrap_or_else(|error| panic!("{payout}: {error}"));
    let written: Value = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(&written, payout);
    read
}

#[test]
fn a_null_boolean_is_a_value_of_its_own() {
    let details = |payout: Value| read(&payout).details;
    let note = json!({ "note": "n" });
    assert!(matches!(
        details(json!({ "instant": true, "details": note })),
        Details::Express(_)
    ));
    assert!(matches!(
        details(json!({ "instant": false, "details": note })),
        Details::Standard(_)
    ));
    assert!(matches!(
        details(json!({ "instant": null, "details": note })),
        Details::Undecided(_)
    ));
    assert!(matches!(
        details(json!({ "details": note, "instant": null })),
        Details::Undecided(_)
    ));
    assert!(matches!(
        details(json!({ "details": note })),
        Details::Standard(_)
    ));
}

#[test]
fn a_null_enum_value_chooses_and_an_absent_one_does_not() {
    let route = |mut payout: Value| {
        payout["details"] = json!({});
        payout["route"] = json!({ "account": "a" });
        read(&payout).route.unwrap()
    };
    assert!(matches!(route(json!({ "scheme": "SEPA" })), Route::Iban(_)));
    assert!(matches!(
        route(json!({ "scheme": "SWIFT" })),
        Route::AnyAccount(_)
    ));
    assert!(matches!(route(json!({ "scheme": null })), Route::AnyAccount(_)));
    assert!(matches!(route(json!({})), Route::Unknown(_)));
    assert!(matches!(route(json!({ "scheme": "NEW" })), Route::Unknown(_)));
}

#[test]
fn a_null_integer_chooses_and_an_absent_one_does_not() {
    let review = |mut payout: Value| {
        payout["details"] = json!({});
        payout["review"] = json!({ "by": "b" });
        read(&payout).review.unwrap()
    };
    assert!(matches!(review(json!({ "level": 2 })), Review::Manual(_)));
    assert!(matches!(review(json!({ "level": 1 })), Review::Automatic(_)));
    assert!(matches!(review(json!({ "level": null })), Review::Automatic(_)));
    assert!(matches!(review(json!({})), Review::Unknown(_)));
}
