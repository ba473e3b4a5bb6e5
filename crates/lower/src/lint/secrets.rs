//! Secrets that nothing marks as such:
//!
//! ```yaml
//! properties: { clientSecret: { type: string } }
//! ```

use bindery_model::{Code, Diagnostic, Primitive};

use super::Lint;
use super::values::{named_values, primitive};
use crate::names::words;

/// Names that end so are of secrets.
const SECRETS: [&str; 10] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "secret",
    "secrets",
    "cvv",
    "cvc",
    "apikey",
];

/// So are names that end with these two words.
const PAIRS: [(&str, &str); 10] = [
    ("api", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("signing", "key"),
    ("encryption", "key"),
    ("master", "key"),
    ("recovery", "code"),
    ("backup", "code"),
    ("mfa", "code"),
    ("otp", "code"),
];

/// Names that end with `token` are, but not behind these words: tokens that only say where to go on, or which
/// anybody may see.
const OPEN_TOKENS: [&str; 31] = [
    "next",
    "page",
    "pagination",
    "continuation",
    "continue",
    "cursor",
    "sync",
    "previous",
    "prev",
    "start",
    "starting",
    "end",
    "ending",
    "resume",
    "idempotency",
    "list",
    "change",
    "delta",
    "state",
    "last",
    "first",
    "results",
    "marker",
    "request",
    "client",
    "stop",
    "max",
    "output",
    "input",
    "prompt",
    "csrf",
];

impl Lint<'_> {
    pub(super) fn unmarked_secrets(&mut self) {
        let api = self.api();
        for value in named_values(api) {
            if primitive(api, value.type_ref) != Some(Primitive::String) || !is_secret(value.name) {
                continue;
            }
            let message = format!("`{}` looks like a secret, and nothing marks it", value.name);
            let warning = Diagnostic::warning(Code::UnmarkedSecret, message, value.origin.clone())
                .at_key()
                .label("`Debug`, spans and logs may show it")
                .help(format!(
                    "add `x-sensitive: true` or `format: password`, or `secrets = [\"{}\"]` to the settings",
                    value.name
                ));
            self.diagnostics.push(warning);
        }
    }
}

fn is_secret(name: &str) -> bool {
    let words = words(name);
    let mut reversed = words.iter().rev().map(String::as_str);
    let (Some(last), before) = (reversed.next(), reversed.next()) else {
        return false;
    };
    match last {
        "token" => before.is_none_or(|before| !OPEN_TOKENS.contains(&before)),
        last if SECRETS.contains(&last) => true,
        last => before.is_some_and(|before| PAIRS.contains(&(before, last))),
    }
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn names_of_secrets_are_told_from_names_about_them() {
        for secret in [
            "password",
            "newPassword",
            "client_secret",
            "token",
            "access-token",
            "X-Api-Key",
            "privateKey",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for other in [
            "nextPageToken",
            "passwordPolicy",
            "token_type",
            "publicKey",
            "secretName",
            "key",
            "tokens",
        ] {
            assert!(!is_secret(other), "{other}");
        }
    }
}
