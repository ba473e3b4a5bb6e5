use bindery_document::{Location, Rendering, Sources, in_order, locate, render};
use bindery_emit::{Layout, emit, surface};
use bindery_model::{Api, Diagnostic, Origin, ShownItem};

use crate::generation::{lower_target, options};
use crate::{Problem, Target};

/// The model of a document, for those who do something else with it than to write what is emitted.
#[derive(Debug)]
pub struct ReadApi {
    /// What the document describes.
    pub api: Api,
    warnings: Vec<Diagnostic>,
    sources: Sources,
}

impl ReadApi {
    /// Every warning, rendered; empty where there are none.
    pub fn warnings(&self, rendering: impl Into<Rendering>) -> String {
        render(&self.warnings, &self.sources, rendering)
    }

    /// Where these places of the model stand in the document's files.
    pub fn locate<'o>(&self, origins: impl IntoIterator<Item = &'o Origin>) -> Vec<Option<Location>> {
        locate(origins, &self.sources)
    }

    /// The public items of what is generated for `target` from this model: the code is made, and read again.
    pub fn shown_items(&self, target: &Target) -> Vec<ShownItem> {
        surface(&emit(&self.api, &options(target, Layout::Crate, &self.api)))
    }
}

/// Reads the document of `target`, with its examples, and writes nothing.
///
/// # Errors
/// [`Problem::Document`] with every mistake of the document, located.
pub fn read_api(target: &Target, rendering: impl Into<Rendering>) -> Result<ReadApi, Problem> {
    let mut target = target.clone();
    target.settings.examples = true;
    read_generated_api(&target, rendering)
}

/// Reads the document of `target` as its code is generated from it, and writes nothing: what has the same meaning is one
/// type, whatever its examples are.
///
/// # Errors
/// [`Problem::Document`] with every mistake of the document, located.
pub fn read_generated_api(target: &Target, rendering: impl Into<Rendering>) -> Result<ReadApi, Problem> {
    let made = lower_target(target, rendering.into())?;
    Ok(ReadApi {
        api: made.lowered.api,
        warnings: in_order(made.diagnostics, &made.sources),
        sources: made.sources,
    })
}
