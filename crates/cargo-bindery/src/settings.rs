use bindery::{Problem, settings_schema, settings_text};

use crate::{arguments::SettingsCommand, output::Output};

pub(crate) fn settings(command: &SettingsCommand, output: &Output) -> Result<u8, Problem> {
    match command.schema {
        true => output.result(&format!("{:#}", settings_schema())),
        false => output.result(&settings_text()),
    }
    Ok(0)
}
