use bindery_document::Cursor;
use bindery_model::{ApiKeyLocation, Diagnostic, SchemeKind};

use crate::{reading, suggestion};

/// The kind of a Security Scheme Object, and what it was called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeclaredKind {
    pub(crate) kind: SchemeKind,
    /// `scheme` of an `http` scheme that is neither `basic` nor `bearer`.
    other_scheme: Option<String>,
}

impl DeclaredKind {
    /// What the builder's method is called where no other scheme is of this kind.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::ApiKey { .. } => Some("api_key"),
            SchemeKind::Basic => Some("basic"),
            SchemeKind::Bearer => Some("bearer"),
            SchemeKind::MutualTls => None,
        }
    }

    /// That the scheme is not quite what is sent.
    pub(crate) fn warning(&self, cursor: &Cursor<'_>) -> Option<Diagnostic> {
        let scheme = self.other_scheme.as_ref()?;
        let message =
            format!("the HTTP scheme `{scheme}` is not supported yet; its credential is sent as `Bearer`");
        Some(Diagnostic::warning(
            "http-scheme",
            message,
            reading::place_of(cursor, "scheme"),
        ))
    }
}

/// Reads a Security Scheme Object.
pub(crate) fn read(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    const TYPES: [&str; 5] = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
    if !scheme.is_object() {
        return Err(reading::wrong_kind(scheme, "securitySchemes", "a map of objects"));
    }
    let plain = |kind| DeclaredKind {
        kind,
        other_scheme: None,
    };
    match reading::required_text(scheme, "type")? {
        "apiKey" => api_key(scheme).map(plain),
        "http" => http(scheme),
        // Both end in a token that is sent as RFC 6750 says.
        "oauth2" | "openIdConnect" => Ok(plain(SchemeKind::Bearer)),
        "mutualTLS" => Ok(plain(SchemeKind::MutualTls)),
        other => {
            let message = format!("`{other}` is not a type of security scheme");
            let mut fault = Diagnostic::error("security-scheme", message, reading::place_of(scheme, "type"));
            fault.help = suggestion::help(other, TYPES);
            Err(fault.into())
        }
    }
}

fn api_key(scheme: &Cursor<'_>) -> Result<SchemeKind, Box<Diagnostic>> {
    const LOCATIONS: [&str; 3] = ["header", "query", "cookie"];
    let location = match reading::required_text(scheme, "in")? {
        "header" => ApiKeyLocation::Header,
        "query" => ApiKeyLocation::Query,
        "cookie" => ApiKeyLocation::Cookie,
        other => {
            let message = format!("an API key cannot be in `{other}`");
            let mut fault = Diagnostic::error("security-scheme", message, reading::place_of(scheme, "in"));
            fault.help = suggestion::help(other, LOCATIONS);
            return Err(fault.into());
        }
    };
    let parameter = reading::required_text(scheme, "name")?.to_owned();
    Ok(SchemeKind::ApiKey { location, parameter })
}

/// Names of schemes know no case (RFC 9110, section 11.1).
fn http(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    let name = reading::required_text(scheme, "scheme")?;
    let (kind, other_scheme) = match name.to_ascii_lowercase().as_str() {
        "basic" => (SchemeKind::Basic, None),
        "bearer" => (SchemeKind::Bearer, None),
        _ => (SchemeKind::Bearer, Some(name.to_owned())),
    };
    Ok(DeclaredKind { kind, other_scheme })
}
