//! Paths: a template with its parameters filled in.

use super::parameter::refusal::Refusal;
use super::percent::Characters;
use super::{Buffer, percent};

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
    out: &mut Buffer,
    template: &'t str,
    value: impl Fn(&str) -> Option<&'v [u8]>,
) -> Result<(), PathError<'t>> {
    let mut filling = Filling {
        out,
        template,
        copied: 0,
        segment: Segment::default(),
    };
    let mut place = 0;
    let mut in_query = false;
    while let Some(byte) = template.as_bytes().get(place) {
        if LITERAL.holds(*byte) && !matches!(byte, b'/' | b'?') {
            place += 1;
            continue;
        }
        match byte {
            b'#' => break,
            b'/' | b'?' if !in_query => {
                filling.end_segment(place)?;
                filling.segment.template = place + 1;
                in_query = *byte == b'?';
            }
            b'{' => {
                let Some(name) = name_at(template, place + 1, in_query) else {
                    place = end_of_piece(template, place, in_query);
                    continue;
                };
                filling.push_value(place, name, value(name))?;
                place += name.len() + 1;
            }
            _ => {}
        }
        place += 1;
    }
    if !in_query {
        filling.end_segment(place)?;
    }
    filling.copy_to(place);
    Ok(())
}

/// The name that begins here, if it ends within its segment or the query.
fn name_at(template: &str, start: usize, in_query: bool) -> Option<&str> {
    let rest = template.as_bytes().get(start..)?;
    let ends = |byte: &u8| matches!(byte, b'}' | b'#') || !in_query && matches!(byte, b'/' | b'?');
    let length = rest.iter().position(ends)?;
    (rest.get(length) == Some(&b'}')).then(|| template.get(start..start + length))?
}

/// Where the segment or the query ends.
fn end_of_piece(template: &str, start: usize, in_query: bool) -> usize {
    let ends = |byte: &u8| *byte == b'#' || !in_query && matches!(byte, b'/' | b'?');
    let rest = template.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().position(ends).unwrap_or(rest.len())
}

/// A template that is filled in.
struct Filling<'o, 't> {
    out: &'o mut Buffer,
    template: &'t str,
    /// Up to where the template is done.
    copied: usize,
    segment: Segment<'t>,
}

/// The segment that is being filled in.
#[derive(Default)]
struct Segment<'t> {
    /// Where it begins in the template.
    template: usize,
    /// Its first parameter, and where it begins in the path; nothing before there is one.
    parameter: Option<(&'t str, usize)>,
}

impl<'t> Filling<'_, 't> {
    /// Adds the template's own text up to `end`.
    fn copy_to(&mut self, end: usize) {
        push_literal(self.out, self.template.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }

    /// Adds the value of the parameter whose brace is at `place`.
    fn push_value(
        &mut self,
        place: usize,
        parameter: &'t str,
        value: Option<&[u8]>,
    ) -> Result<(), PathError<'t>> {
        if self.segment.parameter.is_none() {
            self.copy_to(self.segment.template);
            self.segment.parameter = Some((parameter, self.out.len()));
        }
        self.copy_to(place);
        let value = value.ok_or(PathError {
            parameter,
            refusal: Refusal::Missing,
        })?;
        self.out.push(value);
        self.copied = place + parameter.len() + 2;
        Ok(())
    }

    /// Ends the segment where the template has `place`.
    fn end_segment(&mut self, place: usize) -> Result<(), PathError<'t>> {
        let Some((parameter, start)) = self.segment.parameter.take() else {
            return Ok(());
        };
        self.copy_to(place);
        let refusal = match self.out.as_slice().get(start..).unwrap_or_default() {
            filled if is_dots(filled) => Refusal::DotSegment,
            b"" => Refusal::Empty,
            _ => return Ok(()),
        };
        Err(PathError { parameter, refusal })
    }
}

/// Whether a segment is `.` or `..`, encoded or not; what follows a `;` does not count, because
/// some servers cut it off before they fold (`..;x=1`).
fn is_dots(segment: &[u8]) -> bool {
    let end = segment.iter().position(|byte| *byte == b';');
    let segment = end.and_then(|end| segment.get(..end)).unwrap_or(segment);
    after_dot(segment).is_some_and(|rest| rest.is_empty() || after_dot(rest).is_some_and(<[u8]>::is_empty))
}

/// What comes after a dot.
fn after_dot(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'.', rest @ ..] | [b'%', b'2', b'e' | b'E', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// The characters that a template has of its own in a path or a query.
static LITERAL: Characters = Characters::letters_digits_and(b"-._~:@!$&'()*+,;=/?");

/// Adds the template's own text, with what no URL can hold encoded.
fn push_literal(out: &mut Buffer, text: &str) {
    let passes = |bytes: &[u8], index, byte| LITERAL.holds(byte) || percent::is_triplet(bytes, index);
    percent::push(out, text, passes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, value: &'static str) -> Result<String, Refusal> {
        let mut out = Buffer::default();
        let filled = fill(&mut out, template, |_| Some(value.as_bytes()));
        let path = |()| String::from_utf8(out.into_vec()).expect("it is text");
        filled.map(path).map_err(|error| error.refusal)
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
            filled("/{a/{b}/é?{c/{d}&{e#{f}", "1"),
            Ok("/%7Ba/1/%C3%A9?1&%7Be".into())
        );
        assert_eq!(filled("{a}{b}", "1"), Ok("11".into()));
        assert_eq!(
            fill(&mut Buffer::default(), "/{a}/{b}", |name| (name == "a")
                .then_some(b"1")),
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
