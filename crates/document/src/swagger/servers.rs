//! `schemes`, `host` and `basePath`: where the API is.

use bindery_model::{Code, Diagnostic};

use super::conversion::Conversion;
use super::part::Part;
use crate::cursor::Cursor;

/// Schemes that calls are made by; the safe one first, for the first server is the default.
const SCHEMES: [&str; 2] = ["https", "http"];

impl<'d> Conversion<'d, '_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Option<Part> {
        let root = self.document.root();
        self.servers_by(&root)
    }

    /// The servers of an operation with schemes of its own.
    pub(super) fn own_servers(&mut self, operation: &Cursor<'d>) -> Option<Part> {
        Self::member(operation, "schemes")?;
        Self::member(&self.document.root(), "host")?;
        self.servers_by(operation)
    }

    fn servers_by(&mut self, holder: &Cursor<'d>) -> Option<Part> {
        let root = self.document.root();
        let (host, base) = (Self::member(&root, "host"), Self::member(&root, "basePath"));
        let place = host.clone().or_else(|| base.clone())?;
        let path = base.as_ref().and_then(|base| base.as_str()).unwrap_or_default();
        let path = path.trim_end_matches('/');
        let slash = if path.is_empty() || path.starts_with('/') {
            ""
        } else {
            "/"
        };
        let mut servers = Part::list(&place);
        match host.as_ref().and_then(|host| host.as_str()) {
            Some(host) if host.contains(['{', '}', '/', ' ']) => {
                self.warn(no_host(host, &place));
                return None;
            }
            Some(host) => {
                for scheme in self.schemes(holder) {
                    servers.push(server(&place, format!("{scheme}://{host}{slash}{path}")));
                }
            }
            None if path.is_empty() => return None,
            None => servers.push(server(&place, format!("{slash}{path}"))),
        }
        (!servers.is_empty()).then_some(servers)
    }

    fn schemes(&mut self, holder: &Cursor<'d>) -> Vec<&'static str> {
        let listed = Self::member(holder, "schemes").map(|list| list.items().collect::<Vec<_>>());
        let listed = listed.unwrap_or_default();
        if listed.is_empty() {
            // Nobody knows by which scheme the document was fetched.
            return vec!["https"];
        }
        let is_listed = |scheme: &&str| listed.iter().any(|item| item.as_str() == Some(*scheme));
        for item in &listed {
            if !item.as_str().is_some_and(|scheme| SCHEMES.contains(&scheme)) {
                let shown = item.as_str().unwrap_or(item.kind());
                let warning = Diagnostic::warning(
                    Code::UnsupportedScheme,
                    format!("calls are not made by `{shown}`"),
                    item.origin(),
                )
                .note("this scheme is left out")
                .help("`http` and `https` are called; take the other out");
                self.warn(warning);
            }
        }
        SCHEMES.into_iter().filter(is_listed).collect()
    }
}

fn server(place: &Cursor<'_>, url: String) -> Part {
    let mut server = Part::object(place);
    server.put("url", Part::text(place, url));
    server
}

fn no_host(host: &str, place: &Cursor<'_>) -> Diagnostic {
    Diagnostic::warning(
        Code::ServerUrl,
        format!("`{host}` is not the name of a host"),
        place.origin(),
    )
    .note("the document is taken to name no server")
    .help("write the host alone, with a port if need be: `api.example.com:8080`")
}
