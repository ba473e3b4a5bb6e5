use bindery_model::Json;

use crate::version::SpecVersion;

/// What an object of a document is: it says where a `$ref` in its place can be moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    /// A text or an object without references of its own: some authors keep it in another file all the same.
    Other,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    One(Kind),
    /// An object whose keys are the author's.
    Map(Kind),
    List(Kind),
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Keywords that hold a schema each.
const SCHEMAS: [&str; 13] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "schema",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl Kind {
    /// What the member `name` is; nothing, where it is data.
    pub(super) fn member(self, name: &str, value: &Json) -> Option<Site> {
        if name.starts_with("x-") && self != Kind::Callback {
            return None;
        }
        let is_array = matches!(value, Json::Array(_));
        match self {
            Self::Document => document_member(name, value),
            Self::Components => section(name).map(Site::Map),
            Self::PathItem => match name {
                "parameters" => Some(Site::List(Self::Parameter)),
                "additionalOperations" => Some(Site::Map(Self::Operation)),
                _ if METHODS.contains(&name) => Some(Site::One(Self::Operation)),
                _ => text(name),
            },
            Self::Operation => match name {
                "parameters" => Some(Site::List(Self::Parameter)),
                "requestBody" => Some(Site::One(Self::RequestBody)),
                "responses" => Some(Site::Map(Self::Response)),
                "callbacks" => Some(Site::Map(Self::Callback)),
                _ => text(name),
            },
            Self::Response if name == "links" => Some(Site::Map(Self::Link)),
            Self::Parameter
            | Self::RequestBody
            | Self::Response
            | Self::Header
            | Self::MediaType
            | Self::Encoding => media_member(name).or_else(|| text(name)),
            Self::Schema => schema_member(name, is_array),
            Self::Callback => (!name.starts_with("x-")).then_some(Site::One(Self::PathItem)),
            Self::Example if name == "value" => None,
            Self::Example | Self::Link | Self::SecurityScheme => text(name),
            Self::Other if is_array => Some(Site::List(Self::Other)),
            Self::Other => Some(Site::One(Self::Other)),
        }
    }

    /// Whether a key of a map of these is one of them: `x-…` beside paths and answers is not.
    pub(super) fn is_key(self, name: &str) -> bool {
        !matches!(self, Self::PathItem | Self::Response) || !name.starts_with("x-")
    }

    /// The members that lead to where such objects have names; nothing, where they have none.
    pub(super) fn section(self, version: SpecVersion) -> Option<&'static [&'static str]> {
        if version == SpecVersion::V2_0 {
            return match self {
                Self::Schema => Some(&["definitions"]),
                Self::Parameter => Some(&["parameters"]),
                Self::Response => Some(&["responses"]),
                _ => None,
            };
        }
        match self {
            Self::Schema => Some(&["components", "schemas"]),
            Self::Parameter => Some(&["components", "parameters"]),
            Self::Response => Some(&["components", "responses"]),
            Self::RequestBody => Some(&["components", "requestBodies"]),
            Self::Header => Some(&["components", "headers"]),
            Self::Example => Some(&["components", "examples"]),
            Self::Link => Some(&["components", "links"]),
            Self::Callback => Some(&["components", "callbacks"]),
            Self::SecurityScheme => Some(&["components", "securitySchemes"]),
            Self::PathItem if version >= SpecVersion::V3_1 => Some(&["components", "pathItems"]),
            Self::MediaType if version >= SpecVersion::V3_2 => Some(&["components", "mediaTypes"]),
            _ => None,
        }
    }
}

fn document_member(name: &str, value: &Json) -> Option<Site> {
    match name {
        "paths" | "webhooks" => Some(Site::Map(Kind::PathItem)),
        "components" => Some(Site::One(Kind::Components)),
        // Swagger 2.0 has them at the root.
        "definitions" => Some(Site::Map(Kind::Schema)),
        "parameters" | "responses" => section(name).map(Site::Map),
        "tags" | "servers" if matches!(value, Json::Array(_)) => Some(Site::List(Kind::Other)),
        "info" => Some(Site::One(Kind::Other)),
        _ => None,
    }
}

/// What a section of `components` holds.
pub(super) fn section(name: &str) -> Option<Kind> {
    Some(match name {
        "schemas" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" => Kind::Parameter,
        "examples" => Kind::Example,
        "requestBodies" => Kind::RequestBody,
        "headers" => Kind::Header,
        "securitySchemes" => Kind::SecurityScheme,
        "links" => Kind::Link,
        "callbacks" => Kind::Callback,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        _ => return None,
    })
}

fn text(name: &str) -> Option<Site> {
    matches!(name, "description" | "summary" | "externalDocs").then_some(Site::One(Kind::Other))
}

fn media_member(name: &str) -> Option<Site> {
    Some(match name {
        "schema" | "itemSchema" | "items" => Site::One(Kind::Schema),
        "content" => Site::Map(Kind::MediaType),
        "headers" => Site::Map(Kind::Header),
        "examples" => Site::Map(Kind::Example),
        "encoding" => Site::Map(Kind::Encoding),
        "prefixEncoding" => Site::List(Kind::Encoding),
        "itemEncoding" => Site::One(Kind::Encoding),
        _ => return None,
    })
}

fn schema_member(name: &str, is_array: bool) -> Option<Site> {
    Some(match name {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Site::Map(Kind::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Site::List(Kind::Schema),
        "items" if is_array => Site::List(Kind::Schema),
        "description" | "title" | "externalDocs" => Site::One(Kind::Other),
        _ if SCHEMAS.contains(&name) => Site::One(Kind::Schema),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_told_from_what_refers() {
        let object = Json::Object(Vec::new().into());
        assert_eq!(
            Kind::Schema.member("properties", &object),
            Some(Site::Map(Kind::Schema))
        );
        assert_eq!(Kind::Schema.member("example", &object), None);
        assert_eq!(Kind::Schema.member("default", &object), None);
        assert_eq!(Kind::Operation.member("x-stuff", &object), None);
        assert_eq!(Kind::Callback.member("x-stuff", &object), None);
        assert_eq!(Kind::Example.member("value", &object), None);
        assert_eq!(Kind::MediaType.member("example", &object), None);
        assert!(SCHEMAS.is_sorted());
    }
}
