//! Unions that the members beside them choose: what tags may be, and what they may say.

use std::collections::BTreeMap;

use bindery_runtime::schema::{Literal, Schema};
use bindery_runtime::select::{Case, OnMismatch, Otherwise, SelectBy, Tag};
use bindery_runtime::{Json, Members, Nullable, json, object};

use crate::unions::{SHAPES, Shape};

/// One tag for two unions; an optional, a nullable and a number for tags; what is not named goes to a variant.
#[derive(Clone, Debug, PartialEq)]
struct Order {
    version: Option<Nullable<i64>>,
    first: Option<Shape>,
    second: Nullable<Box<Shape>>,
    unknown_members: Members,
}

object! {
    Order: ORDER {
        optional version: "version",
        optional first: "first" by BY_VERSION(version),
        required second: "second" by KEEPING(version),
        ..unknown_members
    }
}

static ORDER: Schema = Schema::OBJECT;

static BY_VERSION: SelectBy = SelectBy {
    selection: &SHAPES,
    tags: &[Tag {
        name: "version",
        absent: Some(Literal::Number("1.0")),
    }],
    cases: &[
        Case {
            when: &[Some(Literal::Number("1"))],
            then: 0,
        },
        Case {
            when: &[Some(Literal::Null)],
            then: 1,
        },
    ],
    otherwise: Otherwise::Error,
    on_mismatch: OnMismatch::Error,
};

static KEEPING: SelectBy = SelectBy {
    selection: &SHAPES,
    tags: &[Tag {
        name: "version",
        absent: None,
    }],
    cases: &[Case {
        when: &[Some(Literal::Number("1"))],
        then: 0,
    }],
    otherwise: Otherwise::Variant(1),
    on_mismatch: OnMismatch::Unknown,
};

fn order(text: &str) -> Result<Order, String> {
    json::from_str(text).map_err(|error| format!("{}: {}", error.path(), error.detail()))
}

#[test]
fn one_tag_steers_two_members() {
    for text in [
        r#"{"version": 1, "first": {"a": 1}, "second": {"b": 2}}"#,
        r#"{"second": {"b": 2}, "first": {"a": 1}, "version": 1.0}"#,
    ] {
        let order = order(text).unwrap();
        assert!(matches!(order.first, Some(Shape::Closed(_))));
        assert!(matches!(&order.second, Nullable::Value(second) if matches!(**second, Shape::Closed(_))));
        assert_eq!(Json::of(&order).unwrap(), text.parse().unwrap());
    }
}

#[test]
fn absent_null_and_other_tags_are_told_apart() {
    let absent = order(r#"{"first": {"a": 1}, "second": {"c": 1}}"#).unwrap();
    assert!(
        matches!(absent.first, Some(Shape::Closed(_))),
        "absence counts as 1"
    );
    assert!(
        matches!(&absent.second, Nullable::Value(second) if matches!(**second, Shape::Open(_))),
        "absence is no case"
    );
    let null = order(r#"{"version": null, "first": {"c": 1}, "second": null}"#).unwrap();
    assert!(matches!(
        (&null.first, &null.second),
        (Some(Shape::Open(_)), Nullable::Null)
    ));
    assert_eq!(
        json::to_string(&null).unwrap(),
        r#"{"version":null,"first":{"c":1},"second":null}"#
    );
    assert_eq!(
        order(r#"{"version": 2, "first": {}, "second": null}"#).unwrap_err(),
        "#/first: its siblings choose no variant by version = 2: Closed needs version = 1; Open needs version = null"
    );
    assert_eq!(order(r#"{"version": 1}"#).unwrap_err(), "#/second: is missing");
    assert!(
        order(r#"{"version": 1, "first": null, "second": null}"#)
            .unwrap_err()
            .starts_with("#/first: ")
    );
}

#[test]
fn a_mismatch_may_be_kept_as_unknown() {
    let text = r#"{"version": 1, "second": {"a":1, "z":[]}}"#;
    let kept = order(text).unwrap();
    let Nullable::Value(second) = &kept.second else {
        panic!("{kept:?}")
    };
    assert!(matches!(&**second, Shape::Unknown(unknown) if unknown.json().as_text() == r#"{"a":1, "z":[]}"#));
    assert_eq!(
        Json::of(&kept).unwrap(),
        text.parse().unwrap(),
        "such a value is no contradiction"
    );
    let mut changed = kept.clone();
    changed.second = Nullable::Value(Box::new(Shape::Open(BTreeMap::new())));
    assert!(json::to_string(&changed).is_err());
    changed.version = None;
    assert!(json::to_string(&changed).is_ok());
}
