//! `cargo bindery generate --watch`.
//!
//! Files are asked for their times and sizes a few times a second rather than watched by the operating system: that
//! needs no dependency, finds changes on network drives and in containers, and a document has few files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, SystemTime},
};

use bindery::Problem;

use crate::{arguments::Generate, commands, output::Output};

/// How often files are looked at. What was changed is read once a look finds nothing new: editors save in steps.
const PAUSE: Duration = Duration::from_millis(200);

/// Generates, and again whenever something that was read has changed; until the process is ended.
pub(crate) fn watch(command: &Generate, output: &Output) -> Result<u8, Problem> {
    let mut files = BTreeSet::new();
    loop {
        // What a faulty configuration no longer names is still looked at.
        if let Ok(found) = inputs(command) {
            files = found;
        }
        files.extend(command.source.configuration());
        let mut seen = look_at(&files);
        if let Err(problem) = commands::generate_once(command, output) {
            output.problem(&problem);
            // What is missing may be on its way.
            seen.extend(look_at(&folders(&files)));
        }
        output.error(&format!("note: watching {} files; Ctrl-C ends it", files.len()));
        wait_for_change(&seen);
    }
}

/// Returns once files differ from what was `seen` of them, and have come to rest.
fn wait_for_change(seen: &Looks) {
    let files: BTreeSet<PathBuf> = seen.keys().cloned().collect();
    let mut last = look_at(&files);
    loop {
        sleep(PAUSE);
        let now = look_at(&files);
        if now != *seen && now == last {
            return;
        }
        last = now;
    }
}

fn inputs(command: &Generate) -> Result<BTreeSet<PathBuf>, Problem> {
    let targets = command.source.targets()?;
    Ok(targets.iter().flat_map(bindery::inputs).collect())
}

fn folders(files: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let folder = |file: &PathBuf| match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    files.iter().map(folder).collect()
}

/// When each file was changed, and how long it is; nothing where it is not there.
type Looks = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

fn look_at(files: &BTreeSet<PathBuf>) -> Looks {
    let look = |file: &PathBuf| {
        let metadata = fs::metadata(file).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    files.iter().map(|file| (file.clone(), look(file))).collect()
}
