//! What logs may show of values.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bindery_runtime::{Json, Nullable, Redacted, Secret};
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct Account {
    name: &'static str,
    password: Secret<String>,
    pins: Vec<Secret<u32>>,
    recovery: Option<Secret<String>>,
    absent: Option<Secret<String>>,
    token: Nullable<Secret<String>>,
    extra: BTreeMap<&'static str, Json>,
}

fn account() -> Account {
    let json = |text: &str| text.parse::<Json>().expect("JSON");
    Account {
        name: "Rex",
        password: "s3cret".into(),
        pins: vec![Secret::new(4711)],
        recovery: Some("s3cret".into()),
        absent: None,
        token: Nullable::Value("s3cret".into()),
        extra: BTreeMap::from([
            ("object", json(r#"{"key":"s3cret"}"#)),
            ("text", json(r#""s3cret""#)),
            ("nothing", json("null")),
        ]),
    }
}

#[test]
fn secrets_and_what_is_not_described_are_masked() {
    let expected = concat!(
        r#"{"name":"Rex","password":"[redacted]","pins":["[redacted]"],"recovery":"[redacted]","absent":null,"#,
        r#""token":"[redacted]","extra":{"nothing":null,"object":"[object]","text":"[string]"}}"#
    );
    let account = account();
    let redacted = Redacted::new(&account);
    assert_eq!(redacted.to_string(), expected);
    assert_eq!(format!("{redacted:?}"), expected);
    let tree = serde_json::to_value(redacted).expect("a tree").to_string();
    assert!(!tree.contains("s3cret") && !tree.contains("4711"), "{tree}");
    let yaml = serde_yaml::to_string(&redacted).expect("YAML");
    assert!(!yaml.contains("s3cret") && !yaml.contains("4711"), "{yaml}");
}

#[test]
fn the_value_itself_is_written_as_ever() {
    let account = account();
    let before = serde_json::to_string(&account).expect("JSON");
    assert_eq!(before.matches("s3cret").count(), 5);
    let both = (Redacted::new(&account.password), &account.password);
    assert_eq!(
        serde_json::to_string(&both).ok().as_deref(),
        Some(r#"["[redacted]","s3cret"]"#)
    );
    let nested = Redacted::new(&both);
    assert_eq!(nested.to_string(), r#"["[redacted]","[redacted]"]"#);
    assert_eq!(serde_json::to_string(&account).ok(), Some(before));
}

/// Fails to be written, in one way or the other.
struct Faulty {
    panics: bool,
}

impl Serialize for Faulty {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        assert!(!self.panics, "as it should");
        Err(serde::ser::Error::custom("s3cret"))
    }
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let error = Redacted::new(&Faulty { panics: false }).to_string();
    assert_eq!(error, "(cannot be written)");
    let panic = || Redacted::new(&Faulty { panics: true }).to_string();
    assert!(catch_unwind(AssertUnwindSafe(panic)).is_err());
    let written = serde_json::to_string(&Secret::from("s3cret"));
    assert_eq!(written.ok().as_deref(), Some(r#""s3cret""#));
}
