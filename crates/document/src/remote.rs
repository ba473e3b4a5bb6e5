//! Files of other machines: read only where that is allowed, and only from a folder of copies, each
//! with the hash that was recorded for it, so that reading never needs the network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Json, Origin, Pointer};
use hmac_sha256::Hash;

use crate::limits::Limits;
use crate::location::{normalized, scheme};
use crate::source::Sources;

/// Which files of other machines may be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteFiles {
    /// What their URLs begin with: `https://api.example.com/schemas/`. None: nothing is allowed.
    pub allow: Vec<String>,
    /// The folder of their copies; `remote` beside the document where there is none.
    pub cache: Option<PathBuf>,
}

/// The list of copies, within their folder.
pub const REMOTE_LIST: &str = "bindery-remote.json";

impl RemoteFiles {
    /// The folder of copies for the document at `document`.
    pub fn folder(&self, document: &Path) -> PathBuf {
        match &self.cache {
            Some(folder) => folder.clone(),
            None => document.parent().unwrap_or(Path::new("")).join("remote"),
        }
    }

    /// Whether the file at `url` may be read. An entry is the URL itself, or ends where a segment of
    /// the URL's path does.
    pub fn allows(&self, url: &str) -> bool {
        let is_web = scheme(url).is_some_and(|(scheme, _)| matches!(scheme, "https" | "http"));
        // Dots lead out of what is allowed, and encoded ones are dots to some servers.
        let climbs = url.contains("/..") || url.to_ascii_lowercase().contains("%2e") || url.contains('\\');
        let begins = |prefix: &String| match url.strip_prefix(prefix.as_str()) {
            Some("") => true,
            Some(rest) => {
                prefix.matches('/').count() >= 3 && prefix.ends_with('/') || rest.starts_with(['/', '?'])
            }
            None => false,
        };
        is_web && !climbs && self.allow.iter().any(begins)
    }
}

/// A copy, as the list has it.
struct Copy {
    file: PathBuf,
    sha256: String,
}

/// The copies that there are, and which ones were asked for in vain.
#[derive(Default)]
pub(crate) struct Copies {
    folder: PathBuf,
    rules: RemoteFiles,
    copies: BTreeMap<String, Copy>,
    pub(crate) missing: BTreeSet<String>,
}

/// Why a file of another machine's is not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RemoteRefusal {
    NotAllowed,
    NoCopy,
    Altered,
}

impl Copies {
    /// Reads the list, where something is allowed and a list is there.
    pub(crate) fn read(
        document: &Path,
        rules: &RemoteFiles,
        limits: &Limits,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let folder = rules.folder(document);
        let list = folder.join(REMOTE_LIST);
        let mut copies = BTreeMap::new();
        if !rules.allow.is_empty() && list.exists() {
            let (file, value) = crate::load::read_value(&list, limits, sources, diagnostics);
            for (url, entry) in value.iter().flat_map(entries) {
                match copy(entry) {
                    Some(copy) => {
                        copies.insert(url.to_owned(), copy);
                    }
                    None => diagnostics.push(no_entry(file, url)),
                }
            }
        }
        Self {
            folder,
            rules: rules.clone(),
            copies,
            missing: BTreeSet::new(),
        }
    }

    /// The path of the copy of `url`, once it is what was recorded.
    pub(crate) fn path(&mut self, url: &str, limits: &Limits) -> Result<PathBuf, RemoteRefusal> {
        if !self.rules.allows(url) {
            return Err(RemoteRefusal::NotAllowed);
        }
        let found = self.copies.get(url);
        let path = found.map(|copy| self.folder.join(&copy.file));
        let (Some(copy), Some(path)) = (found, path.filter(|path| path.is_file())) else {
            self.missing.insert(url.to_owned());
            return Err(RemoteRefusal::NoCopy);
        };
        let bytes = crate::source::read_bytes(&path, limits.bytes).unwrap_or_default();
        if sha256(&bytes) != copy.sha256 {
            self.missing.insert(url.to_owned());
            return Err(RemoteRefusal::Altered);
        }
        Ok(path)
    }
}

impl RemoteRefusal {
    pub(crate) fn diagnostic(self, text: &str, origin: Origin) -> Diagnostic {
        match self {
            Self::NotAllowed => Diagnostic::error(
                Code::RemoteReference,
                format!("`{text}` would be read from another machine"),
                origin,
            )
            .label("only files beside the document are read")
            .help(
                "save a copy beside the document and refer to that; or allow it with \
                 `remote-allow = [\"https://…/\"]` in bindery.toml, `--remote-allow`, or \
                 `Builder::remote_allow`",
            ),
            Self::NoCopy => Diagnostic::error(
                Code::RemoteReference,
                format!("there is no copy of `{text}`"),
                origin,
            )
            .label("this is read from a copy only")
            .help("run `cargo bindery fetch`, with the same settings, and commit what it writes"),
            Self::Altered => Diagnostic::error(
                Code::RemoteReference,
                format!("the copy of `{text}` is not what was recorded"),
                origin,
            )
            .label("its SHA-256 differs")
            .help("restore the copy; or run `cargo bindery fetch` to take a new one, and read what changed"),
        }
    }
}

/// The SHA-256 of a file, in hexadecimal digits, as the list of copies has it.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Hash::hash(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn entries(list: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let entries = match list {
        Json::Object(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(url, entry)| (url.as_str(), entry))
}

fn copy(entry: &Json) -> Option<Copy> {
    let text = |name: &str| entry.get(name).and_then(Json::as_str);
    Some(Copy {
        file: normalized(Path::new(text("file")?))?,
        sha256: text("sha256")?.to_ascii_lowercase(),
    })
}

fn no_entry(file: FileId, url: &str) -> Diagnostic {
    let place = Origin::new(file, Pointer::root().child(url));
    Diagnostic::error(Code::InvalidValue, "this says neither a file nor its hash", place)
        .label("expected `{ \"file\": …, \"sha256\": … }`")
        .help("run `cargo bindery fetch` to write the list anew")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_below_an_entry_is_allowed() {
        let rules = RemoteFiles {
            allow: vec!["https://a.example/schemas/".into(), "https://b.example".into()],
            cache: None,
        };
        for url in [
            "https://a.example/schemas/pet.yaml",
            "https://b.example/x",
            "https://b.example",
        ] {
            assert!(rules.allows(url), "{url}");
        }
        for url in [
            "https://a.example/other",
            "https://a.example/schemas/../other",
            "https://a.example/schemas/..%2fother",
            "https://a.example/schemas/%2E%2e/other",
            "https://b.example.evil.example/x",
            "https://b.example@evil.example/x",
            "https://b.example:8080/x",
            "http://a.example/schemas/pet.yaml",
            "file:///etc/passwd",
        ] {
            assert!(!rules.allows(url), "{url}");
        }
    }

    /// FIPS 180-4's example.
    #[test]
    fn the_hash_is_the_standards() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256(b"abc"), expected);
    }
}
