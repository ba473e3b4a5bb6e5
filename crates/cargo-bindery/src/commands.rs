use std::{fs, path::Path};

use bindery::{Explained, Folder, Generation, Problem, Record, Summary, Target, starting_configuration};
use bindery_model::{Code, Pointer};

use crate::{
    arguments::{Check, Explain, Format, Generate, Init},
    output::Output,
    watch, workspace,
};

pub(crate) fn generate(command: &Generate, output: &Output) -> Result<u8, Problem> {
    match command.watch {
        true => watch::watch(command, output),
        false => generate_once(command, output),
    }
}

pub(crate) fn generate_once(command: &Generate, output: &Output) -> Result<u8, Problem> {
    let mut summary = Summary::new();
    for target in command.source.targets()? {
        let record = Record::of(&target, output.rendering());
        let unchanged = record.as_ref().filter(|_| !command.force);
        match unchanged.and_then(Record::unchanged) {
            Some(unchanged) => {
                output.report(&unchanged.report);
                summary.add_unchanged(&target.name, &unchanged);
            }
            None => make(&target, command.force, output, &mut summary, record.as_ref())?,
        }
        if !target.standalone
            && let Some(advice) = workspace::advice(&target.output)
        {
            output.error(&advice);
        }
    }
    output.result(&summary.to_string());
    Ok(0)
}

/// Makes a target and writes it, and keeps a record of that.
fn make(
    target: &Target,
    force: bool,
    output: &Output,
    summary: &mut Summary,
    record: Option<&Record>,
) -> Result<(), Problem> {
    let folder = if force {
        Folder::open_by_force(&target.output)
    } else {
        Folder::open(&target.output)?
    };
    let generation = bindery::generate(target, output.rendering())?;
    let warnings = generation.warnings(output.rendering());
    output.report(&warnings);
    tell_changes(&folder, &generation, output)?;
    let written = folder.write(&generation.files, &generation.items)?;
    summary.add(&target.name, &generation, &written);
    if let Some(record) = record {
        record.keep(&generation, warnings);
    }
    Ok(())
}

/// Says which public items would have other names than those that the folder's users know.
fn tell_changes(folder: &Folder, generation: &Generation, output: &Output) -> Result<(), Problem> {
    let changes = folder.changes(&generation.items);
    output.report(&generation.notices(&changes, output.rendering())?);
    Ok(())
}

pub(crate) fn check(command: &Check, output: &Output) -> Result<u8, Problem> {
    let mut status = 0;
    for target in command.source.targets()? {
        let folder = Folder::open_by_force(&target.output);
        let generation = bindery::generate(&target, output.rendering())?;
        output.report(&generation.warnings(output.rendering()));
        tell_changes(&folder, &generation, output)?;
        let drifts = folder.check(&generation.files, &generation.items)?;
        for drift in &drifts {
            output.result(&format!("{}: {drift}", target.output.display()));
        }
        if !drifts.is_empty() {
            status = 1;
            output.error(&format!(
                "error: {} is not what {} makes it; run `{}`",
                target.output.display(),
                target.spec.display(),
                command.source.generate_command()
            ));
        }
    }
    if status == 0 {
        output.result("generated files are up to date");
    }
    Ok(status)
}

/// Prints the page of a code.
pub(crate) fn explain_code(code: Code, output: &Output) -> Result<u8, Problem> {
    output.result(code.page());
    Ok(0)
}

pub(crate) fn explain(command: &Explain, output: &Output) -> Result<u8, Problem> {
    if let Some(code) = command.code {
        return explain_code(code, output);
    }
    let (source, pointer) = command.source_and_pointer();
    let pointer = match pointer.as_deref().map(|text| (text, Pointer::parse(text))) {
        Some((text, None)) => {
            return Err(Problem::Usage(format!(
                "`{text}` is not a JSON pointer; one begins with `#/` or `/`"
            )));
        }
        Some((_, pointer)) => pointer,
        None => None,
    };
    let targets = source.targets_to_explain()?;
    if command.format == Format::Json && targets.len() != 1 {
        return Err(Problem::Usage(
            "--format json explains one target; choose it with --target".to_owned(),
        ));
    }
    for target in targets {
        let generation = bindery::generate(&target, output.rendering())?;
        output.report(&generation.warnings(output.rendering()));
        let explained = Explained::new(&generation);
        match command.format {
            Format::Json => output.result(&format!("{:#}", explained.to_json())),
            Format::Text => match explained.to_text(pointer.as_ref()) {
                Some(text) => output.result(&text),
                // A document that describes nothing is none the less valid.
                None if pointer.is_none() => output.result("nothing: there is no schema and no operation"),
                None => return Err(Problem::Usage(not_found(pointer.as_ref(), &target.spec))),
            },
        }
    }
    Ok(0)
}

fn not_found(pointer: Option<&Pointer>, spec: &Path) -> String {
    let place = pointer.map_or_else(|| "#".to_owned(), Pointer::to_string);
    format!("{} has no schema or operation at {place}", spec.display())
}

pub(crate) fn init(command: &Init, output: &Output) -> Result<u8, Problem> {
    let path = Path::new("bindery.toml");
    if path.exists() && !command.force {
        return Err(Problem::Usage(
            "bindery.toml is there already; use --force to replace it".to_owned(),
        ));
    }
    if !command.spec.is_file() {
        return Err(Problem::Usage(format!(
            "{} is not a file",
            command.spec.display()
        )));
    }
    let text = starting_configuration(&command.spec)?;
    fs::write(path, text).map_err(|source| Problem::Io {
        action: "write",
        path: path.to_owned(),
        source,
    })?;
    output.result("wrote bindery.toml; run `cargo bindery generate`");
    Ok(0)
}
