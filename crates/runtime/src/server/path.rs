//! Path templates: `/payment-sessions/{paymentSessionId}/cancel` (OpenAPI 3.0.3, "Path Templating").

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

use super::parameter::Captures;
use super::query::pairs;

/// A path template, taken apart once so that requests are matched against it as they come.
#[derive(Clone, Debug)]
pub(super) struct Template {
    segments: Vec<Vec<Piece>>,
    /// What the query must say. Paths should have none, and some documents tell operations apart so.
    query: Vec<(&'static str, &'static str)>,
}

/// A part of a segment: nearly every segment is one.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Text that must stand there, in the percent-encoded form in which requests carry it.
    Literal(String),
    /// A parameter, by its name.
    Parameter(&'static str),
}

impl Template {
    pub(super) fn new(path: &'static str) -> Self {
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let query = pairs(query).map(|pair| (pair.name, pair.value));
        Self {
            segments: path.split('/').map(pieces).collect(),
            query: query.collect(),
        }
    }

    /// The same for all templates of which one request path may satisfy several only by what
    /// stands inside a segment; axum knows one route for them.
    pub(super) fn shape(&self) -> String {
        self.render(|_| "{}".to_owned())
    }

    /// The template as axum writes it: a segment is text or one parameter.
    pub(super) fn route(&self) -> String {
        let mut used = HashSet::new();
        self.render(|name| {
            let plain = !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            let mut name = if plain {
                name.to_owned()
            } else {
                "parameter".to_owned()
            };
            while !used.insert(name.clone()) {
                name.push('_');
            }
            format!("{{{name}}}")
        })
    }

    fn render(&self, mut parameter: impl FnMut(&str) -> String) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            text.push('/');
            let name = segment.iter().find_map(|piece| match piece {
                Piece::Parameter(name) => Some(*name),
                Piece::Literal(_) => None,
            });
            match (name, segment.as_slice()) {
                (Some(name), _) => text.push_str(&parameter(name)),
                (None, [Piece::Literal(literal)]) => text.push_str(literal),
                (None, _) => {}
            }
        }
        text
    }

    /// How much of the template is text: of several that match, the one with the most is meant.
    pub(super) fn literal_length(&self) -> usize {
        let literals = self.segments.iter().flatten().map(|piece| match piece {
            Piece::Literal(text) => text.len(),
            Piece::Parameter(_) => 0,
        });
        let query = self.query.iter().map(|(name, value)| name.len() + value.len());
        literals.chain(query).sum()
    }

    /// What the parameters stand for in a request's path and query as they came.
    pub(super) fn captures(&self, path: &str, query: &str) -> Option<Captures> {
        let has = |(name, value): &(&str, &str)| {
            pairs(query).any(|pair| pair.name == *name && pair.value == *value)
        };
        if !self.query.iter().all(has) {
            return None;
        }
        let mut captures = Captures::new();
        let mut segments = path.strip_prefix('/')?.split('/');
        for segment in &self.segments {
            capture_segment(path, segment, segments.next()?, &mut captures)?;
        }
        segments.next().is_none().then_some(captures)
    }
}

/// Reads one segment from its end: of text that stands there several times the last is the template's, as
/// in `{name}.{format}`. No parameter is empty.
fn capture_segment(path: &str, pieces: &[Piece], mut text: &str, captures: &mut Captures) -> Option<()> {
    let first = captures.len();
    let mut pieces = pieces.iter().rev().peekable();
    while let Some(piece) = pieces.next() {
        let name = match piece {
            Piece::Literal(literal) => {
                text = text.strip_suffix(literal.as_str())?;
                continue;
            }
            Piece::Parameter(name) => name,
        };
        let (before, value) = match pieces.next() {
            None => ("", text),
            Some(Piece::Parameter(_)) => return None,
            Some(Piece::Literal(literal)) if pieces.peek().is_none() => {
                ("", text.strip_prefix(literal.as_str())?)
            }
            Some(Piece::Literal(literal)) => split_at_last(text, literal)?,
        };
        if value.is_empty() {
            return None;
        }
        captures.push((*name, range_within(path, value)?));
        text = before;
    }
    captures.get_mut(first..)?.reverse();
    text.is_empty().then_some(())
}

