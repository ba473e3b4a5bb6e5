use std::{fmt, path::Path};

/// A name that no package may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidName {
    name: String,
    reason: &'static str,
}

impl fmt::Display for InvalidName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` cannot be the package's name: {}; choose one with --name",
            self.name, self.reason
        )
    }
}

impl std::error::Error for InvalidName {}

/// Names whose library would hide a crate that every crate sees, or that its code relies on.
const SHADOWING: &[&str] = &[
    "std",
    "core",
    "alloc",
    "proc_macro",
    "test",
    "serde",
    "serde_json",
    "bindery_runtime",
    "bindery-runtime",
];

/// The keywords of every edition; a library called so could not be named in code.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// The package's name: `name` where it is given, else after the folder `output`, in kebab case.
///
/// # Errors
/// When it is empty or would shadow `std`, `serde`, `serde_json` or a keyword.
pub fn package_name(name: Option<&str>, output: &Path) -> Result<String, InvalidName> {
    let given = match name {
        Some(name) => name.to_owned(),
        None => {
            let absolute = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
            absolute
                .components()
                .next_back()
                .map(|part| part.as_os_str().to_string_lossy().into_owned())
                .unwrap_or_default()
        }
    };
    let kebab = kebab_case(&given);
    let library = kebab.replace('-', "_");
    let reason = if kebab.is_empty() {
        "it has no letter or digit"
    } else if kebab.starts_with(|first: char| first.is_ascii_digit()) {
        "it begins with a digit"
    } else if SHADOWING.contains(&library.as_str()) {
        "it would shadow a crate that generated code uses"
    } else if KEYWORDS.contains(&library.as_str()) {
        "it is a keyword of Rust"
    } else {
        return Ok(kebab);
    };
    Err(InvalidName { name: given, reason })
}

fn kebab_case(text: &str) -> String {
    let mut kebab = String::new();
    let mut after_lower = false;
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            if character.is_ascii_uppercase() && after_lower {
                kebab.push('-');
            }
            after_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
            kebab.push(character.to_ascii_lowercase());
        } else {
            if !kebab.is_empty() && !kebab.ends_with('-') {
                kebab.push('-');
            }
            after_lower = false;
        }
    }
    kebab.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Result<String, InvalidName> {
        package_name(Some(name), Path::new("out"))
    }

    #[test]
    fn names_become_kebab_case() {
        assert_eq!(named("payment_sessions").unwrap(), "payment-sessions");
        assert_eq!(named("PaymentSessions").unwrap(), "payment-sessions");
        assert_eq!(named("my api.v2").unwrap(), "my-api-v2");
        assert_eq!(
            package_name(None, Path::new("/tmp/some_api/")).unwrap(),
            "some-api"
        );
    }

    #[test]
    fn names_that_would_break_the_crate_are_refused() {
        for name in ["std", "Serde", "serde-json", "type", "self", "3d", "--", ""] {
            assert!(named(name).is_err(), "{name}");
        }
    }
}
