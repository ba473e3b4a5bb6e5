use super::conversion::Conversion;
use super::part::Part;
use super::role::Role;
use crate::cursor::Cursor;

/// Keywords whose value is a schema or a list of schemas.
const SCHEMAS: [&str; 7] = [
    "items",
    "additionalProperties",
    "additionalItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
];

/// Keywords whose value is a map of schemas.
const MAPS: [&str; 3] = ["properties", "patternProperties", "definitions"];

impl<'d> Conversion<'d, '_> {
    /// The schema in the one form; `None` where it is that already.
    pub(super) fn schema(&mut self, schema: &Cursor<'d>) -> Option<Part> {
        if schema.is_array() {
            return self.each(schema, &mut |conversion, item| conversion.schema(item));
        }
        if schema.is_reference() {
            self.meet(schema, Role::Schema);
            return nullable_reference(schema);
        }
        let mut changed: Option<Part> = None;
        let mut put = |name: &str, part: Option<Part>| {
            if let Some(part) = part {
                changed.get_or_insert_with(|| Part::copy(schema)).put(name, part);
            }
        };
        for (name, value) in schema.members() {
            if SCHEMAS.contains(&name) {
                put(name, self.schema(&value));
            } else if MAPS.contains(&name) {
                put(
                    name,
                    self.each(&value, &mut |conversion, member| conversion.schema(member)),
                );
            }
        }
        put("discriminator", discriminator(schema));
        put("example", renamed(schema, "x-example", "example"));
        put("nullable", renamed(schema, "x-nullable", "nullable"));
        if let Some(file) = schema.get("type").filter(|name| name.as_str() == Some("file")) {
            put("type", Some(Part::text(&file, "string")));
            put("format", Some(Part::text(&file, "binary")));
        }
        if schema.get("collectionFormat").is_some() {
            let part = changed.get_or_insert_with(|| Part::copy(schema));
            part.remove("collectionFormat");
        }
        changed
    }

    /// The object or the list with what `convert` makes of each of its parts; `None` where nothing
    /// changes.
    pub(super) fn each(
        &mut self,
        holder: &Cursor<'d>,
        convert: &mut impl FnMut(&mut Self, &Cursor<'d>) -> Option<Part>,
    ) -> Option<Part> {
        let mut changed: Option<Part> = None;
        for (name, member) in holder.members() {
            if let Some(part) = convert(self, &member) {
                changed.get_or_insert_with(|| Part::copy(holder)).put(name, part);
            }
        }
        for (index, item) in holder.items().enumerate() {
            if let Some(part) = convert(self, &item) {
                let list = changed.get_or_insert_with(|| Part::copy(holder));
                list.put_item(index, part);
            }
        }
        changed
    }
}

/// `{$ref, x-nullable: true}` is written to mean the reference or null, and 3.0 ignores what stands
/// beside `$ref`.
fn nullable_reference(schema: &Cursor<'_>) -> Option<Part> {
    let nullable = schema.get("x-nullable")?;
    if nullable.as_bool() != Some(true) {
        return None;
    }
    let mut reference = Part::object(schema);
    reference.put_some("$ref", schema.get("$ref").map(|text| Part::copy(&text)));
    let mut null = Part::object(&nullable);
    null.put("type", Part::text(&nullable, "null"));
    let mut branches = Part::list(schema);
    branches.push(reference);
    branches.push(null);
    let mut wrapped = Part::object(schema);
    wrapped.put("anyOf", branches);
    Some(wrapped)
}

/// 2.0 names the member and leaves the mapping to the names of the definitions.
fn discriminator(schema: &Cursor<'_>) -> Option<Part> {
    let member = schema
        .get("discriminator")
        .filter(|name| name.as_str().is_some())?;
    let mut discriminator = Part::object(&member);
    discriminator.put("propertyName", Part::copy(&member));
    Some(discriminator)
}

/// The member `from`, where the schema has no `to` of its own.
fn renamed(schema: &Cursor<'_>, from: &str, to: &str) -> Option<Part> {
    let member = schema.get(from)?;
    schema.get(to).is_none().then(|| Part::copy(&member))
}
