use super::conversion::Conversion;
use super::part::Part;
use crate::cursor::Cursor;

/// Members of the document that become others.
const CONVERTED: [&str; 11] = [
    "swagger",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
];

impl<'d> Conversion<'d, '_> {
    /// The document itself.
    pub(super) fn root(&mut self) -> Part {
        let root = self.document.root();
        let mut part = Part::object(&root);
        if let Some(version) = root.get("swagger") {
            part.put("openapi", Part::text(&version, "3.0.4"));
        }
        for (name, member) in root.members().filter(|(name, _)| !CONVERTED.contains(name)) {
            part.put(name, Part::copy(&member));
        }
        part.put_some("servers", self.servers());
        if let Some(paths) = Self::member(&root, "paths") {
            let paths = self.paths(&paths);
            part.put("paths", paths);
        }
        let components = self.components(&root);
        part.put("components", components);
        part
    }

    fn components(&mut self, root: &Cursor<'d>) -> Part {
        let mut components = Part::object(root);
        if let Some(definitions) = Self::member(root, "definitions") {
            let schemas = self.each(&definitions, &mut |conversion, schema| conversion.schema(schema));
            components.put("schemas", schemas.unwrap_or_else(|| Part::copy(&definitions)));
        }
        if let Some(responses) = Self::member(root, "responses") {
            let responses = self.response_components(&responses);
            components.put("responses", responses);
        }
        if let Some(parameters) = Self::member(root, "parameters") {
            self.put_parameters(&mut components, &parameters);
        }
        if let Some(definitions) = Self::member(root, "securityDefinitions") {
            let schemes = self.security_schemes(&definitions);
            components.put("securitySchemes", schemes);
        }
        components
    }

    /// Shared parameters, of which some are bodies. Fields of forms are part of the bodies of those
    /// who refer to them.
    fn put_parameters(&mut self, components: &mut Part, shared: &Cursor<'d>) {
        let (mut parameters, mut bodies) = (Part::object(shared), Part::object(shared));
        for (name, parameter) in shared.members() {
            match parameter.get("in").and_then(|location| location.as_str()) {
                Some("body") => bodies.put(name, self.body_component(&parameter)),
                Some("formData") => {}
                _ => {
                    let converted = self.parameter(&parameter);
                    parameters.put(name, converted.unwrap_or_else(|| Part::copy(&parameter)));
                }
            }
        }
        components.put("parameters", parameters);
        if !bodies.is_empty() {
            components.put("requestBodies", bodies);
        }
    }
}
