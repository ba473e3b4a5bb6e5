use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use super::Conformance;
use crate::reading::place_of;

impl<'d> Conformance<'d> {
    /// A header is a parameter whose name is its key, which is always in a header (3.0.3, "Header Object").
    pub(super) fn header(&mut self, header: &Cursor<'d>) {
        let implied = [
            ("name", "the key says what it is called"),
            ("in", "it is in the header by where it stands"),
        ];
        for (name, reason) in implied {
            if let Some(member) = header.get(name) {
                let message = format!("a header has no member `{name}`");
                let warning = Diagnostic::warning(Code::UnknownMember, message, member.origin())
                    .at_key()
                    .label(reason);
                self.warn(warning.help(format!("remove `{name}`")));
            }
        }
        let style = header.get("style").and_then(|style| style.as_str());
        if let Some(style) = style.filter(|style| *style != "simple") {
            let message = format!("`{style}` is not a style of headers");
            let warning = Diagnostic::warning(Code::ParameterStyle, message, place_of(header, "style"));
            self.warn(warning.help("write `simple`, or leave it out"));
        }
    }

    /// Names of headers know no case.
    pub(super) fn header_names(&mut self, response: &Cursor<'d>) {
        let mut known: HashMap<String, (&str, Cursor<'d>)> = HashMap::new();
        let headers = response.get("headers");
        for (name, header) in headers.iter().flat_map(Cursor::members) {
            let Some((earlier, place)) = known.get(&name.to_ascii_lowercase()) else {
                known.insert(name.to_ascii_lowercase(), (name, header));
                continue;
            };
            let message = format!("the header `{name}` is declared as `{earlier}`, too");
            let warning = Diagnostic::warning(Code::DuplicateParameter, message, header.origin())
                .at_key()
                .label("left out: names of headers know no case")
                .also(place.origin(), "declared here first")
                .help("leave one of them");
            self.warn(warning);
        }
    }
}
