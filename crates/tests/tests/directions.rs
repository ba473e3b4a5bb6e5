//! `readOnly` and `writeOnly`: one type where that will do, a shape for each direction where it will not.

use bindery_runtime::Validate as _;
use bindery_tests::directions::types::{
    Account, AccountRequest, AccountResponse, Address, Contact, ContactRequest, Import, MailRequest, Note,
    Report,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: DeserializeOwned + Serialize>(value: &Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
    assert_eq!(serde_json::to_value(&decoded).unwrap(), *value);
    decoded
}

fn full() -> Value {
    json!({
        "id": "1", "created": "2024-01-01T00:00:00Z", "name": "n", "password": "secret", "address": { "city": "c" },
        "contacts": [{ "verified": true, "mail": "m" }]
    })
}

fn without(mut value: Value, name: &str) -> Value {
    value.as_object_mut().unwrap().remove(name);
    value
}

#[test]
fn each_direction_requires_what_is_its_own() {
    round_trip::<Account>(&full()).validate().unwrap();
    for name in ["id", "password"] {
        assert!(serde_json::from_value::<Account>(without(full(), name)).is_err());
    }
    let request = without(without(full(), "id"), "created");
    round_trip::<AccountRequest>(&request).validate().unwrap();
    assert!(serde_json::from_value::<AccountRequest>(without(request, "password")).is_err());
    let response = without(full(), "password");
    round_trip::<AccountResponse>(&response).validate().unwrap();
    assert!(serde_json::from_value::<AccountResponse>(without(response, "id")).is_err());
}

#[test]
fn what_is_built_for_a_direction_is_valid_there() {
    let made = AccountRequest::new("n", "secret", Address::new("c"))
        .with_parent(AccountRequest::new("p", "secret", Address::new("d")))
        .with_contacts(vec![ContactRequest::from(MailRequest::new("m"))]);
    made.validate().unwrap();
    let wrong = AccountRequest::new("too long", "se", Address::new("c"));
    let violations = wrong.validate().unwrap_err();
    let places: Vec<&str> = violations.iter().map(|violation| violation.pointer()).collect();
    assert_eq!(places, ["#/name", "#/password"]);
    AccountResponse::new("1", "n", Address::new("c"))
        .validate()
        .unwrap();
}

#[test]
fn what_is_echoed_is_kept_and_still_checked() {
    let echoed = round_trip::<AccountRequest>(&full());
    assert!(echoed.unknown_members.get("id").is_some());
    echoed.validate().unwrap();
    let mut wrong = full();
    wrong["id"] = 1.into();
    let violations = round_trip::<AccountRequest>(&wrong).validate().unwrap_err();
    assert_eq!(violations.iter().next().unwrap().pointer(), "#/id");
    let mail = json!({ "verified": true, "mail": "m" });
    assert_eq!(round_trip::<MailRequest>(&mail).verified, Some(true));
}

#[test]
fn a_variant_is_not_ruled_out_by_the_other_direction() {
    let mail = round_trip::<ContactRequest>(&json!({ "mail": "m" }));
    assert!(matches!(mail, ContactRequest::Mail(_)));
    assert!(matches!(
        round_trip::<ContactRequest>(&json!({ "number": "1" })),
        ContactRequest::Phone(_)
    ));
    assert!(matches!(
        round_trip::<Contact>(&json!({ "verified": true, "mail": "m" })),
        Contact::Mail(_)
    ));
}

#[test]
fn one_direction_is_one_type() {
    let import = Import::new([(
        "a".to_owned(),
        AccountRequest::new("n", "secret", Address::new("c")),
    )]);
    import.validate().unwrap();
    let wrong = Import::new([("a".to_owned(), AccountRequest::new("n", "s", Address::new("c")))]);
    assert_eq!(
        wrong.validate().unwrap_err().iter().next().unwrap().pointer(),
        "#/accounts/a/password"
    );
    Report::new(3)
        .with_note(Note::new().with_at("now"))
        .with_account(AccountResponse::new("1", "n", Address::new("c")))
        .validate()
        .unwrap();
}
