//! RFC 3339, appendix A: ISO 8601 without fractions.

/// `P1DT12H`, `P2W`
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return !weeks.is_empty() && weeks.bytes().all(|byte| byte.is_ascii_digit());
    }
    match rest.split_once('T') {
        None => parts(rest, "YMD") == Some(true),
        Some((date, time)) => parts(date, "YMD").is_some() && parts(time, "HMS") == Some(true),
    }
}

/// Whether there is a part; none when the text is not made of parts with these units, in this order.
fn parts(text: &str, units: &str) -> Option<bool> {
    let mut units = units.chars();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|character: char| !character.is_ascii_digit())?;
        let (digits, after) = rest.split_at(end);
        let mut after = after.chars();
        let unit = after.next()?;
        if digits.is_empty() || !units.any(|known| known == unit) {
            return None;
        }
        rest = after.as_str();
    }
    Some(!text.is_empty())
}
