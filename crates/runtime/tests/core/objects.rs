//! Members: required, optional, nullable, both; declared and not.

use std::collections::BTreeMap;

use bindery_runtime::schema::{Property, Rule, Schema};
use bindery_runtime::{Json, Members, Nullable, Validate, json, newtype, object};

#[derive(Clone, Debug, PartialEq)]
struct Point {
    x: i64,
    label: Nullable<String>,
    note: Option<String>,
    color: Option<Nullable<String>>,
    scores: Option<Vec<Option<f64>>>,
    children: Option<Vec<Point>>,
    unknown_members: Members,
}

object! {
    Point: POINT {
        required x: "x",
        required label: "label",
        optional note: "note",
        optional color: "color",
        optional scores: "scores",
        optional children: "children",
        ..unknown_members
    }
}

static POINT: Schema = Schema(&[
    Rule::Required(&["x", "label"]),
    Rule::Properties(&[
        Property("x", &Schema(&[Rule::Minimum("0")])),
        Property("note", &Schema(&[Rule::MaxLength(3)])),
        Property("children", &Schema(&[Rule::Items(Some(&POINT))])),
    ]),
]);

#[derive(Clone, Debug, PartialEq)]
struct Closed {
    a: Option<bool>,
}

object! {
    Closed: CLOSED {
        optional a: "a",
    }
}

static CLOSED: Schema = Schema(&[Rule::AdditionalProperties(None)]);

#[derive(Clone, Debug, Default, PartialEq)]
struct Counts {
    total: Option<u32>,
    others: BTreeMap<String, u32>,
}

object! {
    Counts: COUNTS {
        optional total: "total",
        ..others
    }
}

static COUNTS: Schema = Schema::OBJECT;

#[derive(Clone, Debug, PartialEq)]
struct Empty {
    unknown_members: Members,
}

object! {
    Empty: EMPTY {
        ..unknown_members
    }
}

static EMPTY: Schema = Schema::OBJECT;

#[derive(Clone, Debug, PartialEq)]
struct Code(pub String);

newtype! { Code(String): CODE }

static CODE: Schema = Schema(&[Rule::Pattern("^[A-Z]+$")]);

