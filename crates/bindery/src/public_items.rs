use std::collections::{BTreeMap, HashMap};

use bindery_document::Document;
use bindery_emit::rust_path;
use bindery_lower::Lowered;
use bindery_model::{Json, Origin, Pointer, Shape, TypeDef, TypeId};
use serde::{Deserialize, Serialize};

/// What generated code shows to its users, by the place in the document that it was made of.
///
/// A place is a JSON pointer, after its file's name where that is not the document itself; so it is the
/// same on every machine, and stays the same when folders move.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicItems {
    /// The types; one schema may become several.
    #[serde(default)]
    pub(crate) types: BTreeMap<String, Vec<PublicItem>>,
    /// The operations.
    #[serde(default)]
    pub(crate) operations: BTreeMap<String, Vec<PublicItem>>,
    /// Where places are reported, which an overlay may have brought.
    #[serde(skip)]
    pub(crate) origins: HashMap<String, Origin>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct PublicItem {
    /// Its path in Rust, e.g. `types::PaymentSession`; an operation's method.
    pub(crate) rust: String,
    /// What it holds: members, values, variants or parameters, from wire name to name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) parts: BTreeMap<String, String>,
}

impl PublicItems {
    /// The public items of what was made of `document`.
    pub(crate) fn of(lowered: &Lowered, document: &Document) -> Self {
        let mut items = Self::default();
        let label = |origin: &Origin| match origin.file.0 {
            0 => origin.pointer.to_string(),
            _ => format!("{}{}", document.file_name(origin.file), origin.pointer),
        };
        let api = &lowered.api;
        for (index, (made, place)) in api.types.iter().zip(&lowered.places).enumerate() {
            let item = PublicItem {
                rust: rust_path(api, TypeId(index)),
                parts: parts_of(made),
            };
            let place = label(place);
            items
                .origins
                .entry(place.clone())
                .or_insert_with(|| made.origin.clone());
            items.types.entry(place).or_default().push(item);
        }
        for operation in &api.operations {
            let parameters = operation.parameters.iter().map(|parameter| {
                let location = format!("{:?}", parameter.location).to_lowercase();
                (
                    format!("{location} {}", parameter.wire_name),
                    parameter.name.to_string(),
                )
            });
            let item = PublicItem {
                rust: operation.name.to_string(),
                parts: parameters.collect(),
            };
            let method = operation.method.as_str().to_ascii_lowercase();
            let place: Pointer = ["paths".to_owned(), operation.path.clone(), method]
                .into_iter()
                .collect();
            let place = place.to_string();
            items
                .origins
                .entry(place.clone())
                .or_insert_with(|| operation.origin.clone());
            items.operations.entry(place).or_default().push(item);
        }
        for list in items.types.values_mut().chain(items.operations.values_mut()) {
            list.sort();
        }
        items
    }

    /// The items as members of a JSON object, one to a line, so that a difference shows what changed.
    pub(crate) fn to_text(&self) -> String {
        let sections = [("types", &self.types), ("operations", &self.operations)];
        let mut text = String::new();
        for (name, section) in sections {
            let lines = section.iter().map(|(place, list)| {
                let (place, list) = (serde_json::to_string(place), serde_json::to_string(list));
                format!(
                    "\n    {}: {}",
                    place.unwrap_or_default(),
                    list.unwrap_or_default()
                )
            });
            let lines: Vec<String> = lines.collect();
            let end = if lines.is_empty() { "" } else { "\n  " };
            text.push_str(&format!(",\n  \"{name}\": {{{}{end}}}", lines.join(",")));
        }
        text
    }
}

fn parts_of(made: &TypeDef) -> BTreeMap<String, String> {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_text(), str::to_owned);
    match &made.shape {
        Shape::Object(object) => {
            let members = object.members.iter();
            members
                .map(|member| (member.wire_name.clone(), member.name.to_string()))
                .collect()
        }
        Shape::Enum(values) => {
            let values = values.values.iter();
            values
                .map(|value| (text(&value.value), value.name.to_string()))
                .collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants
                .map(|variant| (variant.label.clone(), variant.name.to_string()))
                .collect()
        }
        Shape::Newtype(_) | Shape::Alias(_) => BTreeMap::new(),
    }
}
