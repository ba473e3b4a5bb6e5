//! `cargo bindery bundle`: a document with its overlays as one file.

use std::{ffi::OsStr, fs, path::Path};

use bindery::{Bundle, Problem, Target};

use crate::{
    arguments::{self, Notation},
    output::Output,
};

pub(crate) fn bundle(command: &arguments::Bundle, output: &Output) -> Result<u8, Problem> {
    let target = only_target(command)?;
    let bundle = Bundle::read(&target, output.rendering())?;
    output.report(&bundle.warnings(output.rendering()));
    let text = match notation(command, &target) {
        Notation::Yaml => bundle.to_yaml(),
        Notation::Json => bundle.to_json(),
    };
    match &command.source.output {
        None => output.result(&text),
        Some(path) => {
            fs::write(path, text).map_err(|source| Problem::Io {
                action: "write",
                path: path.clone(),
                source,
            })?;
            output.result(&format!("wrote {}", path.display()));
        }
    }
    Ok(0)
}

/// The notation that is asked for, else that of the file that is written, else the document's.
fn notation(command: &arguments::Bundle, target: &Target) -> Notation {
    let is_json = |path: &Path| {
        path.extension()
            .is_some_and(|name| name.eq_ignore_ascii_case(OsStr::new("json")))
    };
    let path = command.source.output.as_ref().unwrap_or(&target.spec);
    command.format.unwrap_or(match is_json(path) {
        true => Notation::Json,
        false => Notation::Yaml,
    })
}

/// The target, whose folder `--output` does not name here.
fn only_target(command: &arguments::Bundle) -> Result<Target, Problem> {
    let mut source = command.source.clone();
    source.output = None;
    match <[Target; 1]>::try_from(source.targets_to_explain()?) {
        Ok([target]) => Ok(target),
        Err(_) => Err(Problem::Usage(
            "a bundle is of one document; choose it with --target".to_owned(),
        )),
    }
}
