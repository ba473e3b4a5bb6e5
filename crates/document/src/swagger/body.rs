use super::conversion::Conversion;
use bindery_model::{Code, Diagnostic, Pointer};

use super::content::{ContentSchema, content_of};
use super::media_types::{JSON, MediaTypes, is_form};
use super::parameters::{Given, Sorted};
use super::part::Part;
use crate::cursor::Cursor;
use crate::document::ROOT;

impl<'d> Conversion<'d, '_> {
    /// The request body that the operation's parameters make.
    pub(super) fn request_body(
        &mut self,
        operation: &Cursor<'d>,
        sorted: &Sorted<'d>,
        consumes: &MediaTypes<'d>,
    ) -> Option<Part> {
        let Some(body) = &sorted.body else {
            return (!sorted.form.is_empty()).then(|| self.form(operation, &sorted.form, consumes));
        };
        if let Some(first) = sorted.form.first() {
            let warning = Diagnostic::warning(
                Code::FormBesideBody,
                "an operation has a body or a form, and this one has both",
                first.place.origin(),
            )
            .note("the body counts, and the form is left out")
            .help("remove one of them");
            self.warn(warning);
        }
        if let Some(component) = self.shared_body(body, consumes) {
            return Some(component);
        }
        let schema = body.parameter.get("schema").map(|schema| {
            // The schema of a shared parameter stays one, whoever refers to it.
            match body.place.is_reference() {
                true => self.linked(&schema, &body.place),
                false => self.content_schema(&schema),
            }
        });
        Some(body_of(&body.parameter, schema, consumes))
    }

    /// A body parameter of the document's `parameters` as a component, read as the document's
    /// `consumes` say.
    pub(super) fn body_component(&mut self, parameter: &Cursor<'d>) -> Part {
        let schema = parameter.get("schema").map(|schema| self.content_schema(&schema));
        let consumes = self.consumes.clone();
        body_of(parameter, schema, &consumes)
    }

    /// A reference to the component, where it says the same.
    fn shared_body(&mut self, body: &Given<'d>, consumes: &MediaTypes<'d>) -> Option<Part> {
        if !body.place.is_reference() || !consumes.is_same_as(&self.consumes) {
            return None;
        }
        let pointer = body.parameter.pointer();
        let [section, name] = pointer.segments() else {
            return None;
        };
        if body.parameter.file() != ROOT || body.place.file() != ROOT || section != "parameters" {
            return None;
        }
        let text = Pointer::root()
            .child("components")
            .child("requestBodies")
            .child(name);
        Some(Part::reference(&body.place, text.to_string().replace('%', "%25")))
    }
}

fn body_of<'d>(parameter: &Cursor<'d>, schema: Option<ContentSchema>, consumes: &MediaTypes<'d>) -> Part {
    let mut body = Part::object(parameter);
    for name in ["description", "required"] {
        body.put_some(name, parameter.get(name).map(|member| Part::copy(&member)));
    }
    let consumes = match consumes.names().any(|name| !is_form(name)) {
        true => consumes.only(|name| !is_form(name)),
        false => consumes.clone(),
    };
    let media = consumes.or_default(JSON, parameter);
    body.put("content", content_of(parameter, &media, schema));
    body
}
