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
    }
}
