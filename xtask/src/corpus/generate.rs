use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use super::{document::CorpusDocument, lines, process, workspace::Workspace};

/// The command, built with optimisation as users have it, and how it is called.
///
/// Each document is a process of its own, so that none can take the others down with it.
#[derive(Clone, Debug)]
pub(crate) struct Bindery {
    /// The command.
    pub(crate) program: PathBuf,
    /// The runtime's folder.
    pub(crate) runtime: PathBuf,
    /// The value of `--emit`.
    pub(crate) emit: String,
    /// How long a document may take.
    pub(crate) limit: Duration,
}

/// What became of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Generated {
    /// Why there is no crate.
    pub(crate) failure: Option<String>,
    /// How long it took.
    pub(crate) seconds: f64,
    /// The most memory that it held, in MiB.
    pub(crate) peak: u64,
    /// How many lines of Rust were emitted.
    pub(crate) lines: usize,
    /// What bindery says of the document.
    pub(crate) facts: Facts,
}

/// What bindery says of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// How many operations it has.
    pub(crate) operations: usize,
    /// How many component schemas it has.
    pub(crate) schemas: usize,
    /// How many warnings it earned.
    pub(crate) warnings: usize,
    /// What was left out.
    pub(crate) omitted: Vec<Spot>,
    /// What is any JSON.
    pub(crate) untyped: Vec<Spot>,
}

/// A place of a document and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Where it is.
    pub(crate) pointer: String,
    /// What there is to say.
    pub(crate) reason: String,
}

impl Bindery {
    /// Generates the crate of `document`.
    pub(crate) fn generate(&self, document: &CorpusDocument, workspace: &Workspace) -> io::Result<Generated> {
        let folder = workspace.crate_of(document);
        let log = workspace.logs().join(format!("{}.log", document.package));
        let explanation = workspace.logs().join(format!("{}.json", document.package));

        let mut generate = self.command("generate", document, &folder, &log)?;
        generate.stdout(Stdio::null());
        let finished = process::run(&mut generate, self.limit)?;
        let mut generated = Generated {
            seconds: finished.seconds,
            peak: finished.peak,
            ..Generated::default()
        };
        match finished.status {
            Some(status) if status.success() => {}
            Some(status) => {
                generated.failure = Some(format!("{status}: {}", first_error(&log)?));
                return Ok(generated);
            }
            None => {
                generated.failure = Some(format!("stopped after {} s", self.limit.as_secs()));
                return Ok(generated);
            }
        }

        let mut explain = self.command("explain", document, &folder, &log)?;
        explain
            .args(["--format", "json"])
            .stdout(File::create(&explanation)?);
        process::run(&mut explain, self.limit)?;
        generated.lines = lines::count(&folder.join("src"))?;
        let facts: Value = serde_json::from_reader(io::BufReader::new(File::open(explanation)?))?;
        generated.facts = Facts::read(&facts);
        Ok(generated)
    }

    fn command(
        &self,
        verb: &str,
        document: &CorpusDocument,
        folder: &Path,
        log: &Path,
    ) -> io::Result<Command> {
        let mut command = Command::new(&self.program);
        command
            .arg(verb)
            .arg(&document.path)
            .arg("--output")
            .arg(folder)
            .args(["--name", &document.package, "--emit", &self.emit])
            .arg("--runtime")
            .arg(&self.runtime)
            .args(["--keep-going", "--force"])
            .stdin(Stdio::null())
            .stderr(File::create(log)?);
        Ok(command)
    }
}

impl Facts {
    fn read(explanation: &Value) -> Self {
        let list = |name: &str| explanation.get(name).and_then(Value::as_array);
        let count = |name: &str| list(name).map_or(0, Vec::len);
        let number = |name: &str| {
            let number = explanation.get(name).and_then(Value::as_u64);
            number
                .and_then(|number| usize::try_from(number).ok())
                .unwrap_or_default()
        };
        let spots = |name: &str| list(name).into_iter().flatten().filter_map(Spot::read).collect();
        Self {
            operations: count("operations"),
            schemas: count("schemas"),
            warnings: number("warnings"),
            omitted: spots("omitted"),
            untyped: spots("untyped"),
        }
    }
}

impl Spot {
    fn read(spot: &Value) -> Option<Self> {
        let text = |name: &str| Some(spot.get(name)?.as_str()?.to_owned());
        Some(Self {
            pointer: text("pointer")?,
            reason: text("reason")?,
        })
    }
}

/// The first error of what was said, or the last line of it.
fn first_error(log: &Path) -> io::Result<String> {
    let text = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    let error = text.lines().find(|line| line.contains("error"));
    let line = error.or_else(|| text.lines().next_back());
    Ok(line.unwrap_or_default().trim().to_owned())
}
