//! `cargo bindery stub`: what a server begins with, and what one lacks.

use bindery::{Part, Problem, Stub, Target, package_name};

use crate::{arguments, output::Output};

pub(crate) fn stub(command: &arguments::Stub, output: &Output) -> Result<u8, Problem> {
    let read = Stub::read(&only_target(command)?, output.rendering())?;
    let stub = match &command.module {
        Some(module) => read.in_module(module)?,
        None => read,
    };
    output.report(&stub.warnings(output.rendering()));
    if !command.missing.is_empty() {
        return missing(&stub, command, output);
    }
    match &command.source.output {
        None => output.result(&stub.text()),
        Some(path) => {
            stub.write(path)?;
            output.result(&format!(
                "wrote {}, which finds the generated code as `{}`",
                path.display(),
                stub.module()
            ));
        }
    }
    Ok(0)
}

fn missing(stub: &Stub, command: &arguments::Stub, output: &Output) -> Result<u8, Problem> {
    let missing = stub.missing(&command.missing)?;
    if missing.text.is_empty() {
        output.error("nothing is missing");
        return Ok(0);
    }
    output.result(&missing.text);
    let methods = match missing.methods {
        1 => "1 method is".to_owned(),
        several => format!("{several} methods are"),
    };
    output.error(&format!("{methods} missing"));
    Ok(1)
}

/// The target, whose folder `--output` does not name here.
fn only_target(command: &arguments::Stub) -> Result<Target, Problem> {
    let mut source = command.source.clone();
    source.output = None;
    let is_alone = !source.is_configured();
    if let (true, None, Some(spec)) = (is_alone, &source.name, &source.spec) {
        let name = package_name(None, &spec.with_extension(""));
        source.name = Some(name.map_err(|error| Problem::Usage(error.to_string()))?);
    }
    let targets = source.targets_to_explain()?;
    let Ok([mut target]) = <[Target; 1]>::try_from(targets) else {
        let message = "a stub is of one document; choose it with --target";
        return Err(Problem::Usage(message.to_owned()));
    };
    if is_alone && source.emit.is_empty() {
        target.parts.push(Part::Server);
    }
    Ok(target)
}
