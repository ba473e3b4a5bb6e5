//! `cargo bindery mock`: a document, served.

use bindery::{Problem, Target, read_api};
use bindery_mock::{Listening, Mock, Options};

use crate::{arguments, output::Output};

pub(crate) fn mock(command: &arguments::Mock, output: &Output) -> Result<u8, Problem> {
    let target = only_target(command)?;
    let read = read_api(&target, output.rendering())?;
    output.report(&read.warnings(output.rendering()));
    let options = Options {
        seed: command.seed,
        dynamic: command.dynamic,
    };
    let mock = Mock::new(&read.api, options);
    for unfit in mock.unfit_examples() {
        output.error(&format!("note: {unfit}; it is shown by its name alone"));
    }
    let at = format!("{}:{}", command.host, command.port);
    let refused = |error: std::io::Error| Problem::Usage(format!("cannot serve at {at}: {error}"));
    let listening = Listening::at(&command.host, command.port).map_err(refused)?;
    let address = listening.address();
    output.result(&format!("listening on http://{address}: {}", mock.summary()));
    for (method, path, id) in mock.operations() {
        output.result(&format!("  {method} {path}  {id}"));
    }
    listening.serve(mock.into_router()).map_err(refused)?;
    Ok(0)
}

fn only_target(command: &arguments::Mock) -> Result<Target, Problem> {
    let targets = command.source.targets_to_explain()?;
    match <[Target; 1]>::try_from(targets) {
        Ok([target]) => Ok(target),
        Err(_) => Err(Problem::Usage(
            "a mock serves one document; choose it with --target".to_owned(),
        )),
    }
}
