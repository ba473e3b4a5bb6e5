//! What types derive beyond `Clone`, `Debug` and `PartialEq`: `derives = ["Eq", "schemars::JsonSchema"]`.

use bindery_model::{Code, Derive, Diagnostic, Ident, TypeDef, TypeId};

use crate::capability::{Capabilities, Lack};
use crate::lowering::Lowering;
use crate::settings::{SchemaSettings, Setting};

/// What every generated type has anyhow.
const GIVEN: [&str; 3] = ["Clone", "Debug", "PartialEq"];

impl<'d> Lowering<'d> {
    /// Gives every type the traits that were chosen for it, as far as its parts have them.
    pub(crate) fn derive_traits(&mut self) {
        let settings = self.settings;
        let everywhere = self.traits(&settings.derives);
        let chosen: Vec<(&SchemaSettings, Vec<(Derive, &Setting)>)> = settings
            .schemas
            .iter()
            .map(|schema| (schema, self.traits(&schema.derives)))
            .collect();
        if everywhere.is_empty() && chosen.iter().all(|(_, traits)| traits.is_empty()) {
            return;
        }
        let capabilities = Capabilities::of(&self.api);
        for index in 0..self.api.types.len() {
            let made = &self.api.types[index];
            let own = chosen.iter().find(|(schema, _)| is_of(made, &schema.schema.text));
            let own = own.map_or(&[][..], |(_, traits)| traits);
            let mut derives: Vec<Derive> = Vec::new();
            let mut lacks: Vec<(Derive, Lack, Option<&Setting>)> = Vec::new();
            let general = everywhere.iter().map(|(derive, _)| (derive, None));
            let particular = own.iter().map(|(derive, setting)| (derive, Some(*setting)));
            for (derive, setting) in general.chain(particular) {
                match capabilities.lack(TypeId(index), derive) {
                    None if derives.contains(derive) => {}
                    None => derives.push(derive.clone()),
                    Some(lack) => lacks.push((derive.clone(), lack, setting)),
                }
            }
            self.api.types[index].derives = derives;
            self.note_lacks(TypeId(index), lacks);
        }
    }

    /// What was asked of all is explained where it cannot be; what was asked of this type is warned of.
    fn note_lacks(&mut self, id: TypeId, lacks: Vec<(Derive, Lack, Option<&'d Setting>)>) {
        for (derive, lack, setting) in lacks {
            let made = &self.api.types[id.0];
            let sentence = format!("`{derive}` is not derived: {lack}");
            if let Some(setting) = setting {
                let message = format!("`{}` cannot derive `{derive}`: {lack}", made.name);
                let diagnostic = self.settings.warning(Code::ImpossibleDerive, message, setting);
                self.report(diagnostic.help("take the trait out of this schema's `derives`"));
            } else if made.wire_name.is_some() {
                self.notes.entry(id).or_default().push(sentence);
            }
        }
    }

    /// The traits that the texts name; what one of std implies comes with it.
    fn traits(&mut self, settings: &'d [Setting]) -> Vec<(Derive, &'d Setting)> {
        let mut traits: Vec<(Derive, &Setting)> = Vec::new();
        for setting in settings {
            let named: &[Derive] = match setting.text.as_str() {
                "Eq" => &[Derive::Eq],
                "Hash" => &[Derive::Hash],
                "PartialOrd" => &[Derive::PartialOrd],
                "Ord" => &[Derive::Eq, Derive::PartialOrd, Derive::Ord],
                given if GIVEN.contains(&given) => &[],
                path => match self.checked_path(path, setting) {
                    Some(path) => &[Derive::Path(path)],
                    None => &[],
                },
            };
            for derive in named {
                if !traits.iter().any(|(known, _)| known == derive) {
                    traits.push((derive.clone(), setting));
                }
            }
        }
        traits
    }

    fn checked_path(&mut self, path: &str, setting: &Setting) -> Option<String> {
        let last = path.rsplit("::").next().unwrap_or(path);
        let help = match last {
            "Copy" => "generated types hold text and lists, which cannot be copied; take it out",
            "Default" => "types whose members are all optional are `Default` already; take it out",
            "Serialize" | "Deserialize" => "generated types implement serde's traits already; take it out",
            _ if !is_path(path) => "write the path of a trait, such as `schemars::JsonSchema`",
            _ if !path.contains("::") => {
                "a trait of std is `Eq`, `Hash`, `PartialOrd` or `Ord`; write the whole path of any other"
            }
            _ => return Some(path.to_owned()),
        };
        let message = format!("`{path}` cannot be derived");
        let diagnostic: Diagnostic = self.settings.error(Code::BadDerive, message, setting);
        self.report(diagnostic.help(help));
        None
    }
}

/// Whether `made` is what the schema became that a setting names by key or pointer.
pub(crate) fn is_of(made: &TypeDef, schema: &str) -> bool {
    match schema.starts_with('#') {
        true => made.origin.pointer.to_string() == schema,
        false => made.wire_name.as_deref() == Some(schema),
    }
}

/// Whether a text is a path of Rust, such as `schemars::JsonSchema` or `::core::fmt::Display`.
pub(crate) fn is_path(text: &str) -> bool {
    let path = text.strip_prefix("::").unwrap_or(text);
    !path.is_empty() && path.split("::").all(Ident::is_valid)
}
