use std::collections::BTreeMap;

use bindery_lower::{
    AmbiguousUnions, Choice, OperationSettings, Place, SchemaSettings, Selectors, Setting, parse_choice,
};
use serde::{Deserialize, Deserializer, de::Error as _};
use toml::Spanned;

/// A text of a `bindery.toml`, and where it stands.
pub(crate) type Text = Spanned<String>;

/// Texts by texts.
pub(crate) type Texts = BTreeMap<Text, Text>;

/// `[targets.shop.schemas.Pet]`, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SchemaTable {
    name: Option<Text>,
    #[serde(default)]
    derives: Vec<Text>,
    #[serde(default)]
    members: Texts,
    #[serde(default)]
    values: Texts,
    #[serde(default)]
    variants: Texts,
    #[serde(default, deserialize_with = "some_choice")]
    ambiguous: Option<AmbiguousUnions>,
}

/// A setting of one schema that is one of a few words.
fn some_choice<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<Option<C>, D::Error> {
    parse_choice(&String::deserialize(deserializer)?)
        .map(Some)
        .map_err(D::Error::custom)
}

/// `[targets.shop.operations.getPet]`, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OperationTable {
    name: Option<Text>,
    #[serde(default)]
    parameters: Texts,
}

/// `include` or `exclude` of a target, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SelectorsTable {
    #[serde(default)]
    tags: Vec<Text>,
    #[serde(default)]
    paths: Vec<Text>,
    #[serde(default)]
    methods: Vec<Text>,
    #[serde(default)]
    operations: Vec<Text>,
    #[serde(default)]
    schemas: Vec<Text>,
}

/// The text of a `bindery.toml`, in which places are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfigurationText<'t>(pub(crate) &'t str);

impl ConfigurationText<'_> {
    /// The line and the column (in characters) of a byte offset, both from 1.
    pub(crate) fn line_and_column(self, offset: usize) -> (usize, usize) {
        let before = self.0.get(..offset).unwrap_or(self.0);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    pub(crate) fn setting(self, text: &Text) -> Setting {
        let (line, column) = self.line_and_column(text.span().start);
        Setting {
            text: text.get_ref().clone(),
            place: Some(Place { line, column }),
        }
    }

    pub(crate) fn settings(self, texts: &[Text]) -> Vec<Setting> {
        texts.iter().map(|text| self.setting(text)).collect()
    }

    /// Pairs in the order of the file.
    pub(crate) fn pairs(self, texts: &Texts) -> Vec<(Setting, Setting)> {
        let mut pairs: Vec<_> = texts
            .iter()
            .map(|(key, value)| (self.setting(key), self.setting(value)))
            .collect();
        pairs.sort_by_key(|(key, _)| key.place);
        pairs
    }

    pub(crate) fn schema(self, schema: &Text, table: &SchemaTable) -> SchemaSettings {
        SchemaSettings {
            schema: self.setting(schema),
            name: table.name.as_ref().map(|name| self.setting(name)),
            derives: self.settings(&table.derives),
            members: self.pairs(&table.members),
            values: self.pairs(&table.values),
            variants: self.pairs(&table.variants),
            ambiguous_union: table.ambiguous,
        }
    }

    pub(crate) fn selectors(self, table: &SelectorsTable) -> Selectors {
        Selectors {
            tags: self.settings(&table.tags),
            paths: self.settings(&table.paths),
            methods: self.settings(&table.methods),
            operations: self.settings(&table.operations),
            schemas: self.settings(&table.schemas),
        }
    }

    pub(crate) fn operation(self, operation: &Text, table: &OperationTable) -> OperationSettings {
        OperationSettings {
            operation: self.setting(operation),
            name: table.name.as_ref().map(|name| self.setting(name)),
            parameters: self.pairs(&table.parameters),
        }
    }
}