/// Where `part` stands within `path`, of which it is a part.
fn range_within(path: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(path.as_ptr().addr())?;
    Some(start..start.checked_add(part.len())?)
}

/// What stands before and after the last `literal` in `text` that something follows.
fn split_at_last<'t>(text: &'t str, literal: &str) -> Option<(&'t str, &'t str)> {
    let last = text.chars().next_back()?.len_utf8();
    let within = text.get(..text.len().checked_sub(last)?)?;
    let start = within.rfind(literal)?;
    Some((text.get(..start)?, text.get(start + literal.len()..)?))
}

fn pieces(segment: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Literal(encode_literal(before)));
        }
        pieces.push(Piece::Parameter(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(encode_literal(rest)));
    }
    pieces
}

/// Text as a URL's path carries it (RFC 3986, `pchar`); what is already encoded stays.
fn encode_literal(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte);
        if plain {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captures(template: &'static str, path: &str) -> Option<Vec<String>> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let captures = Template::new(template).captures(path, query)?;
        Some(
            captures
                .into_iter()
                .map(|(name, range)| format!("{name}={}", &path[range]))
                .collect(),
        )
    }

    #[test]
    fn a_parameter_is_a_segment() {
        assert_eq!(
            captures("/a/{id}/b", "/a/x%2Fy/b"),
            Some(vec!["id=x%2Fy".to_owned()])
        );
        assert_eq!(captures("/a/{id}/b", "/a//b"), None);
        assert_eq!(captures("/a/{id}", "/a/x/"), None);
        assert_eq!(captures("/a/{id}", "/b/x"), None);
    }

    #[test]
    fn a_segment_mixes_text_and_parameters() {
        assert_eq!(
            captures("/{base}...{head}", "/v1...v2"),
            Some(vec!["base=v1".into(), "head=v2".into()])
        );
        assert_eq!(captures("/{id}.json", "/a.b.json"), Some(vec!["id=a.b".into()]));
        assert_eq!(
            captures("/{name}.{format}", "/q1.eu.pdf"),
            Some(vec!["name=q1.eu".into(), "format=pdf".into()])
        );
        assert_eq!(
            captures("/x{a}-{b}:{c}", "/x1-2-3:4"),
            Some(vec!["a=1-2".into(), "b=3".into(), "c=4".into()])
        );
        assert_eq!(captures("/{a}...{b}", "/v1..."), None);
        assert_eq!(captures("/{id}.json", "/.json"), None);
        assert_eq!(captures("/{id}:cancel", "/7:cancel"), Some(vec!["id=7".into()]));
        assert_eq!(captures("/x{id}", "/y1"), None);
    }

    #[test]
    fn the_root_and_trailing_slashes_are_segments_too() {
        assert_eq!(captures("/", "/"), Some(vec![]));
        assert_eq!(captures("/a/", "/a/"), Some(vec![]));
        assert_eq!(captures("/a/", "/a"), None);
    }

    #[test]
    fn a_query_may_tell_operations_apart() {
        assert_eq!(
            captures("/messages?beta=true", "/messages?x=1&beta=true"),
            Some(vec![])
        );
        assert_eq!(captures("/messages?beta=true", "/messages"), None);
        assert!(Template::new("/m?beta=true").literal_length() > Template::new("/m").literal_length());
    }

    #[test]
    fn axum_gets_one_parameter_per_segment() {
        let route = |template: &'static str| Template::new(template).route();
        assert_eq!(route("/a/{id}/{id}"), "/a/{id}/{id_}");
        assert_eq!(route("/{*rest}/{a}...{b}"), "/{parameter}/{a}");
        assert_eq!(route("/a b/{x"), "/a%20b/%7Bx");
        assert_eq!(
            Template::new("/a/{x}.json").shape(),
            Template::new("/a/{y}").shape()
        );
    }
}
