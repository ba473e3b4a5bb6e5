//! What a `$ref` says, and why it may lead nowhere.

use bindery_model::{Code, Diagnostic, Origin, Pointer};

use crate::document::KEEP_GOING;
use crate::location::scheme;
use crate::remote::RemoteRefusal;

/// A reference, taken apart: the file as it is written (nothing: the same one), and the fragment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reference<'t> {
    pub(crate) file: &'t str,
    pub(crate) fragment: &'t str,
}

impl<'t> Reference<'t> {
    pub(crate) fn split(text: &'t str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { file, fragment }
    }
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// Another machine's.
    Remote(RemoteRefusal),
    /// Beyond the root folder.
    Outside,
    /// There is none; perhaps one whose name differs in case.
    Missing(Option<String>),
    /// So many were read that this one is not.
    TooMany(usize),
    /// It was read, and is at fault itself.
    Faulty(Box<Diagnostic>),
}

impl Refusal {
    /// What to tell about the reference `text` at `origin`.
    pub(crate) fn diagnostic(&self, text: &str, origin: Origin) -> Diagnostic {
        match self {
            Self::Remote(refusal) => refusal.diagnostic(text, origin),
            Self::Outside => Diagnostic::error(
                Code::OutsideReference,
                format!("`{text}` lies outside the document's folder"),
                origin,
            )
            .label("only files within the folder of the document are read")
            .help(
                "move the file into the folder, or set the root folder to one that holds both: \
                 `root = \"…\"` in bindery.toml, `--root`, or `Builder::root`",
            ),
            Self::Missing(other) => missing_file(text, other.as_deref(), origin),
            Self::TooMany(limit) => Diagnostic::error(
                Code::TooLarge,
                format!("the document is too large: {limit} files were read already"),
                origin,
            )
            .label("this one is not read any more")
            .help("raise the limits on files if the document is meant to be that large"),
            Self::Faulty(diagnostic) => (**diagnostic).clone(),
        }
    }
}

fn missing_file(text: &str, other: Option<&str>, origin: Origin) -> Diagnostic {
    let file = Reference::split(text).file;
    let message = format!("there is no file `{file}`");
    let diagnostic = Diagnostic::error(Code::DanglingReference, message, origin)
        .label("no such file, seen from the folder of this one")
        .note(KEEP_GOING);
    let is_name = file
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    match other {
        Some(other) => diagnostic.help(format!("there is `{other}`: the case of letters counts")),
        None if is_name => diagnostic.help(format!(
            "a schema of this document is `#/components/schemas/{file}`"
        )),
        None => diagnostic.help("write the path from the folder of the file that refers, or add the file"),
    }
}

/// Where the file part of a reference leads by its form alone.
#[derive(Debug, PartialEq)]
pub(crate) enum FilePart {
    Relative(String),
    Refused(Refusal),
}

impl FilePart {
    pub(crate) fn of(text: &str) -> Self {
        if text.starts_with("//") {
            return Self::Refused(Refusal::Remote(RemoteRefusal::NotAllowed));
        }
        if let Some((scheme, _)) = scheme(text) {
            // One letter is a drive of Windows'.
            return Self::Refused(match scheme.len() {
                1 => Refusal::Outside,
                _ => Refusal::Remote(RemoteRefusal::NotAllowed),
            });
        }
        if text.starts_with(['/', '\\']) {
            return Self::Refused(Refusal::Outside);
        }
        match Pointer::percent_decode(text) {
            Some(path) if !path.contains('\0') => Self::Relative(path),
            _ => Self::Refused(Refusal::Missing(None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_and_absolute_paths_are_told_apart_from_files() {
        for remote in [
            "https://a.example/x.yaml",
            "//a.example/x",
            "file:///etc/passwd",
            "urn:x",
        ] {
            assert_eq!(
                FilePart::of(remote),
                FilePart::Refused(Refusal::Remote(RemoteRefusal::NotAllowed)),
                "{remote}"
            );
        }
        for outside in ["/etc/passwd", "C:\\x.yaml", "\\\\host\\share"] {
            assert_eq!(
                FilePart::of(outside),
                FilePart::Refused(Refusal::Outside),
                "{outside}"
            );
        }
        let decoded = FilePart::of("./my%20file.yaml");
        assert_eq!(decoded, FilePart::Relative("./my file.yaml".into()));
        assert_eq!(FilePart::of("a%00b"), FilePart::Refused(Refusal::Missing(None)));
    }
}
