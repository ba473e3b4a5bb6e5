//! The table of what all operations share.

use bindery_model::{Api, ApiKeyLocation, OAuthFlow, OAuthFlowKind, SchemeKind, Server};
use bindery_runtime::http;

use crate::leaked;

/// The service that a document describes.
pub(crate) fn service(api: &Api) -> &'static http::Service {
    let schemes = api.security_schemes.iter().map(|scheme| http::Scheme {
        name: leaked::text(&scheme.wire_name),
        kind: kind(&scheme.kind),
    });
    leaked::value(http::Service {
        title: leaked::text(&api.title),
        version: leaked::text(&api.version),
        base_url: base_url(&api.servers),
        schemes: leaked::slice(schemes),
    })
}

/// The first server's URL. A relative one says nothing without the document's own URL.
fn base_url(servers: &[Server]) -> Option<&'static str> {
    let first = servers.first().filter(|server| server.url.contains("://"))?;
    Some(leaked::text(&first.url))
}

fn kind(kind: &SchemeKind) -> http::SchemeKind {
    match kind {
        SchemeKind::ApiKey { location, parameter } => {
            let name = leaked::text(parameter);
            match location {
                ApiKeyLocation::Header => http::SchemeKind::ApiKeyHeader(name),
                ApiKeyLocation::Query => http::SchemeKind::ApiKeyQuery(name),
                ApiKeyLocation::Cookie => http::SchemeKind::ApiKeyCookie(name),
            }
        }
        SchemeKind::Basic => http::SchemeKind::Basic,
        SchemeKind::Bearer => http::SchemeKind::Bearer,
        SchemeKind::Http { scheme } => http::SchemeKind::Http(leaked::text(scheme)),
        SchemeKind::OAuth2 { flows, metadata_url } => {
            http::SchemeKind::OAuth2(oauth2(flows, metadata_url.as_deref()))
        }
        SchemeKind::OpenIdConnect { url } => {
            http::SchemeKind::OpenIdConnect(url.as_deref().map(leaked::text))
        }
        SchemeKind::MutualTls => http::SchemeKind::MutualTls,
    }
}

/// Where tokens come from: the flow of programs before those of people.
fn oauth2(flows: &[OAuthFlow], metadata_url: Option<&str>) -> http::OAuth2 {
    let program = flows
        .iter()
        .filter(|flow| flow.kind == OAuthFlowKind::ClientCredentials);
    let mut token_urls = program.chain(flows).filter_map(|flow| flow.token_url.as_deref());
    let mut refresh_urls = flows.iter().filter_map(|flow| flow.refresh_url.as_deref());
    http::OAuth2 {
        token_url: token_urls.next().map(leaked::text),
        refresh_url: refresh_urls.next().map(leaked::text),
        metadata_url: metadata_url.map(leaked::text),
    }
}
