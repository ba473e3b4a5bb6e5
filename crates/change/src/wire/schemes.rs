//! Where credentials come from. How they are sent is compared with each operation that asks for them.

use bindery_model::{OAuthFlow, Origin, Pointer, SchemeKind, SecurityScheme};

use super::journal::{Entry, Journal};
use crate::{Kind, Wire};

pub(super) fn compare(journal: &mut Journal<'_, '_>) {
    let (old, new) = (
        &journal.old.api.security_schemes,
        &journal.new.api.security_schemes,
    );
    for before in old {
        if let Some(after) = new.iter().find(|after| after.wire_name == before.wire_name) {
            both(journal, before, after);
        }
    }
}

fn both(journal: &mut Journal<'_, '_>, before: &SecurityScheme, after: &SecurityScheme) {
    let told = match (&before.kind, &after.kind) {
        (SchemeKind::OAuth2 { flows: old, .. }, SchemeKind::OAuth2 { flows: new, .. }) => flows(old, new),
        (SchemeKind::OpenIdConnect { url: old }, SchemeKind::OpenIdConnect { url: new }) => {
            let changed = url("`openIdConnectUrl`", old.as_ref(), new.as_ref());
            changed
                .into_iter()
                .map(|message| (Wire::Warning, message))
                .collect()
        }
        _ => Vec::new(),
    };
    let place = Origin::new(
        Default::default(),
        Pointer::root().child("components").child("securitySchemes"),
    );
    let place = place.child(after.wire_name.as_str());
    let deprecation = match (before.docs.deprecated, after.docs.deprecated) {
        (false, true) => Some("is deprecated"),
        (true, false) => Some("is no longer deprecated"),
        _ => None,
    };
    let deprecation = deprecation.map(|words| (Kind::DeprecationChanged, Wire::Compatible, words.to_owned()));
    let told = told
        .into_iter()
        .map(|(wire, message)| (Kind::SecuritySchemeChanged, wire, message));
    for (kind, wire, message) in told.chain(deprecation) {
        journal.note(Entry {
            kind,
            wire,
            subject: format!("security scheme `{}`", after.wire_name),
            message,
            old: Some(&place),
            new: Some(&place),
        });
    }
}

fn flows(old: &[OAuthFlow], new: &[OAuthFlow]) -> Vec<(Wire, String)> {
    let mut told = Vec::new();
    for before in old {
        let name = before.kind.as_str();
        let Some(after) = new.iter().find(|after| after.kind == before.kind) else {
            told.push((Wire::Breaking, format!("the flow `{name}` was removed")));
            continue;
        };
        let urls = [
            (
                "authorizationUrl",
                &before.authorization_url,
                &after.authorization_url,
            ),
            (
                "deviceAuthorizationUrl",
                &before.device_authorization_url,
                &after.device_authorization_url,
            ),
            ("tokenUrl", &before.token_url, &after.token_url),
            ("refreshUrl", &before.refresh_url, &after.refresh_url),
        ];
        let changed = urls.into_iter().filter_map(|(keyword, old, new)| {
            url(
                &format!("`{keyword}` of the flow `{name}`"),
                old.as_ref(),
                new.as_ref(),
            )
        });
        told.extend(changed.map(|message| (Wire::Warning, message)));
        let scopes = |flow: &OAuthFlow| {
            flow.scopes
                .iter()
                .map(|(scope, _)| scope.clone())
                .collect::<Vec<_>>()
        };
        let (was, is) = (scopes(before), scopes(after));
        let gone = was.iter().filter(|scope| !is.contains(scope));
        told.extend(gone.map(|scope| {
            (
                Wire::Warning,
                format!("the flow `{name}` has no scope `{scope}` any more"),
            )
        }));
        let added = is.iter().filter(|scope| !was.contains(scope));
        told.extend(added.map(|scope| {
            (
                Wire::Compatible,
                format!("the flow `{name}` has the scope `{scope}` now"),
            )
        }));
    }
    let added = new
        .iter()
        .filter(|after| old.iter().all(|before| before.kind != after.kind));
    told.extend(added.map(|flow| {
        (
            Wire::Compatible,
            format!("the flow `{}` was added", flow.kind.as_str()),
        )
    }));
    told
}

/// Where a client that was made before asks still, nobody may answer any more.
fn url(what: &str, old: Option<&String>, new: Option<&String>) -> Option<String> {
    match (old, new) {
        (Some(old), Some(new)) if old != new => Some(format!("{what} changed from `{old}` to `{new}`")),
        (Some(old), None) => Some(format!("{what} is no longer `{old}`")),
        _ => None,
    }
}
