use super::content::content_of;
use super::conversion::Conversion;
use super::media_types::{JSON, MediaTypes, is_json};
use super::part::Part;
use super::role::Role;
use crate::cursor::Cursor;

/// What a file is read as where nothing says what it is.
const ANY: &str = "*/*";

impl<'d> Conversion<'d, '_> {
    /// `responses` of an operation, which produces `produces`.
    pub(super) fn responses(&mut self, responses: &Cursor<'d>, produces: &MediaTypes<'d>) -> Part {
        let mut converted = Part::copy(responses);
        for (status, response) in responses.members() {
            let produces = self.produced_at(status, produces);
            let part = match response.is_reference() {
                true => self.shared_response(&response, &produces),
                false => self.response(&response, &produces),
            };
            converted.put_some(status, part);
        }
        converted
    }

    /// What an operation produces is what it succeeds with: one that produces pictures tells of its
    /// failures in JSON all the same, where the document does.
    fn produced_at(&self, status: &str, produces: &MediaTypes<'d>) -> MediaTypes<'d> {
        let is_success = status.starts_with(['1', '2', '3']);
        match !is_success && !produces.names().any(is_json) && self.produces.names().any(is_json) {
            true => self.produces.clone(),
            false => produces.clone(),
        }
    }

    /// A shared response, which says what it is written as by the document's `produces`. For another
    /// list it is spelled out; its schema stays where it is.
    fn shared_response(&mut self, place: &Cursor<'d>, produces: &MediaTypes<'d>) -> Option<Part> {
        self.meet(place, Role::Response);
        if produces.is_same_as(&self.produces) {
            return None;
        }
        let target = self.resolved(place)?;
        let schema = target.get("schema")?;
        let linked = self.linked(&schema, place);
        let mut response = Part::object(place);
        self.put_described(&mut response, &target);
        let media_types = self.answered_as(&target, produces);
        response.put("content", content_of(&target, &media_types, Some(linked)));
        Some(response)
    }

    /// A response in the one form; `None` for what is none.
    pub(super) fn response(&mut self, response: &Cursor<'d>, produces: &MediaTypes<'d>) -> Option<Part> {
        if !response.is_object() || response.get("content").is_some() {
            return None;
        }
        let mut part = Part::object(response);
        self.put_described(&mut part, response);
        if let Some(schema) = response.get("schema").filter(|schema| !schema.is_null()) {
            let schema = self.content_schema(&schema);
            let media_types = self.answered_as(response, produces);
            part.put("content", content_of(response, &media_types, Some(schema)));
        }
        Some(part)
    }

    /// All of a response but its schema and examples.
    fn put_described(&mut self, part: &mut Part, response: &Cursor<'d>) {
        for (name, member) in response.members() {
            match name {
                "schema" | "examples" => {}
                "headers" => part.put(name, self.headers(&member)),
                _ => part.put(name, Part::copy(&member)),
            }
        }
    }

    /// What a response with a schema is written as.
    fn answered_as(&self, response: &Cursor<'d>, produces: &MediaTypes<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let is_file = response
            .get("schema")
            .and_then(|schema| schema.get("type"))
            .is_some_and(|kind| kind.as_str() == Some("file"));
        // What the document produces as a rule is not what its files are.
        let inherited = produces.is_same_as(&self.produces);
        match is_file {
            true if inherited => vec![(ANY, response.clone())],
            true => produces.or_default(ANY, response),
            false => produces.or_default(JSON, response),
        }
    }

    /// The document's own responses as components.
    pub(super) fn response_components(&mut self, responses: &Cursor<'d>) -> Part {
        let produces = self.produces.clone();
        let converted = self.each(
            responses,
            &mut |conversion, response| match response.is_reference() {
                true => {
                    conversion.meet(response, Role::Response);
                    None
                }
                false => conversion.response(response, &produces),
            },
        );
        converted.unwrap_or_else(|| Part::copy(responses))
    }
}
