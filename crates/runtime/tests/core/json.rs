//! Values of any kind.

use std::collections::HashSet;

use bindery_runtime::schema::JsonType;
use bindery_runtime::{BigInteger, Decimal, Json, Members, json};

#[test]
fn text_is_kept_as_it_came() {
    for text in [
        r#"{"b":1.10,  "a":[1E2,null,"\u00e9\/"]}"#,
        "1.000",
        "-0",
        "\"\\ud83d\\ude00\"",
        "null",
        "[ ]",
    ] {
        let value: Json = text.parse().unwrap();
        assert_eq!(value.as_text(), text);
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(serde_json::to_string(&[value]).unwrap(), format!("[{text}]"));
    }
    assert_eq!("  7 ".parse::<Json>().unwrap().as_text(), "7");
}

#[test]
fn equality_is_by_value() {
    let equal = [
        ("1", "1.0"),
        ("100", "1e2"),
        (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1}"#),
        (r#""A""#, r#""\u0041""#),
        ("0", "-0"),
    ];
    for (left, right) in equal {
        let (left, right): (Json, Json) = (left.parse().unwrap(), right.parse().unwrap());
        assert_eq!(left, right);
        assert_eq!(HashSet::from([left, right]).len(), 1);
    }
    for (left, right) in [
        ("1", "\"1\""),
        ("9007199254740993", "9007199254740992"),
        ("[1,2]", "[2,1]"),
        ("{}", "[]"),
        (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
    ] {
        assert_ne!(left.parse::<Json>().unwrap(), right.parse::<Json>().unwrap());
    }
}

#[test]
fn parts_are_at_hand() {
    let value: Json = r#"{"a": [1, -2.5, "x\n", true, null], "b": {"c": 12345678901234567890}}"#
        .parse()
        .unwrap();
    assert_eq!(value.kind(), JsonType::Object);
    let items: Vec<Json> = value.get("a").unwrap().items().collect();
    assert_eq!(items[0].as_i64(), Some(1));
    assert_eq!((items[1].as_i64(), items[1].as_f64()), (None, Some(-2.5)));
    assert_eq!(items[2].as_str().as_deref(), Some("x\n"));
    assert_eq!(items[3].as_bool(), Some(true));
    assert!(items[4].is_null() && value.get("x").is_none());
    assert_eq!(
        value.get("b").unwrap().get("c").unwrap().decode::<u64>().unwrap(),
        12_345_678_901_234_567_890
    );
    assert_eq!(value.get("b").unwrap().get("c").unwrap().as_i64(), None);
    assert_eq!(
        value.get("a").unwrap().decode::<Vec<i64>>().unwrap_err().path(),
        "#/1"
    );
}

#[test]
fn values_of_rust_become_json() {
    assert_eq!(Json::from("a\"b").as_text(), r#""a\"b""#);
    assert_eq!(Json::from(vec![1, 2]).as_text(), "[1,2]");
    assert_eq!(Json::from(f64::NAN), Json::null());
    assert_eq!(Json::from(0.1).as_text(), "0.1");
    assert_eq!(
        Json::from(serde_json::json!({"a": [1.5]})).as_text(),
        r#"{"a":[1.5]}"#
    );
    assert_eq!(Json::of(&Some("x")).unwrap().as_text(), "\"x\"");
    let mut members = Members::from_iter([("b", 1), ("a", 2)]);
    assert_eq!(members.insert("b", true), Some(Json::from(1)));
    assert_eq!(
        members,
        Members::from_iter([("a", Json::from(2)), ("b", Json::from(true))])
    );
    assert_eq!(members.remove("b"), Some(Json::from(true)));
}

#[test]
fn debug_shows_kind_and_length_only() {
    let value: Json = r#"{"secret": "sk_live"}"#.parse().unwrap();
    assert_eq!(format!("{value:?}"), "Json(object, 21 bytes)");
}

#[test]
fn digits_survive() {
    for text in [
        "10.00",
        "0.1000000000000000055511151231257827021181583404541015625",
        "1e400",
        "-0.0",
    ] {
        let decimal: Decimal = json::from_str(text).unwrap();
        assert_eq!(json::to_string(&decimal).unwrap(), text);
        assert_eq!(decimal.as_str(), text);
    }
    assert!(json::from_str::<Decimal>("\"1\"").is_err() && "1,5".parse::<Decimal>().is_err());
    let big: BigInteger = json::from_str("123456789012345678901234567890").unwrap();
    assert_eq!(big.to_i128(), Some(123_456_789_012_345_678_901_234_567_890));
    assert_eq!(
        json::from_str::<BigInteger>("1.5").unwrap_err().detail(),
        "expected an integer, found a number with a fraction"
    );
    assert_eq!(json::from_str::<BigInteger>("1.0").unwrap(), BigInteger::from(1));
    assert!(
        "10.00".parse::<Decimal>().unwrap() == Decimal::from(10)
            && Decimal::from(2) < "2.01".parse().unwrap()
    );
}

#[test]
fn floats_are_written_back_equal() {
    let mut random = 7u64;
    for _ in 0..20_000 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let value = f64::from_bits(random);
        if value.is_finite() {
            let text = json::to_string(&value).unwrap();
            assert_eq!(
                json::from_str::<f64>(&text).unwrap().to_bits(),
                value.to_bits(),
                "{text}"
            );
        }
    }
}
