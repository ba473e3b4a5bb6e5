//! What the methods of the authenticator's trait say of their schemes.

use bindery_model::{ApiKeyLocation, SchemeKind, SecurityScheme};

use crate::docs;

/// ``Whose API key it is that the header `X-Api-Key` has for `ApiKeyAuth`.``
pub(crate) fn heading(scheme: &SecurityScheme) -> Vec<String> {
    let name = docs::code(&scheme.wire_name);
    let heading = match &scheme.kind {
        SchemeKind::ApiKey { location, parameter } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!(
                "Whose API key it is that the {place} {} has for {name}.",
                docs::code(parameter)
            )
        }
        SchemeKind::Basic => format!("Whose user name and password they are that were sent for {name}."),
        SchemeKind::Bearer => format!("Whose bearer token it is that was sent for {name}."),
        SchemeKind::Http { scheme } => format!(
            "Whose credentials they are that follow {} in the header `Authorization`, for {name}.",
            docs::code(scheme)
        ),
        SchemeKind::OAuth2 { .. } => {
            format!("Whose access token (OAuth 2.0) it is that was sent for {name}.")
        }
        SchemeKind::OpenIdConnect { .. } => {
            format!("Whose access token (OpenID Connect) it is that was sent for {name}.")
        }
        SchemeKind::MutualTls => format!(
            "Whose certificate the connection has, for {name}: what serves the router puts it among the \
             request's extensions."
        ),
    };
    docs::sentence(&heading)
}

/// The same with what the document says of the scheme.
pub(super) fn method_docs(scheme: &SecurityScheme, needs_scopes: bool) -> Vec<String> {
    let scopes = match needs_scopes {
        true => {
            docs::sentence("The router refuses whom it does not grant the scopes that the operation needs.")
        }
        false => Vec::new(),
    };
    let deprecated = match scheme.docs.deprecated {
        true => docs::sentence("Deprecated: callers are told to use something else."),
        false => Vec::new(),
    };
    docs::join([heading(scheme), docs::described(&scheme.docs), scopes, deprecated])
}
