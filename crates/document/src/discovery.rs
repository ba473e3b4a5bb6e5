//! Finds and reads the files that a document refers to, before anyone asks for them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Component, Path, PathBuf};

use bindery_model::{Diagnostics, FileId, Json};

use crate::document::{ROOT, Targets};
use crate::limits::Limits;
use crate::reference::{FilePart, Reference, Refusal};
use crate::source::Sources;

/// Reads every file that the trees refer to, directly or by way of another; a file that cannot be
/// had is an error only of those who follow the reference.
pub(crate) fn discover(
    trees: &mut BTreeMap<FileId, Json>,
    sources: &mut Sources,
    folder: &Folder,
    limits: &Limits,
) -> Targets {
    let mut discovery = Discovery {
        by_path: BTreeMap::new(),
        places: BTreeMap::from([(ROOT, PathBuf::from(&folder.document))]),
        bytes: sources.bytes(),
        sources,
        folder,
        limits,
        queue: VecDeque::from([ROOT]),
        targets: Targets::new(),
    };
    if let Ok(path) = folder.root.join(&folder.document).canonicalize() {
        discovery.by_path.insert(path, Ok(ROOT));
    }
    while let Some(file) = discovery.queue.pop_front() {
        let parts = trees.get(&file).map(file_parts).unwrap_or_default();
        for part in parts {
            let target = discovery.target(file, &part, trees);
            discovery.targets.insert((file, part), target);
        }
    }
    discovery.targets
}

/// Where files may be.
pub(crate) struct Folder {
    /// The canonical path of the folder that references may not leave.
    pub(crate) root: PathBuf,
    /// The same folder as the user would write it.
    pub(crate) shown: PathBuf,
    /// The document's path within it.
    pub(crate) document: PathBuf,
}

struct Discovery<'s> {
    /// What came of each file, by its canonical path.
    by_path: BTreeMap<PathBuf, Result<FileId, Refusal>>,
    /// The paths within the root folder of the files that were read.
    places: BTreeMap<FileId, PathBuf>,
    /// The size of what was read so far.
    bytes: u64,
    sources: &'s mut Sources,
    folder: &'s Folder,
    limits: &'s Limits,
    queue: VecDeque<FileId>,
    targets: Targets,
}

impl Discovery<'_> {
    fn target(
        &mut self,
        from: FileId,
        part: &str,
        trees: &mut BTreeMap<FileId, Json>,
    ) -> Result<FileId, Refusal> {
        let relative = match FilePart::of(part) {
            FilePart::Relative(relative) => relative,
            FilePart::Refused(refusal) => return Err(refusal),
        };
        let folder = self.places.get(&from).and_then(|place| place.parent());
        let place = folder.unwrap_or(Path::new("")).join(relative);
        let place = normalized(&place).ok_or(Refusal::Outside)?;
        let full = self.folder.root.join(&place);
        let canonical = full.canonicalize().map_err(|_| Refusal::Missing)?;
        // A link may lead out although its path does not.
        if !canonical.starts_with(&self.folder.root) {
            return Err(Refusal::Outside);
        }
        if !canonical.is_file() {
            return Err(Refusal::Missing);
        }
        if let Some(known) = self.by_path.get(&canonical) {
            return known.clone();
        }
        let outcome = self.read(place, trees);
        self.by_path.insert(canonical, outcome.clone());
        outcome
    }

    fn read(&mut self, place: PathBuf, trees: &mut BTreeMap<FileId, Json>) -> Result<FileId, Refusal> {
        let is_exhausted = self.bytes > self.limits.total_bytes;
        if self.sources.len() >= self.limits.files || is_exhausted {
            return Err(Refusal::TooMany(self.sources.len()));
        }
        let mut diagnostics = Diagnostics::new();
        let shown = self.folder.shown.join(&place);
        let (file, value) = crate::load::read_value(&shown, self.limits, self.sources, &mut diagnostics);
        if let Some(first) = diagnostics.into_sorted().into_iter().next() {
            return Err(Refusal::Faulty(Box::new(first)));
        }
        self.bytes += self.sources.text(file).len() as u64;
        trees.insert(file, value.unwrap_or(Json::Null));
        self.places.insert(file, place);
        self.queue.push_back(file);
        Ok(file)
    }
}

/// The path without `.` and `..`; `None` where it would leave its folder.
pub(crate) fn normalized(path: &Path) -> Option<PathBuf> {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => result.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !result.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(result)
}

/// The file parts of all references in a tree, of `$ref`s and of discriminators' mappings.
fn file_parts(root: &Json) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut open = vec![root];
    let mut take = |text: &str| {
        let file = Reference::split(text).file;
        if !file.is_empty() {
            parts.insert(file.to_owned());
        }
    };
    while let Some(value) = open.pop() {
        match value {
            Json::Array(items) => open.extend(items),
            Json::Object(members) => {
                for (name, member) in members {
                    match (name.as_str(), member) {
                        ("$ref", Json::String(text)) => take(text),
                        ("mapping", Json::Object(entries)) => {
                            entries
                                .iter()
                                .filter_map(|(_, entry)| entry.as_str())
                                .for_each(&mut take);
                        }
                        _ => {}
                    }
                    open.push(member);
                }
            }
            _ => {}
        }
    }
    parts
}
