use bindery_model::{Api, Operation, SchemeKind, SecurityRequirement};

use super::journal::{Entry, Journal};
use super::operations::Versions;
use crate::{Kind, Wire};

/// Whoever was let in must still be: every set of credentials that was enough is looked for.
pub(super) fn compare(journal: &mut Journal<'_, '_>, versions: Versions<'_, '_>) {
    let Versions { old, new, name, .. } = versions;
    let before = accepted(journal.old.api, old);
    let after = accepted(journal.new.api, new);
    let is_enough = |given: &Set<'_>, sets: &[Set<'_>]| sets.iter().any(|set| set.is_met_by(given));
    let refused: Vec<&Set<'_>> = before.iter().filter(|set| !is_enough(set, &after)).collect();
    let admitted: Vec<&Set<'_>> = after.iter().filter(|set| !is_enough(set, &before)).collect();
    let words = |sets: &[&Set<'_>]| {
        let words: Vec<String> = sets.iter().map(|set| set.words()).collect();
        words.join("; ")
    };
    let all: Vec<&Set<'_>> = after.iter().collect();
    if !refused.is_empty() {
        journal.note(Entry {
            kind: Kind::SecurityTightened,
            wire: Wire::Breaking,
            subject: name.to_owned(),
            message: format!(
                "{} no longer enough; needed: {}",
                is_or_are(&refused, words(&refused)),
                words(&all)
            ),
            old: Some(&old.origin),
            new: Some(&new.origin),
        });
    } else if !admitted.is_empty() {
        journal.note(Entry {
            kind: Kind::SecurityLoosened,
            wire: Wire::Compatible,
            subject: name.to_owned(),
            message: format!("{} enough now", is_or_are(&admitted, words(&admitted))),
            old: Some(&old.origin),
            new: Some(&new.origin),
        });
    }
}

fn is_or_are(sets: &[&Set<'_>], words: String) -> String {
    match sets.len() {
        1 => format!("{words} is"),
        _ => format!("{words} are"),
    }
}

/// Credentials that are enough together.
struct Set<'a>(Vec<(&'a str, String, &'a [String])>);

impl Set<'_> {
    /// Whether someone who has `given` has these.
    fn is_met_by(&self, given: &Set<'_>) -> bool {
        self.0.iter().all(|(_, kind, scopes)| {
            // What a scheme is called is nobody's business but the document's.
            let mut same = given.0.iter().filter(|(_, other, _)| other == kind);
            same.any(|(_, _, known)| scopes.iter().all(|scope| known.contains(scope)))
        })
    }

    fn words(&self) -> String {
        if self.0.is_empty() {
            return "no credential".to_owned();
        }
        let schemes = self.0.iter().map(|(name, _, scopes)| match scopes.is_empty() {
            true => format!("`{name}`"),
            false => format!("`{name}` with {}", scopes.join(", ")),
        });
        schemes.collect::<Vec<_>>().join(" and ")
    }
}

fn accepted<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Set<'a>> {
    if operation.security.is_empty() {
        return vec![Set(Vec::new())];
    }
    let sets = operation.security.iter();
    sets.map(|requirement| set(api, requirement)).collect()
}

fn set<'a>(api: &'a Api, requirement: &'a SecurityRequirement) -> Set<'a> {
    let schemes = requirement.schemes.iter().filter_map(|(index, scopes)| {
        let scheme = api.security_schemes.get(*index)?;
        Some((scheme.wire_name.as_str(), means(&scheme.kind), scopes.as_slice()))
    });
    Set(schemes.collect())
}

/// How a credential goes over the wire, and who gives it: what is the same here is the same credential.
fn means(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, parameter } => {
            format!("{location:?} {}", parameter.to_ascii_lowercase())
        }
        SchemeKind::Http { scheme } => format!("http {}", scheme.to_ascii_lowercase()),
        SchemeKind::Basic => "http basic".to_owned(),
        SchemeKind::Bearer => "http bearer".to_owned(),
        SchemeKind::OAuth2 { .. } => "oauth2".to_owned(),
        SchemeKind::OpenIdConnect { .. } => "openIdConnect".to_owned(),
        SchemeKind::MutualTls => "mutualTLS".to_owned(),
    }
}
