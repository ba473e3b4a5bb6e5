use std::collections::BTreeMap;

use bindery_model::{Diagnostic, Diagnostics, FileId, Json, Pointer};

use super::media_types::MediaTypes;
use super::part::Part;
use super::relocation::Relocations;
use super::role::{Role, Waiting};
use crate::cursor::Cursor;
use crate::document::{Document, ROOT};
use crate::overlay::find_mut;

/// What every part of the conversion works with.
pub(super) struct Conversion<'d, 'r> {
    pub(super) document: &'d Document,
    pub(super) diagnostics: &'r mut Diagnostics,
    /// `consumes` of the document.
    pub(super) consumes: MediaTypes<'d>,
    /// `produces` of the document.
    pub(super) produces: MediaTypes<'d>,
    waiting: Waiting<'d>,
    /// Files that references of the conversion's own making name.
    links: BTreeMap<(FileId, String), FileId>,
}

/// What came of it.
pub(super) struct Converted {
    root: Part,
    /// What is changed in its place.
    others: Vec<(FileId, Pointer, Part)>,
    links: BTreeMap<(FileId, String), FileId>,
}

impl<'d, 'r> Conversion<'d, 'r> {
    pub(super) fn of(document: &'d Document, diagnostics: &'r mut Diagnostics) -> Self {
        let root = document.root();
        Self {
            document,
            diagnostics,
            consumes: MediaTypes::of(&root, "consumes"),
            produces: MediaTypes::of(&root, "produces"),
            waiting: Waiting::default(),
            links: BTreeMap::new(),
        }
    }

    pub(super) fn run(mut self) -> Converted {
        let root = self.root();
        let mut others = Vec::new();
        while let Some((target, role)) = self.waiting.next() {
            if let Some(part) = self.in_place(&target, role) {
                others.push((target.file(), target.pointer(), part));
            }
        }
        // What holds another comes first, for it was copied with the other as it was.
        others.sort_by_key(|(file, pointer, _)| (*file, pointer.segments().len()));
        Converted {
            root,
            others,
            links: self.links,
        }
    }

    fn in_place(&mut self, target: &Cursor<'d>, role: Role) -> Option<Part> {
        match role {
            Role::PathItem => self.path_item(target),
            Role::Parameter => self.parameter(target),
            Role::Response => {
                let produces = self.produces.clone();
                self.response(target, &produces)
            }
            Role::Schema => self.schema(target),
        }
    }

    /// Sees to it that what a reference leads to is converted, too.
    pub(super) fn meet(&mut self, reference: &Cursor<'d>, role: Role) {
        let Some(text) = reference.value().get("$ref").and_then(Json::as_str) else {
            return;
        };
        let in_root = reference.file() == ROOT;
        if in_root && SECTIONS.iter().any(|section| text.starts_with(section)) {
            return;
        }
        // A reference that leads nowhere is reported by whoever follows it.
        if let Ok(Some(target)) = self.document.reference_target(reference) {
            if target.is_reference() {
                self.meet(&target, role);
            } else {
                self.wait_for(target, role);
            }
        }
    }

    /// Sees to it that `target` is converted where it stands, unless it is as part of the document.
    pub(super) fn wait_for(&mut self, target: Cursor<'d>, role: Role) {
        if target.file() != ROOT || !is_in_section(&target.pointer()) {
            self.waiting.add(target, role);
        }
    }

    /// The member `name`; `null` counts as absent.
    pub(super) fn member(holder: &Cursor<'d>, name: &str) -> Option<Cursor<'d>> {
        holder.get(name).filter(|member| !member.is_null())
    }

    /// What stands at `cursor`, or what it refers to; `None` where that is nothing.
    pub(super) fn resolved(&self, cursor: &Cursor<'d>) -> Option<Cursor<'d>> {
        self.document.resolve(cursor).ok()
    }

    /// The text of a reference that, written in the file `from`, leads to `target`.
    pub(super) fn reference_to(&mut self, from: FileId, target: &Cursor<'d>) -> String {
        let fragment = encoded(&target.pointer());
        if target.file() == from {
            return fragment;
        }
        // No file that someone refers to has such a name.
        let name = format!("\0{}", target.file().0);
        self.links.insert((from, name.clone()), target.file());
        format!("{name}{fragment}")
    }

    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// What the document's own conversion covers.
const SECTIONS: [&str; 4] = ["#/definitions/", "#/parameters/", "#/responses/", "#/paths/"];

fn is_in_section(pointer: &Pointer) -> bool {
    let first = pointer.segments().first().map(String::as_str);
    matches!(first, Some("definitions" | "parameters" | "responses" | "paths"))
}

/// The pointer as a URI's fragment.
fn encoded(pointer: &Pointer) -> String {
    pointer.to_string().replace('%', "%25")
}

impl Converted {
    pub(super) fn install(self, document: &mut Document) {
        let (root, moves) = self.root.into_pieces();
        document.trees.insert(ROOT, root);
        document.moves.insert(ROOT, moves);
        let mut relocations = Relocations::of(&document.moves);
        for (file, pointer, part) in self.others {
            let pointer = relocations.target(file, &pointer).unwrap_or(pointer);
            let (value, moves) = part.into_pieces();
            let tree = document.trees.get_mut(&file);
            let Some(place) = tree.and_then(|tree| find_mut(tree, &pointer)) else {
                continue;
            };
            *place = value;
            relocations.add(file, &pointer, &moves);
            document.moves.entry(file).or_default().graft_at(&pointer, moves);
        }
        document.discovered.links = self.links;
        document.relocations = relocations;
    }
}
