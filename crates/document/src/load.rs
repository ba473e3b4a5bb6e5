use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Json, LabelTarget, Origin, Pointer};

use crate::discovery::{Discovered, Folder, Reading, discover};
use crate::document::{Document, PATIENCE, ROOT};
use crate::limits::Limits;
use crate::marks::Marks;
use crate::provenance::Provenance;
use crate::remote::{Copies, RemoteFiles};
use crate::source::{Sources, line_and_column};
use crate::swagger::Relocations;
use crate::version::SpecVersion;
use crate::{dynamic, mend, overlay, swagger, syntax, version};

/// How a document is read.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// The overlays to apply, in order.
    pub overlays: Vec<PathBuf>,
    /// The folder that references may not leave; the document's own where there is none.
    pub root: Option<PathBuf>,
    /// Which files of other machines may be read.
    pub remote: RemoteFiles,
    /// What the document may cost.
    pub limits: Limits,
}

/// Reads the document at `path` with its overlays and the files that it refers to.
///
/// Returns no document if what is wrong keeps it from being read at all; that was reported then. The
/// sources are there in any case, to render what was.
pub fn load(
    path: &Path,
    options: &LoadOptions,
    diagnostics: &mut Diagnostics,
) -> (Sources, Option<Document>) {
    let (sources, document) = load_as_written(path, options, diagnostics);
    let document = document.map(|mut document| {
        settle(&mut document, diagnostics);
        document
    });
    (sources, document)
}

/// The same, as it is written: nothing is mended, and a document of Swagger 2.0 stays one.
pub fn load_as_written(
    path: &Path,
    options: &LoadOptions,
    diagnostics: &mut Diagnostics,
) -> (Sources, Option<Document>) {
    let mut sources = Sources::default();
    let document = read_document(path, options, &mut sources, diagnostics);
    (sources, document)
}

impl Document {
    /// A document of one tree, as if it were a file; it refers to no others.
    pub fn of_tree(tree: Json, diagnostics: &mut Diagnostics) -> Option<Document> {
        let mut sources = Sources::default();
        sources.add(Path::new("document"), "");
        let mut document = Document::new(tree);
        document.version = version::check(&document.root(), diagnostics)?;
        document.discovered = discover(Reading {
            trees: &mut document.trees,
            sources: &mut sources,
            folder: &Folder {
                root: PathBuf::new(),
                shown: PathBuf::new(),
                document: PathBuf::from("document"),
            },
            // No file is read.
            limits: &Limits {
                files: 0,
                ..Limits::default()
            },
            has_ids: document.version >= SpecVersion::V3_1,
            copies: Copies::default(),
        });
        settle(&mut document, diagnostics);
        Some(document)
    }

    fn new(tree: Json) -> Self {
        Self {
            version: SpecVersion::V3_1,
            trees: BTreeMap::from([(ROOT, tree)]),
            provenance: Provenance::default(),
            discovered: Discovered::default(),
            moves: BTreeMap::new(),
            relocations: Relocations::default(),
            dynamic_names: BTreeSet::new(),
            patience: Cell::new(PATIENCE),
            helps: RefCell::default(),
            file_names: Vec::new(),
        }
    }
}

/// Brings a document to the one form that is read.
fn settle(document: &mut Document, diagnostics: &mut Diagnostics) {
    if document.version >= SpecVersion::V3_1 {
        dynamic::settle(document);
    }
    if document.version == SpecVersion::V2_0 {
        swagger::convert(document, diagnostics);
    }
    mend::mend(document, diagnostics);
}

