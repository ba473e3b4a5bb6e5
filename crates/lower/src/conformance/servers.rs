use std::collections::HashSet;

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use super::Conformance;

impl<'d> Conformance<'d> {
    /// Values of a server's variable are listed once each, and its default is among them (3.1, "Server Variable
    /// Object").
    pub(super) fn server_variables(&mut self, server: &Cursor<'d>) {
        let variables = server.get("variables");
        for (name, variable) in variables.iter().flat_map(Cursor::members) {
            let Some(values) = variable.get("enum").filter(Cursor::is_array) else {
                continue;
            };
            self.repeated_values(name, &values);
            let default = variable.get("default").filter(|default| !default.is_null());
            let is_listed =
                |default: &Cursor<'d>| values.items().any(|value| value.value() == default.value());
            let message = match values.items().next() {
                None => format!("the variable `{name}` may have no value at all"),
                Some(_) if default.as_ref().is_some_and(|default| !is_listed(default)) => {
                    format!("the default of the variable `{name}` is none of its values")
                }
                Some(_) => continue,
            };
            let place = default
                .filter(|_| values.items().next().is_some())
                .unwrap_or(values);
            let warning = Diagnostic::warning(Code::ServerVariable, message, place.origin());
            self.warn(warning.help("list it in `enum`, or leave `enum` out"));
        }
    }

    fn repeated_values(&mut self, name: &str, values: &Cursor<'d>) {
        let mut known = HashSet::new();
        for value in values.items() {
            let text = value.value().to_text();
            if known.contains(&text) {
                let message = format!("the variable `{name}` lists {text} twice");
                let warning = Diagnostic::warning(Code::ServerVariable, message, value.origin());
                self.warn(warning.help("list each value once"));
            }
            known.insert(text);
        }
    }
}
