use std::path::PathBuf;

use bindery_document::{LoadOptions, RenderStyle, Sources, load, render};
use bindery_emit::{FileSet, Layout, Options, Package, Parts, RuntimeDependency, emit};
use bindery_lower::{Lowered, Settings, lower};
use bindery_model::{Diagnostic, Diagnostics, Severity};

use crate::{Part, Problem, PublicItems, Runtime, Target, folder::relative_path};

/// What became of a document: the files, and all that there is to say about it.
#[derive(Debug)]
pub struct Generation {
    /// The emitted files.
    pub files: FileSet,
    /// The model and the notes that lowering made.
    pub lowered: Lowered,
    /// What the files show to their users, for the manifest of their folder.
    pub items: PublicItems,
    pub(crate) sources: Sources,
    pub(crate) warnings: Vec<Diagnostic>,
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
    pub fn warnings(&self, style: RenderStyle) -> String {
        render(&self.warnings, &self.sources, style)
    }
}

/// Runs the pipeline for one target, and touches no output folder.
///
/// # Errors
/// [`Problem::Document`] with every mistake of the document, located.
pub fn generate(target: &Target, style: RenderStyle) -> Result<Generation, Problem> {
    generate_as(target, Layout::Crate, style)
}

pub(crate) fn generate_as(
    target: &Target,
    layout: Layout,
    style: RenderStyle,
) -> Result<Generation, Problem> {
    let mut diagnostics = Diagnostics::new();

    let (mut sources, document) = load(&target.spec, &load_options(target), &mut diagnostics);
    let Some(document) = document else {
        return Err(loading_problem(diagnostics, &sources, style));
    };

    let settings = located_settings(target, &mut sources);
    let lowered = lower(&document, &settings, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(document_problem(diagnostics, &sources, style));
    }

    let files = emit(&lowered.api, &options(target, layout));
    Ok(Generation {
        files,
        items: PublicItems::of(&lowered, &document),
        lowered,
        sources,
        warnings: diagnostics.into_sorted(),
    })
}

fn document_problem(diagnostics: Diagnostics, sources: &Sources, style: RenderStyle) -> Problem {
    let diagnostics = diagnostics.into_sorted();
    let report = render(&diagnostics, sources, style);
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    Problem::Document {
        report,
        errors: diagnostics.iter().filter(is_error).count(),
    }
}

/// A document that could not be read at all is no mistake within a document.
pub(crate) fn loading_problem(diagnostics: Diagnostics, sources: &Sources, style: RenderStyle) -> Problem {
    let is_missing = |diagnostic: &Diagnostic| diagnostic.code == "missing-file";
    if diagnostics.items().iter().all(is_missing) {
        return Problem::Missing {
            report: render(&diagnostics.into_sorted(), sources, style),
        };
    }
    document_problem(diagnostics, sources, style)
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
fn located_settings(target: &Target, sources: &mut Sources) -> Settings {
    let mut settings = target.settings.clone();
    settings.file = target
        .configuration
        .as_ref()
        .map(|(path, text)| sources.add(path, text.as_str()));
    settings
}

fn options(target: &Target, layout: Layout) -> Options {
    Options {
        package: Package {
            name: target.package.clone(),
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
        },
        layout,
        source: target.source_label(),
        regenerate: target.regenerate.clone(),
    }
}
