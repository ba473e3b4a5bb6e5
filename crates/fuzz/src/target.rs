use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bindery::{Part, RenderStyle, Target};
use bindery_document::{LoadOptions, in_order, load, render};
use bindery_model::Diagnostics;

use crate::documentation::doctests;

/// What is done with each document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FuzzTarget {
    /// It is read, and what is wrong is rendered.
    Loader,
    /// Everything that can be made of it is made, and must be Rust; nothing in its documentation may run.
    Pipeline,
}

impl FuzzTarget {
    /// The target called so.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "loader" => Some(Self::Loader),
            "pipeline" => Some(Self::Pipeline),
            _ => None,
        }
    }

    /// Writes `document` to `folder`, where references of it find nothing else, and tries it there.
    ///
    /// # Errors
    /// When it cannot be written.
    ///
    /// # Panics
    /// When it shows a fault: that is what it is for.
    pub fn run(self, folder: &Path, document: &[u8]) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let path = folder.join("api.yaml");
        fs::write(&path, document)?;
        match self {
            Self::Loader => read(&path),
            Self::Pipeline => generate(path),
        }
        Ok(())
    }
}

fn read(path: &Path) {
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(path, &LoadOptions::default(), &mut diagnostics);
    let has_errors = diagnostics.has_errors();
    let rendered = render(&in_order(diagnostics, &sources), &sources, RenderStyle::Plain);
    assert!(
        document.is_some() || has_errors,
        "no document, and no word of why:\n{rendered}"
    );
}

fn generate(path: PathBuf) {
    for keep_going in [false, true] {
        let mut target = Target::new("fuzzed", path.clone(), "fuzzed");
        target.parts = vec![Part::Client, Part::Server, Part::Fake];
        target.settings.keep_going = keep_going;
        let Ok(generation) = bindery::generate(&target, RenderStyle::Plain) else {
            continue;
        };
        for (name, text) in &generation.files {
            if name.ends_with(".rs") {
                let parsed = syn::parse_file(text);
                assert!(parsed.is_ok(), "{name} is no Rust: {:?}\n{text}", parsed.err());
                let doctests = doctests(text);
                assert!(doctests.is_empty(), "{name} would run {doctests:?}");
            }
        }
        // With nothing faulty, nothing is left out.
        return;
    }
}
