use bindery_model::{ApiKeyLocation, OAuthFlow, SchemeKind, SecurityScheme};

use crate::docs;

/// What is said of the method that takes a scheme's credential.
pub(super) fn of(scheme: &SecurityScheme) -> Vec<String> {
    let name = docs::code(&scheme.wire_name);
    let (first, more) = match &scheme.kind {
        SchemeKind::MutualTls => (
            format!("Says that the transport shows the certificate that {name} asks for."),
            vec![vec![
                "`bindery_runtime::client::ReqwestTransport` says how reqwest does it.".to_owned(),
            ]],
        ),
        SchemeKind::OAuth2 { flows, metadata_url } => (
            format!("Sets the credential of {name}: an access token (OAuth 2.0), or what gets one."),
            oauth2(flows, metadata_url.as_deref()),
        ),
        SchemeKind::OpenIdConnect { url } => (
            format!("Sets the credential of {name}: an access token (OpenID Connect), or what gets one."),
            url.iter().map(|url| url_line("Discovery URL", url)).collect(),
        ),
        kind => (
            format!("Sets the credential of {name}: {}.", sent(kind)),
            Vec::new(),
        ),
    };
    let described = docs::described(&scheme.docs);
    docs::join([docs::sentence(&first), described].into_iter().chain(more))
}

/// What is sent, in words.
fn sent(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, parameter } => {
            let place = match location {
                ApiKeyLocation::Header if parameter.eq_ignore_ascii_case("authorization") => {
                    return format!(
                        "the whole value of the header {}, such as `Bearer …`",
                        docs::code(parameter)
                    );
                }
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!("an API key, sent in the {place} {}", docs::code(parameter))
        }
        SchemeKind::Basic => "a user name and a password".into(),
        SchemeKind::Http { scheme } => {
            let scheme = docs::code(scheme);
            format!("what follows {scheme} in the header `Authorization`, sent as it is")
        }
        _ => "a bearer token".into(),
    }
}

/// The flows, a line each, and their scopes.
fn oauth2(flows: &[OAuthFlow], metadata_url: Option<&str>) -> Vec<Vec<String>> {
    let mut paragraphs: Vec<Vec<String>> = metadata_url
        .iter()
        .map(|url| url_line("Metadata URL", url))
        .collect();
    paragraphs.extend(flows.iter().map(flow));
    let mut listed: Vec<&[(String, String)]> = Vec::new();
    for flow in flows.iter().filter(|flow| !flow.scopes.is_empty()) {
        if !listed.contains(&flow.scopes.as_slice()) {
            listed.push(&flow.scopes);
        }
    }
    for scopes in &listed {
        let of: Vec<String> = flows
            .iter()
            .filter(|flow| listed.len() > 1 && flow.scopes == **scopes)
            .map(|flow| docs::code(flow.kind.as_str()))
            .collect();
        paragraphs.push(vec![match of.is_empty() {
            true => "Scopes:".to_owned(),
            false => format!("Scopes of {}:", of.join(" and ")),
        }]);
        paragraphs.push(scopes.iter().flat_map(scope).collect());
    }
    paragraphs
}

/// ``Flow `clientCredentials`: token URL `https://…`.``
fn flow(flow: &OAuthFlow) -> Vec<String> {
    let urls = [
        ("authorization URL", &flow.authorization_url),
        ("device authorization URL", &flow.device_authorization_url),
        ("token URL", &flow.token_url),
        ("refresh URL", &flow.refresh_url),
    ];
    let urls: Vec<String> = urls
        .into_iter()
        .filter_map(|(what, url)| Some(format!("{what} {}", docs::code(url.as_ref()?))))
        .collect();
    let name = docs::code(flow.kind.as_str());
    docs::sentence(&match urls.is_empty() {
        true => format!("Flow {name}."),
        false => format!("Flow {name}: {}.", urls.join(", ")),
    })
}

/// ``* `pets:read`: Reads pets.``, with what goes on indented.
fn scope((name, text): &(String, String)) -> Vec<String> {
    let name = docs::code(name);
    let item = docs::sentence(&match docs::line(text) {
        text if text.is_empty() => format!("* {name}"),
        text => format!("* {name}: {text}"),
    });
    let indented = |(index, line): (usize, String)| match index {
        0 => line,
        _ => format!("  {line}"),
    };
    item.into_iter().enumerate().map(indented).collect()
}

fn url_line(what: &str, url: &str) -> Vec<String> {
    docs::sentence(&format!("{what}: {}.", docs::code(url)))
}
