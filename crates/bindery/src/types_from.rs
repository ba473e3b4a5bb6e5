//! Targets that take types from other targets of their configuration: `types-from = "common"`.

use std::{collections::BTreeMap, fmt, path::Path};

use bindery_lower::{Place, Setting};
use semver::VersionReq;
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use toml::Spanned;

use crate::{
    Problem, Runtime, Target,
    settings_table::{ConfigurationText, Text},
    target::lexically_absolute,
};

/// A target whose types another target shows as its own, where both say the same of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TypesFrom {
    /// The target.
    pub target: Target,
    /// The version requirement under which cargo finds its crate; without one its folder is meant.
    pub version: Option<String>,
    /// What names it in the configuration.
    pub setting: Setting,
}

impl TypesFrom {
    /// Types of `target`, whose crate is found in its folder.
    pub fn new(target: Target) -> Self {
        Self {
            setting: Setting::from(target.name.clone()),
            target,
            version: None,
        }
    }

    /// Where the file `configuration` names it.
    pub(crate) fn place(&self, configuration: &Path) -> String {
        let path = configuration.display();
        match self.setting.place {
            Some(Place { line, column }) => format!("{path}:{line}:{column}"),
            None => path.to_string(),
        }
    }
}

/// The value of `types-from`: one entry, or a list of them.
#[derive(Debug, Default)]
pub(crate) struct TypesFromTable(Vec<Spanned<Entry>>);

/// `"common"`, or `{ target = "common", version = "0.3" }`.
#[derive(Debug)]
struct Entry {
    target: String,
    version: Option<Text>,
}

impl TypesFromTable {
    /// Reads the value of the key.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Spanned::<OneOrMore>::deserialize(deserializer)?;
        let span = written.span();
        Ok(Self(match written.into_inner() {
            OneOrMore::One(entry) => vec![Spanned::new(span, entry)],
            OneOrMore::More(entries) => entries,
        }))
    }
}

enum OneOrMore {
    One(Entry),
    More(Vec<Spanned<Entry>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EntryTable {
    target: String,
    version: Option<Text>,
}

impl From<EntryTable> for Entry {
    fn from(table: EntryTable) -> Self {
        Self {
            target: table.target,
            version: table.version,
        }
    }
}

impl From<&str> for Entry {
    fn from(target: &str) -> Self {
        Self {
            target: target.to_owned(),
            version: None,
        }
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(EntryVisitor)? {
            OneOrMore::One(entry) => Ok(entry),
            OneOrMore::More(_) => Err(D::Error::custom("expected the name of a target, not a list")),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = OneOrMore;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a target, `{ target = …, version = … }`, or a list of these")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMore, E> {
        Ok(OneOrMore::One(text.into()))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<OneOrMore, A::Error> {
        let table = EntryTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(OneOrMore::One(table.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(OneOrMore::More(entries))
    }
}

/// The targets of a configuration, and from which others they take types.
pub(crate) struct Takers<'t> {
    pub(crate) path: &'t Path,
    pub(crate) text: ConfigurationText<'t>,
    pub(crate) targets: Vec<Target>,
    pub(crate) tables: BTreeMap<String, TypesFromTable>,
}

impl Takers<'_> {
    /// The targets, each with those that it takes types from.
    pub(crate) fn into_targets(self) -> Result<Vec<Target>, Problem> {
        let targets = self.targets.iter();
        targets
            .map(|target| self.complete(target, &mut vec![&target.name]))
            .collect()
    }

    /// `target` with what it takes types from; `takers` lead to it, itself last.
    fn complete<'s>(&'s self, target: &Target, takers: &mut Vec<&'s str>) -> Result<Target, Problem> {
        let mut target = target.clone();
        let entries = self.tables.get(&target.name).map(|table| table.0.as_slice());
        for entry in entries.unwrap_or_default() {
            let from = self.types_from(&target, entry, takers)?;
            target.types_from.push(from);
        }
        Ok(target)
    }

    fn types_from<'s>(
        &'s self,
        taker: &Target,
        entry: &'s Spanned<Entry>,
        takers: &mut Vec<&'s str>,
    ) -> Result<TypesFrom, Problem> {
        let name = entry.get_ref().target.as_str();
        let wrong = |message: String| Err(self.mistake(entry.span().start, &taker.name, &message));
        let Some(found) = self.targets.iter().find(|target| target.name == name) else {
            let known: Vec<_> = self
                .targets
                .iter()
                .map(|target| format!("`{}`", target.name))
                .collect();
            return wrong(format!(
                "there is no target `{name}` to take types from; there are {}",
                known.join(", ")
            ));
        };
        if name == taker.name {
            return wrong("it cannot take types from itself".to_owned());
        }
        if takers.contains(&name) {
            let circle = takers.join("` → `");
            return wrong(format!(
                "targets take types from each other in a circle: `{circle}` → `{name}`"
            ));
        }
        if taker.types_from.iter().any(|from| from.target.name == name) {
            return wrong(format!("`{name}` is named twice"));
        }
        let is_called_the_same = |other: &Target| other.library() == found.library();
        if is_called_the_same(taker)
            || taker
                .types_from
                .iter()
                .any(|from| is_called_the_same(&from.target))
        {
            return wrong(format!(
                "two crates would be called `{}`; choose names by `package`",
                found.package
            ));
        }
        if !same_runtime(&taker.runtime, &found.runtime) {
            return wrong(format!("`{name}` has another `runtime`, whose traits are others"));
        }
        let version = entry.get_ref().version.as_ref();
        if let Some(version) = version.filter(|version| VersionReq::parse(version.get_ref()).is_err()) {
            let message = format!("`{}` is not a version requirement", version.get_ref());
            return Err(self.mistake(version.span().start, &taker.name, &message));
        }
        takers.push(name);
        let target = self.complete(found, takers)?;
        takers.pop();
        let (line, column) = self.text.line_and_column(entry.span().start);
        Ok(TypesFrom {
            target,
            version: version.map(|version| version.get_ref().clone()),
            setting: Setting {
                text: name.to_owned(),
                place: Some(Place { line, column }),
            },
        })
    }

    fn mistake(&self, start: usize, target: &str, message: &str) -> Problem {
        let (line, column) = self.text.line_and_column(start);
        let path = self.path.display();
        Problem::Usage(format!("{path}:{line}:{column}: target `{target}`: {message}"))
    }
}

/// Whether both find the same runtime, as far as their targets tell.
fn same_runtime(left: &Runtime, right: &Runtime) -> bool {
    match (left, right) {
        (Runtime::Path(left), Runtime::Path(right)) => lexically_absolute(left) == lexically_absolute(right),
        _ => left == right,
    }
}
