//! Which values of a tree are a document's own, where a `$ref` refers, and which are data that only
//! looks like it: an example, a default, a constant, a property that happens to be called `$ref`.

use bindery_model::Json;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An object of OpenAPI's or a schema.
    Node,
    /// An object whose keys are the author's and whose values are nodes.
    Names,
    /// An object whose values are Example Objects.
    Examples,
    /// An Example Object, whose `value` is data.
    Example,
    /// A discriminator's `mapping`, whose values are references.
    Mapping,
}

/// Members whose keys are the author's.
const NAMES: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
];

impl Place {
    /// What the member `name` of an object at this place is; nothing, if it is data.
    pub(crate) fn member(self, name: &str, value: &Json) -> Option<Place> {
        let is_object = matches!(value, Json::Object(_));
        match self {
            Self::Names => Some(Self::Node),
            Self::Examples => Some(Self::Example),
            Self::Mapping => None,
            Self::Example => (name != "value" && !name.starts_with("x-")).then_some(Self::Example),
            Self::Node => match name {
                "const" | "default" | "enum" | "example" => None,
                "examples" if is_object => Some(Self::Examples),
                "examples" => None,
                "mapping" if is_object => Some(Self::Mapping),
                "parameters" if is_object => Some(Self::Names),
                _ if name.starts_with("x-") => None,
                _ if is_object && NAMES.contains(&name) => Some(Self::Names),
                _ => Some(Self::Node),
            },
        }
    }

    /// Whether an object at this place may be a reference, and have an `$id`.
    pub(crate) fn refers(self) -> bool {
        matches!(self, Self::Node | Self::Example)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(NAMES.is_sorted());
    }
}
