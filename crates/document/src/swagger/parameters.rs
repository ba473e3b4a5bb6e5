use super::collection::{Collection, Written};
use super::conversion::Conversion;
use super::part::Part;
use super::role::Role;
use crate::cursor::Cursor;

/// Members of a parameter, a header or an item that are a schema's in OpenAPI 3.
const SCHEMA_MEMBERS: [&str; 19] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "x-nullable",
    "title",
    "allOf",
];

/// The parameters of an operation or a path item, those that are its body told apart.
#[derive(Clone, Default)]
pub(super) struct Sorted<'d> {
    /// Query, path, header: as they stand in the list.
    pub(super) plain: Vec<Cursor<'d>>,
    /// `in: body`.
    pub(super) body: Option<Given<'d>>,
    /// `in: formData`.
    pub(super) form: Vec<Given<'d>>,
}

/// A parameter that becomes part of the body.
#[derive(Clone)]
pub(super) struct Given<'d> {
    /// As it stands in the list; it may be a reference.
    pub(super) place: Cursor<'d>,
    /// The parameter.
    pub(super) parameter: Cursor<'d>,
}

impl<'d> Given<'d> {
    pub(super) fn name(&self) -> &'d str {
        self.parameter
            .get("name")
            .and_then(|name| name.as_str())
            .unwrap_or_default()
    }
}

impl<'d> Conversion<'d, '_> {
    /// Tells the parameters of a list apart.
    pub(super) fn sorted(&self, list: Option<&Cursor<'d>>) -> Sorted<'d> {
        let mut sorted = Sorted::default();
        for place in list.iter().flat_map(|list| list.items()) {
            let Some(parameter) = self.resolved(&place) else {
                sorted.plain.push(place);
                continue;
            };
            let location = parameter.get("in").and_then(|location| location.as_str());
            match location {
                Some("body") if sorted.body.is_none() => sorted.body = Some(Given { place, parameter }),
                Some("body") => {}
                Some("formData") => sorted.form.push(Given { place, parameter }),
                _ => sorted.plain.push(place),
            }
        }
        sorted
    }

    /// A list of parameters that are no bodies, in the one form.
    pub(super) fn plain_parameters(&mut self, list: &Cursor<'d>, plain: &[Cursor<'d>]) -> Part {
        let mut parameters = Part::list(list);
        for parameter in plain {
            let part = match parameter.is_reference() {
                true => {
                    self.meet(parameter, Role::Parameter);
                    None
                }
                false => self.parameter(parameter),
            };
            parameters.push(part.unwrap_or_else(|| Part::copy(parameter)));
        }
        parameters
    }

    /// A parameter of query, path or header in the one form; `None` for what is no such parameter.
    pub(super) fn parameter(&mut self, parameter: &Cursor<'d>) -> Option<Part> {
        if !parameter.is_object() || parameter.get("schema").is_some() {
            return None;
        }
        let location = parameter.get("in").and_then(|location| location.as_str());
        let mut part = Part::object(parameter);
        for (name, member) in parameter.members() {
            let kept = !SCHEMA_MEMBERS.contains(&name) && !matches!(name, "collectionFormat" | "x-example");
            if kept {
                part.put(name, Part::copy(&member));
            }
        }
        if !part.has("example") {
            part.put_some(
                "example",
                parameter.get("x-example").map(|example| Part::copy(&example)),
            );
        }
        match Collection::of(parameter, location.unwrap_or_default()) {
            Collection::Default => {}
            Collection::Written(written) => put_style(&mut part, parameter, written),
            Collection::Unknown(warning) => {
                self.warn(warning);
                part.put("schema", text_schema(parameter));
                return Some(part);
            }
        }
        part.put_some("schema", self.schema_within(parameter));
        Some(part)
    }

    /// The schema that stands among the members of a parameter or a header.
    pub(super) fn schema_within(&mut self, holder: &Cursor<'d>) -> Option<Part> {
        let mut schema = Part::object(holder);
        for (name, member) in holder.members() {
            let is_note = name.starts_with("x-") && !matches!(name, "x-example" | "x-nullable");
            if SCHEMA_MEMBERS.contains(&name) || is_note {
                schema.put(name, Part::copy(&member));
            }
        }
        for name in ["items", "allOf"] {
            if let Some(value) = holder.get(name) {
                schema.put_some(name, self.schema(&value));
            }
        }
        if let Some(nullable) = holder.get("x-nullable") {
            schema.remove("x-nullable");
            schema.put("nullable", Part::copy(&nullable));
        }
        if let Some(file) = holder.get("type").filter(|name| name.as_str() == Some("file")) {
            schema.put("type", Part::text(&file, "string"));
            schema.put("format", Part::text(&file, "binary"));
        }
        (!schema.is_empty()).then_some(schema)
    }
}

/// The schema of a value that is taken as it is.
pub(super) fn text_schema(holder: &Cursor<'_>) -> Part {
    let mut schema = Part::object(holder);
    schema.put("type", Part::text(holder, "string"));
    schema
}

pub(super) fn put_style(part: &mut Part, parameter: &Cursor<'_>, written: Written) {
    let place = parameter
        .get("collectionFormat")
        .unwrap_or_else(|| parameter.clone());
    part.put("style", Part::text(&place, written.style));
    part.put("explode", Part::bool(&place, written.explode));
}
