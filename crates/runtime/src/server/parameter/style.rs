//! The styles, read (OpenAPI 3.0.4, "Style Values"): the inverse of what a client writes.

use std::borrow::Cow;

use super::pairs::Pairs;
use super::source::{Source, decode};
use crate::http::reading::{Expectation, Members, Reading};
use crate::http::{Parameter, Place, Style};
use crate::server::percent::{Malformed, Plus, decode as percent_decode};

/// Why a parameter cannot be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unreadable {
    /// Its text is not text.
    Malformed(Malformed),
    /// It occurs more than once, and is not a list of what occurs.
    Repeated,
    /// It lacks what its style begins or separates members with.
    Style,
}

impl Unreadable {
    pub(super) fn detail(self) -> &'static str {
        match self {
            Self::Malformed(malformed) => malformed.detail(),
            Self::Repeated => "occurs more than once",
            Self::Style => "is not written in the style of this parameter",
        }
    }
}

impl From<Malformed> for Unreadable {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

/// A parameter with what its schema expects of it.
pub(super) struct Reader<'a> {
    pub(super) parameter: &'a Parameter,
    pub(super) expected: Expectation,
}

/// All that the parameter may mean, the likeliest first; empty when the request does not have it.
pub(super) fn readings(parameter: &Parameter, source: &Source<'_>) -> Result<Vec<Reading>, Unreadable> {
    let reader = Reader::new(parameter);
    match parameter.place {
        Place::Path => match source.path(parameter.name) {
            None => Ok(Vec::new()),
            Some(raw) => reader.path(raw),
        },
        Place::Header => reader.header(&source.header(parameter.name)?),
        Place::Querystring => reader.whole(&source.query_alone()),
        Place::Query | Place::Cookie => reader.pairs(&Pairs {
            pairs: source.pairs(parameter),
            claims: &|name| source.claims(parameter.place, name),
        }),
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(parameter: &'a Parameter) -> Self {
        Self {
            parameter,
            expected: Expectation::of(parameter.schema),
        }
    }

    /// The query as one value; an empty one is none.
    fn whole(&self, query: &str) -> Result<Vec<Reading>, Unreadable> {
        match query {
            "" => Ok(Vec::new()),
            query => Ok(vec![Reading::Text(self.text(query)?)]),
        }
    }

    fn path(&self, raw: &str) -> Result<Vec<Reading>, Unreadable> {
        // Whoever uses the value in a path or file name of their own must not climb out of it.
        if matches!(percent_decode(raw, Plus::Plus)?.as_ref(), "." | "..") {
            return Err(Unreadable::Style);
        }
        match self.parameter.style {
            Style::Label => self.label(raw.strip_prefix('.').ok_or(Unreadable::Style)?),
            Style::Matrix => self.matrix(raw.strip_prefix(';').ok_or(Unreadable::Style)?),
            _ => self.delimited(raw, ","),
        }
    }

    fn label(&self, raw: &str) -> Result<Vec<Reading>, Unreadable> {
        self.delimited(raw, if self.parameter.explode { "." } else { "," })
    }

    fn matrix(&self, raw: &str) -> Result<Vec<Reading>, Unreadable> {
        if self.parameter.explode && self.expected.object && raw.contains('=') {
            return Ok(vec![members(raw.split(';'), &|part| self.text(part))?]);
        }
        let values = raw.split(';').map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (percent_decode(name, Plus::Plus)? == self.parameter.name)
                .then_some(value)
                .ok_or(Unreadable::Style)
        });
        let values = values.collect::<Result<Vec<_>, _>>()?;
        match values.as_slice() {
            [value] if !self.parameter.explode => self.delimited(value, ","),
            values => self.occurrences(values),
        }
    }

    fn header(&self, lines: &[&str]) -> Result<Vec<Reading>, Unreadable> {
        match lines {
            [] => Ok(Vec::new()),
            [line] => self.delimited(line, ","),
            _ if self.expected.array || self.expected.object => self.delimited(&lines.join(","), ","),
            _ => Err(Unreadable::Repeated),
        }
    }

    /// Each occurrence is an element.
    pub(super) fn occurrences(&self, values: &[&str]) -> Result<Vec<Reading>, Unreadable> {
        let elements = values
            .iter()
            .map(|value| self.text(value))
            .collect::<Result<Vec<_>, _>>()?;
        match elements.as_slice() {
            [element] => {
                let text = Reading::Text(element.clone());
                let list = Reading::List(elements);
                Ok(self.keep(vec![(self.expected.scalar, text), (self.expected.array, list)]))
            }
            _ if self.expected.array => Ok(vec![Reading::List(elements)]),
            _ => Err(Unreadable::Repeated),
        }
    }

    /// One text with its elements or members side by side.
    pub(super) fn delimited(&self, raw: &str, delimiter: &str) -> Result<Vec<Reading>, Unreadable> {
        let whole = self.text(raw)?;
        let text = Reading::Text(whole.clone());
        if self.is_one_text() || !(self.expected.array || self.expected.object) {
            return Ok(vec![text]);
        }
        let parts: Vec<&str> = if raw.is_empty() {
            Vec::new()
        } else {
            raw.split(delimiter).collect()
        };
        let members = match self.expected.object {
            true => Some(self.object(&parts, &whole, delimiter)),
            false => None,
        };
        if let (Some(Err(wrong)), false, false) = (&members, self.expected.array, self.expected.scalar) {
            return Err(*wrong);
        }
        let mut readings = Vec::new();
        if self.expected.scalar && parts.len() < 2 {
            readings.push(text.clone());
        }
        readings.extend(members.and_then(Result::ok));
        if self.expected.array {
            readings.extend(self.lists(raw, &parts, delimiter)?);
        }
        if self.expected.scalar && parts.len() >= 2 {
            readings.push(text);
        }
        Ok(readings)
    }

    /// The text as an array: as a client of ours writes it; an empty text as one empty element; and
    /// split at delimiters that were encoded along with everything else, as many clients do.
    fn lists(&self, raw: &str, parts: &[&str], delimiter: &str) -> Result<Vec<Reading>, Unreadable> {
        let mut lists = vec![
            parts
                .iter()
                .map(|part| self.text(part))
                .collect::<Result<Vec<_>, _>>()?,
        ];
        let whole = self.text(raw)?;
        let lenient: Vec<String> = whole.split(delimiter).map(str::to_owned).collect();
        if self.parameter.place != Place::Path && !lists.contains(&lenient) {
            lists.push(lenient);
        }
        Ok(lists.into_iter().map(Reading::List).collect())
    }

    /// The text as an object: as a client of ours writes it, or split at delimiters that were encoded along with everything
    /// else.
    fn object(&self, parts: &[&str], whole: &str, delimiter: &str) -> Result<Reading, Unreadable> {
        let strict = self.side_by_side(parts, &|part| self.text(part));
        if strict.is_ok() || self.parameter.place == Place::Path {
            return strict;
        }
        let parts: Vec<&str> = whole.split(delimiter).collect();
        self.side_by_side(&parts, &|part| Ok(part.to_owned())).or(strict)
    }

    fn side_by_side(&self, parts: &[&str], text: &Decoding<'_>) -> Result<Reading, Unreadable> {
        if self.parameter.explode {
            return members(parts.iter().copied(), text);
        }
        let mut members = Members::default();
        for pair in parts.chunks(2) {
            let [name, value] = pair else {
                return Err(Unreadable::Style);
            };
            members.push(text(name)?, text(value)?);
        }
        once(members)
    }

    pub(super) fn text(&self, raw: &str) -> Result<String, Unreadable> {
        let raw = if self.parameter.place == Place::Header {
            raw.trim()
        } else {
            raw
        };
        Ok(decode(self.parameter, raw).map(Cow::into_owned)?)
    }

    /// Whether the text is the value, in a form of its own.
    pub(super) fn is_one_text(&self) -> bool {
        matches!(
            self.parameter.style,
            Style::Json | Style::Urlencoded(_) | Style::Raw
        )
    }

    /// The readings that the schema may accept; all of them when it accepts none.
    fn keep(&self, readings: Vec<(bool, Reading)>) -> Vec<Reading> {
        let any = readings.iter().any(|(expected, _)| *expected);
        readings
            .into_iter()
            .filter(|(expected, _)| *expected || !any)
            .map(|(_, reading)| reading)
            .collect()
    }
}

/// What a part of a raw text stands for.
type Decoding<'a> = dyn Fn(&str) -> Result<String, Unreadable> + 'a;

/// Members that are each written `name=value`.
fn members<'t>(parts: impl Iterator<Item = &'t str>, text: &Decoding<'_>) -> Result<Reading, Unreadable> {
    let mut members = Members::default();
    for part in parts {
        let (name, value) = part.split_once('=').ok_or(Unreadable::Style)?;
        members.push(text(name.trim())?, text(value)?);
    }
    once(members)
}

/// Members of which each may occur but once.
fn once(members: Members) -> Result<Reading, Unreadable> {
    if members.has_repeated() {
        Err(Unreadable::Repeated)
    } else {
        Ok(Reading::Members(members))
    }
}
