use bindery_model::Pointer;
use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

/// A JSONPath (RFC 9535).
pub(super) struct TargetPath {
    path: JsonPath,
    /// The names and indices that it begins with.
    start: Pointer,
    /// What follows them.
    rest: String,
}

/// The parser recurses into filters, and the walk into what it found: what no one writes is refused.
const LONGEST: usize = 4_000;
const DEEPEST: usize = 40;

impl TargetPath {
    /// Reads a path, or says why it is none.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST || nesting(text) > DEEPEST {
            return Err("the path is too long, or nests too deeply".to_owned());
        }
        let path = JsonPath::parse(text).map_err(|fault| match fault.message() {
            // What the library says where it has nothing to say.
            "parser error" => format!("it makes no sense after character {}", fault.position()),
            message => format!("{message}, after character {}", fault.position()),
        })?;
        let (start, rest) = start_of(text);
        Ok(Self {
            path,
            start,
            rest: rest.to_owned(),
        })
    }

    /// The only place that the path can name, if it is made of names and indices alone.
    pub(super) fn singular(&self) -> Option<Pointer> {
        self.rest.is_empty().then(|| self.start.clone())
    }

    pub(super) fn start(&self) -> &Pointer {
        &self.start
    }

    pub(super) fn rest(&self) -> &str {
        &self.rest
    }

    /// The places that the path names, each once, in the order of the pointers.
    pub(super) fn query(&self, value: &Value) -> Vec<Pointer> {
        let located = self.path.query_located(value);
        let mut places: Vec<Vec<Segment>> = located
            .locations()
            .map(|path| path.iter().map(Segment::from).collect())
            .collect();
        places.sort();
        places.dedup();
        let pointer = |place: Vec<Segment>| place.into_iter().map(Segment::into_text).collect();
        places.into_iter().map(pointer).collect()
    }
}

/// Sorts items by their number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Index(usize),
    Name(String),
}

impl From<&PathElement<'_>> for Segment {
    fn from(element: &PathElement<'_>) -> Self {
        match element {
            PathElement::Name(name) => Self::Name((*name).to_owned()),
            PathElement::Index(index) => Self::Index(*index),
        }
    }
}

impl Segment {
    fn into_text(self) -> String {
        match self {
            Self::Index(index) => index.to_string(),
            Self::Name(name) => name,
        }
    }
}

fn nesting(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The pointer that a path begins with, and the text after that.
fn start_of(text: &str) -> (Pointer, &str) {
    let mut pointer = Pointer::root();
    let mut rest = text.strip_prefix('$').unwrap_or(text);
    while let Some((segment, after)) = segment(rest) {
        pointer = pointer.child(segment);
        rest = after;
    }
    (pointer, rest)
}

/// A leading `.name`, `['name']`, `["name"]` or `[0]`, and the text after it.
fn segment(text: &str) -> Option<(&str, &str)> {
    if let Some(after) = text.strip_prefix('.') {
        let end = after
            .find(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric() && letter != '_')
            .unwrap_or(after.len());
        return (end > 0).then(|| after.split_at(end));
    }
    let inner = text.strip_prefix('[')?;
    let (content, after) = match inner.chars().next()? {
        quote @ ('\'' | '"') => {
            let (content, after) = inner.get(1..)?.split_once(quote)?;
            // An escape is left to the query.
            (!content.contains('\\')).then_some((content, after))?
        }
        _ => {
            let end = inner.find(']')?;
            let (digits, after) = inner.split_at(end);
            let is_index = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
            is_index.then_some((digits, after))?
        }
    };
    Some((content, after.strip_prefix(']')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_indices_are_taken_off_the_front() {
        let parse = |text| {
            let path = TargetPath::parse(text).unwrap();
            (path.start().to_string(), path.rest().to_owned())
        };
        assert_eq!(
            parse("$.paths['/pets/{id}'].get.parameters[0]"),
            ("#/paths/~1pets~1{id}/get/parameters/0".into(), String::new())
        );
        assert_eq!(parse("$"), ("#".into(), String::new()));
        assert_eq!(parse("$.a[?@.b == 1].c"), ("#/a".into(), "[?@.b == 1].c".into()));
        assert_eq!(parse("$.a..b"), ("#/a".into(), "..b".into()));
        assert_eq!(parse("$.a.*"), ("#/a".into(), ".*".into()));
        assert_eq!(parse("$['a\\'b']"), ("#".into(), "['a\\'b']".into()));
        assert_eq!(parse("$['a','b']"), ("#".into(), "['a','b']".into()));
        assert_eq!(
            parse("$.\u{e9}t\u{e9}"),
            ("#/\u{e9}t\u{e9}".into(), String::new())
        );
    }

    #[test]
    fn what_would_exhaust_the_parser_is_refused() {
        assert!(TargetPath::parse(&format!("$[?{}", "(".repeat(3_000))).is_err());
        assert!(TargetPath::parse(&"$".repeat(100_000)).is_err());
    }
}
