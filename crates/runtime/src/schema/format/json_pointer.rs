//! RFC 6901, and draft-bhutton-relative-json-pointer.

/// `/a/0`, or nothing.
pub(super) fn is_pointer(text: &str) -> bool {
    let mut escapes = text.split('~').skip(1);
    (text.is_empty() || text.starts_with('/')) && escapes.all(|rest| rest.starts_with(['0', '1']))
}

/// `1/a`, `0#`
pub(super) fn is_relative(text: &str) -> bool {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let (steps, rest) = text.split_at(end);
    let is_number = !steps.is_empty() && (steps == "0" || !steps.starts_with('0'));
    is_number && (rest == "#" || is_pointer(rest))
}
