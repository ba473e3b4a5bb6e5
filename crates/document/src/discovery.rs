//! Finds and reads the files that a document refers to, before anyone asks for them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use bindery_model::{Diagnostic, Diagnostics, FileId, Json, LabelTarget, Pointer};

use crate::document::ROOT;
use crate::limits::Limits;
use crate::location::{Location, scheme};
use crate::places::Place;
use crate::reference::{Reference, Refusal};
use crate::remote::Copies;
use crate::resources::{Found, Resources, Scan};
use crate::source::Sources;

/// What discovery works with.
pub(crate) struct Reading<'s> {
    /// The trees that were read, to which it adds.
    pub(crate) trees: &'s mut BTreeMap<FileId, Json>,
    pub(crate) sources: &'s mut Sources,
    pub(crate) folder: &'s Folder,
    pub(crate) limits: &'s Limits,
    /// Whether `$id` and anchors are keywords.
    pub(crate) has_ids: bool,
    /// The copies of other machines' files.
    pub(crate) copies: Copies,
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub(crate) struct Discovered {
    pub(crate) resources: Resources,
    /// What came of each file that a reference leads to.
    pub(crate) files: BTreeMap<Location, Result<FileId, Refusal>>,
    /// What references of a conversion's own making name, by the file that holds them.
    pub(crate) links: BTreeMap<(FileId, String), FileId>,
    /// The URLs of files that are allowed, and of which there is no copy as it was recorded.
    pub(crate) missing: BTreeSet<String>,
}

/// Reads every file that the trees refer to, directly or by way of another; a file that cannot be
/// had is an error only of those who follow the reference.
pub(crate) fn discover(reading: Reading<'_>) -> Discovered {
    let mut discovery = Discovery {
        by_path: BTreeMap::new(),
        bytes: reading.sources.bytes(),
        discovered: Discovered::default(),
        queue: VecDeque::new(),
        later: BTreeSet::new(),
        scanned: BTreeSet::new(),
        reading,
    };
    discovery.run();
    discovery.discovered.missing = discovery.reading.copies.missing;
    discovery.discovered
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
    reading: Reading<'s>,
    /// What came of each file, by its canonical path.
    by_path: BTreeMap<PathBuf, Result<FileId, Refusal>>,
    /// The size of what was read so far.
    bytes: u64,
    discovered: Discovered,
    /// What is still to be looked through.
    queue: VecDeque<(FileId, Pointer)>,
    /// What may be called so by an `$id` that is still to be found.
    later: BTreeSet<String>,
    scanned: BTreeSet<(FileId, Pointer)>,
}

