//! Cargo says which crate it compiled, but not how long that took. So it is told to call this task
//! in the compiler's place: it calls the compiler, stops it when it takes too long, and writes down
//! what it needed.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Duration,
};

use super::process;
use crate::terminal::say;

const FOLDER: &str = "BINDERY_CORPUS_STOPWATCH";
const LIMIT: &str = "BINDERY_CORPUS_LIMIT";

/// What compiling a crate needed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Measured {
    /// How long it took.
    pub(crate) seconds: f64,
    /// The most memory that the compiler held, in MiB.
    pub(crate) peak: u64,
    /// Whether it was stopped because it took too long.
    pub(crate) stopped: bool,
}

impl Measured {
    /// What was written down of the crate `name` when it was last compiled.
    pub(crate) fn read(folder: &Path, name: &str) -> Option<Self> {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        let mut fields = text.trim_end().split('\t');
        Some(Self {
            seconds: fields.next()?.parse().ok()?,
            peak: fields.next()?.parse().ok()?,
            stopped: fields.next()? == "stopped",
        })
    }

    fn to_text(self) -> String {
        let end = if self.stopped { "stopped" } else { "ended" };
        format!("{:.2}\t{}\t{end}\n", self.seconds, self.peak)
    }
}

/// Lets cargo call this program in the compiler's place.
pub(crate) fn set_up(cargo: &mut Command, folder: &Path, limit: Duration) -> std::io::Result<()> {
    cargo
        .env("RUSTC_WRAPPER", env::current_exe()?)
        .env(FOLDER, folder)
        .env(LIMIT, limit.as_secs().to_string());
    Ok(())
}

/// Where measurements go, when this program was called in the compiler's place.
pub(crate) fn stopwatch_folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

/// Calls the compiler that the arguments name, and writes down what it needed.
pub(crate) fn time_compiler(folder: &Path) -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let Some((compiler, arguments)) = arguments.split_first() else {
        say("error: no compiler was named");
        return ExitCode::FAILURE;
    };
    let limit = env::var(LIMIT).ok().and_then(|text| text.parse().ok());
    let limit = limit.map_or(Duration::MAX, Duration::from_secs);
    let finished = match process::run(Command::new(compiler).args(arguments), limit) {
        Ok(finished) => finished,
        Err(error) => {
            say(&format!("error: could not run {}: {error}", compiler.display()));
            return ExitCode::FAILURE;
        }
    };
    if let Some(name) = crate_name(arguments) {
        let measured = Measured {
            seconds: finished.seconds,
            peak: finished.peak,
            stopped: finished.status.is_none(),
        };
        if let Err(error) = fs::write(folder.join(name), measured.to_text()) {
            say(&format!(
                "error: could not write to {}: {error}",
                folder.display()
            ));
            return ExitCode::FAILURE;
        }
    }
    let code = finished.status.and_then(|status| status.code());
    code.and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The crate that the compiler was told to compile; a question about the compiler names none.
fn crate_name(arguments: &[OsString]) -> Option<&str> {
    let at = arguments.iter().position(|argument| argument == "--crate-name")?;
    let name = arguments.get(at + 1)?.to_str()?;
    (name != "___").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let measured = Measured {
            seconds: 1.25,
            peak: 300,
            stopped: true,
        };
        fs::write(folder.path().join("shop"), measured.to_text()).unwrap();
        assert_eq!(Measured::read(folder.path(), "shop"), Some(measured));
        assert_eq!(Measured::read(folder.path(), "other"), None);
    }

    #[test]
    fn a_crate_is_known_by_its_name() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(crate_name(&words("--crate-name shop src/lib.rs")), Some("shop"));
        assert_eq!(crate_name(&words("- --crate-name ___ --print=cfg")), None);
        assert_eq!(crate_name(&words("-vV")), None);
    }
}
