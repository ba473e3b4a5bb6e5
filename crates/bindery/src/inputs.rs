use std::path::PathBuf;

use bindery_document::load;
use bindery_model::Diagnostics;

use crate::{Target, generation::load_options};

/// Every file that `target` is made of: the configuration, the document, its overlays, what they refer to, and the
/// same of the targets that it takes types from. A file that is missing or faulty is among them.
///
/// What is wrong with them is not told: generating does.
pub fn inputs(target: &Target) -> Vec<PathBuf> {
    let (sources, _) = load(&target.spec, &load_options(target), &mut Diagnostics::new());
    let mut paths: Vec<PathBuf> = sources.paths().map(PathBuf::from).collect();
    paths.extend(target.overlays.iter().cloned());
    paths.extend(target.configuration.iter().map(|(path, _)| path.clone()));
    for from in &target.types_from {
        paths.extend(inputs(&from.target));
    }
    paths.sort();
    paths.dedup();
    paths
}
