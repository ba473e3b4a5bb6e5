//! Where a schema resource or a file is: the base that references in it are relative to (JSON Schema
//! 2020-12, section 8.2; RFC 3986, section 5).

use std::path::{Component, Path, PathBuf};

use crate::reference::{FilePart, Refusal};

/// What references are resolved against, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    /// A path within the root folder.
    File(PathBuf),
    /// A URI without a fragment, of an `$id` or of a file of another machine's.
    Uri(String),
}

impl Location {
    /// Where `reference`, which has no fragment, leads from here.
    pub(crate) fn join(&self, reference: &str) -> Result<Location, Refusal> {
        match self {
            _ if reference.is_empty() => Ok(self.clone()),
            Self::Uri(base) => Ok(Self::Uri(joined(base, reference))),
            Self::File(place) => match FilePart::of(reference) {
                FilePart::Relative(path) => {
                    let folder = place.parent().unwrap_or(Path::new(""));
                    normalized(&folder.join(path))
                        .map(Self::File)
                        .ok_or(Refusal::Outside)
                }
                FilePart::Refused(Refusal::Remote(_)) if !reference.starts_with("//") => {
                    Ok(Self::Uri(joined("", reference)))
                }
                FilePart::Refused(refusal) => Err(refusal),
            },
        }
    }

    /// The same for an `$id`, which may be any path: no file needs to be there.
    pub(crate) fn join_id(&self, id: &str) -> Location {
        let id = id.split_once('#').map_or(id, |(before, _)| before);
        self.join(id).unwrap_or_else(|_| Self::Uri(joined("", id)))
    }
}

/// The path without `.` and `..`; `None` where it would leave its folder.
pub(crate) fn normalized(path: &Path) -> Option<PathBuf> {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => result.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !result.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(result)
}

/// The scheme of a URI, and what follows its colon.
pub(crate) fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    is_scheme.then_some((scheme, rest))
}

/// A URI reference in its parts (RFC 3986, appendix B), without a fragment.
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (scheme, rest) = scheme(text).map_or((None, text), |(scheme, rest)| (Some(scheme), rest));
        let (rest, query) = rest
            .split_once('?')
            .map_or((rest, None), |(rest, query)| (rest, Some(query)));
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                let (authority, path) = rest.split_at(end);
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }

    fn written(&self, path: &str) -> String {
        let mut text = String::new();
        if let Some(scheme) = self.scheme {
            text.push_str(&scheme.to_ascii_lowercase());
            text.push(':');
        }
        if let Some(authority) = self.authority {
            text.push_str("//");
            text.push_str(&authority.to_ascii_lowercase());
        }
        text.push_str(path);
        if let Some(query) = self.query {
            text.push('?');
            text.push_str(query);
        }
        text
    }
}

/// RFC 3986, section 5.2.2.
fn joined(base: &str, reference: &str) -> String {
    let base = Parts::of(base);
    let relative = Parts::of(reference);
    if relative.scheme.is_some() {
        return relative.written(&without_dots(relative.path));
    }
    let relative = Parts {
        scheme: base.scheme,
        ..relative
    };
    if relative.authority.is_some() {
        return relative.written(&without_dots(relative.path));
    }
    let relative = Parts {
        authority: base.authority,
        ..relative
    };
    if relative.path.is_empty() {
        let query = relative.query.or(base.query);
        return Parts { query, ..relative }.written(base.path);
    }
    if relative.path.starts_with('/') {
        return relative.written(&without_dots(relative.path));
    }
    let folder = match base.path.rfind('/') {
        Some(slash) => base.path.get(..=slash).unwrap_or_default(),
        None if base.authority.is_some() => "/",
        None => "",
    };
    relative.written(&without_dots(&format!("{folder}{}", relative.path)))
}

/// RFC 3986, section 5.2.4; what has no hierarchy (a URN's path) stays as it is.
fn without_dots(path: &str) -> String {
    let Some(rest) = path.strip_prefix('/') else {
        return path.to_owned();
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = rest.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_joined_as_the_rfc_says() {
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//G", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("..", "http://a/b/"),
            ("../../../g", "http://a/g"),
            ("HTTP://Host/./x", "http://host/x"),
            ("urn:example:a", "urn:example:a"),
        ] {
            assert_eq!(joined("http://a/b/c/d;p?q", reference), expected, "{reference}");
        }
        assert_eq!(joined("http://a", "g"), "http://a/g");
    }

    #[test]
    fn paths_stay_paths_and_do_not_leave_their_folder() {
        let base = Location::File("schemas/pet.yaml".into());
        let file = |path: &str| Ok(Location::File(path.into()));
        assert_eq!(base.join("../a%20b.yaml"), file("a b.yaml"));
        assert_eq!(base.join("../../a.yaml"), Err(Refusal::Outside));
        assert_eq!(base.join(""), file("schemas/pet.yaml"));
        let remote = base.join("https://a.example/x.yaml").unwrap();
        assert_eq!(
            remote.join("y.yaml"),
            Ok(Location::Uri("https://a.example/y.yaml".into()))
        );
        assert_eq!(base.join_id("/x#"), Location::Uri("/x".into()));
    }
}
