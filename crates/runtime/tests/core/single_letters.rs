//! Types may have the names that one gives to type parameters.

use bindery_runtime::schema::{JsonType, Rule, Schema};
use bindery_runtime::{json, newtype};

#[derive(Clone, Debug, PartialEq)]
struct D(pub String);

#[derive(Clone, Debug, PartialEq)]
struct S(pub Vec<D>);

#[derive(Clone, Debug, PartialEq)]
struct A((D, S));

newtype! { D(String): STRING }
newtype! { S(Vec<D>): LIST }
newtype! { A((D, S)): LIST }

static STRING: Schema = Schema(&[Rule::Type(&[JsonType::String])]);
static LIST: Schema = Schema(&[Rule::Type(&[JsonType::Array])]);

#[test]
fn types_called_like_type_parameters_are_read_and_written() {
    let text = r#"["a",["b"]]"#;
    let value = json::from_str::<A>(text).unwrap();
    assert_eq!(value.0.0, D("a".to_owned()));
    assert_eq!(json::to_string(&value).unwrap(), text);
}
