use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use bindery::Problem;

use super::{
    arguments::{Compile, Corpus},
    check::{Compiled, Compiling},
    document::{self, CorpusDocument},
    generate::{Bindery, Generated},
    progress,
    report::{Report, Row},
    workspace::{Workspace, target_folder},
};
use crate::terminal::{print, say};

impl Corpus {
    /// Generates, compiles where that is wanted, and reports. The status is 1 when anything failed.
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        let start = Instant::now();
        let documents = document::find(&self.folder, &self.only)?;
        let root = match &self.output {
            Some(output) => std::path::absolute(output),
            None => target_folder().map(|target| target.join("corpus")),
        };
        let opened = root.and_then(Workspace::open);
        let workspace = opened.map_err(|source| problem("make the folders for", &self.folder, source))?;

        let bindery = build(
            Profile::Release,
            &self.emit_names(),
            Duration::from_secs(self.timeout),
        )?;
        let generated = self.generate(&bindery, &documents, &workspace)?;
        let compiled = self.check(&documents, &generated, &workspace)?;

        let rows = documents.into_iter().zip(generated).zip(compiled);
        let report = Report {
            rows: rows
                .map(|((document, generated), compiled)| Row {
                    document,
                    generated,
                    compiled,
                })
                .collect(),
            seconds: start.elapsed().as_secs_f64(),
        };
        let write = |path: PathBuf, text: String| {
            fs::write(&path, text).map_err(|source| problem("write", &path, source))
        };
        write(workspace.report(), report.to_markdown())?;
        write(workspace.untyped(), report.untyped())?;
        print(&report.summary());
        say(&format!("the report: {}", workspace.report().display()));
        Ok(u8::from(!report.is_clean()))
    }

    /// Generates every crate, in parallel; the results are in the documents' order.
    fn generate(
        &self,
        bindery: &Bindery,
        documents: &[CorpusDocument],
        workspace: &Workspace,
    ) -> Result<Vec<Generated>, Problem> {
        let bar = progress::bar("generating", documents.len());
        let next = AtomicUsize::new(0);
        let results: Vec<Mutex<Option<io::Result<Generated>>>> =
            documents.iter().map(|_| Mutex::new(None)).collect();
        thread::scope(|scope| {
            for _ in 0..self.generators().min(documents.len()) {
                scope.spawn(|| {
                    while let Some((document, result)) = {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        documents.get(index).zip(results.get(index))
                    } {
                        bar.set_message(document.label.clone());
                        let generated = bindery.generate(document, workspace);
                        if let Ok(mut result) = result.lock() {
                            *result = Some(generated);
                        }
                        bar.inc(1);
                    }
                });
            }
        });
        bar.finish_and_clear();
        let results = results.into_iter().zip(documents).map(|(result, document)| {
            let generated = result.into_inner().ok().flatten();
            generated
                .unwrap_or_else(|| Err(io::Error::other("it was not generated")))
                .map_err(|source| problem("generate", &document.path, source))
        });
        results.collect()
    }

    /// Compiles every crate that was generated; `None` where there is none, or no compiling is wanted.
    fn check(
        &self,
        documents: &[CorpusDocument],
        generated: &[Generated],
        workspace: &Workspace,
    ) -> Result<Vec<Option<Compiled>>, Problem> {
        if self.compile() == Compile::No {
            return Ok(documents.iter().map(|_| None).collect());
        }
        let made = |generated: &Generated| generated.failure.is_none();
        let both = documents.iter().zip(generated);
        let present: Vec<&CorpusDocument> = both
            .filter(|(_, generated)| made(generated))
            .map(|(document, _)| document)
            .collect();
        let compiling = Compiling {
            with: self.compile(),
            jobs: self.compilers(),
            limit: Duration::from_secs(self.timeout),
        };
        let bar = progress::bar("compiling", present.len());
        let compiled = compiling.run(&present, workspace, &bar);
        bar.finish_and_clear();
        let compiled = compiled.map_err(|source| problem("compile", &workspace.root, source))?;
        let mut compiled = compiled.into_iter();
        Ok(generated
            .iter()
            .map(|generated| made(generated).then(|| compiled.next()).flatten())
            .collect())
    }
}

/// How the command is built.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Profile {
    /// As it is built for tests.
    Dev,
    /// With optimisation: its seconds are those that users see.
    Release,
}

/// Builds the command.
pub(crate) fn build(profile: Profile, emit: &str, limit: Duration) -> Result<Bindery, Problem> {
    let (profile, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("release", "release"),
    };
    let project = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .args([
            "build",
            "--profile",
            profile,
            "--quiet",
            "--package",
            "cargo-bindery",
        ])
        .current_dir(project);
    let status = build
        .status()
        .map_err(|source| problem("build", project, source))?;
    if !status.success() {
        return Err(Problem::Usage("cargo-bindery could not be built".to_owned()));
    }
    let target = target_folder().map_err(|source| problem("find", Path::new("target"), source))?;
    Ok(Bindery {
        program: target.join(folder).join("cargo-bindery"),
        runtime: project.join("crates/runtime"),
        emit: emit.to_owned(),
        limit,
    })
}

/// A mistake of the file system's.
pub(crate) fn problem(action: &'static str, path: &Path, source: io::Error) -> Problem {
    Problem::Io {
        action,
        path: path.to_owned(),
        source,
    }
}
