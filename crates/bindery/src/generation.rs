use std::path::PathBuf;

use bindery_document::{Document, LoadOptions, RenderStyle, Rendering, Sources, in_order, load, render};
use bindery_emit::{FileSet, Layout, Options, Package, Parts, RuntimeDependency, TypesDependency, emit};
use bindery_lower::{Lowered, Settings, grade, lower};
use bindery_model::{Api, Code, Diagnostic, Diagnostics, Severity};

use crate::{
    Part, Problem, PublicItems, Runtime, Target, TypesFrom,
    folder::relative_path,
    sharing::{SharedTypes, share},
};

/// What became of a document: the files, and all that there is to say about it.
#[derive(Debug)]
pub struct Generation {
    /// The emitted files.
    pub files: FileSet,
    /// The model and the notes that lowering made.
    pub lowered: Lowered,
    /// What the files show to their users, for the manifest of their folder.
    pub items: PublicItems,
    /// What is taken from each target that types are taken from.
    pub(crate) shared: Vec<SharedTypes>,
    pub(crate) sources: Sources,
    pub(crate) warnings: Vec<Diagnostic>,
    /// Which say what is an error.
    pub(crate) settings: Settings,
}

impl Generation {
    /// Every file that was read, the document first.
    pub fn inputs(&self) -> Vec<PathBuf> {
        self.sources.paths().map(PathBuf::from).collect()
    }

    /// How many warnings the document earned.
    pub fn warning_count(&self) -> usize {
        self.warnings.len()
    }

    /// The warnings, a line each: place and message.
    pub fn warning_lines(&self) -> Vec<String> {
        let rendered = |warning| render(std::slice::from_ref(warning), &self.sources, RenderStyle::Plain);
        self.warnings
            .iter()
            .filter_map(|warning| rendered(warning).lines().next().map(str::to_owned))
            .collect()
    }

    /// The warnings, rendered with their places; empty when there are none.
    pub fn warnings(&self, rendering: impl Into<Rendering>) -> String {
        render(&self.warnings, &self.sources, rendering)
    }
}

/// Runs the pipeline for one target, and touches no output folder.
///
/// # Errors
/// [`Problem::Document`] with every mistake of the document, located.
pub fn generate(target: &Target, rendering: impl Into<Rendering>) -> Result<Generation, Problem> {
    generate_as(target, Layout::Crate, rendering.into())
}

pub(crate) fn generate_as(
    target: &Target,
    layout: Layout,
    rendering: Rendering,
) -> Result<Generation, Problem> {
    let made = lower_target(target, rendering)?;
    let items = PublicItems::of(&made.lowered, &made.document);
    // The tree takes as much memory as emission does, which no longer needs it.
    drop(made.document);
    let files = emit(&made.lowered.api, &options(target, layout, &made.lowered.api));
    Ok(Generation {
        files,
        items,
        shared: made.shared,
        lowered: made.lowered,
        warnings: in_order(made.diagnostics, &made.sources),
        sources: made.sources,
        settings: made.settings,
    })
}

/// What a target's document became, before anything is emitted.
pub(crate) struct LoweredTarget {
    pub(crate) lowered: Lowered,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) settings: Settings,
    shared: Vec<SharedTypes>,
    pub(crate) document: Document,
    pub(crate) sources: Sources,
}

/// Lowers the document of `target`, and those that it takes types from.
pub(crate) fn lower_target(target: &Target, rendering: Rendering) -> Result<LoweredTarget, Problem> {
    let mut diagnostics = Diagnostics::new();

    let (mut sources, document) = load(&target.spec, &load_options(target), &mut diagnostics);
    let settings = located_settings(target, &mut sources);
    let Some(document) = document else {
        grade(&settings, &mut diagnostics);
        return Err(loading_problem(diagnostics, &sources, rendering));
    };

    let lowered = lower(&document, &settings, &mut diagnostics);
    grade(&settings, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(document_problem(diagnostics, &sources, rendering));
    }

    let mut made = LoweredTarget {
        lowered,
        diagnostics,
        settings,
        shared: Vec::new(),
        document,
        sources,
    };
    made.shared = share(target, &mut made, rendering)?;
    grade(&made.settings, &mut made.diagnostics);
    match made.diagnostics.has_errors() {
        true => Err(document_problem(made.diagnostics, &made.sources, rendering)),
        false => Ok(made),
    }
}

pub(crate) fn document_problem(diagnostics: Diagnostics, sources: &Sources, rendering: Rendering) -> Problem {
    let diagnostics = in_order(diagnostics, sources);
    let report = render(&diagnostics, sources, rendering);
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    Problem::Document {
        report,
        errors: diagnostics.iter().filter(is_error).count(),
    }
}

/// A document that could not be read at all is no mistake within a document.
pub(crate) fn loading_problem(diagnostics: Diagnostics, sources: &Sources, rendering: Rendering) -> Problem {
    let is_missing = |diagnostic: &Diagnostic| diagnostic.code == Code::MissingFile;
    if diagnostics.items().iter().all(is_missing) {
        return Problem::Missing {
            report: render(&in_order(diagnostics, sources), sources, rendering),
        };
    }
    document_problem(diagnostics, sources, rendering)
}

pub(crate) fn load_options(target: &Target) -> LoadOptions {
    LoadOptions {
        overlays: target.overlays.clone(),
        root: target.root.clone(),
        remote: target.remote.clone(),
        ..LoadOptions::default()
    }
}

/// The settings; what is wrong with them is shown in the configuration.
pub(crate) fn located_settings(target: &Target, sources: &mut Sources) -> Settings {
    let mut settings = target.settings.clone();
    settings.file = target
        .configuration
        .as_ref()
        .map(|(path, text)| sources.add(path, text.as_str()));
    settings
}

/// What is emitted for `target`, as emission takes it.
pub(crate) fn options(target: &Target, layout: Layout, api: &Api) -> Options {
    let is_used = |from: &&TypesFrom| {
        let mut shared = api.shared.values();
        shared.any(|shared| shared.library == from.target.library())
    };
    Options {
        package: Package {
            name: target.package.clone(),
            types_from: target
                .types_from
                .iter()
                .filter(is_used)
                .map(|from| dependency(target, from))
                .collect(),
            runtime: match &target.runtime {
                Runtime::Path(path) => RuntimeDependency::Path(relative_path(&target.output, path)),
                Runtime::Version(version) => RuntimeDependency::Version(version.clone()),
            },
            standalone: target.standalone,
            extra: target.manifest.clone(),
        },
        parts: Parts {
            client: target.emits(Part::Client),
            server: target.emits(Part::Server),
            fake: target.emits(Part::Fake),
        },
        layout,
        source: target.source_label(),
        regenerate: target.regenerate.clone(),
    }
}

fn dependency(target: &Target, from: &TypesFrom) -> TypesDependency {
    TypesDependency {
        package: from.target.package.clone(),
        source: match &from.version {
            Some(version) => RuntimeDependency::Version(version.clone()),
            None => RuntimeDependency::Path(relative_path(&target.output, &from.target.output)),
        },
    }
}
