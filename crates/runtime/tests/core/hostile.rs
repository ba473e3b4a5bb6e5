//! Input that is made to break things.

use std::time::{Duration, Instant};

use bindery_runtime::schema::{Conditional, Invalid, JsonType, Property, Rule, Schema, validate};
use bindery_runtime::select::{Case, OnMismatch, Otherwise, SelectBy, Selection, Several, Tag, Test};
use bindery_runtime::{Json, Members, UnknownVariant, json, object, union};

use crate::types::{PaymentSession, Provider};

#[derive(Clone, Debug, PartialEq)]
struct Node {
    child: Option<Box<Tree>>,
    unknown_members: Members,
}

object! {
    Node: NODE {
        optional child: "child",
        ..unknown_members
    }
}

static NODE: Schema = Schema(&[Rule::Properties(&[Property("child", &TREE)])]);

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Node(Box<Node>),
    Leaf(i64),
    Many(Vec<Tree>),
    Unknown(UnknownVariant),
}

union! {
    Tree: TREE, SELECTION {
        Node(Box<Node>),
        Leaf(i64),
        Many(Vec<Tree>),
        ..Unknown
    }
}

static SELECTION: Selection = Selection {
    union: "Tree",
    variants: &["Node", "Leaf", "Many"],
    tests: &[Test::Type {
        accepts: &[&[JsonType::Object], &[JsonType::Integer], &[JsonType::Array]],
    }],
    several: Several::Unknown,
};

static TREE: Schema = Schema(&[Rule::OneOf(&[&NODE, &NODE, &Schema::INTEGER, &MANY])]);

static MANY: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&TREE))]);

/// A union whose tags may come last, so that every level is held as text.
#[derive(Clone, Debug, PartialEq)]
struct Tagged {
    child: Option<Box<TaggedChild>>,
    tag: Option<i64>,
    unknown_members: Members,
}

object! {
    Tagged: NODE {
        optional tag: "tag",
        optional child: "child" by BY_TAG(tag),
        ..unknown_members
    }
}

#[derive(Clone, Debug, PartialEq)]
enum TaggedChild {
    Tagged(Tagged),
    Unknown(UnknownVariant),
}

union! {
    TaggedChild: NODE, CHILD {
        Tagged(Tagged),
        ..Unknown
    }
}

static CHILD: Selection = Selection {
    union: "TaggedChild",
    variants: &["Tagged"],
    tests: &[],
    several: Several::Unknown,
};

static BY_TAG: SelectBy = SelectBy {
    selection: &CHILD,
    tags: &[Tag {
        name: "tag",
        absent: None,
    }],
    cases: &[Case {
        when: &[None],
        then: 0,
    }],
    otherwise: Otherwise::Error,
    on_mismatch: OnMismatch::Error,
};

