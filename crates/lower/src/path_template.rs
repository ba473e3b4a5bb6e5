use std::collections::HashSet;

use crate::names;

/// A key of `paths`, e.g. `/pets/{petId}/photos`.
#[derive(Debug, PartialEq)]
pub(crate) struct PathTemplate<'d> {
    /// The key without its fragment.
    pub(crate) path: &'d str,
    /// The literal text and the variables, in order.
    pub(crate) parts: Vec<PathPart<'d>>,
}

/// A piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PathPart<'d> {
    /// Text that stands as it is.
    Text(&'d str),
    /// The name between a pair of braces.
    Variable(&'d str),
}

impl<'d> PathTemplate<'d> {
    /// What it says in words: `pets`, `by`, `pet`, `id`.
    pub(crate) fn words(&self) -> Vec<String> {
        self.word_groups().into_iter().flatten().collect()
    }

    /// The same, the words of each segment or variable together.
    pub(crate) fn word_groups(&self) -> Vec<Vec<String>> {
        let mut words = Vec::new();
        for part in &self.parts {
            match part {
                PathPart::Text(text) => {
                    let segments = text.split(|character: char| !character.is_alphanumeric());
                    words.extend(segments.filter(|segment| !segment.is_empty()).map(names::words));
                }
                PathPart::Variable(name) => {
                    let by = std::iter::once("by".to_owned());
                    words.push(by.chain(names::words(name)).collect());
                }
            }
        }
        words
    }

    /// Reads a template, or says what is wrong with it. A fragment, by which some documents tell
    /// operations of one path apart, is no part of it: it is never sent (RFC 9110, section 7.1).
    pub(crate) fn parse(key: &'d str) -> Result<Self, &'static str> {
        let (path, _) = key.split_once('#').unwrap_or((key, ""));
        if !path.starts_with('/') {
            return Err("a path begins with a slash");
        }
        let mut parts = Vec::new();
        let mut rest = path;
        while let Some((text, after)) = rest.split_once('{') {
            let (variable, after) = after.split_once('}').ok_or("a brace is not closed")?;
            if variable.is_empty() {
                return Err("a variable has no name");
            }
            if variable.contains(['{', '/']) {
                return Err("a brace is not closed");
            }
            parts.extend(literal(text)?);
            parts.push(PathPart::Variable(variable));
            rest = after;
        }
        parts.extend(literal(rest)?);
        Ok(Self { path, parts })
    }

    /// The variables, in order.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'d str> {
        self.parts.iter().filter_map(|part| match part {
            PathPart::Variable(name) => Some(*name),
            PathPart::Text(_) => None,
        })
    }

    /// The template with its variables' names taken out, and with what need not be encoded decoded: two paths of
    /// one shape are one path (OpenAPI 3.0.3, "Paths Object"; RFC 3986, section 6.2.2).
    pub(crate) fn shape(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                PathPart::Variable(_) => "{}".to_owned(),
                PathPart::Text(text) => decoded(text),
            })
            .collect()
    }

    /// The first variable that stands in it twice.
    pub(crate) fn repeated_variable(&self) -> Option<&'d str> {
        let mut known = HashSet::new();
        self.variables().find(|name| !known.insert(*name))
    }
}

/// The text without the percent-encoding of letters, digits and `-._~`, which means nothing.
fn decoded(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut decoded = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        let letter = code.map(char::from);
        match letter.filter(|letter| letter.is_ascii_alphanumeric() || "-._~".contains(*letter)) {
            Some(letter) => {
                decoded.push(letter);
                decoded += piece.get(2..).unwrap_or_default();
            }
            None => {
                decoded.push('%');
                decoded += piece;
            }
        }
    }
    decoded
}

fn literal(text: &str) -> Result<Option<PathPart<'_>>, &'static str> {
    if text.contains('}') {
        return Err("a brace is closed that was not opened");
    }
    Ok((!text.is_empty()).then_some(PathPart::Text(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_may_hold_several_variables() {
        let template = PathTemplate::parse("/compare/{base}...{head}").unwrap();
        assert_eq!(template.variables().collect::<Vec<_>>(), ["base", "head"]);
        assert_eq!(template.shape(), "/compare/{}...{}");
    }

    #[test]
    fn what_is_encoded_without_need_is_the_same() {
        let shape = |path| PathTemplate::parse(path).unwrap().shape();
        assert_eq!(shape("/user/%61b%2Fc"), "/user/ab%2Fc");
        assert_eq!(shape("/100%/%é/%+1/%"), "/100%/%é/%+1/%");
    }

    #[test]
    fn what_is_no_template_is_refused() {
        assert_eq!(PathTemplate::parse("pets"), Err("a path begins with a slash"));
        assert_eq!(PathTemplate::parse("/pets/{id"), Err("a brace is not closed"));
        assert_eq!(PathTemplate::parse("/pets/{a{b}}"), Err("a brace is not closed"));
        assert_eq!(
            PathTemplate::parse("/pets/id}"),
            Err("a brace is closed that was not opened")
        );
        assert_eq!(PathTemplate::parse("/pets/{}"), Err("a variable has no name"));
    }
}
