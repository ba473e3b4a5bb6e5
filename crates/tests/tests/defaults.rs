//! Documented defaults: the field stays empty, and a method says what that means.

use std::collections::BTreeMap;

use bindery_runtime::Nullable;
use bindery_tests::defaults::types::{Color, Options, OptionsEither, Size};

#[test]
fn absence_survives_and_means_the_default() {
    let options: Options = serde_json::from_str("{}").unwrap();
    assert_eq!(serde_json::to_string(&options).unwrap(), "{}");
    assert_eq!(options.text_or_default(), "hey");
    assert_eq!(options.color_or_default(), Color::Green);
    assert_eq!(options.level_or_default().0, 3);
    assert_eq!(options.ratio_or_default(), 1.5);
    assert!(options.flag_or_default());
    assert_eq!(options.tags_or_default(), ["a", "b"]);
    assert!(options.none_or_default().is_empty());
    assert_eq!(options.colors_or_default(), [Color::Red]);
    assert_eq!(options.labels_or_default(), BTreeMap::from([("a".to_owned(), 1)]));
    assert!(options.empty_or_default().is_empty());
    let size = options.size_or_default();
    assert_eq!((size.width, size.unit), (Some(3), Some(Nullable::Null)));
    assert_eq!(options.plain_or_default(), Size::new());
    assert_eq!(options.nothing_or_default(), Nullable::Null);
    assert_eq!(options.number_or_default(), Nullable::Value(7));
    assert_eq!(options.page_or_default().as_str(), "https://example.com");
    assert_eq!(
        options.any_or_default().as_text(),
        r#"{"a":[1,12345678901234567890]}"#
    );
    assert_eq!(options.either_or_default(), OptionsEither::Integer(3));
}

#[test]
fn what_is_there_counts() {
    let text = r#"{"color":"blue","tags":["c"],"number":null}"#;
    let options: Options = serde_json::from_str(text).unwrap();
    assert_eq!(options.color_or_default(), Color::from("blue"));
    assert_eq!(options.tags_or_default(), ["c"]);
    assert_eq!(options.number_or_default(), Nullable::Null);
}
