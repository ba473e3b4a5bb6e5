use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bindery_model::{Code, Diagnostic, FileId, Origin, Pointer};

use crate::render::Index;

/// Every file that was read, or should have been.
///
/// Kept beside the document so that diagnostics can be rendered even where loading failed.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A file's name and text.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    /// Where its values and lines stand, once something is looked up there.
    index: OnceLock<Index>,
}

impl SourceFile {
    fn new(path: &Path, text: String) -> Self {
        Self {
            path: path.to_owned(),
            text,
            index: OnceLock::new(),
        }
    }

    /// The path as the user would write it: relative where theirs was.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text without a byte order mark; empty if the file could not be read.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.text))
    }
}

impl Sources {
    /// The paths of all files, in the order in which they were first read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(SourceFile::path)
    }

    /// All files, in that order.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The file with this number.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0)
    }

    /// What the files are called as seen from `folder`, with `/` between the parts.
    pub(crate) fn names_from(&self, folder: &Path) -> Vec<String> {
        let name = |path: &Path| {
            let inner = path.strip_prefix(folder).ok();
            let seen = inner.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
            let parts = seen.components().map(|part| part.as_os_str().to_string_lossy());
            parts.collect::<Vec<_>>().join("/")
        };
        self.paths().map(name).collect()
    }

    /// Adds a text that is no part of the document, such as a configuration, so that diagnostics can
    /// show places in it.
    pub fn add(&mut self, path: &Path, text: impl Into<String>) -> FileId {
        self.files.push(SourceFile::new(path, text.into()));
        FileId(self.files.len() - 1)
    }

    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.text.len() as u64).sum()
    }

    /// The text of a file, or nothing where it has none.
    pub(crate) fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", SourceFile::text)
    }

    /// Reads a file and gives it a number; it has one even where reading fails.
    pub(crate) fn read(&mut self, path: &Path, bytes: u64) -> (FileId, Result<(), Box<Diagnostic>>) {
        let id = FileId(self.files.len());
        let (text, outcome) = match read_bytes(path, bytes) {
            Ok(bytes) => decode(bytes, id),
            Err(fault) => (String::new(), Err(Box::new(fault.diagnostic(path, id)))),
        };
        self.files.push(SourceFile::new(path, text));
        (id, outcome)
    }
}

pub(crate) enum ReadFault {
    Missing,
    NotRegular,
    TooLarge { limit: u64 },
    Io(std::io::Error),
}

impl ReadFault {
    fn diagnostic(self, path: &Path, id: FileId) -> Diagnostic {
        let origin = Origin::new(id, Pointer::root());
        let path = path.display();
        match self {
            Self::Missing => {
                Diagnostic::error(Code::MissingFile, format!("there is no file `{path}`"), origin)
                    .help("check the path; a relative one starts at the current folder")
            }
            Self::NotRegular => Diagnostic::error(
                Code::MissingFile,
                format!("`{path}` is not a regular file"),
                origin,
            )
            .help("name the file itself, not its folder"),
            Self::TooLarge { limit } => Diagnostic::error(
                Code::TooLarge,
                format!("`{path}` is larger than {limit} bytes"),
                origin,
            )
            .help("raise the limit on the size of files if this document is meant to be that large"),
            Self::Io(fault) => Diagnostic::error(
                Code::MissingFile,
                format!("cannot read `{path}`: {fault}"),
                origin,
            ),
        }
    }
}

pub(crate) fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFault> {
    // Asked first: opening a pipe would wait for its writer.
    let metadata = std::fs::metadata(path).map_err(ReadFault::from)?;
    if !metadata.is_file() {
        return Err(ReadFault::NotRegular);
    }
    if metadata.len() > limit {
        return Err(ReadFault::TooLarge { limit });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(ReadFault::from)?;
    // A file may grow, or lie about its size.
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(ReadFault::from)?;
    if bytes.len() as u64 > limit {
        return Err(ReadFault::TooLarge { limit });
    }
    Ok(bytes)
}

impl From<std::io::Error> for ReadFault {
    fn from(fault: std::io::Error) -> Self {
        match fault.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(fault),
        }
    }
}

fn decode(bytes: Vec<u8>, id: FileId) -> (String, Result<(), Box<Diagnostic>>) {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), Ok(())),
            None => (text, Ok(())),
        },
        Err(fault) => {
            let valid = fault.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(fault.as_bytes()).into_owned();
            // What is valid stands unchanged before the first replacement.
            let (line, column) = line_and_column(&text, valid);
            let diagnostic = Diagnostic::error(
                Code::InvalidEncoding,
                "the file is not UTF-8",
                Origin::new(id, Pointer::root()),
            )
            .at_text(line, column)
            .label("this byte does not belong to any character")
            .help("save the file as UTF-8");
            (text, Err(Box::new(diagnostic)))
        }
    }
}

/// The line and the column (in characters) of a byte offset, both from 1.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.get(line_start..).map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}
