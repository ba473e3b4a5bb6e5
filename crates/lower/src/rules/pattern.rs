//! `pattern`, and the names of `patternProperties`: regular expressions of ECMA-262.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Rule};

use crate::lowering::Lowering;

impl<'d> Lowering<'d> {
    pub(super) fn pattern(&mut self, value: &Cursor<'d>) -> Option<Rule> {
        let Some(pattern) = value.as_str() else {
            return self.bad_keyword(value, "`pattern` is a regular expression in a string", "a string");
        };
        let is_pattern = self.check_pattern(value, pattern);
        is_pattern.then(|| Rule::Pattern(pattern.to_owned()))
    }

    /// Whether the text can be read as a pattern; it is reported where it cannot.
    pub(super) fn check_pattern(&mut self, place: &Cursor<'d>, pattern: &str) -> bool {
        if pattern.matches('|').count() > MOST_ALTERNATIVES {
            let message = format!("this regular expression has more than {MOST_ALTERNATIVES} alternatives");
            let diagnostic = Diagnostic::warning(Code::InvalidPattern, message, place.origin())
                .label("matches nothing and everything: it is not checked")
                .help("list the values as an `enum`");
            self.report(diagnostic);
            return false;
        }
        // With Unicode's mode, as JSON Schema asks for, or without, as many were written.
        let read = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
        let Err(error) = read else { return true };
        let message = format!(
            "this is no regular expression of ECMA-262: {}",
            reason(&error.text)
        );
        let diagnostic = Diagnostic::warning(Code::InvalidPattern, message, place.origin())
            .label("matches nothing and everything: it is not checked")
            .help(help(pattern));
        self.report(diagnostic);
        false
    }
}

/// Alternatives nest in the form that patterns are matched in, and so take up the stack.
const MOST_ALTERNATIVES: usize = 1_000;

fn reason(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

fn help(pattern: &str) -> &'static str {
    if pattern.starts_with("(?i)") {
        "write both cases, `[Aa]`: a pattern has no flags"
    } else if pattern.contains("(?P<") {
        "write `(?<name>…)`"
    } else if pattern.contains("++") || pattern.contains("*+") {
        "ECMA-262 has no possessive repetitions: take out the second `+`"
    } else {
        "correct it; it is read as JavaScript does"
    }
}
