use bindery_document::{Cursor, SpecVersion};
use bindery_model::{Code, Diagnostic};

use super::{Conformance, Kind};
use crate::reading::place_of;

/// Members that came with a version of OpenAPI, and are read in earlier ones all the same.
const SINCE: [(Kind, &str, SpecVersion); 6] = [
    (Kind::Document, "webhooks", SpecVersion::V3_1),
    (Kind::Document, "jsonSchemaDialect", SpecVersion::V3_1),
    (Kind::Info, "summary", SpecVersion::V3_1),
    (Kind::License, "identifier", SpecVersion::V3_1),
    (Kind::Components, "pathItems", SpecVersion::V3_1),
    (Kind::Components, "mediaTypes", SpecVersion::V3_2),
];

impl<'d> Conformance<'d> {
    /// Members of a later version than the document's.
    pub(super) fn newer_members(&mut self, kind: Kind, place: &Cursor<'d>) {
        let version = self.document.version();
        for (_, name, since) in SINCE.iter().filter(|(one, ..)| *one == kind) {
            if let Some(member) = place.get(name).filter(|_| version < *since) {
                let message = format!("`{name}` is a member of OpenAPI {} and later", number(*since));
                let warning = Diagnostic::warning(Code::UnknownMember, message, member.origin()).at_key();
                self.warn(said(warning, version, *since));
            }
        }
        let is_mutual = place.get("type").and_then(|name| name.as_str()) == Some("mutualTLS");
        if kind == Kind::SecurityScheme && is_mutual && version < SpecVersion::V3_1 {
            let message = "`mutualTLS` is a type of security scheme of OpenAPI 3.1 and later";
            let warning = Diagnostic::warning(Code::UnknownMember, message, place_of(place, "type"));
            self.warn(said(warning, version, SpecVersion::V3_1));
        }
    }
}

fn said(warning: Diagnostic, version: SpecVersion, since: SpecVersion) -> Diagnostic {
    warning
        .label(format!("the document is of {}", number(version)))
        .help(format!(
            "write `openapi: {}.0`; it is read as it is meant",
            number(since)
        ))
}

fn number(version: SpecVersion) -> &'static str {
    match version {
        SpecVersion::V2_0 => "2.0",
        SpecVersion::V3_0 => "3.0",
        SpecVersion::V3_1 => "3.1",
        SpecVersion::V3_2 => "3.2",
    }
}
