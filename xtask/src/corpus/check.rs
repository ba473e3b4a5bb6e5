use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    io::{self, BufRead as _, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use indicatif::ProgressBar;
use serde_json::Value;

use super::{
    arguments::Compile, document::CorpusDocument, stopwatch, stopwatch::Measured, workspace::Workspace,
};

/// How the crates are compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compiling {
    /// With what.
    pub(crate) with: Compile,
    /// How many at once.
    pub(crate) jobs: usize,
    /// How long one may take.
    pub(crate) limit: Duration,
}

/// What the compiler said of a crate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    /// What it needed, when it was last compiled.
    pub(crate) measured: Measured,
    /// Its warnings.
    pub(crate) warnings: usize,
    /// Its errors.
    pub(crate) errors: usize,
    /// Whether it was compiled.
    pub(crate) done: bool,
    /// The first that the compiler said.
    pub(crate) first: Option<String>,
}

impl Compiled {
    /// Whether there is nothing to complain of.
    pub(crate) fn is_clean(&self) -> bool {
        self.done && self.warnings == 0 && self.errors == 0
    }
}

impl Compiling {
    /// Compiles the crates of `documents`, and says what became of each, in their order.
    pub(crate) fn run(
        &self,
        documents: &[&CorpusDocument],
        workspace: &Workspace,
        bar: &ProgressBar,
    ) -> io::Result<Vec<Compiled>> {
        workspace.write_manifest(documents)?;
        let libraries: HashSet<String> = documents.iter().copied().map(Workspace::library_of).collect();
        let log = workspace.logs().join("cargo.log");
        let mut child = self.command(workspace, &log)?.spawn()?;
        let stdout = child.stdout.take();
        let mut said = Said::default();
        for line in stdout
            .into_iter()
            .flat_map(|stdout| BufReader::new(stdout).lines())
        {
            if let Ok(message) = serde_json::from_str(&line?) {
                said.hear(&message, &libraries, bar);
            }
        }
        let status = child.wait()?;
        if !status.success() && said.of.is_empty() {
            // No crate is at fault: cargo could not begin, or what all of them depend on does not compile.
            return Err(io::Error::other(fs::read_to_string(log)?));
        }
        let measurements = workspace.measurements();
        let compiled = documents.iter().map(|document| {
            let library = Workspace::library_of(document);
            let mut compiled = said.of.remove(&library).unwrap_or_default();
            compiled.measured = Measured::read(&measurements, &library).unwrap_or_default();
            let text = said.texts.remove(&library).unwrap_or_default();
            fs::write(workspace.logs().join(format!("{}.rustc", document.package)), text)?;
            Ok(compiled)
        });
        compiled.collect()
    }

    fn command(&self, workspace: &Workspace, log: &PathBuf) -> io::Result<Command> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let verb = match self.with {
            Compile::Clippy => "clippy",
            Compile::Check | Compile::No => "check",
        };
        cargo
            .arg(verb)
            .args([
                "--workspace",
                "--all-features",
                "--keep-going",
                "--message-format",
                "json",
            ])
            .args(["--jobs", &self.jobs.to_string()])
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", workspace.target())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(log)?);
        stopwatch::set_up(&mut cargo, &workspace.measurements(), self.limit)?;
        Ok(cargo)
    }
}

/// What cargo said so far, by library.
#[derive(Default)]
struct Said {
    of: HashMap<String, Compiled>,
    texts: HashMap<String, String>,
}

impl Said {
    fn hear(&mut self, message: &Value, libraries: &HashSet<String>, bar: &ProgressBar) {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        let Some(library) = text("/target/name").map(|name| name.replace('-', "_")) else {
            return;
        };
        if !libraries.contains(&library) {
            return;
        }
        let compiled = self.of.entry(library.clone()).or_default();
        match text("/reason") {
            Some("compiler-artifact") => {
                compiled.done = true;
                bar.inc(1);
                bar.set_message(library);
            }
            Some("compiler-message") => {
                // The last message only counts the others; it has no place.
                let placed = message.pointer("/message/spans/0").is_some();
                match text("/message/level") {
                    Some("warning") if placed => compiled.warnings += 1,
                    Some(level) if level.starts_with("error") => compiled.errors += 1,
                    _ => return,
                }
                if let Some(said) = text("/message/message") {
                    compiled.first.get_or_insert_with(|| said.to_owned());
                }
                let rendered = text("/message/rendered").unwrap_or_default();
                self.texts.entry(library).or_default().push_str(rendered);
            }
            _ => {}
        }
    }
}
