use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use bindery::Problem;

use super::Bench;
use super::synthetic;
use super::table::{Table, median, time};
pub(super) use crate::corpus::Profile;
use crate::corpus::{problem, run_process, target_folder};

/// How many resources the smallest document has that is made.
const SIZE: usize = 150;

/// How long a command may take.
const LIMIT: Duration = Duration::from_secs(600);

/// What generation takes, of types and client.
pub(super) fn measure(bench: &Bench) -> Result<Table, Problem> {
    let folder = target_folder()
        .map(|target| target.join("bench"))
        .map_err(|source| problem("find", Path::new("target"), source))?;
    let of_bench = |source| problem("measure in", &folder, source);
    fs::create_dir_all(&folder).map_err(of_bench)?;
    let mut documents = bench.documents.clone();
    for times in [1, 2, 4, 8] {
        let path = folder.join(format!("made-{times}.json"));
        fs::write(&path, synthetic::document(times * SIZE)).map_err(of_bench)?;
        documents.push(path);
    }
    let peers: Vec<(&str, &str)> = bench
        .peer
        .iter()
        .map(|peer| peer.split_once('=').unwrap_or((peer, peer)))
        .collect();
    let command = ["--package", "cargo-bindery"];
    let programs = Programs {
        optimised: build(&command, Profile::Release, "cargo-bindery")?,
        plain: build(&command, Profile::Dev, "cargo-bindery")?,
        reader: build(
            &["--package", "bindery-document", "--example", "read"],
            Profile::Release,
            "examples/read",
        )?,
    };

    let mut head = vec!["types and client".to_owned(), "KiB".into(), "reading it".into()];
    head.extend(
        [
            "generating",
            "of reading",
            "again",
            "unoptimised",
            "peak, of the document",
        ]
        .map(str::to_owned),
    );
    for (name, _) in &peers {
        head.extend([(*name).to_owned(), format!("bindery / {name}")]);
    }
    let mut table = Table::new(head);
    for document in &documents {
        let case = Case {
            document,
            output: folder.join("made-crate"),
            runs: bench.runs,
        };
        let cells = case.cells(&programs, &peers);
        table.row(cells.map_err(|source| problem("generate from", document, source))?);
    }
    Ok(table)
}

/// What is run.
struct Programs {
    optimised: PathBuf,
    plain: PathBuf,
    reader: PathBuf,
}

/// Builds a program, which then lies at `name` in the profile's folder.
pub(super) fn build(what: &[&str], profile: Profile, name: &str) -> Result<PathBuf, Problem> {
    let of_build = |source| problem("build", Path::new(name), source);
    let (flags, folder): (&[&str], _) = match profile {
        Profile::Dev => (&[], "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet"]).args(what).args(flags);
    let status = cargo.status().map_err(of_build)?;
    if !status.success() {
        return Err(of_build(io::Error::other("it does not compile")));
    }
    let target = target_folder().map_err(of_build)?;
    Ok(target
        .join(folder)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

struct Case<'a> {
    document: &'a Path,
    output: PathBuf,
    runs: usize,
}

impl Case<'_> {
    fn cells(&self, programs: &Programs, peers: &[(&str, &str)]) -> io::Result<Vec<String>> {
        let size = fs::metadata(self.document)?.len();
        let reader = [&programs.reader, self.document].map(|word| word.to_string_lossy().into_owned());
        let reading = self.repeated(&reader)?;
        let command = self.bindery(&programs.optimised);
        let generating = self.fresh(&command)?;
        once(&command)?;
        let again = self.repeated(&command)?;
        let unoptimised = self.fresh(&self.bindery(&programs.plain))?;
        let peak = self.peak(&command)?;
        let mut cells = vec![
            self.document
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            (size / 1024).to_string(),
            time(reading),
            time(generating),
            format!("{:.1}", generating / reading),
            time(again),
            time(unoptimised),
            format!("{:.0}", peak as f64 * 1024.0 * 1024.0 / size as f64),
        ];
        for (_, peer) in peers {
            let words: Vec<String> = peer.split_whitespace().map(|word| self.filled(word)).collect();
            let seconds = self.fresh(&words)?;
            cells.extend([time(seconds), format!("{:.2}", generating / seconds)]);
        }
        Ok(cells)
    }

    fn bindery(&self, binary: &Path) -> Vec<String> {
        let words = [
            "generate",
            "{document}",
            "--output",
            "{output}",
            "--emit",
            "types,client",
        ];
        let flags = ["--keep-going", "--standalone", "--name", "made-crate", "--force"];
        let words = words.iter().chain(&flags).map(|word| self.filled(word));
        std::iter::once(binary.to_string_lossy().into_owned())
            .chain(words)
            .collect()
    }

    fn filled(&self, word: &str) -> String {
        word.replace("{document}", &self.document.to_string_lossy())
            .replace("{output}", &self.output.to_string_lossy())
    }

    /// Into folders that are not there yet, and are removed after the last run: what a file system does about removed
    /// files it does while others are written.
    fn fresh(&self, words: &[String]) -> io::Result<f64> {
        let folder = |run: usize| self.output.with_extension(run.to_string());
        let output = self.output.to_string_lossy();
        let runs = (0..self.runs).map(|run| {
            let to = folder(run).to_string_lossy().into_owned();
            once(
                &words
                    .iter()
                    .map(|word| word.replace(&*output, &to))
                    .collect::<Vec<_>>(),
            )
        });
        let seconds = runs.collect::<io::Result<Vec<f64>>>()?;
        (0..self.runs).try_for_each(|run| clear(&folder(run)))?;
        Ok(median(seconds))
    }

    /// Over what was just generated.
    fn repeated(&self, words: &[String]) -> io::Result<f64> {
        let runs = (0..self.runs).map(|_| once(words));
        Ok(median(runs.collect::<io::Result<_>>()?))
    }

    /// The most memory, in MiB.
    fn peak(&self, words: &[String]) -> io::Result<u64> {
        clear(&self.output)?;
        Ok(run_process(&mut command(words)?, LIMIT)?.peak)
    }
}

pub(super) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn once(words: &[String]) -> io::Result<f64> {
    let mut command = command(words)?;
    let start = Instant::now();
    let status = command.status()?;
    let seconds = start.elapsed().as_secs_f64();
    match status.success() {
        true => Ok(seconds),
        false => Err(io::Error::other(format!(
            "{} ended with {status}",
            words.join(" ")
        ))),
    }
}

/// The command, of whose output nothing is kept.
fn command(words: &[String]) -> io::Result<Command> {
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| io::Error::other("a peer has no command"))?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Ok(command)
}
