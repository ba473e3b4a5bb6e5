use std::collections::BTreeMap;

use bindery_model::{Diagnostic, FileId, Json, Origin, Pointer};

use crate::cursor::Cursor;
use crate::provenance::Provenance;
use crate::reference::{Reference, Refusal};
use crate::suggestion::nearest;
use crate::swagger::Relocations;
use crate::version::SpecVersion;

pub(crate) const KEEP_GOING: &str =
    "with `--keep-going` the operations that need it are left out, and its schemas become raw JSON";

/// An OpenAPI document: the tree of its file with overlays applied, and the trees of the files that
/// it refers to.
#[derive(Debug)]
pub struct Document {
    pub(crate) version: SpecVersion,
    /// The document's own tree is that of file 0.
    pub(crate) trees: BTreeMap<FileId, Json>,
    /// What overlays brought to the document's own tree, or moved in it.
    pub(crate) provenance: Provenance,
    pub(crate) targets: Targets,
    /// Where the values of the trees stood before these were brought to the one form.
    pub(crate) moves: BTreeMap<FileId, Provenance>,
    /// The same, seen from there.
    pub(crate) relocations: Relocations,
    /// What each file is called, as seen from the document's folder.
    pub(crate) file_names: Vec<String>,
}

/// Which file a reference's file part leads to, by the file that holds the reference.
pub(crate) type Targets = BTreeMap<(FileId, String), Result<FileId, Refusal>>;

/// The number of the document's own file.
pub(crate) const ROOT: FileId = FileId(0);

static NULL: Json = Json::Null;

impl Document {
    /// The whole document.
    pub fn root(&self) -> Cursor<'_> {
        Cursor::root(self, ROOT, self.trees.get(&ROOT).unwrap_or(&NULL))
    }

    /// The version of OpenAPI that it is written in.
    pub fn version(&self) -> SpecVersion {
        self.version
    }

    /// What a file is called, as seen from the document's folder: the same on every machine. A file that
    /// lies elsewhere has its bare name.
    pub fn file_name(&self, file: FileId) -> &str {
        self.file_names.get(file.0).map_or("", String::as_str)
    }

    /// The value at `pointer` in the document's own file.
    pub fn at(&self, pointer: &Pointer) -> Option<Cursor<'_>> {
        descend(self.root(), pointer).ok()
    }

    /// Follows references until something else is reached; what is no reference is returned as it is.
    ///
    /// # Errors
    /// A diagnostic at the reference that leads nowhere, or back to where it was followed before.
    pub fn resolve<'d>(&'d self, cursor: &Cursor<'d>) -> Result<Cursor<'d>, Box<Diagnostic>> {
        let mut current = cursor.clone();
        let mut way: Vec<Cursor<'d>> = Vec::new();
        let mut seen = BTreeMap::new();
        while let Some(next) = self.reference_target(&current)? {
            if let Some(first) = seen.insert((current.file(), current.pointer()), way.len()) {
                return Err(Box::new(cycle(&current, way.split_off(first))));
            }
            way.push(current);
            current = next;
        }
        Ok(current)
    }

    /// What a reference names, which may be another reference; `None` where `cursor` is none.
    ///
    /// # Errors
    /// A diagnostic at the reference, if it leads nowhere.
    pub fn reference_target<'d>(
        &'d self,
        cursor: &Cursor<'d>,
    ) -> Result<Option<Cursor<'d>>, Box<Diagnostic>> {
        match cursor.get("$ref") {
            Some(text) if text.as_str().is_some() => self.follow(&text).map(Some),
            _ => Ok(None),
        }
    }

    /// What the string at `text` names if it is read as a reference, as a discriminator's `mapping`
    /// holds them.
    ///
    /// # Errors
    /// A diagnostic at the string, if it leads nowhere.
    pub fn follow<'d>(&'d self, text: &Cursor<'d>) -> Result<Cursor<'d>, Box<Diagnostic>> {
        let written = text.as_str().unwrap_or_default();
        let reference = Reference::split(written);
        let file = match self.target_file(text.file(), reference.file) {
            Ok(file) => file,
            Err(refusal) => return Err(Box::new(refusal.diagnostic(written, text.origin()))),
        };
        let root = Cursor::root(self, file, self.trees.get(&file).unwrap_or(&NULL));
        let Some(pointer) = Pointer::parse(&format!("#{}", reference.fragment)) else {
            return Err(Box::new(no_pointer(written, text.origin())));
        };
        let moved = self.relocations.target(file, &pointer);
        if let Some(found) = moved.as_ref().and_then(|moved| descend(root.clone(), moved).ok()) {
            return Ok(found);
        }
        descend(root.clone(), &pointer).map_err(|stop| {
            let (pointer, stop) = match moved {
                Some(moved) => match descend(root, &moved) {
                    Err(stop) => (moved, stop),
                    Ok(_) => (pointer, stop),
                },
                None => (pointer, stop),
            };
            let help = self.help(reference.file, &pointer, &stop);
            Box::new(dangling(written, text.origin(), help))
        })
    }

    fn target_file(&self, from: FileId, part: &str) -> Result<FileId, Refusal> {
        if part.is_empty() {
            return Ok(from);
        }
        // What discovery did not meet was not read.
        self.targets
            .get(&(from, part.to_owned()))
            .cloned()
            .unwrap_or(Err(Refusal::Missing))
    }

    pub(crate) fn origin(&self, file: FileId, segments: &[String]) -> Origin {
        let written = match self.moves.get(&file) {
            Some(moves) => moves.origin(file, segments.iter().map(String::as_str)),
            None => Origin::new(file, segments.iter().cloned().collect()),
        };
        if written.file != ROOT {
            return written;
        }
        let segments = written.pointer.segments().iter();
        self.provenance.origin(ROOT, segments.map(String::as_str))
    }

    /// The existing place that comes closest to `pointer`.
    fn help(&self, file: &str, pointer: &Pointer, stop: &Stop<'_>) -> Option<String> {
        let failed = pointer.segments().get(stop.depth)?;
        let names = stop.reached.members().map(|(name, _)| name);
        if let Some(name) = nearest(failed, names) {
            let rest = pointer.segments().iter().skip(stop.depth + 1);
            let reached = stop.reached.get(name)?;
            let meant = rest.fold(written(&reached), |meant, segment| meant.child(segment));
            return Some(format!("there is `{name}`; did you mean `{file}{meant}`?"));
        }
        let name = pointer.last()?;
        let components = self.root().get("components")?;
        let (_, section) = components
            .members()
            .find(|(_, section)| section.get(name).is_some())?;
        let meant = written(&section.get(name)?);
        Some(format!("there is `{name}` elsewhere; did you mean `{meant}`?"))
    }
}

