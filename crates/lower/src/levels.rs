//! Which warnings are errors, and which are not told at all.

use std::collections::BTreeMap;

use bindery_model::{Code, Diagnostics, Severity};

use crate::Settings;
use crate::settings::Setting;
use crate::suggestion::closest;

/// The name that stands for the codes of all warnings.
const WARNINGS: &str = "warnings";

/// What is said of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// It is not told.
    Allow,
    /// It is an error.
    Deny,
}

/// The levels that settings choose.
struct Levels {
    all: Option<Level>,
    codes: BTreeMap<Code, Level>,
}

/// Makes errors of the warnings that `settings` deny, and drops those that they allow. A code that is named
/// counts more than `warnings`, and of `allow` and `deny` the latter. An error stays one.
///
/// A name that is no code is reported where it stands.
pub fn grade(settings: &Settings, diagnostics: &mut Diagnostics) {
    let levels = Levels::of(settings, diagnostics);
    diagnostics.grade(
        |diagnostic| match (diagnostic.severity, levels.of_code(diagnostic.code)) {
            (Severity::Warning, Some(Level::Allow)) => None,
            (Severity::Warning, Some(Level::Deny)) => Some(Severity::Error),
            (severity, _) => Some(severity),
        },
    );
}

impl Levels {
    fn of(settings: &Settings, diagnostics: &mut Diagnostics) -> Self {
        let mut levels = Self {
            all: None,
            codes: BTreeMap::new(),
        };
        let chosen = [(&settings.allow, Level::Allow), (&settings.deny, Level::Deny)];
        for (names, level) in chosen {
            for name in names {
                match Code::named(&name.text) {
                    Some(code) => {
                        levels.codes.insert(code, level);
                    }
                    None if name.text == WARNINGS => levels.all = Some(level),
                    None => report_unknown(settings, name, diagnostics),
                }
            }
        }
        levels
    }

    fn of_code(&self, code: Code) -> Option<Level> {
        self.codes.get(&code).copied().or(self.all)
    }
}

fn report_unknown(settings: &Settings, name: &Setting, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` is no code of a diagnostic", name.text);
    let help = help_for(&name.text);
    diagnostics.push(settings.error(Code::UnknownCode, message, name).help(help));
}

/// What to write in place of a name that is no code.
fn help_for(name: &str) -> String {
    let codes = Code::ALL.iter().map(|code| code.name());
    match closest(name, codes.chain([WARNINGS])) {
        Some(meant) => format!("write `{meant}`"),
        None => "write what stands in brackets before a message, or `warnings` for all".to_owned(),
    }
}

/// Whether warnings can be allowed and denied by this name: a code, or `warnings`.
///
/// # Errors
/// What to write in its place.
pub fn check_warning_code(name: &str) -> Result<(), String> {
    match Code::named(name) {
        None if name != WARNINGS => Err(help_for(name)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use bindery_model::{Diagnostic, FileId, Origin, Pointer};

    use super::*;

    fn graded(allow: &[&str], deny: &[&str]) -> Vec<(Code, Severity)> {
        let settings = |names: &[&str]| names.iter().map(|name| Setting::from(*name)).collect();
        let settings = Settings {
            allow: settings(allow),
            deny: settings(deny),
            ..Settings::default()
        };
        let origin = Origin::new(FileId::default(), Pointer::root());
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error(Code::InvalidValue, "bad", origin.clone()));
        diagnostics.push(Diagnostic::warning(Code::Mended, "mended", origin.clone()));
        diagnostics.push(Diagnostic::warning(Code::EmptyEnum, "empty", origin));
        grade(&settings, &mut diagnostics);
        let items = diagnostics.items().iter();
        items.map(|item| (item.code, item.severity)).collect()
    }

    #[test]
    fn a_code_counts_more_than_all_warnings_and_errors_stay() {
        let error = (Code::InvalidValue, Severity::Error);
        assert_eq!(
            graded(&["mended", "invalid-value"], &["warnings"]),
            [error, (Code::EmptyEnum, Severity::Error)]
        );
        assert_eq!(graded(&["warnings"], &[]), [error]);
        assert_eq!(
            graded(&["mended"], &["mended"]),
            [
                error,
                (Code::Mended, Severity::Error),
                (Code::EmptyEnum, Severity::Warning)
            ]
        );
        let unknown = graded(&["mendet"], &[]);
        assert!(
            unknown.contains(&(Code::UnknownCode, Severity::Error)),
            "{unknown:?}"
        );
    }
}
