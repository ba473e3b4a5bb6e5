use std::num::NonZeroUsize;

use bindery_model::{Diagnostic, Severity};

use super::RenderStyle;

/// How diagnostics are written, and how many.
///
/// A [`RenderStyle`] alone is made into one that shows the first hundred errors and the first hundred warnings, or
/// a thousand each for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// How each is written.
    pub style: RenderStyle,
    /// How many errors are shown, and how many warnings; nothing for all.
    pub most: Option<NonZeroUsize>,
    /// What shows the rest, where there is such a thing, e.g. "`--max-messages 0` shows all".
    pub advice: Option<&'static str>,
}

const FOR_READING: NonZeroUsize = NonZeroUsize::new(100).unwrap();
const FOR_PROGRAMS: NonZeroUsize = NonZeroUsize::new(1_000).unwrap();

impl From<RenderStyle> for Rendering {
    fn from(style: RenderStyle) -> Self {
        let most = match style {
            RenderStyle::Plain | RenderStyle::Color => FOR_READING,
            RenderStyle::Json => FOR_PROGRAMS,
        };
        Self {
            style,
            most: Some(most),
            advice: None,
        }
    }
}

/// How many diagnostics were shown and left out, of errors or of warnings.
#[derive(Clone, Copy, Default)]
struct Count {
    shown: usize,
    left_out: usize,
}

/// Counts what is shown.
pub(super) struct Counts {
    most: usize,
    errors: Count,
    warnings: Count,
}

impl Counts {
    pub(super) fn new(rendering: Rendering) -> Self {
        Self {
            most: rendering.most.map_or(usize::MAX, NonZeroUsize::get),
            errors: Count::default(),
            warnings: Count::default(),
        }
    }

    /// Whether this one is shown, too.
    pub(super) fn admits(&mut self, diagnostic: &Diagnostic) -> bool {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        let is_shown = count.shown < self.most;
        match is_shown {
            true => count.shown += 1,
            false => count.left_out += 1,
        }
        is_shown
    }

    /// What is said of those that were left out, as a level and a message each.
    pub(super) fn left_out(&self, advice: Option<&str>) -> impl Iterator<Item = (&'static str, String)> {
        let all = [("error", self.errors), ("warning", self.warnings)];
        let advice = advice.map(|advice| format!("; {advice}")).unwrap_or_default();
        all.into_iter().filter_map(move |(level, count)| {
            let noun = match count.left_out {
                0 => return None,
                1 => format!("1 more {level} is"),
                more => format!("{} more {level}s are", grouped(more)),
            };
            Some((level, format!("{noun} not shown{advice}")))
        })
    }
}

/// A number in groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
