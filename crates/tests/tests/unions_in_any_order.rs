//! Which variant is chosen depends neither on the order of the variants in the document nor on the order of the
//! members in the value.

use bindery_runtime::Validate;
use bindery_tests::orders::{first, fourth, second, third};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// The variant, whether it validates, and what is written back.
#[derive(Debug, PartialEq)]
struct Reading {
    variant: String,
    valid: bool,
    written: Value,
}

fn read<T: DeserializeOwned + Serialize + Validate + std::fmt::Debug>(text: &str) -> Option<Reading> {
    let value: T = serde_json::from_str(text).ok()?;
    let debug = format!("{value:?}");
    Some(Reading {
        variant: debug.split('(').next().unwrap_or_default().to_owned(),
        valid: value.validate().is_ok(),
        written: serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap(),
    })
}

/// The value as text, the members of every object in each of their orders (up to 24 of them).
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let members: Vec<(String, Vec<String>)> = members
                .iter()
                .map(|(name, value)| (json!(name).to_string(), texts(value)))
                .collect();
            permutations(members.len())
                .into_iter()
                .take(24)
                .enumerate()
                .map(|(turn, order)| {
                    let member = |place: usize| {
                        let (name, texts) = &members[place];
                        format!("{name}:{}", texts[turn % texts.len()])
                    };
                    let members: Vec<String> = order.into_iter().map(member).collect();
                    format!("{{{}}}", members.join(","))
                })
                .collect()
        }
        Value::Array(items) => {
            let items: Vec<Vec<String>> = items.iter().map(texts).collect();
            let turns = items.iter().map(Vec::len).max().unwrap_or(1);
            (0..turns)
                .map(|turn| {
                    let items: Vec<&str> = items
                        .iter()
                        .map(|texts| texts[turn % texts.len()].as_str())
                        .collect();
                    format!("[{}]", items.join(","))
                })
                .collect()
        }
        other => vec![other.to_string()],
    }
}

fn permutations(length: usize) -> Vec<Vec<usize>> {
    if length == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(length - 1);
    let insert = |at: usize| {
        shorter.iter().map(move |order| {
            let mut longer = order.clone();
            longer.insert(at, length - 1);
            longer
        })
    };
    (0..length).flat_map(insert).collect()
}

/// Every order of the variants and of the members gives the same; that is the variant expected.
macro_rules! same {
    ($union:ident: $($value:tt => $variant:literal,)*) => {
        $({
            let value = json!($value);
            for text in texts(&value) {
                let expected = read::<first::types::$union>(&text);
                let found = expected.as_ref().map_or("an error", |reading| reading.variant.as_str());
                assert_eq!(found, $variant, "{}: {text}", stringify!($union));
                if let Some(reading) = &expected {
                    assert_eq!(reading.written, value, "{}: {text}", stringify!($union));
                }
                for found in [
                    read::<second::types::$union>(&text),
                    read::<third::types::$union>(&text),
                    read::<fourth::types::$union>(&text),
                ] {
                    assert_eq!(found, expected, "{}: {text}", stringify!($union));
                }
            }
        })*
    };
}

#[test]
fn by_type_then_by_members() {
    same! { ByType:
        "a" => "Text", 1 => "Whole", true => "Flag", ["a", "b"] => "Texts", [] => "Texts",
        { "number": "4", "kind": "card", "more": 1 } => "Card", 1.5 => "Unknown", null => "Unknown",
    }
}

#[test]
fn by_values_of_one_member_and_of_several() {
    same! { ByValue:
        { "kind": "card", "number": "4" } => "Card", { "kind": "cash", "amount": 3, "number": "4" } => "Cash",
        { "kind": "voucher", "code": "c" } => "Coupon", { "kind": "cheque", "code": "c" } => "Unknown",
        { "number": "4" } => "Unknown", { "kind": null, "number": "4" } => "Unknown",
    }
    same! { Composite:
        { "x": 1, "y": true, "z": [] } => "One", { "x": 1, "y": false } => "Two", { "x": 2, "y": true } => "Three",
        { "x": 2, "y": false } => "Unknown", { "x": 1 } => "Unknown", { "x": "1", "y": true } => "Unknown",
    }
    same! { Within:
        { "meta": { "type": "created", "at": 1 }, "other": 2 } => "Created",
        { "other": 2, "meta": { "at": 1, "type": "deleted" } } => "Deleted",
        { "meta": { "type": "moved" } } => "Unknown", { "meta": {} } => "Unknown", { "meta": "created" } => "Unknown",
    }
    same! { OptionalTag:
        {} => "Old", { "version": 1 } => "Old", { "version": 2 } => "New", { "version": 3 } => "Unknown",
        { "version": null } => "Unknown", { "other": 1 } => "Old",
    }
}

