use bindery_document::Cursor;
use bindery_model::{ApiKeyLocation, Code, Diagnostic, SchemeKind};

use crate::http_token::is_token;
use crate::{names, oauth, reading, suggestion};

/// The kind of a Security Scheme Object, and what is not quite right about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeclaredKind {
    pub(crate) kind: SchemeKind,
    /// Reported only if the scheme is required somewhere.
    pub(crate) warnings: Vec<Diagnostic>,
}

impl DeclaredKind {
    fn plain(kind: SchemeKind) -> Self {
        Self {
            kind,
            warnings: Vec::new(),
        }
    }

    /// What the builder's method is called where no other scheme is of this kind.
    pub(crate) fn word(&self) -> String {
        match &self.kind {
            SchemeKind::ApiKey { .. } => "api_key".to_owned(),
            SchemeKind::Basic => "basic".to_owned(),
            SchemeKind::Bearer => "bearer".to_owned(),
            SchemeKind::Http { scheme } => names::member_name(scheme),
            SchemeKind::OAuth2 { .. } => "oauth2".to_owned(),
            SchemeKind::OpenIdConnect { .. } => "open_id_connect".to_owned(),
            SchemeKind::MutualTls => "mutual_tls".to_owned(),
        }
    }

    /// What a request has only one of, and the scheme writes.
    pub(crate) fn written(&self) -> Option<Written<'_>> {
        match &self.kind {
            SchemeKind::ApiKey { location, parameter } => Some(match location {
                ApiKeyLocation::Header => Written::Header(parameter),
                ApiKeyLocation::Query => Written::Query(parameter),
                ApiKeyLocation::Cookie => Written::Cookie(parameter),
            }),
            SchemeKind::MutualTls => None,
            _ => Some(Written::Header("Authorization")),
        }
    }
}

/// A part of a request that a credential takes for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written<'a> {
    Header(&'a str),
    Query(&'a str),
    Cookie(&'a str),
}

impl Written<'_> {
    pub(crate) fn is_same(self, other: Written<'_>) -> bool {
        match (self, other) {
            (Written::Header(name), Written::Header(other)) => name.eq_ignore_ascii_case(other),
            (Written::Query(name), Written::Query(other))
            | (Written::Cookie(name), Written::Cookie(other)) => name == other,
            _ => false,
        }
    }

    pub(crate) fn in_words(self) -> String {
        match self {
            Written::Header(name) => format!("the header `{name}`"),
            Written::Query(name) => format!("the query parameter `{name}`"),
            Written::Cookie(name) => format!("the cookie `{name}`"),
        }
    }
}

/// Reads a Security Scheme Object.
pub(crate) fn read(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    const TYPES: [&str; 5] = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
    if !scheme.is_object() {
        return Err(reading::wrong_kind(scheme, "securitySchemes", "a map of objects"));
    }
    match reading::required_text(scheme, "type")? {
        "apiKey" => api_key(scheme).map(DeclaredKind::plain),
        "http" => http(scheme),
        "oauth2" => oauth::oauth2(scheme),
        "openIdConnect" => oauth::open_id_connect(scheme),
        "mutualTLS" => Ok(DeclaredKind::plain(SchemeKind::MutualTls)),
        other => {
            let message = format!("`{other}` is not a type of security scheme");
            let mut fault =
                Diagnostic::error(Code::SecurityScheme, message, reading::place_of(scheme, "type"));
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
            let mut fault = Diagnostic::error(Code::SecurityScheme, message, reading::place_of(scheme, "in"));
            fault.help = suggestion::help(other, LOCATIONS);
            return Err(fault.into());
        }
    };
    let parameter = reading::required_text(scheme, "name")?.to_owned();
    if parameter.is_empty() {
        let message = "an API key has a name by which it is sent, and this one is empty";
        let fault = Diagnostic::error(Code::SecurityScheme, message, reading::place_of(scheme, "name"));
        return Err(fault
            .help("write the name of the query parameter, the header or the cookie")
            .into());
    }
    if location != ApiKeyLocation::Query && !is_token(&parameter) {
        let message = format!("`{parameter}` cannot be the name of a header or a cookie");
        return Err(
            Diagnostic::error(Code::SecurityScheme, message, reading::place_of(scheme, "name"))
                .help("a name has no spaces and none of HTTP's separators: `X-Api-Key`")
                .into(),
        );
    }
    Ok(SchemeKind::ApiKey { location, parameter })
}

/// The names that are registered (IANA, "HTTP Authentication Schemes"), in lower case.
const REGISTERED: [&str; 14] = [
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// A name that is not registered, and close to one that is: others may be the API's own.
fn misspelt_scheme(scheme: &Cursor<'_>, name: &str) -> Option<Diagnostic> {
    let lower = name.to_ascii_lowercase();
    if REGISTERED.contains(&lower.as_str()) {
        return None;
    }
    let meant = suggestion::closest(&lower, REGISTERED)?;
    let message = format!("`{name}` is no registered HTTP authentication scheme");
    let warning = Diagnostic::warning(Code::SecurityScheme, message, reading::place_of(scheme, "scheme"));
    Some(warning.help(format!("did you mean `{meant}`?")))
}

/// Names of schemes know no case (RFC 9110, section 11.1).
fn http(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    let name = reading::required_text(scheme, "scheme")?;
    match name.to_ascii_lowercase().as_str() {
        "basic" => Ok(DeclaredKind::plain(SchemeKind::Basic)),
        "bearer" => Ok(DeclaredKind::plain(SchemeKind::Bearer)),
        _ if is_token(name) => Ok(DeclaredKind {
            kind: SchemeKind::Http {
                scheme: name.to_owned(),
            },
            warnings: misspelt_scheme(scheme, name).into_iter().collect(),
        }),
        _ => {
            let message = format!("`{name}` cannot be the name of an HTTP authentication scheme");
            let fault = Diagnostic::error(Code::SecurityScheme, message, reading::place_of(scheme, "scheme"));
            Err(fault
                .help("it is the word that `Authorization` begins with, such as `bearer`")
                .into())
        }
    }
}
