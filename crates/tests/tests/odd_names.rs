//! Keys that are no names in Rust: what they are called, and that the wire does not change.

use bindery_tests::odd_names::types::{Con, Größe, Mod, TwoFa, 日本, 日本状態};

#[test]
fn odd_keys_come_and_go_as_they_are() {
    let text = r#"{"名前":"x","größe":1,"状態":"注文済み"}"#;
    let value: 日本 = serde_json::from_str(text).unwrap();
    assert_eq!((value.名前.as_str(), value.größe), ("x", Some(1)));
    assert_eq!(value.状態, Some(日本状態::注文済み));
    assert_eq!(serde_json::to_string(&value).unwrap(), text);

    let texts = [r#"{"+1":1,"-1":2,"":"x"}"#, r#"{"@type":"a","*":"b"}"#];
    let codes: TwoFa = serde_json::from_str(texts[0]).unwrap();
    assert_eq!(
        (codes.plus_one, codes.minus_one, codes.empty.as_deref()),
        (Some(1), Some(2), Some("x"))
    );
    assert_eq!(serde_json::to_string(&codes).unwrap(), texts[0]);
    let con: Con = serde_json::from_str(texts[1]).unwrap();
    assert_eq!(
        (con.at_type.as_deref(), con.star.as_deref()),
        (Some("a"), Some("b"))
    );
    let separated: Mod = serde_json::from_str(r#"{"a.b.c":"x","a/b":"y","A::B":"z"}"#).unwrap();
    assert_eq!(separated.a_b_c.as_deref(), Some("x"));
    assert_eq!(
        (separated.a_b.as_deref(), separated.a_colon_colon_b.as_deref()),
        (Some("y"), Some("z"))
    );
    assert_eq!(Größe::default().état, None);
}