/// The pointer to write in order to refer to what stands at `cursor`.
fn written(cursor: &Cursor<'_>) -> Pointer {
    let (origin, pointer) = (cursor.origin(), cursor.pointer());
    // What an overlay brought is referred to where it was brought to.
    if origin.file == cursor.file() {
        origin.pointer
    } else {
        pointer
    }
}

/// How far a pointer leads: the last value on its way, and the number of segments up to it.
struct Stop<'d> {
    reached: Cursor<'d>,
    depth: usize,
}

fn descend<'d>(root: Cursor<'d>, pointer: &Pointer) -> Result<Cursor<'d>, Stop<'d>> {
    let mut reached = root;
    for (depth, segment) in pointer.segments().iter().enumerate() {
        match reached.step(segment) {
            Some(next) => reached = next,
            None => return Err(Stop { reached, depth }),
        }
    }
    Ok(reached)
}

fn dangling(written: &str, origin: Origin, help: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "dangling-reference",
        format!("`{written}` does not exist"),
        origin,
    )
    .label("nothing is there")
    .note(KEEP_GOING);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help("add what it names, or correct the reference"),
    }
}

fn no_pointer(written: &str, origin: Origin) -> Diagnostic {
    Diagnostic::error(
        "invalid-reference",
        format!("`{written}` is not a file and a JSON pointer"),
        origin,
    )
    .label("what follows `#` must begin with a slash")
    .help("write it like `#/components/schemas/Name`")
}

/// Reports a cycle in the same words whichever of its references it was entered by.
fn cycle(repeated: &Cursor<'_>, references: Vec<Cursor<'_>>) -> Diagnostic {
    let mut links: Vec<(Origin, &str)> = references
        .iter()
        .filter_map(|reference| reference.get("$ref"))
        .filter_map(|text| Some((text.origin(), text.as_str()?)))
        .collect();
    let first = (0..links.len()).min_by_key(|index| links.get(*index).map(|(place, _)| place.clone()));
    links.rotate_left(first.unwrap_or(0));
    let mut links = links.into_iter();
    let (place, text) = links.next().unwrap_or_else(|| (repeated.origin(), ""));
    let diagnostic = Diagnostic::error(
        "reference-cycle",
        format!("`{text}` only leads back to itself"),
        place,
    )
    .label("following this never reaches a value")
    .help("let one of the references on the way name a value");
    links.take(SHOWN).fold(diagnostic, |diagnostic, (place, _)| {
        diagnostic.also(place, "and on from here")
    })
}

/// How many more references of a cycle are shown.
const SHOWN: usize = 4;
