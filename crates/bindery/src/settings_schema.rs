//! The JSON Schema of a `bindery.toml`, for editors, and the same for people.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::setting_key::{FILE, Kind, SettingKey, TARGET};

/// The JSON Schema (2020-12) of a `bindery.toml`: every key with what it is, its default and an example.
///
/// Editors complete and check by it; those that know TOML by Taplo's extension read it where the file begins with
/// `#:schema ./bindery.schema.json`.
pub fn settings_schema() -> Value {
    let mut schema = table(FILE);
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("title".to_owned(), json!("bindery.toml"));
    Value::Object(schema)
}

/// The keys of a target, each with what it is, its default and what changes by an example.
pub fn settings_text() -> String {
    let mut text = String::new();
    describe(&mut text, "", FILE);
    describe(&mut text, "targets.NAME.", TARGET);
    text
}

fn describe(text: &mut String, path: &str, keys: &[SettingKey]) {
    for key in keys {
        let SettingKey { name, docs, .. } = key;
        let (value, changes) = key.example;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{path}{name}\n    {docs}");
        match key.kind {
            Kind::Word(words) => {
                let _ = writeln!(text, "    one of: {}", words().join(", "));
            }
            Kind::Words(words) => {
                let _ = writeln!(text, "    any of: {}", words.join(", "));
            }
            _ => {}
        }
        if !key.default.is_empty() {
            let _ = writeln!(text, "    default: {}", key.default);
        }
        let value = value.replace('\n', "\\n");
        let _ = writeln!(text, "    example: {name} = {value}\n             {changes}\n");
        if let Kind::Table(inner) | Kind::Tables(inner) | Kind::TextOr(inner) | Kind::ListOf(inner) = key.kind
            && name != &"targets"
        {
            let own = if matches!(key.kind, Kind::Tables(_)) {
                ".NAME"
            } else {
                ""
            };
            describe(text, &format!("{path}{name}{own}."), inner);
        }
    }
}

/// What no target can be without.
const REQUIRED: [&str; 3] = ["spec", "output", "target"];

fn table(keys: &[SettingKey]) -> Map<String, Value> {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let required: Vec<&str> = keys
        .iter()
        .map(|key| key.name)
        .filter(|name| REQUIRED.contains(name))
        .collect();
    let mut table = Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(properties)),
        ("additionalProperties".to_owned(), json!(false)),
    ]);
    if !required.is_empty() {
        table.insert("required".to_owned(), json!(required));
    }
    table
}

fn property(key: &SettingKey) -> Value {
    let mut property = Map::new();
    let (value, changes) = key.example;
    let description = format!("{}\n\nExample: `{} = {value}`: {changes}.", key.docs, key.name);
    property.insert("description".to_owned(), json!(description));
    if let Some(default) = parsed(key.default) {
        property.insert("default".to_owned(), default);
    }
    property.extend(parsed(value).map(|value| ("examples".to_owned(), json!([value]))));
    property.extend(shape(key.kind));
    Value::Object(property)
}

fn shape(kind: Kind) -> Map<String, Value> {
    let object = |value: Value| match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    match kind {
        Kind::Text => object(json!({ "type": "string" })),
        Kind::Texts => object(json!({ "type": "array", "items": { "type": "string" } })),
        Kind::Flag => object(json!({ "type": "boolean" })),
        Kind::Word(words) => object(json!({ "enum": words() })),
        Kind::Words(words) => object(json!({ "type": "array", "items": { "enum": words } })),
        Kind::TextTable => object(json!({ "type": "object", "additionalProperties": { "type": "string" } })),
        Kind::Table(keys) => table(keys),
        Kind::Tables(keys) => object(json!({ "type": "object", "additionalProperties": table(keys) })),
        Kind::TextOr(keys) => object(json!({ "anyOf": [{ "type": "string" }, table(keys)] })),
        Kind::ListOf(keys) => {
            let entry = json!({ "anyOf": [{ "type": "string" }, table(keys)] });
            object(
                json!({ "anyOf": [{ "type": "string" }, table(keys), { "type": "array", "items": entry }] }),
            )
        }
    }
}

/// The JSON value that a piece of TOML stands for.
fn parsed(toml: &str) -> Option<Value> {
    let mut table: toml::Table = format!("value = {}", one_line(toml)).parse().ok()?;
    serde_json::to_value(table.remove("value")?).ok()
}