#[test]
fn by_presence_and_by_the_types_of_members() {
    same! { Presence:
        { "iban": "i", "note": "n" } => "Iban", { "account": "a" } => "Account",
        { "account": "a", "iban": "i" } => "Unknown", { "note": "n" } => "Unknown",
    }
    same! { Closed: { "id": 1 } => "Short", { "id": 1, "more": "m" } => "Long", { "id": 1, "more": "m", "new": 1 } => "Long", }
    same! { MemberType:
        { "value": "v", "z": 1 } => "Named", { "value": 1 } => "Counted", { "value": [] } => "Unknown", {} => "Unknown",
    }
}

#[test]
fn lists_by_their_elements() {
    same! { Lists:
        ["a"] => "Words", [1, 2] => "Numbers", [{ "number": "4", "kind": "card" }] => "Cards",
        [{ "account": "a" }, { "account": "b", "x": 1 }] => "Accounts", [] => "Accounts", [1, "a"] => "Unknown", [null] => "Unknown",
    }
}

#[test]
fn what_nothing_tells_apart_is_tried_and_a_tie_is_kept() {
    same! { Constrained: { "n": 2.5 } => "Positive", { "n": -2.5 } => "Negative", { "n": -0.5 } => "Unknown", }
    same! { Specific: { "id": "i" } => "Small", { "id": "i", "name": "n" } => "Large", { "id": "i", "name": 1 } => "Unknown", }
    same! { Twins: {} => "Unknown", { "x": "x" } => "Unknown", { "x": 1 } => "Unknown", { "x": "x", "y": 1 } => "Left", }
    same! { Helped:
        { "type": "ach", "bank": "b" } => "Ach", { "bank": "b", "type": "google" } => "Wallet", { "bank": "b" } => "Unknown",
        { "type": "paper", "bank": "b" } => "Unknown",
    }
    same! { Overlap:
        { "feathers": 1 } => "Bird", { "fur": true } => "Bat", { "feathers": 1, "fur": true } => "Unknown",
    }
    same! { Anything: { "number": "4", "kind": "card" } => "Card", 1 => "Whatever", { "kind": "card" } => "Whatever", null => "Whatever", }
}

#[test]
fn by_a_discriminator() {
    same! { Named:
        { "petType": "kitty", "lives": 9 } => "Cat", { "petType": "Dog", "lives": 1 } => "Dog",
        { "petType": "Cat" } => "Unknown", { "lives": 1 } => "Unknown", { "petType": 1 } => "Unknown",
    }
    same! { Defaulted:
        { "petType": "Cat", "lives": 9 } => "Cat", { "petType": "Dog" } => "Dog", { "petType": "newt", "lives": 1 } => "Pet",
        { "lives": 1 } => "Pet", {} => "Pet", { "petType": "Pet" } => "Pet",
    }
    same! { Lacking:
        { "toy": "Ball", "size": 1 } => "Ball", { "toy": "Rope", "length": 1 } => "Rope", { "size": 1 } => "Ball",
        { "length": 1, "size": 1 } => "Unknown", { "length": 1 } => "Rope", { "toy": "Car", "size": 1 } => "Unknown",
    }
}

#[test]
fn unions_in_unions_and_recursive_ones() {
    same! { Tree:
        1 => "Leaf", [1, [2, { "not": 3 }]] => "Branch", { "not": [1, { "not": [] }] } => "Node", "a" => "Unknown",
    }
    same! { Equal: { "number": "4", "kind": "card" } => "Card", { "kind": "cash" } => "Cash", }
    same! { InUnion:
        { "kind": "card", "number": "4" } => "Value", { "account": "a" } => "Value", null => "Null",
    }
    same! { Scalars: "auto" => "String", "other" => "String", 1.5 => "Number", false => "Boolean", [] => "Unknown", }
}

#[test]
fn more_than_64_variants() {
    same! { Wide:
        { "tag": "t00", "n": 1 } => "V00", { "n": 1, "tag": "t63" } => "V63", { "tag": "t64" } => "V64", { "tag": "t69" } => "V69",
        { "tag": "t70" } => "Unknown", {} => "Unknown",
    }
}

#[test]
fn a_member_that_stands_twice_is_refused_in_every_order() {
    for text in [
        r#"{"kind":"cash","kind":"card","number":"4"}"#,
        r#"{"number":"4","kind":"card","kind":"cash"}"#,
    ] {
        assert!(
            read::<first::types::ByValue>(text).is_none() && read::<second::types::ByValue>(text).is_none()
        );
    }
}
