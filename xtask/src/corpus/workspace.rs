use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::document::CorpusDocument;

/// Where everything of a run goes: the crates, one workspace of them, and the reports.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// The workspace in `root`, whose folders are made.
    pub(crate) fn open(root: PathBuf) -> io::Result<Self> {
        let workspace = Self { root };
        for folder in [workspace.logs(), workspace.measurements()] {
            fs::create_dir_all(folder)?;
        }
        Ok(workspace)
    }

    /// The crate of a document.
    pub(crate) fn crate_of(&self, document: &CorpusDocument) -> PathBuf {
        self.root.join("crates").join(&document.package)
    }

    /// What bindery and the compiler said of each document.
    pub(crate) fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// What compiling each crate needed.
    pub(crate) fn measurements(&self) -> PathBuf {
        self.root.join("measurements")
    }

    /// The target folder that all crates share.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The table, for reading.
    pub(crate) fn report(&self) -> PathBuf {
        self.root.join("report.md")
    }

    /// A line for each spot that is untyped.
    pub(crate) fn untyped(&self) -> PathBuf {
        self.root.join("untyped.tsv")
    }

    /// Makes a cargo workspace of the crates of `documents`, and of no others.
    pub(crate) fn write_manifest(&self, documents: &[&CorpusDocument]) -> io::Result<()> {
        let members: String = documents
            .iter()
            .map(|document| format!("    \"crates/{}\",\n", document.package))
            .collect();
        // What is measured is the first compilation; what incremental ones would need takes disk and time.
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(self.root.join("Cargo.toml"), text)
    }

    /// The library of a document's crate.
    pub(crate) fn library_of(document: &CorpusDocument) -> String {
        document.package.replace('-', "_")
    }
}

/// The folder that this program was built into: the project's target folder.
pub(crate) fn target_folder() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?;
    let folder = program.ancestors().nth(2).map(Path::to_owned);
    folder.ok_or_else(|| io::Error::other("this program lies in no target folder"))
}
