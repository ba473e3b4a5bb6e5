//! Paths: a template with its parameters filled in.

use super::parameter::refusal::Refusal;
use super::percent::push_allowed;

/// Why a path cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PathError<'t> {
    /// The parameter that is at fault.
    pub(crate) parameter: &'t str,
    /// What is wrong with it.
    pub(crate) refusal: Refusal,
}

/// Adds the path to `out`, and the query if the template has one, with every `{name}` replaced by its text, which
/// must be encoded.
///
/// Path segments that come out as `.` or `..` are refused: URL parsers fold them away, and the
/// request would reach another operation with the caller's credentials.
pub(crate) fn fill<'t, 'v>(
    out: &mut String,
    template: &'t str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Result<(), PathError<'t>> {
    let template = cut(template, b'#').map_or(template, |(template, _)| template);
    let (path, query) = match cut(template, b'?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    let mut rest = path;
    while let Some((segment, after)) = cut(rest, b'/') {
        fill_segment(out, segment, &value)?;
        out.push('/');
        rest = after;
    }
    fill_segment(out, rest, &value)?;
    if let Some(query) = query {
        out.push('?');
        fill_text(out, query, &value)?;
    }
    Ok(())
}

/// What stands before and after the first `byte`, which is ASCII. Pieces of a template are short.
fn cut(text: &str, byte: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|found| found == byte)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

fn fill_segment<'t, 'v>(
    out: &mut String,
    segment: &'t str,
    value: &impl Fn(&str) -> Option<&'v str>,
) -> Result<(), PathError<'t>> {
    let start = out.len();
    let Some(parameter) = fill_text(out, segment, value)? else {
        return Ok(());
    };
    match out.get(start..) {
        Some(filled) if is_dots(filled) => Err(PathError {
            parameter,
            refusal: Refusal::DotSegment,
        }),
        Some("") => Err(PathError {
            parameter,
            refusal: Refusal::Empty,
        }),
        _ => Ok(()),
    }
}

/// Whether a segment is `.` or `..`, encoded or not; what follows a `;` does not count, because
/// some servers cut it off before they fold (`..;x=1`).
fn is_dots(segment: &str) -> bool {
    let segment = cut(segment, b';').map_or(segment, |(segment, _)| segment);
    let dot = |rest: &str| match rest.strip_prefix('.') {
        Some(rest) => Some(rest.len()),
        None => {
            let (first, rest) = rest.split_at_checked(3)?;
            first.eq_ignore_ascii_case("%2e").then_some(rest.len())
        }
    };
    let after = |rest: &str| Some(segment.get(segment.len() - dot(rest)?..).unwrap_or_default());
    after(segment).is_some_and(|rest| rest.is_empty() || after(rest).is_some_and(str::is_empty))
}

/// Adds `text` with its parameters filled in; the first one's name.
fn fill_text<'t, 'v>(
    out: &mut String,
    text: &'t str,
    value: &impl Fn(&str) -> Option<&'v str>,
) -> Result<Option<&'t str>, PathError<'t>> {
    let mut rest = text;
    let mut first = None;
    while let Some((before, after)) = cut(rest, b'{') {
        let Some((parameter, after)) = cut(after, b'}') else {
            break;
        };
        push_literal(out, before);
        match value(parameter) {
            Some(value) => out.push_str(value),
            None => {
                return Err(PathError {
                    parameter,
                    refusal: Refusal::Missing,
                });
            }
        }
        first = first.or(Some(parameter));
        rest = after;
    }
    push_literal(out, rest);
    Ok(first)
}

/// Adds the template's own text, with what no URL can hold encoded.
fn push_literal(out: &mut String, text: &str) {
    push_allowed(out, text, b":@!$&'()*+,;=/?");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, value: &'static str) -> Result<String, Refusal> {
        let mut out = String::new();
        let filled = fill(&mut out, template, |_| Some(value));
        filled.map(|()| out).map_err(|error| error.refusal)
    }

    #[test]
    fn parameters_replace_their_names() {
        assert_eq!(
            filled("/pets/{id}/{other}.json", "1"),
            Ok("/pets/1/1.json".into())
        );
        assert_eq!(
            filled("/a b/{id}{id}?action={id}#fragment", "1"),
            Ok("/a%20b/11?action=1".into())
        );
        assert_eq!(filled("/broken/{id", "1"), Ok("/broken/%7Bid".into()));
        assert_eq!(
            fill(&mut String::new(), "/{a}/{b}", |name| (name == "a")
                .then_some("1")),
            Err(PathError {
                parameter: "b",
                refusal: Refusal::Missing
            })
        );
    }

    #[test]
    fn segments_that_would_be_folded_are_refused() {
        for (template, value) in [
            ("/pets/{id}", "."),
            ("/pets/{id}/x", ".."),
            ("/pets/{id}{id}", "."),
            ("/pets/.{id}", "."),
            ("/{id}%2e", "."),
            ("/{id};v=1", ".."),
        ] {
            assert_eq!(filled(template, value), Err(Refusal::DotSegment), "{template}");
        }
        assert_eq!(filled("/pets/{id}", ""), Err(Refusal::Empty));
        assert_eq!(filled("/pets/{id}", "..."), Ok("/pets/...".into()));
        assert_eq!(filled("/pets/v{id}", ".."), Ok("/pets/v..".into()));
    }
}
