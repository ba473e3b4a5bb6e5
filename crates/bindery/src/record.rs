//! What an earlier run read and wrote, so that what is unchanged is not made again.
//!
//! A record is believed only when all that it names was looked at again and is the same: who made it, what was asked
//! for, every file that was read and every file that was written. Whatever cannot be looked at is a reason to
//! make everything anew.

use std::{
    collections::BTreeMap,
    env, fs,
    hash::{DefaultHasher, Hasher as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use bindery_document::Rendering;
use bindery_emit::in_parallel;
use serde::{Deserialize, Serialize};

use crate::{
    Generation, Target,
    manifest::{self, Manifest},
    summary::made_of,
    target::lexically_absolute,
};

/// The folder of records; without it they stand in the user's cache. When it is empty, none are kept.
const FOLDER: &str = "BINDERY_CACHE_DIR";

/// What the names of records end with.
const SUFFIX: &str = ".bindery-record.json";

/// How long a record is kept.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The record of one target, which may be there or not.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    output: PathBuf,
    /// Who is asked, and for what.
    request: Digest,
}

/// What a run would have done that had nothing to do.
#[derive(Debug)]
pub struct Unchanged {
    /// The warnings, as that run would have rendered them.
    pub report: String,
    /// How many files were read.
    pub(crate) read: usize,
    /// How many types and operations were made, in words.
    pub(crate) made: String,
    /// How many files are as they were written.
    pub(crate) files: usize,
}

/// What is kept in a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    request: Digest,
    inputs: Vec<Input>,
    files: BTreeMap<String, Digest>,
    manifest: Digest,
    report: String,
    made: String,
}

/// A file that was read.
#[derive(Serialize, Deserialize)]
struct Input {
    path: PathBuf,
    /// Where it lies, when links are followed: they must not lead out of the document's folder.
    real: PathBuf,
    text: Digest,
}

/// What stands for a text. Only accidents have to be noticed, for who can change a record can change the output, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Digest {
    length: usize,
    hash: u64,
}

impl Record {
    /// The record for `target`, whose warnings are rendered as `rendering` says; `None` where it could not tell all that
    /// matters, or there is no folder to keep it in.
    pub fn of(target: &Target, rendering: Rendering) -> Option<Self> {
        // What other targets and copies of other machines' files are made of is not followed.
        if !target.types_from.is_empty() || !target.remote.allow.is_empty() {
            return None;
        }
        let folder = env::current_dir().ok()?;
        let source = target.source_label();
        let request = format!("{}\n{folder:?}\n{source}\n{rendering:?}\n{target:?}", maker()?);
        let place = lexically_absolute(&target.output);
        let name = Digest::of(place.as_os_str().as_encoded_bytes()).hash;
        Some(Self {
            path: records()?.join(format!("{name:016x}{SUFFIX}")),
            request: Digest::of(request.as_bytes()),
            output: target.output.clone(),
        })
    }

    /// What there is to say where neither what is read nor what is written has changed.
    pub fn unchanged(&self) -> Option<Unchanged> {
        let kept: Kept = serde_json::from_slice(&fs::read(&self.path).ok()?).ok()?;
        if kept.request != self.request {
            return None;
        }
        let files = kept.files.iter().map(|(name, digest)| (name.as_str(), digest));
        let manifest = [(manifest::FILE_NAME, &kept.manifest)];
        let files: Vec<_> = files.chain(manifest).collect();
        let is_as_written = |(name, digest): &(&str, &Digest)| {
            read(&self.output.join(name)).is_some_and(|text| Digest::of(&text) == **digest)
        };
        let is_same = kept.inputs.iter().all(Input::is_same)
            && in_parallel(&files, is_as_written).into_iter().all(|same| same);
        is_same.then_some(Unchanged {
            report: kept.report,
            read: kept.inputs.len(),
            made: kept.made,
            files: kept.files.len(),
        })
    }

    /// Keeps what `generation` was made of and became, once it is written; `report` is what was said of it.
    ///
    /// Where that cannot be kept, the next run makes all of it again.
    pub fn keep(&self, generation: &Generation, report: String) {
        let Some(inputs) = inputs(generation) else { return };
        let files: Vec<_> = generation.files.iter().collect();
        let digests = in_parallel(&files, |(_, text)| Digest::of(text.as_bytes()));
        let manifest = Manifest::new(generation.files.keys(), &generation.items);
        let kept = Kept {
            request: self.request,
            inputs,
            files: generation.files.keys().cloned().zip(digests).collect(),
            manifest: Digest::of(manifest.to_text().as_bytes()),
            report,
            made: made_of(generation),
        };
        // A record is a convenience: a cache that cannot be written costs time, and nothing else.
        let _ = self.write(&kept);
    }

    fn write(&self, kept: &Kept) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        forget_old(folder)?;
        let draft = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(draft.as_file(), kept)?;
        draft.persist(&self.path)?;
        Ok(())
    }
}

impl Input {
    fn is_same(&self) -> bool {
        let text = read(&self.path);
        let is_text = |text: &Vec<u8>| Digest::of(without_mark(text)) == self.text;
        text.as_ref().is_some_and(is_text) && self.path.canonicalize().is_ok_and(|real| real == self.real)
    }
}

impl Digest {
    fn of(text: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(text);
        Self {
            length: text.len(),
            hash: hasher.finish(),
        }
    }
}

/// The files that were read; `None` where one is no longer what was read, or never was any.
fn inputs(generation: &Generation) -> Option<Vec<Input>> {
    let read = generation.sources.files().map(|file| {
        let input = Input {
            path: file.path().to_owned(),
            real: file.path().canonicalize().ok()?,
            text: Digest::of(file.text().as_bytes()),
        };
        input.is_same().then_some(input)
    });
    read.collect()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    // Asked first: opening a pipe would wait for its writer.
    let is_file = fs::metadata(path).ok()?.is_file();
    is_file.then(|| fs::read(path).ok()).flatten()
}

/// The text without a byte order mark, as it is read.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text)
}

/// Which build of bindery this is: another one may make something else of the same document.
fn maker() -> Option<String> {
    let path = env::current_exe().ok()?;
    let metadata = fs::metadata(&path).ok()?;
    let (length, modified, created) = (
        metadata.len(),
        metadata.modified().ok()?,
        metadata.created().ok()?,
    );
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {path:?} {length} {modified:?} {created:?}"))
}

/// The folder that records are kept in.
fn records() -> Option<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER) {
        return (!folder.is_empty()).then(|| folder.into());
    }
    let folder = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    };
    let caches = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".cache")))?;
    Some(caches.join("bindery"))
}

/// Removes the records of runs that were long ago, and nothing else that lies there.
fn forget_old(folder: &Path) -> std::io::Result<()> {
    let oldest = SystemTime::now().checked_sub(MONTH);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_record(&entry.path()) && Some(entry.metadata()?.modified()?) < oldest {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a file is called as records are.
fn is_record(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let stem = name.and_then(|name| name.strip_suffix(SUFFIX));
    stem.is_some_and(|stem| stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
