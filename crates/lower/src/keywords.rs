//! Which of a schema's keywords say something of values, and which only describe.

use bindery_document::Cursor;

/// Keywords that restrict no value. `nullable` is told apart where it matters.
const DESCRIBING: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
    "xml",
];

/// Keywords that refine what another schema has the structure of.
const REFINING: &[&str] = &[
    "const",
    "contains",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "properties",
    "propertyNames",
    "required",
    "then",
    "type",
    "unevaluatedItems",
    "uniqueItems",
];

/// Keywords of arrays, numbers and strings. `format` is none: it stands beside anything.
const OF_OTHER_TYPES: &[&str] = &[
    "contains",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "pattern",
    "prefixItems",
    "unevaluatedItems",
    "uniqueItems",
];

/// Whether a schema that has no `type` says something of values that are no objects.
pub(crate) fn speaks_of_other_types(schema: &Cursor<'_>) -> bool {
    schema.get("type").is_none() && schema.members().any(|(name, _)| OF_OTHER_TYPES.contains(&name))
}

/// Whether a member of a schema restricts its values.
pub(crate) fn restricts(name: &str, value: &Cursor<'_>) -> bool {
    match name {
        "x-sensitive" => value.as_bool() == Some(true),
        _ => !name.starts_with("x-") && !DESCRIBING.contains(&name),
    }
}

/// Whether a keyword refines values without giving them a structure.
pub(crate) fn refines(name: &str) -> bool {
    REFINING.contains(&name)
}

/// Whether a schema restricts its values at all.
pub(crate) fn is_restricting(schema: &Cursor<'_>) -> bool {
    schema.as_bool() == Some(false) || schema.members().any(|(name, value)| restricts(name, &value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(DESCRIBING.is_sorted());
        assert!(REFINING.is_sorted());
        assert!(OF_OTHER_TYPES.is_sorted());
    }
}
