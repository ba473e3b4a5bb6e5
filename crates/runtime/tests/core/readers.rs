//! What this crate reads by its own reader is what it reads through serde_json, errors and their places included.

use std::collections::BTreeMap;

use bindery_runtime::schema::Schema;
use bindery_runtime::{Decimal, DecodeError, Json, Members, Nullable, json, object};

use crate::types::PaymentSession;

#[derive(Clone, Debug, PartialEq)]
struct Everything {
    text: Option<String>,
    integer: Option<i64>,
    small: Option<u8>,
    float: Option<f64>,
    flag: Option<bool>,
    digits: Option<Decimal>,
    list: Option<Vec<i64>>,
    pair: Option<(String, i64)>,
    map: Option<BTreeMap<String, String>>,
    nullable: Option<Nullable<String>>,
    any: Option<Json>,
    inner: Option<Box<Everything>>,
    unknown_members: Members,
}

object! {
    Everything: SCHEMA {
        optional text: "text",
        optional integer: "integer",
        optional small: "small",
        optional float: "float",
        optional flag: "flag",
        optional digits: "digits",
        optional list: "list",
        optional pair: "pair",
        optional map: "map",
        optional nullable: "nullable",
        optional any: "any",
        optional inner: "inner",
        ..unknown_members
    }
}

static SCHEMA: Schema = Schema::OBJECT;

fn read_alike(text: &str) {
    let by_serde_json = serde_json::from_str::<Everything>(text).map_err(DecodeError::from);
    assert_eq!(json::from_str::<Everything>(text), by_serde_json, "{text}");
}

const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "255",
    "256",
    "1.0",
    "1.5",
    "-0.0",
    "1e2",
    "1E+2",
    "1e-2",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.1",
    "0.30000000000000004",
    "1e308",
    "10.00",
    r#""""#,
    r#""a""#,
    r#""a longer text than eight bytes""#,
    r#""é€😀""#,
    r#""\u00e9\ud83d\ude00\n\"\\\/""#,
    r#""1""#,
    "[]",
    "[1]",
    "[1,2 , 3]",
    r#"["a",1]"#,
    r#"["a",1,2]"#,
    r#"["a"]"#,
    "[[1]]",
    "{}",
    r#"{"a":"b"}"#,
    r#"{"a":"b","a":"c"}"#,
    r#"{"a":{"b":[1,{"c":null}]}}"#,
    r#"{ "text" : "x" , "text" : "y" }"#,
    r#"{"\u0074ext":"escaped name"}"#,
    r#"{"inner":{"integer":"x"}}"#,
];

#[test]
fn every_value_in_every_place() {
    for name in [
        "text", "integer", "small", "float", "flag", "digits", "list", "pair", "map", "nullable", "any",
        "inner", "other",
    ] {
        for value in VALUES {
            read_alike(&format!(r#"{{"{name}":{value}}}"#));
            read_alike(&format!("{{\n  \"flag\": true,\n\t\"{name}\" : {value}\r\n}}\n"));
            read_alike(&format!(
                r#"{{"inner":{{"{name}":{value},"flag":true}},"integer":7}}"#
            ));
        }
    }
}

#[test]
fn an_integer_just_beyond_all_is_out_of_range() {
    let error = json::from_str::<Everything>(r#"{"integer":-9223372036854775809}"#).unwrap_err();
    assert_eq!(
        error.detail(),
        "expected an integer, found a number out of its range"
    );
}

#[test]
fn what_is_no_json() {
    let text = r#"{"text":"a\u00e9\n","integer":-12,"float":1.5e3,"flag":true,"list":[1,2],"any":{"x":[null]},"inner":{}}"#;
    for end in 0..text.len() {
        let Some(beginning) = text.get(..end) else {
            continue;
        };
        read_alike(beginning);
        for byte in ["\u{1}", "\"", "\\", "}", "]", ",", ":", "x", "0", "-", " ", "é"] {
            let rest = text.get(end + 1..).unwrap_or_default();
            let broken = format!("{beginning}{byte}{rest}");
            assert_eq!(
                json::from_str::<Everything>(&broken).is_ok(),
                serde_json::from_str::<Everything>(&broken).is_ok(),
                "{broken}"
            );
        }
    }
    for wrong in [
        "",
        " ",
        "nul",
        "01",
        "1.",
        "-",
        "1e",
        ".5",
        "+1",
        "[1,]",
        "[,1]",
        "[1 2]",
        r#"{"a" 1}"#,
        r#"{"a":1,}"#,
        r#"{a:1}"#,
        r#""\x""#,
        r#""\u12""#,
        r#""\ud800""#,
        r#""\ud800\u0041""#,
        "{} {}",
        "\u{feff}{}",
    ] {
        for name in ["text", "float", "other"] {
            let text = format!(r#"{{"{name}":{wrong}}}"#);
            let by_serde_json = serde_json::from_str::<Everything>(&text).map_err(DecodeError::from);
            let read = json::from_str::<Everything>(&text);
            assert_eq!(read.is_ok(), by_serde_json.is_ok(), "{text}");
            let is_syntax =
                |result: &Result<Everything, DecodeError>| result.as_ref().is_err_and(DecodeError::is_syntax);
            assert_eq!(is_syntax(&read), is_syntax(&by_serde_json), "{text}");
        }
    }
}

#[test]
fn a_union_in_any_order() {
    let session = r#"{"paymentSessionId":"s","paymentProvider":"STRIPE","hosted":false,"provider":{"clientSecret":"a","publishableKey":"b","paymentIntentId":"c"},"status":"PENDING","metadata":{},"createdAt":"2024-09-29T10:00:00Z"}"#;
    for text in [
        session.to_owned(),
        session.replace(r#""clientSecret":"a""#, r#""clientSecret":1"#),
        session.replace(r#""hosted":false"#, r#""hosted":true"#),
        session.replace("STRIPE", "OTHER"),
    ] {
        let by_serde_json = serde_json::from_str::<PaymentSession>(&text).map_err(DecodeError::from);
        assert_eq!(json::from_str::<PaymentSession>(&text), by_serde_json, "{text}");
    }
}