impl Discovery<'_> {
    fn run(&mut self) {
        let folder = self.reading.folder;
        if let Ok(path) = folder.root.join(&folder.document).canonicalize() {
            self.by_path.insert(path, Ok(ROOT));
        }
        self.add(ROOT, Location::File(folder.document.clone()));
        loop {
            while let Some((file, start)) = self.queue.pop_front() {
                self.look_through(file, &start);
            }
            let Some(uri) = self.later.pop_first() else { break };
            self.remote(uri);
        }
    }

    fn add(&mut self, file: FileId, location: Location) {
        self.discovered.files.insert(location.clone(), Ok(file));
        self.discovered.resources.add_file(file, location);
        self.queue.push_back((file, Pointer::root()));
    }

    fn look_through(&mut self, file: FileId, start: &Pointer) {
        if !self.scanned.insert((file, start.clone())) {
            return;
        }
        // Taken out while files are added beside it.
        let Some(tree) = self.reading.trees.remove(&file) else {
            return;
        };
        if let Some(value) = value_at(&tree, start) {
            let scan = Scan::new(&mut self.discovered.resources, file, self.reading.has_ids);
            for found in scan.run(start, value) {
                self.follow(file, &tree, &found);
            }
        }
        self.reading.trees.insert(file, tree);
    }

    fn follow(&mut self, file: FileId, tree: &Json, found: &Found<'_>) {
        let reference = Reference::split(found.text);
        let target = if reference.file.is_empty() {
            Some(file)
        } else {
            self.target(file, &found.resource, reference.file)
        };
        let Some(pointer) = Pointer::parse(&format!("#{}", reference.fragment)) else {
            return;
        };
        let (target, pointer) = match target {
            Some(target) if reference.file.is_empty() => {
                let root = found.resource.segments().iter();
                (target, root.chain(pointer.segments()).cloned().collect())
            }
            Some(target) => (target, pointer),
            None => return,
        };
        // A reference makes a node of what would be data otherwise.
        let tree = if target == file {
            Some(tree)
        } else {
            self.reading.trees.get(&target)
        };
        if tree.is_some_and(|tree| leads_into_data(tree, &pointer)) {
            self.queue.push_back((target, pointer));
        }
    }

    /// The file that a reference's file part leads to, which is read if it was not.
    fn target(&mut self, file: FileId, resource: &Pointer, part: &str) -> Option<FileId> {
        let (_, base) = self.discovered.resources.around(file, resource)?;
        match base.join(part) {
            Ok(Location::File(place)) => self.file(place),
            Ok(Location::Uri(uri)) => {
                self.later.insert(uri);
                // `$id` may say where a file is published, while its neighbours lie beside it.
                if scheme(part).is_some() {
                    return None;
                }
                let own = self.discovered.resources.location(file)?;
                match own.join(part) {
                    Ok(Location::File(place)) if self.reading.folder.root.join(&place).is_file() => {
                        self.file(place)
                    }
                    _ => None,
                }
            }
            Err(_) => None,
        }
    }

    fn file(&mut self, place: PathBuf) -> Option<FileId> {
        let location = Location::File(place.clone());
        if let Some(known) = self.discovered.files.get(&location) {
            return known.as_ref().ok().copied();
        }
        let outcome = self.read_once(place);
        self.discovered.files.entry(location).or_insert(outcome.clone());
        outcome.ok()
    }

    fn read_once(&mut self, place: PathBuf) -> Result<FileId, Refusal> {
        let full = self.reading.folder.root.join(&place);
        let missing = |_| match leads_out(&full, &self.reading.folder.root) {
            true => Refusal::Outside,
            false => Refusal::Missing(other_case(&full)),
        };
        let canonical = full.canonicalize().map_err(missing)?;
        // A link may lead out although its path does not.
        if !canonical.starts_with(&self.reading.folder.root) {
            return Err(Refusal::Outside);
        }
        if !canonical.is_file() {
            return Err(Refusal::Missing(None));
        }
        if let Some(known) = self.by_path.get(&canonical) {
            return known.clone();
        }
        let shown = self.reading.folder.shown.join(&place);
        let outcome = self.read(&shown, Location::File(place));
        self.by_path.insert(canonical, outcome.clone());
        outcome
    }

    fn read(&mut self, path: &Path, location: Location) -> Result<FileId, Refusal> {
        let is_exhausted = self.bytes > self.reading.limits.total_bytes;
        if self.reading.sources.len() >= self.reading.limits.files || is_exhausted {
            return Err(Refusal::TooMany(self.reading.sources.len()));
        }
        let mut diagnostics = Diagnostics::new();
        let limits = self.reading.limits;
        let (file, value) = crate::load::read_value(path, limits, self.reading.sources, &mut diagnostics);
        if let Some(fault) = together(diagnostics) {
            return Err(Refusal::Faulty(Box::new(fault)));
        }
        self.bytes += self.reading.sources.text(file).len() as u64;
        self.reading.trees.insert(file, value.unwrap_or(Json::Null));
        self.add(file, location);
        Ok(file)
    }

    fn read_copy(&mut self, location: &Location) -> Result<FileId, Refusal> {
        let Location::Uri(url) = location else {
            return Err(Refusal::Missing(None));
        };
        let limits = self.reading.limits;
        let path = self.reading.copies.path(url, limits).map_err(Refusal::Remote)?;
        self.read(&path, location.clone())
    }

    fn remote(&mut self, uri: String) {
        let location = Location::Uri(uri);
        let known = self.discovered.resources.root(&location).is_some();
        if !known && !self.discovered.files.contains_key(&location) {
            let outcome = self.read_copy(&location);
            self.discovered.files.insert(location, outcome);
        }
    }
}

/// All that is wrong with a file as one fault: it is told where something refers to the file.
fn together(diagnostics: Diagnostics) -> Option<Diagnostic> {
    let mut faults = diagnostics.into_items().into_iter();
    let first = faults.next()?;
    let all = faults.take(SHOWN).fold(first, |first, other| {
        match other.labels.first().map(|label| label.target) {
            Some(LabelTarget::Text { line, column }) => {
                first.also_at_text(line, column, format!("here, too: {}", other.message))
            }
            _ => first.note(other.message),
        }
    });
    Some(all)
}

/// How many more faults of a file are shown.
const SHOWN: usize = 8;

fn value_at<'t>(tree: &'t Json, pointer: &Pointer) -> Option<&'t Json> {
    pointer
        .segments()
        .iter()
        .try_fold(tree, |value, segment| inner(value, segment))
}

fn inner<'t>(value: &'t Json, segment: &str) -> Option<&'t Json> {
    match value {
        Json::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => value.get(segment),
    }
}

/// Whether a pointer passes through what the walk takes for data.
fn leads_into_data(tree: &Json, pointer: &Pointer) -> bool {
    let mut place = Place::Node;
    let mut value = tree;
    for segment in pointer.segments() {
        let Some(next) = inner(value, segment) else {
            return false;
        };
        if !matches!(value, Json::Array(_)) {
            match place.member(segment, next) {
                Some(inner) => place = inner,
                None => return true,
            }
        }
        value = next;
    }
    !place.refers()
}

/// Whether a link leads out of the root to what is missing: what is there and what is not is nobody's business.
fn leads_out(path: &Path, root: &Path) -> bool {
    let mut folders = path.ancestors().skip(1);
    let nearest = folders.find_map(|folder| folder.canonicalize().ok());
    !nearest.is_some_and(|folder| folder.starts_with(root))
}

/// A file that is there but for the case of its letters.
fn other_case(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?.to_lowercase();
    let names = std::fs::read_dir(path.parent()?).ok()?.take(MANY);
    let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.to_lowercase() == wanted).min()
}

/// How many entries of a folder are looked at for a file that is missing.
const MANY: usize = 10_000;
