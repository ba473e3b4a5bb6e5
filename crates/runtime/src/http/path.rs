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

/// The path, and the query if the template has one, with every `{name}` replaced by its text, which
/// must be encoded.
///
/// Path segments that come out as `.` or `..` are refused: URL parsers fold them away, and the
/// request would reach another operation with the caller's credentials.
pub(crate) fn fill<'t, 'v>(
    template: &'t str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Result<String, PathError<'t>> {
    let template = template.split('#').next().unwrap_or_default();
    let (path, query) = match template.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    let mut out = String::with_capacity(template.len() + 32);
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            out.push('/');
        }
        fill_segment(&mut out, segment, &value)?;
    }
    if let Some(query) = query {
        out.push('?');
        fill_text(&mut out, query, &value)?;
    }
    Ok(out)
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
    let segment = segment.split(';').next().unwrap_or_default();
    let dots = segment.to_ascii_lowercase().replace("%2e", ".");
    dots == "." || dots == ".."
}

/// Adds `text` with its parameters filled in; the first one's name.
fn fill_text<'t, 'v>(
    out: &mut String,
    text: &'t str,
    value: &impl Fn(&str) -> Option<&'v str>,
) -> Result<Option<&'t str>, PathError<'t>> {
    let mut rest = text;
    let mut first = None;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((parameter, after)) = after.split_once('}') else {
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
        fill(template, |_| Some(value)).map_err(|error| error.refusal)
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
            fill("/{a}/{b}", |name| (name == "a").then_some("1")),
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
