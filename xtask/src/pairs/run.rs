use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use bindery::Problem;

use super::{Pairs, rehearsal};
use crate::{
    corpus::{Bindery, CorpusDocument, Profile, Workspace, build, find, problem, run_process, target_folder},
    terminal::{print, say},
};

/// What came of a document.
struct Outcome {
    label: String,
    calls: u64,
    refusals: u64,
    /// What was found, and what else went wrong.
    findings: Vec<String>,
}

impl Pairs {
    /// Generates, compiles, calls. The status is 1 when anything was found.
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        let documents = find(&self.folder, &self.only)?;
        let root = match &self.output {
            Some(output) => std::path::absolute(output),
            None => target_folder().map(|target| target.join("pairs")),
        };
        let opened = root.and_then(Workspace::open);
        let workspace = opened.map_err(|source| problem("make the folders for", &self.folder, source))?;
        let bindery = build(
            Profile::Dev,
            "client,server,fake",
            Duration::from_secs(self.timeout),
        )?;

        let mut outcomes = Vec::new();
        for document in &documents {
            let outcome = self
                .pair(&bindery, document, &workspace)
                .map_err(|source| problem("call", &document.path, source))?;
            print(&outcome.to_line());
            for finding in outcome.findings.iter().take(20) {
                print(&format!("    {finding}"));
            }
            outcomes.push(outcome);
        }
        let clean = outcomes
            .iter()
            .filter(|outcome| outcome.findings.is_empty())
            .count();
        let calls: u64 = outcomes.iter().map(|outcome| outcome.calls).sum();
        let findings: usize = outcomes.iter().map(|outcome| outcome.findings.len()).sum();
        say(&format!(
            "{} documents, {clean} without a finding; {calls} calls, {findings} findings",
            outcomes.len()
        ));
        Ok(u8::from(findings > 0))
    }

    fn pair(
        &self,
        bindery: &Bindery,
        document: &CorpusDocument,
        workspace: &Workspace,
    ) -> io::Result<Outcome> {
        let mut outcome = Outcome {
            label: document.label.clone(),
            calls: 0,
            refusals: 0,
            findings: Vec::new(),
        };
        let generated = bindery.generate(document, workspace)?;
        if let Some(failure) = generated.failure {
            outcome.findings.push(failure);
            return Ok(outcome);
        }
        if generated.facts.operations == 0 {
            return Ok(outcome);
        }
        let name = format!("{}-rehearsal", document.package);
        rehearsal::add(
            &workspace.crate_of(document),
            &Workspace::library_of(document),
            &name,
        )?;
        workspace.write_manifest(&[document])?;
        if let Some(error) = self.compile(document, workspace, &name)? {
            outcome.findings.push(error);
            return Ok(outcome);
        }
        for seed in &self.seed {
            self.call(workspace, &name, *seed, &mut outcome)?;
        }
        Ok(outcome)
    }

    /// Compiles the program; what the compiler says first where it does not compile.
    fn compile(
        &self,
        document: &CorpusDocument,
        workspace: &Workspace,
        name: &str,
    ) -> io::Result<Option<String>> {
        let log = workspace.logs().join(format!("{}.rustc", document.package));
        let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                "build",
                "--quiet",
                "--package",
                &document.package,
                "--example",
                name,
            ])
            .args([
                "--features",
                "fake,tower",
                "--jobs",
                &self.compilers().to_string(),
            ])
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", workspace.target())
            .stderr(File::create(&log)?)
            .status()?;
        if status.success() {
            return Ok(None);
        }
        let text = fs::read_to_string(&log)?;
        let error = text
            .lines()
            .find(|line| line.starts_with("error"))
            .unwrap_or("error")
            .to_owned();
        Ok(Some(format!("does not compile: {error}; see {}", log.display())))
    }

    fn call(&self, workspace: &Workspace, name: &str, seed: u64, outcome: &mut Outcome) -> io::Result<()> {
        let log = workspace.logs().join(format!("{name}.{seed}"));
        let errors = log.with_extension("stderr");
        let mut command = Command::new(program(workspace, name));
        command
            .env(rehearsal::SEED, seed.to_string())
            .env(rehearsal::ROUNDS, self.rounds.to_string())
            .stdin(Stdio::null())
            .stdout(File::create(&log)?)
            .stderr(File::create(&errors)?);
        if let Some(url) = &self.url {
            command.env(rehearsal::URL, url);
        }
        let finished = run_process(&mut command, Duration::from_secs(self.timeout))?;
        let text = fs::read_to_string(&log)?;
        let mut lines: Vec<&str> = text.lines().collect();
        let counts = lines.pop().unwrap_or_default().split_once(' ');
        let counts = counts.and_then(|(calls, refusals)| Some((calls.parse().ok()?, refusals.parse().ok()?)));
        match (counts, finished.status) {
            (Some((calls, refusals)), Some(status)) if status.success() => {
                let (calls, refusals): (u64, u64) = (calls, refusals);
                outcome.calls += calls;
                outcome.refusals += refusals;
                outcome
                    .findings
                    .extend(lines.iter().map(|line| format!("seed {seed}: {line}")));
            }
            (_, None) => outcome
                .findings
                .push(format!("seed {seed}: stopped after {} s", self.timeout)),
            _ => outcome
                .findings
                .push(format!("seed {seed}: it broke off; see {}", errors.display())),
        }
        Ok(())
    }
}

fn program(workspace: &Workspace, name: &str) -> PathBuf {
    rehearsal::program(Path::new(&workspace.target()), name)
}

impl Outcome {
    fn to_line(&self) -> String {
        format!(
            "{}: {} calls, {} refused before, {} findings",
            self.label,
            self.calls,
            self.refusals,
            self.findings.len()
        )
    }
}
