use super::conversion::Conversion;
use super::media_types::MediaTypes;
use super::parameters::Sorted;
use super::part::Part;
use super::role::Role;
use crate::cursor::Cursor;

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Members of an operation that become others.
const CONVERTED: [&str; 5] = ["consumes", "produces", "parameters", "responses", "schemes"];

impl<'d> Conversion<'d, '_> {
    /// `paths`.
    pub(super) fn paths(&mut self, paths: &Cursor<'d>) -> Part {
        let mut converted = Part::copy(paths);
        for (path, item) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
            converted.put_some(path, self.path_item(&item));
        }
        converted
    }

    /// A path item in the one form.
    pub(super) fn path_item(&mut self, item: &Cursor<'d>) -> Option<Part> {
        if !item.is_object() {
            return None;
        }
        if item.is_reference() {
            self.meet(item, Role::PathItem);
        }
        let list = Self::member(item, "parameters");
        let shared = self.sorted(list.as_ref());
        let mut part = Part::copy(item);
        if let Some(list) = list.filter(Cursor::is_array) {
            let parameters = self.plain_parameters(&list, &shared.plain);
            part.put("parameters", parameters);
        }
        for (name, operation) in item.members().filter(|(name, _)| METHODS.contains(name)) {
            part.put_some(name, self.operation(&operation, &shared));
        }
        Some(part)
    }

    fn operation(&mut self, operation: &Cursor<'d>, shared: &Sorted<'d>) -> Option<Part> {
        if !operation.is_object() {
            return None;
        }
        let consumes = MediaTypes::of(operation, "consumes").or(&self.consumes);
        let produces = MediaTypes::of(operation, "produces").or(&self.produces);
        let mut part = Part::object(operation);
        for (name, member) in operation.members().filter(|(name, _)| !CONVERTED.contains(name)) {
            part.put(name, Part::copy(&member));
        }
        let list = Self::member(operation, "parameters");
        let sorted = self.sorted(list.as_ref());
        if let Some(list) = list {
            let parameters = match list.is_array() {
                true => self.plain_parameters(&list, &sorted.plain),
                false => Part::copy(&list),
            };
            part.put("parameters", parameters);
        }
        let sorted = sorted.over(shared);
        part.put_some("requestBody", self.request_body(operation, &sorted, &consumes));
        if let Some(responses) = Self::member(operation, "responses") {
            let responses = self.responses(&responses, &produces);
            part.put("responses", responses);
        }
        part.put_some("servers", self.own_servers(operation));
        Some(part)
    }
}

impl<'d> Sorted<'d> {
    /// These, and of the path item's those that they do not replace.
    fn over(mut self, shared: &Sorted<'d>) -> Self {
        let inherited = shared
            .form
            .iter()
            .filter(|field| !self.form.iter().any(|own| own.name() == field.name()));
        let mut form: Vec<_> = inherited.cloned().collect();
        form.append(&mut self.form);
        let has_own = self.body.is_some() || !form.is_empty() && shared.body.is_none();
        Self {
            body: if has_own { self.body } else { shared.body.clone() },
            form,
            plain: self.plain,
        }
    }
}