#[test]
fn deep_nesting_is_an_error_wherever_it_stands() {
    for depth in [200, 10_000, 100_000] {
        let list = "[".repeat(depth) + &"]".repeat(depth);
        let tree = r#"{"child":"#.repeat(depth) + "1" + &"}".repeat(depth);
        for text in [
            list.clone(),
            tree.clone(),
            "[".repeat(depth),
            r#"{"child":"#.repeat(depth),
        ] {
            assert!(json::from_str::<Json>(&text).is_err());
            assert!(json::from_str::<Tree>(&text).is_err());
            assert!(json::from_str::<Node>(&text).is_err());
            assert!(json::from_str::<Tagged>(&text).is_err());
            assert!(json::from_str::<Vec<Json>>(&text).is_err());
            assert!(json::from_str::<Provider>(&text).is_err());
            assert!(matches!(validate(&TREE, text.as_bytes()), Err(Invalid::Json(_))));
        }
        let session = format!(r#"{{"provider": {tree}, "metadata": {{"a": {list}}}}}"#);
        assert!(json::from_str::<PaymentSession>(&session).is_err());
    }
}

#[test]
fn what_is_nested_less_is_read_and_written_and_checked() {
    let depth = 127;
    let lists = "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(
        json::to_string(&json::from_str::<Tree>(&lists).unwrap()).unwrap(),
        lists
    );
    let text = r#"{"child":"#.repeat(depth) + "1" + &"}".repeat(depth);
    let tree: Tree = json::from_str(&text).unwrap();
    assert_eq!(json::to_string(&tree).unwrap(), text);
    // Each level fits two of its variants: without memory this would take 2^100 steps.
    let started = Instant::now();
    assert!(matches!(
        validate(&TREE, text.as_bytes()),
        Err(Invalid::Violations(_))
    ));
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_schema_that_leads_to_itself_ends() {
    static LOOP: Schema = Schema(&[Rule::AllOf(&[&LOOP])]);
    assert!(matches!(validate(&LOOP, b"1"), Err(Invalid::Violations(_))));
}

#[test]
fn many_members_take_no_square_of_their_number() {
    let started = Instant::now();
    let members: Vec<String> = (0..50_000).map(|index| format!("\"k{index}\":{index}")).collect();
    let text = format!("{{{}}}", members.join(","));
    let node: Node = json::from_str(&text).unwrap();
    assert_eq!(node.unknown_members.len(), 50_000);
    assert!(json::from_str::<Json>(&text).is_ok() && validate(&Schema::OBJECT, text.as_bytes()).is_ok());
    let twice = format!("{{{},\"k7\":1}}", members.join(","));
    assert!(json::from_str::<Node>(&twice).is_err() && json::from_str::<Json>(&twice).is_err());
    let items = format!(
        "[{}]",
        (0..50_000)
            .map(|index| format!("{{\"a\":{index}}}"))
            .collect::<Vec<_>>()
            .join(",")
    );
    assert!(validate(&Schema(&[Rule::UniqueItems]), items.as_bytes()).is_ok());
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn hundred_thousand_items_are_compared_once_each() {
    let rules: &[Rule] = &[Rule::UniqueItems];
    let schema = Schema(Box::leak(rules.into()));
    let started = Instant::now();
    let numbers: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
    let objects: Vec<String> = numbers
        .iter()
        .map(|number| format!(r#"{{"a":{number},"b":[null,{number}.0]}}"#))
        .collect();
    for items in [numbers, objects] {
        let text = format!("[{}]", items.join(","));
        assert_eq!(validate(&schema, text.as_bytes()), Ok(()));
        let twice = format!("[{},{}]", items.join(","), items[777]);
        assert!(
            matches!(validate(&schema, twice.as_bytes()), Err(Invalid::Violations(found)) if found.len() == 1)
        );
    }
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn many_members_are_looked_up_in_many_properties() {
    let names: Vec<&'static str> = (0..500)
        .map(|number| &*format!("property{number}").leak())
        .collect();
    let properties: Vec<Property> = names
        .iter()
        .map(|name| Property(name, &Schema::INTEGER))
        .collect();
    let rules = [
        Rule::Properties(properties.leak()),
        Rule::Required(names.leak()),
        Rule::DependentRequired(&[]),
        Rule::UnevaluatedProperties(None),
    ];
    let started = Instant::now();
    let members: Vec<String> = (0..100_000)
        .map(|number| format!(r#""property{number}":1"#))
        .collect();
    let text = format!("{{{}}}", members.join(","));
    let schema = Schema(Box::leak(Box::new(rules)));
    assert!(
        matches!(validate(&schema, text.as_bytes()), Err(Invalid::Violations(found)) if found.has_more())
    );
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

static EITHER: Schema = Schema(&[Rule::AnyOf(&[&WITH_CHILD, &WITH_OTHER_CHILD, &Schema::INTEGER])]);
static WITH_CHILD: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[Property("child", &EITHER)]),
    Rule::Required(&["child"]),
    Rule::UnevaluatedProperties(None),
]);
static WITH_OTHER_CHILD: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::If(&Conditional {
        condition: &WITH_CHILD,
        then: Some(&Schema(&[Rule::Not(&WITH_CHILD)])),
        otherwise: None,
    }),
    Rule::Properties(&[Property("child", &EITHER)]),
    Rule::Required(&["child"]),
]);

#[test]
fn choices_in_choices_take_no_power_of_their_depth() {
    let started = Instant::now();
    for end in ["1", "null"] {
        let text = r#"{"child":"#.repeat(100) + end + &"}".repeat(100);
        assert_eq!(validate(&EITHER, text.as_bytes()).is_ok(), end == "1");
        let many = format!("[{}]", vec![text; 300].join(","));
        const MANY_TREES: Schema = Schema(&[Rule::Items(Some(&EITHER))]);
        assert_eq!(validate(&MANY_TREES, many.as_bytes()).is_ok(), end == "1");
    }
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

/// Each value is looked at in 2^30 ways.
#[test]
fn what_cannot_be_checked_in_time_is_not_said_to_be_right() {
    let mut schema: &'static Schema = &Schema::STRING;
    for _ in 0..30 {
        let twice: &'static [&'static Schema] = Box::leak(Box::new([schema, schema]));
        let rules: &'static [Rule] = Box::leak(Box::new([Rule::AllOf(twice)]));
        schema = Box::leak(Box::new(Schema(rules)));
    }
    let started = Instant::now();
    let rules: &'static [Rule] = Box::leak(Box::new([Rule::Not(schema)]));
    for schema in [*schema, Schema(rules)] {
        let Err(Invalid::Violations(found)) = validate(&schema, b"\"x\"") else {
            panic!("it was checked");
        };
        assert!(found.to_string().contains("in too many ways"), "{found}");
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn violations_are_counted_to_a_bound() {
    static LIST: Schema = Schema(&[Rule::Items(Some(&Schema::STRING))]);
    let text = format!("[{}1]", "1,".repeat(10_000));
    match validate(&LIST, text.as_bytes()) {
        Err(Invalid::Violations(violations)) => {
            assert!(violations.len() == 100 && violations.has_more());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn broken_text_is_an_error_at_every_length() {
    let text = crate::session::SESSION;
    for end in 0..text.len() {
        assert!(
            json::from_str::<PaymentSession>(&text[..end])
                .unwrap_err()
                .is_syntax(),
            "{end}"
        );
        assert!(json::from_str::<Json>(&text[..end]).is_err());
        assert!(
            matches!(
                validate(&Schema::ANY, &text.as_bytes()[..end]),
                Err(Invalid::Json(_))
            ),
            "{end}"
        );
    }
    for text in [
        &b"\"\xff\""[..],
        b"\xef\xbb\xbf1",
        b"",
        b" ",
        b"01",
        b"1.",
        b"-",
        b"1e",
        b"\"\\x\"",
        b"\"\n\"",
        b"[1,]",
        b"{\"a\":1,}",
        b"nul",
        b"1 2",
        b"'a'",
        b"\"\\ud800\"",
        b"NaN",
    ] {
        assert!(json::from_slice::<String>(text).is_err());
        assert!(validate(&Schema::ANY, text).is_err(), "{text:?}");
    }
    let error = json::from_slice::<Json>(b"{\n  \"a\": \xff}").unwrap_err();
    assert_eq!((error.line(), error.column(), error.is_syntax()), (2, 8, true));
}

#[test]
fn what_is_wrong_deep_inside_is_found_once() {
    // Each level that reads its value again after a failure would double the time.
    let depth = 100;
    for (begin, end) in [(r#"{"child":"#, r#","tag":1}"#), (r#"{"tag":1,"child":"#, "}")] {
        let text = begin.repeat(depth) + r#"{"tag":"no number"}"# + &end.repeat(depth);
        let error = json::from_str::<Tagged>(&text).unwrap_err();
        assert_eq!(error.path(), format!("#{}/tag", "/child".repeat(depth)));
    }
    let text = r#"{"child":"#.repeat(depth) + r#"{"child":1,"child":1}"# + &"}".repeat(depth);
    let error = json::from_str::<Node>(&text).unwrap_err();
    assert_eq!(error.path(), format!("#{}", "/child".repeat(depth + 1)));
}
