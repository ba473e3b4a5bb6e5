//! Servers, from the smallest that there is:
//!
//! ```yaml
//! servers: [{ url: https://example.com }]
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Ident, Json, Server, ServerVariable};

use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::scope::{Scope, Wanted};
use crate::{names, reading, suggestion};

/// The words that a description may have for a server to be called after it.
const MOST_WORDS: usize = 4;

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
        name_servers(&mut servers);
        servers
    }
}

/// `Production` is `ProductionServer`; one that says nothing of itself is called after its URL.
fn name_servers(servers: &mut [Server]) {
    let mut scope = Scope::of_types();
    let named = |text: &str| names::joined_type_name([text, "Server"]);
    let wanted = servers.iter().enumerate().map(|(index, server)| {
        let said = server.docs.description.as_deref().unwrap_or_default();
        let said: Vec<&str> = said
            .split(['.', '\n', '('])
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let said: Vec<&str> = said
            .into_iter()
            .filter(|word| !word.eq_ignore_ascii_case("server"))
            .collect();
        let host = server.template.split("://").last().unwrap_or_default();
        let is_short = !said.is_empty() && said.len() <= MOST_WORDS;
        let name = if is_short {
            named(&said.join(" "))
        } else {
            named(host)
        };
        Wanted {
            name,
            others: Box::new(move || vec![named(host)]),
            rank: index,
        }
    });
    let claims = scope.settle(wanted.collect());
    for (server, claim) in servers.iter_mut().zip(claims) {
        server.name = claim.name;
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
    let declared = reading::members(cursor, "variables")?;
    let mut url = String::new();
    let mut variables: Vec<ServerVariable> = Vec::new();
    let mut setters = Scope::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            let message = format!("a brace of the URL `{template}` is not closed");
            let fault = Diagnostic::error(Code::ServerUrl, message, reading::place_of(cursor, "url"));
            return Err(fault
                .help("close it behind the variable's name: `{region}`")
                .into());
        };
        url.push_str(text);
        let default = default_of(cursor, name, &declared)?;
        url.push_str(&default);
        if !variables.iter().any(|known| known.wire_name == name) {
            let variable = declared.iter().find(|(key, _)| *key == name);
            let values = variable
                .map(|(_, place)| reading::items(place, "enum"))
                .transpose()?;
            variables.push(ServerVariable {
                name: setters.claim(&names::member_name(name), []).name,
                wire_name: name.to_owned(),
                default,
                values: values.iter().flatten().filter_map(plain_text).collect(),
                docs: variable.map(|(_, place)| docs_of(place)).unwrap_or_default(),
            });
        }
        rest = after;
    }
    url.push_str(rest);
    Ok(Server {
        url,
        template: template.to_owned(),
        name: Ident::new("Server"),
        variables,
        docs: docs_of(cursor),
    })
}

/// A value of a variable: text, or a number, which many write for a port.
fn plain_text(value: &Cursor<'_>) -> Option<String> {
    match value.value() {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.0.clone()),
        _ => None,
    }
}

/// The default of a variable: text, or a number, which many write for a port.
fn default_of(
    server: &Cursor<'_>,
    name: &str,
    variables: &[(&str, Cursor<'_>)],
) -> Result<String, Box<Diagnostic>> {
    let Some((_, variable)) = variables.iter().find(|(key, _)| *key == name) else {
        let message = format!("the URL's variable `{name}` is not declared");
        let fault = Diagnostic::error(Code::ServerVariable, message, reading::place_of(server, "url"));
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
            Err(
                Diagnostic::error(Code::ServerVariable, message, variable.origin())
                    .help("add `default`")
                    .into(),
            )
        }
    }
}
