use super::collection::{Collection, Written};
use super::conversion::Conversion;
use super::media_types::{MULTIPART, MediaTypes, URL_ENCODED, is_form, is_multipart};
use super::parameters::{Given, put_style, text_schema};
use super::part::Part;
use crate::cursor::Cursor;

impl<'d> Conversion<'d, '_> {
    /// The body that the `formData` parameters of an operation make: an object with a member for each.
    pub(super) fn form(
        &mut self,
        operation: &Cursor<'d>,
        fields: &[Given<'d>],
        consumes: &MediaTypes<'d>,
    ) -> Part {
        let has_file = fields.iter().any(|field| {
            let kind = field.parameter.get("type");
            kind.and_then(|kind| kind.as_str()) == Some("file")
        });
        // Files travel in multipart forms alone (Swagger 2.0, "Parameter Object").
        let listed = match has_file {
            true => consumes.only(is_multipart),
            false => consumes.only(is_form),
        };
        let default = if has_file { MULTIPART } else { URL_ENCODED };
        let mut content = Part::object(operation);
        for (name, place) in listed.or_default(default, operation).into_iter().take(1) {
            let location = if is_multipart(name) {
                "formData"
            } else {
                URL_ENCODED
            };
            let mut media = Part::object(&place);
            media.put("schema", self.form_schema(operation, fields, location));
            let encoding = encoding(operation, fields, location);
            if !encoding.is_empty() {
                media.put("encoding", encoding);
            }
            content.put(name, media);
        }
        let mut body = Part::object(operation);
        if fields.iter().any(|field| is_required(&field.parameter)) {
            body.put("required", Part::bool(operation, true));
        }
        body.put("content", content);
        body
    }

    fn form_schema(&mut self, operation: &Cursor<'d>, fields: &[Given<'d>], location: &str) -> Part {
        let mut properties = Part::object(operation);
        let mut required = Part::list(operation);
        for field in fields {
            let parameter = &field.parameter;
            let mut schema = match Collection::of(parameter, location) {
                Collection::Unknown(warning) => {
                    self.warn(warning);
                    text_schema(parameter)
                }
                _ => {
                    let schema = self.schema_within(parameter);
                    schema.unwrap_or_else(|| Part::object(parameter))
                }
            };
            schema.put_some(
                "description",
                parameter.get("description").map(|text| Part::copy(&text)),
            );
            schema.put_some(
                "example",
                parameter.get("x-example").map(|example| Part::copy(&example)),
            );
            properties.put(field.name(), schema);
            if is_required(parameter) {
                required.push(Part::text(parameter, field.name()));
            }
        }
        let mut schema = Part::object(operation);
        schema.put("type", Part::text(operation, "object"));
        schema.put("properties", properties);
        if !required.is_empty() {
            schema.put("required", required);
        }
        schema
    }
}

/// How the lists of a form are written that are not written as lists of forms are by default.
fn encoding<'d>(operation: &Cursor<'d>, fields: &[Given<'d>], location: &str) -> Part {
    let mut encoding = Part::object(operation);
    for field in fields {
        match Collection::of(&field.parameter, location) {
            Collection::Written(Written { explode: true, .. }) => {}
            Collection::Written(written) => {
                let mut part = Part::object(&field.parameter);
                put_style(&mut part, &field.parameter, written);
                encoding.put(field.name(), part);
            }
            Collection::Default | Collection::Unknown(_) => {}
        }
    }
    encoding
}

fn is_required(parameter: &Cursor<'_>) -> bool {
    parameter.get("required").and_then(|required| required.as_bool()) == Some(true)
}