fn read_document(
    path: &Path,
    options: &LoadOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let limits = &options.limits;
    let (_, value) = read_value(path, limits, sources, diagnostics);
    let mut document = value.map(Document::new);
    for overlay in &options.overlays {
        let (file, value) = read_value(overlay, limits, sources, diagnostics);
        // What is wrong with the others is told all the same.
        match (&mut document, value) {
            (Some(document), Some(value)) => overlay::apply(document, file, value, limits, diagnostics),
            _ => document = None,
        }
    }
    let mut document = document?;
    document.version = version::check(&document.root(), diagnostics)?;
    version::check_members(&document.root(), diagnostics);
    let folder = folder(path, options, diagnostics)?;
    let has_ids = document.version >= SpecVersion::V3_1;
    let copies = Copies::read(path, &options.remote, limits, sources, diagnostics);
    document.discovered = discover(Reading {
        trees: &mut document.trees,
        sources,
        folder: &folder,
        limits,
        has_ids,
        copies,
    });
    report_duplicate_names(&document, diagnostics);
    document.file_names = sources.names_from(path.parent().unwrap_or(Path::new("")));
    Some(document)
}

/// Reads a file into a value; what is wrong with it is reported.
pub(crate) fn read_value(
    path: &Path,
    limits: &Limits,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (FileId, Option<Json>) {
    let (file, outcome) = sources.read(path, limits.bytes);
    if let Err(diagnostic) = outcome {
        diagnostics.push(*diagnostic);
        return (file, None);
    }
    match syntax::parse(sources.text(file), limits) {
        Ok(parsed) => {
            if parsed.has_duplicates {
                report_duplicates(file, sources, diagnostics);
            }
            (file, Some(parsed.value))
        }
        Err(fault) => {
            diagnostics.push(fault.diagnostic(file));
            (file, None)
        }
    }
}

fn report_duplicates(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) {
    let text = sources.text(file);
    let before = diagnostics.items().len();
    for duplicate in Marks::of(text).duplicates(text) {
        let name = duplicate.pointer.last().unwrap_or_default();
        let message = format!("`{name}` appears twice in the same object");
        let (line, column) = line_and_column(text, duplicate.second.start);
        let place = Origin::new(file, duplicate.pointer.clone());
        let mut diagnostic = Diagnostic::error(Code::DuplicateKey, message, place.clone())
            .at_text(line, column)
            .label("this one would be lost")
            .also(place, "the first one is here")
            .help("remove one of them, or rename it");
        if let Some(first) = diagnostic.labels.last_mut() {
            first.target = LabelTarget::Key;
        }
        diagnostics.push(diagnostic);
    }
    if diagnostics.items().len() == before {
        let origin = Origin::new(file, Pointer::root());
        diagnostics.push(Diagnostic::error(
            Code::DuplicateKey,
            "a key appears twice in an object",
            origin,
        ));
    }
}

/// Reports `$id`s and anchors that two schemas have: references would mean either.
fn report_duplicate_names(document: &Document, diagnostics: &mut Diagnostics) {
    for (file, pointer) in &document.discovered.resources.duplicates {
        let place = document.origin(*file, pointer.segments());
        diagnostics.push(
            Diagnostic::warning(Code::DuplicateId, "another schema is called the same", place)
                .label("references mean the first one")
                .help("give each schema a name of its own"),
        );
    }
}

fn folder(path: &Path, options: &LoadOptions, diagnostics: &mut Diagnostics) -> Option<Folder> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let shown = options.root.as_deref().unwrap_or(parent);
    let place = |path: &Path| path.canonicalize();
    let (root, parent) = match (place(shown), place(parent)) {
        (Ok(root), Ok(parent)) => (root, parent),
        (Err(fault), _) | (_, Err(fault)) => {
            diagnostics.push(no_folder(format!(
                "cannot find the folder `{}`: {fault}",
                shown.display()
            )));
            return None;
        }
    };
    let (Ok(inner), Some(name)) = (parent.strip_prefix(&root), path.file_name()) else {
        diagnostics.push(no_folder(format!(
            "the document does not lie in the root folder `{}`",
            shown.display()
        )));
        return None;
    };
    let shown = match shown.strip_prefix(".") {
        Ok(rest) if !path.starts_with(".") => rest.to_owned(),
        _ => shown.to_owned(),
    };
    Some(Folder {
        document: inner.join(name),
        root,
        shown,
    })
}

fn no_folder(message: String) -> Diagnostic {
    Diagnostic::error(Code::MissingFile, message, Origin::new(ROOT, Pointer::root()))
}
