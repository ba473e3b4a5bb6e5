//! What the versions of the Overlay Specification differ in.

use bindery_model::{Diagnostic, Json, Pointer, Severity};

use super::target::path_text;

/// The version whose rules count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// 1.0.
    V1_0,
    /// 1.1: `copy`; lists are added to lists item by item; what does not fit together is an error.
    V1_1,
}

impl Rules {
    /// The rules of a version's text; the third number does not matter.
    pub(super) fn of(version: &str) -> Option<Self> {
        let is = |minor: &str| {
            let rest = version.strip_prefix(minor);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        match () {
            () if is("1.0") => Some(Rules::V1_0),
            () if is("1.1") => Some(Rules::V1_1),
            () => None,
        }
    }

    /// Whether `value` may take the place of `target`, which is not of the same kind, or no container
    /// (1.1.0, "Action Object": other combinations are incompatible).
    pub(super) fn check_replacement(
        self,
        target: &Json,
        value: &Json,
        place: &Pointer,
    ) -> Result<(), String> {
        if self == Rules::V1_0 || is_primitive(target) && is_primitive(value) {
            return Ok(());
        }
        let (old, new) = (kind(target), kind(value));
        Err(format!(
            "`{}` is {old}, which {new} cannot replace",
            path_text(place)
        ))
    }

    /// What a target costs that matches nothing: an overlay that does not fit its document any more is
    /// an error, unless its version says that such an action succeeds (1.1.0, "Action Object").
    pub(super) fn unmatched(self, no_match: Diagnostic) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        match self {
            Rules::V1_0 => Err(Box::new(no_match)),
            Rules::V1_1 => Ok(Some(Diagnostic {
                severity: Severity::Warning,
                ..no_match
            })),
        }
    }

    /// Whether the values that one action changes are of one kind, as 1.1 demands.
    pub(super) fn check_targets<'j>(self, targets: impl Iterator<Item = &'j Json>) -> Result<(), String> {
        let mut kinds: Vec<&str> = targets.map(kind).collect();
        kinds.dedup();
        match kinds[..] {
            [first, second, ..] if self == Rules::V1_1 => Err(format!(
                "the target names {first} and {second}; all must be of one kind"
            )),
            _ => Ok(()),
        }
    }
}

fn is_primitive(value: &Json) -> bool {
    !matches!(value, Json::Object(_) | Json::Array(_))
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Object(_) => "an object",
        Json::Array(_) => "an array",
        _ => "a primitive value",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_three_numbers_or_two() {
        assert_eq!(Rules::of("1.0"), Some(Rules::V1_0));
        assert_eq!(Rules::of("1.1.0"), Some(Rules::V1_1));
        for other in ["1", "1.10.0", "1.2.0", "2.0.0", ""] {
            assert_eq!(Rules::of(other), None, "{other}");
        }
    }
}
