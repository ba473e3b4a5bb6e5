use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use bindery_model::{Code, Diagnostic, FileId, Json, Origin, Pointer};

use crate::cursor::Cursor;
use crate::discovery::Discovered;
use crate::following::Walk;
use crate::places::Place;
use crate::provenance::Provenance;
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
    pub(crate) discovered: Discovered,
    /// Where the values of the trees stood before these were brought to the one form.
    pub(crate) moves: BTreeMap<FileId, Provenance>,
    /// The same, seen from there.
    pub(crate) relocations: Relocations,
    /// The dynamic anchors that several resources declare, and that a `$dynamicRef` may mean.
    pub(crate) dynamic_names: BTreeSet<String>,
    /// How many names may still be compared with one that is misspelt.
    pub(crate) patience: Cell<usize>,
    /// What was said of places that do not exist, by file and reference.
    pub(crate) helps: RefCell<BTreeMap<(FileId, String), Option<String>>>,
    /// What each file is called, as seen from the document's folder.
    pub(crate) file_names: Vec<String>,
}

/// How many names are compared with misspelt ones: whoever misspells a hundred thousand of them gets no help
/// with the last.
pub(crate) const PATIENCE: usize = 1_000_000;

/// The number of the document's own file.
pub(crate) const ROOT: FileId = FileId(0);

pub(crate) static NULL: Json = Json::Null;

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

    /// Whether `file` holds a part of the document: overlays and configurations do not.
    pub fn holds(&self, file: FileId) -> bool {
        self.trees.contains_key(&file)
    }

    /// The value at `pointer` in the document's own file.
    pub fn at(&self, pointer: &Pointer) -> Option<Cursor<'_>> {
        Walk::plain(self).descend(self.root(), pointer).ok()
    }

    /// Every object of OpenAPI's and every schema, of all files: not what is data, such as an example's value, and not
    /// what holds others by names that authors choose.
    pub fn nodes(&self) -> Vec<Cursor<'_>> {
        let roots = self.trees.iter();
        let mut open: Vec<(Cursor<'_>, Place)> = roots
            .map(|(file, tree)| (Cursor::root(self, *file, tree), Place::Node))
            .collect();
        let mut nodes = Vec::new();
        while let Some((node, place)) = open.pop() {
            let members = node.members();
            open.extend(members.filter_map(|(name, member)| {
                let place = place.member(name, member.value())?;
                Some((member, place))
            }));
            open.extend(node.items().map(|item| (item, place)));
            if node.is_object() && place.refers() {
                nodes.push(node);
            }
        }
        nodes
    }

    /// The URLs of other machines' files that may be read, and of which there is no copy that is what
    /// was recorded for it.
    pub fn missing_copies(&self) -> impl Iterator<Item = &str> {
        self.discovered.missing.iter().map(String::as_str)
    }

    /// Whether a schema within the file has an `$id`: what `#/…` means depends on where it stands then.
    pub fn has_embedded_resources(&self, file: FileId) -> bool {
        self.discovered.resources.is_divided(file)
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
        self.walk_to(text, &mut Walk::through_references(self))
    }

    /// The value at `pointer` in the tree of `file`, or the last one on the way there.
    pub(crate) fn reached(&self, file: FileId, pointer: &Pointer) -> Cursor<'_> {
        let mut reached = Cursor::root(self, file, self.trees.get(&file).unwrap_or(&NULL));
        for segment in pointer.segments() {
            match reached.step(segment) {
                Some(next) => reached = next,
                None => break,
            }
        }
        reached
    }

    /// Where the value at `pointer` stood before its tree was brought to the one form.
    pub(crate) fn written(&self, file: FileId, pointer: &Pointer) -> Origin {
        match self.moves.get(&file) {
            Some(moves) => moves.origin(file, pointer.segments().iter().map(String::as_str)),
            None => Origin::new(file, pointer.clone()),
        }
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
        Code::ReferenceCycle,
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
