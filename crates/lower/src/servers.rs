//! Servers, from the smallest that there is:
//!
//! ```yaml
//! servers: [{ url: https://example.com }]
//! ```

use bindery_document::Cursor;
use bindery_model::{Diagnostic, Json, Server};

use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::{reading, suggestion};

impl<'d> Lowering<'d> {
    /// The servers of the document's root. None is not `/`, as the specification has it: nobody
    /// knows where this document was fetched from.
    pub(crate) fn root_servers(&mut self) -> Vec<Server> {
        let root = self.document.root();
        let entries = reading::items(&root, "servers").unwrap_or_else(|fault| {
            self.fault(&root, *fault);
            Vec::new()
        });
        let mut servers = Vec::new();
        for entry in entries {
            match server(&entry) {
                Ok(server) => servers.push(server),
                Err(fault) => self.fault(&entry, *fault),
            }
        }
        servers
    }
}

impl<'d> OperationLowering<'_, 'd> {
    /// The operation's servers, or its path item's; none where those of the root count.
    pub(crate) fn own_servers(&mut self, outline: &Outline<'d>) -> Vec<Server> {
        let own = reading::member(&outline.operation, "servers").is_some();
        let holder = if own { &outline.operation } else { &outline.item };
        let entries = self
            .checked(reading::items(holder, "servers"))
            .unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| self.checked(server(entry)))
            .collect()
    }
}

fn server(cursor: &Cursor<'_>) -> Result<Server, Box<Diagnostic>> {
    if !cursor.is_object() {
        return Err(reading::wrong_kind(cursor, "servers", "an array of objects"));
    }
    let template = reading::required_text(cursor, "url")?;
    let variables = reading::members(cursor, "variables")?;
    let mut url = String::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            let message = format!("a brace of the URL `{template}` is not closed");
            return Err(Diagnostic::error("server-url", message, reading::place_of(cursor, "url")).into());
        };
        url.push_str(text);
        url.push_str(&default_of(cursor, name, &variables)?);
        rest = after;
    }
    url.push_str(rest);
    Ok(Server {
        url,
        docs: docs_of(cursor),
    })
}

/// The default of a variable: text, or a number, which many write for a port.
fn default_of(
    server: &Cursor<'_>,
    name: &str,
    variables: &[(&str, Cursor<'_>)],
) -> Result<String, Box<Diagnostic>> {
    let Some((_, variable)) = variables.iter().find(|(key, _)| *key == name) else {
        let message = format!("the URL's variable `{name}` is not declared");
        let fault = Diagnostic::error("server-variable", message, reading::place_of(server, "url"));
        return Err(
            match suggestion::closest(name, variables.iter().map(|(key, _)| *key)) {
                Some(near) => fault.help(format!("did you mean `{{{near}}}`?")),
                None => fault.help(format!("add `{name}` with a `default` under `variables`")),
            }
            .into(),
        );
    };
    match reading::member(variable, "default").map(|default| (default.value(), default)) {
        Some((Json::String(text), _)) => Ok(text.clone()),
        Some((Json::Number(number), _)) => Ok(number.0.clone()),
        Some((_, default)) => Err(reading::wrong_kind(&default, "default", "a string")),
        None => {
            let message = format!("the variable `{name}` has no `default`");
            Err(Diagnostic::error("server-variable", message, variable.origin())
                .help("add `default`")
                .into())
        }
    }
}
