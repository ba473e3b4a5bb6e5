//! A union within a union that siblings choose as a whole: its own members choose within it.

use bindery_tests::select_by_nested::types::{Inner, Notice, Outer};
use serde_json::{Value, json};

fn read(notice: &Value) -> Outer {
    let read: Notice =
        serde_json::from_str(&notice.to_string()).unwrap_or_else(|error| panic!("{notice}: {error}"));
    let written: Value = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(&written, notice);
    read.body
}

#[test]
fn a_nested_union_is_a_variant() {
    let inner = |body: Value| read(&json!({ "kind": "I", "body": body }));
    assert!(matches!(
        inner(json!({ "amount": 1 })),
        Outer::Inner(Inner::Bill(_))
    ));
    assert!(matches!(
        inner(json!({ "code": "c" })),
        Outer::Inner(Inner::Coupon(_))
    ));
    assert!(matches!(
        read(&json!({ "kind": "A", "body": { "text": "t" } })),
        Outer::Alert(_)
    ));
}

#[test]
fn without_siblings_the_members_choose_the_nested_union() {
    let read: Outer = serde_json::from_str(r#"{"code":"c"}"#).unwrap();
    assert!(matches!(read, Outer::Inner(Inner::Coupon(_))));
}