fn point(text: &str) -> Result<Point, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn absent_and_null_never_merge() {
    let plain = point(r#"{"x": 1, "label": null}"#).unwrap();
    assert_eq!(
        (&plain.label, &plain.note, &plain.color),
        (&Nullable::Null, &None, &None)
    );
    let full = point(r#"{"x": 1, "label": "a", "note": "n", "color": null}"#).unwrap();
    assert_eq!(full.color, Some(Nullable::Null));
    let colored = point(r#"{"x": 1, "label": "a", "color": "red"}"#).unwrap();
    assert_eq!(colored.color, Some(Nullable::Value("red".into())));
    for text in [
        r#"{"x":1,"label":null}"#,
        r#"{"x":1,"label":"a","note":"n","color":null}"#,
    ] {
        assert_eq!(serde_json::to_string(&point(text).unwrap()).unwrap(), text);
    }
    let error = point(r#"{"x": 1, "label": null, "note": null}"#).unwrap_err();
    assert_eq!(error, "#/note: expected a string, found null at line 1 column 36");
    assert!(
        point(r#"{"x": null, "label": null}"#)
            .unwrap_err()
            .starts_with("#/x: expected an integer, found null")
    );
    assert!(
        point(r#"{"x": 1}"#)
            .unwrap_err()
            .starts_with("#/label: is missing")
    );
}

#[test]
fn integers_are_read_however_they_are_written() {
    for text in ["7", "7.0", "70e-1", "0.7e1"] {
        assert_eq!(
            point(&format!(r#"{{"x": {text}, "label": null}}"#)).unwrap().x,
            7,
            "{text}"
        );
    }
    for (text, detail) in [
        ("7.5", "found a number with a fraction"),
        ("9223372036854775808", "out of its range"),
        ("1e30", "out of its range"),
        ("\"7\"", "found a string"),
        ("true", "found a boolean"),
    ] {
        let error = point(&format!(r#"{{"x": {text}, "label": null}}"#)).unwrap_err();
        assert!(
            error.starts_with("#/x: ") && error.contains(detail),
            "{text}: {error}"
        );
        assert!(
            !error.contains(text.trim_matches('"')) || text == "true",
            "{error}"
        );
    }
    assert_eq!(
        serde_json::from_str::<Counts>(r#"{"total": 4294967296}"#)
            .unwrap_err()
            .to_string(),
        "#/total: expected a 32-bit integer that is not negative, found a number out of its range at line 1 column 20"
    );
}

#[test]
fn paths_lead_through_lists_and_maps() {
    let text = r#"{"x": 1, "label": null, "children": [{"x": 2, "label": null}, {"x": 3, "label": null, "scores": [1, null, "s3cret"]}]}"#;
    let error = json::from_str::<Point>(text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "#/children/1/scores/2: expected a number, found a string at line 1 column 114"
    );
    assert_eq!(
        (error.line(), error.column(), error.path()),
        (1, 114, "#/children/1/scores/2")
    );
    let error = json::from_str::<Counts>(r#"{"a b/c": "x"}"#).unwrap_err();
    assert_eq!(error.path(), "#/a%20b~1c");
}

#[test]
fn undeclared_members_are_kept_typed_or_refused() {
    let counts: Counts = json::from_str(r#"{"b": 2, "total": 3, "a": 1}"#).unwrap();
    assert_eq!(counts.others, BTreeMap::from([("a".into(), 1), ("b".into(), 2)]));
    assert_eq!(json::to_string(&counts).unwrap(), r#"{"total":3,"a":1,"b":2}"#);
    assert!(
        json::from_str::<Counts>(r#"{"a": 1, "a": 1}"#)
            .unwrap_err()
            .to_string()
            .contains("stands twice")
    );
    assert_eq!(
        json::from_str::<Closed>(r#"{"a": true, "b": 1}"#)
            .unwrap_err()
            .path(),
        "#/b"
    );
    assert_eq!(json::from_str::<Closed>("{}").unwrap(), Closed { a: None });
    let empty: Empty = json::from_str(r#"{"z": 1, "a": 2}"#).unwrap();
    assert_eq!(json::to_string(&empty).unwrap(), r#"{"z":1,"a":2}"#);
    for text in ["[]", "1", "1.5", "\"x\"", "null", "true"] {
        assert!(
            json::from_str::<Empty>(text)
                .unwrap_err()
                .detail()
                .starts_with("expected an object"),
            "{text}"
        );
    }
}

#[test]
fn validation_tells_everything_at_once() {
    let point =
        point(r#"{"x": -1, "label": null, "note": "long", "children": [{"x": -2, "label": null}]}"#).unwrap();
    assert_eq!(
        point.validate().unwrap_err().to_string(),
        "#/x: is less than 0; #/note: is longer than 3 characters; #/children/0/x: is less than 0"
    );
    assert_eq!(Code("AB".into()).validate(), Ok(()));
    assert!(Code("ab".into()).validate().is_err());
    let list = vec![Some(Code("ab".into())), None, Some(Code("A".into()))];
    assert_eq!(
        list.validate().unwrap_err().iter().next().unwrap().pointer(),
        "#/0"
    );
    assert_eq!(
        json::from_str::<Code>("\"x\"").unwrap(),
        Code::from("x".to_owned())
    );
    assert_eq!(Code("xyz".into()).len(), 3);
}

#[test]
fn aliases_validate_by_what_they_are() {
    assert_eq!(
        BTreeMap::from([("a/b".to_owned(), vec![Nullable::Value(f64::NAN)])])
            .validate()
            .unwrap_err()
            .to_string(),
        "#/a~1b/0: expected a number, found one that JSON cannot hold"
    );
    assert_eq!((1i64, "x".to_owned(), Json::null()).validate(), Ok(()));
    assert_eq!(
        json::from_str::<(i64, String)>(r#"[1, "a"]"#).unwrap(),
        (1, "a".to_owned())
    );
    assert_eq!(json::from_str::<(i64, String)>("[1]").unwrap_err().path(), "#/1");
    assert!(
        json::from_str::<(i64, String)>(r#"[1, "a", 2]"#)
            .unwrap_err()
            .detail()
            .contains("more than 2 items")
    );
}
