//! Ways to a token, from the smallest that there is:
//!
//! ```yaml
//! type: oauth2
//! flows: { clientCredentials: { tokenUrl: https://example.com/token, scopes: {} } }
//! ```
//!
//! A token can be had by other ways than those of the document, so what is wrong with one costs a
//! warning.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, OAuthFlow, OAuthFlowKind, SchemeKind};

use crate::scheme_kind::DeclaredKind;
use crate::{reading, suggestion};

/// Reads a scheme of type `oauth2`.
pub(crate) fn oauth2(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    let mut warnings = Vec::new();
    if reading::member(scheme, "flows").is_none() {
        warnings.push(missing(scheme, "flows"));
    }
    let mut flows = Vec::new();
    for (name, flow) in reading::members(scheme, "flows")? {
        if name.starts_with("x-") {
            continue;
        }
        match flow_kind(name, &flow, &mut warnings) {
            Some(kind) => flows.push(read(kind, &flow, &mut warnings)?),
            None => continue,
        }
    }
    let metadata_url = url(scheme, "oauth2MetadataUrl")?;
    let kind = SchemeKind::OAuth2 { flows, metadata_url };
    Ok(DeclaredKind { kind, warnings })
}

/// Reads a scheme of type `openIdConnect`.
pub(crate) fn open_id_connect(scheme: &Cursor<'_>) -> Result<DeclaredKind, Box<Diagnostic>> {
    let url = url(scheme, "openIdConnectUrl")?;
    let mut warnings = Vec::new();
    if url.is_none() {
        warnings.push(missing(scheme, "openIdConnectUrl"));
    }
    let kind = SchemeKind::OpenIdConnect { url };
    Ok(DeclaredKind { kind, warnings })
}

/// The flow that is called so here, or was in Swagger 2.0.
fn flow_kind(name: &str, flow: &Cursor<'_>, warnings: &mut Vec<Diagnostic>) -> Option<OAuthFlowKind> {
    let kinds = OAuthFlowKind::ALL;
    if let Some(kind) = kinds.into_iter().find(|kind| kind.as_str() == name) {
        return Some(kind);
    }
    let meant = match name {
        "application" => Some(OAuthFlowKind::ClientCredentials),
        "accessCode" => Some(OAuthFlowKind::AuthorizationCode),
        _ => {
            let near = suggestion::closest(name, kinds.map(OAuthFlowKind::as_str));
            kinds.into_iter().find(|kind| Some(kind.as_str()) == near)
        }
    };
    let (message, help) = match meant {
        Some(kind) => (
            format!("`{name}` is not a flow; it is taken for `{}`", kind.as_str()),
            Some(format!("write `{}`", kind.as_str())),
        ),
        None => (
            format!("`{name}` is not a flow, and is left out"),
            suggestion::help(name, kinds.map(OAuthFlowKind::as_str)),
        ),
    };
    let mut warning = Diagnostic::warning(Code::OauthFlow, message, flow.origin()).at_key();
    warning.help = help;
    warnings.push(warning);
    meant
}

fn read(
    kind: OAuthFlowKind,
    flow: &Cursor<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<OAuthFlow, Box<Diagnostic>> {
    if !flow.is_object() {
        return Err(reading::wrong_kind(flow, kind.as_str(), "an object"));
    }
    let read = OAuthFlow {
        kind,
        authorization_url: url(flow, "authorizationUrl")?,
        device_authorization_url: url(flow, "deviceAuthorizationUrl")?,
        token_url: url(flow, "tokenUrl")?,
        refresh_url: url(flow, "refreshUrl")?,
        scopes: scopes(flow)?,
    };
    if kind.has_authorization_url() && read.authorization_url.is_none() {
        warnings.push(missing(flow, "authorizationUrl"));
    }
    if kind == OAuthFlowKind::DeviceAuthorization && read.device_authorization_url.is_none() {
        warnings.push(missing(flow, "deviceAuthorizationUrl"));
    }
    if kind.has_token_url() && read.token_url.is_none() {
        warnings.push(missing(flow, "tokenUrl"));
    }
    Ok(read)
}

/// A URL, which may be relative. An empty one is none.
fn url(holder: &Cursor<'_>, name: &str) -> Result<Option<String>, Box<Diagnostic>> {
    let url = reading::optional_text(holder, name)?.map(str::trim);
    Ok(url.filter(|url| !url.is_empty()).map(str::to_owned))
}

/// The scopes, and what is said of them; many documents say nothing, in several ways.
fn scopes(flow: &Cursor<'_>) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let scopes = reading::members(flow, "scopes")?.into_iter();
    let said = scopes.map(|(name, text)| {
        let text = text.as_str().unwrap_or_default();
        (name.to_owned(), text.to_owned())
    });
    Ok(said.collect())
}

fn missing(holder: &Cursor<'_>, name: &str) -> Diagnostic {
    let message = format!("`{name}` is missing; the client can be given a token all the same");
    Diagnostic::warning(Code::SecurityScheme, message, holder.origin()).help(format!("add `{name}`"))
}