/// A text of several lines as TOML writes it.
pub(crate) fn one_line(toml: &str) -> String {
    match toml.contains('\n') {
        true => format!("''{toml}''"),
        false => toml.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use serde::{Deserialize, Deserializer, de::Visitor, forward_to_deserialize_any};

    use super::*;
    use crate::{
        Target,
        configuration::Configuration,
        setting_key::{OPERATION, SCHEMA, SELECTORS, TYPES_FROM},
        settings_table::{OperationTable, SchemaTable, SelectorsTable},
        target_table::TargetTable,
        types_from::EntryTable,
    };

    /// Learns which fields a struct is read from.
    #[derive(Default)]
    struct Fields(BTreeSet<&'static str>);

    impl<'de> Deserializer<'de> for &mut Fields {
        type Error = serde::de::value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(serde::de::Error::custom("no struct"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            self.0.extend(fields);
            self.deserialize_any(visitor)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    fn fields<'de, T: Deserialize<'de>>() -> BTreeSet<&'static str> {
        let mut fields = Fields::default();
        assert!(T::deserialize(&mut fields).is_err());
        fields.0
    }

    fn names(keys: &[SettingKey]) -> BTreeSet<&'static str> {
        keys.iter().map(|key| key.name).collect()
    }

    #[test]
    fn every_key_that_is_read_is_described_and_no_other() {
        assert_eq!(names(FILE), fields::<Configuration>());
        assert_eq!(names(TARGET), fields::<TargetTable>());
        assert_eq!(names(SCHEMA), fields::<SchemaTable>());
        assert_eq!(names(OPERATION), fields::<OperationTable>());
        assert_eq!(names(SELECTORS), fields::<SelectorsTable>());
        assert_eq!(names(TYPES_FROM), fields::<EntryTable>());
    }

    fn read(line: &str) -> Target {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindery.toml");
        fs::write(&path, format!("[targets.shop]\n{line}\n")).unwrap();
        let mut target = Configuration::targets(&path).unwrap().remove(0);
        let inner = |path: &Path| path.strip_prefix(folder.path()).unwrap_or(path).to_owned();
        target.spec = inner(&target.spec);
        target.output = inner(&target.output);
        target.configuration = None;
        target
    }

    #[test]
    fn defaults_are_what_holds_without_a_key_and_examples_are_read() {
        let basis = "spec = 'shop.yaml'\noutput = 'generated/shop'";
        let without = format!("{:?}", read(basis));
        for key in TARGET {
            if !key.default.is_empty() {
                let with = read(&format!("{basis}\n{} = {}", key.name, key.default));
                assert_eq!(format!("{with:?}"), without, "{}", key.name);
            }
            let (value, changes) = key.example;
            assert!(!key.docs.is_empty() && !changes.is_empty(), "{}", key.name);
            if ["spec", "output"].contains(&key.name) {
                continue;
            }
            let with = format!(
                "{:?}",
                read(&format!("{basis}\n{} = {}", key.name, one_line(value)))
            );
            assert!(with != without || value == key.default, "{}", key.name);
        }
    }

    #[test]
    fn the_schema_that_is_checked_in_is_this() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("bindery.schema.json");
        let text = format!("{:#}\n", settings_schema());
        if std::env::var_os("BINDERY_UPDATE").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let checked_in = fs::read_to_string(&path).unwrap();
        assert_eq!(checked_in, text, "run this test with BINDERY_UPDATE=1");
    }

    #[test]
    fn the_readme_lists_every_key_of_a_target() {
        let readme = include_str!("../../../README.md");
        let rows: Vec<&str> = readme
            .lines()
            .filter(|line| line.starts_with("| `"))
            .filter_map(|line| line.split('|').nth(1))
            .collect();
        for key in TARGET {
            let named = format!("`{}`", key.name);
            let inner = format!("`{}.", key.name);
            let is_listed = |row: &&str| row.contains(&named) || row.contains(&inner);
            assert!(
                rows.iter().any(is_listed),
                "no row of README's table is about {named}"
            );
        }
    }

    #[test]
    fn the_text_tells_every_key_with_its_example() {
        let text = settings_text();
        for key in TARGET {
            assert!(text.contains(&format!("targets.NAME.{}\n", key.name)));
        }
        assert!(text.contains("targets.NAME.schemas.NAME.members\n"));
        assert!(text.contains("example: maps = 'index'"));
    }
}
