//! Places are right if what stands at them reads as the value that they belong to.

use bindery_model::{Json, LabelTarget, Pointer};

use super::Marks;
use crate::limits::Limits;
use crate::source::line_and_column;
use crate::syntax::{self, Syntax};

const AWKWARD: &str = r#"# a comment, and what follows is awkward
'%YAML': no directive
plain: text with spaces   # not this
"quoted \u00e9": 'it''s'
? explicit
: value
été: { "clé": [1, 2.50, { vide: , a: b }], 'x': ~ }
base: &base
  shared: &word one
  other: [ &item {deep: yes}, *item ]
derived:
  <<: *base
  own: *word
several:
  <<: [ { p: 1 }, *base ]
folded: >-
  first
  second
literal: |
    kept
    lines
200:
  - - nested
    - list
  -
    late: 0x1F
  - multi
    line plain
日本語: "😀 after" 
emoji 😀 key: tail
"": empty key
indentless:
- a
- b:
    c
tagged: !custom  text
double: "two
  lines"
last: end"#;

/// All places of a tree.
fn places(value: &Json) -> Vec<(Pointer, &Json)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), value)];
    while let Some((pointer, value)) = open.pop() {
        found.push((pointer.clone(), value));
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    open.push((pointer.child(index.to_string()), item));
                }
            }
            Json::Object(members) => {
                for (name, member) in members {
                    open.push((pointer.child(name), member));
                }
            }
            _ => {}
        }
    }
    found
}

fn parse(text: &str) -> Option<Json> {
    match syntax::parse(text, &Limits::default()) {
        Ok(parsed) => Some(parsed.value),
        Err(fault) => panic!("{text}: {fault:?}"),
    }
}

/// Checks that each scalar of a text, and each key, is found where it is written.
fn check(text: &str) -> usize {
    let root = parse(text).unwrap();
    let marks = Marks::of(text);
    let mut checked = 0;
    for (pointer, value) in places(&root) {
        let found = marks.find(text, &pointer).unwrap();
        let written = &text[found.value.clone()];
        if let (Some(key), Some(name)) = (&found.key, pointer.last()) {
            let key = &text[key.clone()];
            let quoted = key.starts_with(['"', '\'']);
            let is_key = !quoted && key == name || parse(key).is_some_and(|key| key.as_str() == Some(name));
            assert!(is_key, "{pointer}: the key is {key:?}");
        }
        let is_alias = written.starts_with('*');
        // The place of a block scalar is its header, which does not read as its text.
        let is_block = written.starts_with(['|', '>']);
        if matches!(value, Json::Array(_) | Json::Object(_)) || is_alias || is_block {
            continue;
        }
        // A word on its own is read as it was read here; nothing at all is null.
        let again = match (written.is_empty(), Syntax::of(text)) {
            (true, _) => Some(Json::Null),
            (_, Syntax::Yaml) => parse(written),
            (_, Syntax::Json) => parse(&format!("[{written}]")).and_then(|list| match list {
                Json::Array(items) => items.into_iter().next(),
                _ => None,
            }),
        };
        assert_eq!(again.as_ref(), Some(value), "{pointer}: {written:?}");
        checked += 1;
    }
    checked
}

#[test]
fn awkward_yaml_is_found_where_it_is_written() {
    assert!(check(AWKWARD) > 30);
    check(&AWKWARD.replace('\n', "\r\n"));
}

#[test]
fn json_is_found_where_it_is_written() {
    let text = "{\n \"é\\n\": [1.50, -2e3, {\"\": \"😀\\ud83d\\ude00\"}],\r\n\t\"x\":null , \"y\":[[],{}]}";
    assert_eq!(check(text), 4);
}

fn line_column(pointer: &str, target: LabelTarget) -> (usize, usize, &'static str) {
    let pointer = Pointer::parse(pointer).unwrap();
    let found = Marks::of(AWKWARD).find(AWKWARD, &pointer).unwrap();
    let span = found.underlined(AWKWARD, target);
    let (line, column) = line_and_column(AWKWARD, span.start);
    (line, column, &AWKWARD[span])
}

#[test]
fn lines_and_columns_count_characters() {
    let value = |pointer| line_column(pointer, LabelTarget::Value);
    assert_eq!(value("/plain"), (3, 8, "text with spaces"));
    assert_eq!(value("/été/clé/2/a"), (7, 38, "b"));
    assert_eq!(value("/日本語"), (29, 6, "\"😀 after\""));
    assert_eq!(value("/emoji 😀 key"), (30, 14, "tail"));
    assert_eq!(value("/200/0/1"), (24, 7, "list"));
    assert_eq!(value("/200/1/late"), (26, 11, "0x1F"));
    assert_eq!(
        value("/indentless/1/b"),
        (35, 5, "c"),
        "the value is on the next line"
    );
}

#[test]
fn aliases_and_merge_keys_lead_to_what_they_stand_for() {
    let value = |pointer| line_column(pointer, LabelTarget::Value);
    assert_eq!(value("/base/other/1"), (10, 31, "*item"));
    assert_eq!(value("/base/other/1/deep"), (10, 25, "yes"));
    assert_eq!(value("/derived/other/0/deep"), (10, 25, "yes"));
    assert_eq!(value("/derived/own"), (13, 8, "*word"));
    assert_eq!(value("/several/p"), (15, 14, "1"));
    assert_eq!(value("/several/other/0/deep"), (10, 25, "yes"));
}

#[test]
fn the_key_stands_for_a_value_of_several_lines() {
    let value = |pointer| line_column(pointer, LabelTarget::Value);
    assert_eq!(value("/base"), (8, 1, "base"));
    assert_eq!(value("/200"), (22, 1, "200"));
    assert_eq!(value("/double"), (37, 9, "\"two"));
    assert_eq!(line_column("/plain", LabelTarget::Key), (3, 1, "plain"));
    assert_eq!(line_column("/été/clé", LabelTarget::Key), (7, 8, "\"clé\""));
}

#[test]
fn what_is_not_there_is_found_at_the_nearest_value_around_it() {
    let value = |pointer| line_column(pointer, LabelTarget::Value);
    assert_eq!(value("/plain/deeper/still"), (3, 8, "text with spaces"));
    assert_eq!(value("/été/clé/9"), (7, 15, "[1, 2.50, { vide: , a: b }]"));
}

#[test]
fn a_text_that_breaks_off_keeps_its_places_so_far() {
    let text = "{\"a\": {\"b\": 1, \"c\": }";
    let found = Marks::of(text)
        .find(text, &Pointer::parse("/a/b").unwrap())
        .unwrap();
    assert_eq!(&text[found.value], "1");
}

#[test]
fn quoted_lines_at_the_margin_are_taken_as_the_reader_takes_them() {
    let text = "é:\n  key: \"-----BEGIN\nMIIF\nBQAw\n-----END\"\n  next: [1]\nother: '\nb'\nlast: 3\n";
    let marks = Marks::of(text);
    let find = |pointer| {
        let found = marks.find(text, &Pointer::parse(pointer).unwrap()).unwrap();
        &text[found.value]
    };
    assert_eq!(find("/é/next/0"), "1");
    assert_eq!(find("/last"), "3");
    assert!(find("/é/key").ends_with("-----END\""));
}
