//! Where the parameters of a request stand.

use std::borrow::Cow;
use std::ops::Range;

use http::request::Parts;

#[cfg(feature = "server")]
use crate::http::reading::Expectation;
use crate::http::{Operation, Parameter, Place, SchemeKind, Service, Style};
use crate::server::cookies::cookies;
use crate::server::judge::Judging;
use crate::server::percent::{self, Malformed, Plus};
use crate::server::query::{Pair, pairs};

/// What a request's path has where the template has parameters: names, and where their raw, still encoded
/// text stands in the path.
pub(in crate::server) type Captures = Vec<(&'static str, Range<usize>)>;

/// A request's parts that hold parameters, and the description of what else stands there.
#[derive(Clone, Copy, Debug)]
pub(in crate::server) struct Source<'a> {
    pub(in crate::server) service: &'static Service,
    pub(in crate::server) operation: &'static Operation,
    pub(in crate::server) request: &'a Parts,
    pub(in crate::server) captures: &'a Captures,
    pub(in crate::server) judging: Judging,
}

impl<'a> Source<'a> {
    /// The raw text of the parameter of the path.
    pub(super) fn path(&self, name: &str) -> Option<&'a str> {
        let (_, range) = self.captures.iter().find(|(key, _)| *key == name)?;
        self.request.uri.path().get(range.clone())
    }

    /// The names and raw values among which the parameter stands.
    pub(super) fn pairs(&self, parameter: &Parameter) -> Vec<Pair<'a>> {
        match (parameter.place, parameter.style) {
            (Place::Query, _) => pairs(self.query()).collect(),
            (Place::Cookie, Style::Cookie) => cookies(&self.request.headers)
                .map(|(name, value)| Pair { name, value })
                .collect(),
            // An exploded value may have been written with `&`, as the specification's examples are.
            (Place::Cookie, _) => cookies(&self.request.headers)
                .flat_map(|(name, value)| {
                    let (value, more) = value.split_once('&').unwrap_or((value, ""));
                    std::iter::once(Pair { name, value }).chain(pairs(more))
                })
                .collect(),
            (Place::Path | Place::Header | Place::Querystring, _) => Vec::new(),
        }
    }

    fn query(&self) -> &'a str {
        self.request.uri.query().unwrap_or_default()
    }

    /// The query without the keys that say who calls.
    pub(super) fn query_alone(&self) -> Cow<'a, str> {
        let is_key = |pair: &str| {
            let name = pair.split('=').next().unwrap_or_default();
            pair.contains('=') && self.is_key(Place::Query, name)
        };
        let query = self.query();
        if !query.split('&').any(is_key) {
            return Cow::Borrowed(query);
        }
        let others: Vec<&str> = query.split('&').filter(|pair| !is_key(pair)).collect();
        Cow::Owned(others.join("&"))
    }

    /// The values of a header, a line each.
    pub(super) fn header(&self, name: &str) -> Result<Vec<&'a str>, Malformed> {
        let values = self.request.headers.get_all(name).into_iter();
        values
            .map(|value| std::str::from_utf8(value.as_bytes()).map_err(|_| Malformed::Utf8))
            .collect()
    }

    /// Whether something else than the exploded members of an object has this name in the query or
    /// among the cookies.
    pub(super) fn claims(&self, place: Place, name: &str) -> bool {
        let parameter = |parameter: &Parameter| {
            let rest = name.strip_prefix(parameter.name);
            parameter.place == place && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        };
        self.operation.parameters.iter().any(parameter) || self.is_key(place, name)
    }

    /// Whether the query has names that the operation does not take.
    #[cfg(feature = "server")]
    pub(in crate::server) fn has_unknown_query(&self) -> bool {
        let parameters = self.operation.parameters;
        if parameters.iter().any(|each| each.place == Place::Querystring) {
            return false;
        }
        let in_query: Vec<_> = parameters
            .iter()
            .filter(|each| each.place == Place::Query)
            .map(|each| (each, Expectation::of(each.schema)))
            .collect();
        let template = self.operation.path.split_once('?').map_or("", |(_, query)| query);
        pairs(self.query()).any(|pair| {
            let is_known = |name: &str| {
                in_query
                    .iter()
                    .any(|(each, expected)| takes(each, expected, name))
                    || self.is_key(Place::Query, name)
                    || pairs(template).any(|fixed| fixed.name == name)
            };
            !pair.decoded_name().is_some_and(|name| is_known(&name))
        })
    }

    fn is_key(&self, place: Place, name: &str) -> bool {
        self.service.schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::ApiKeyQuery(key) => place == Place::Query && key == name,
            SchemeKind::ApiKeyCookie(key) => place == Place::Cookie && key == name,
            _ => false,
        })
    }
}

/// Whether a parameter of the query takes a value of this name.
#[cfg(feature = "server")]
fn takes(parameter: &Parameter, expected: &Expectation, name: &str) -> bool {
    match parameter.style {
        _ if parameter.name == name => true,
        Style::DeepObject(_) => {
            let member = name.strip_prefix(parameter.name);
            member.is_some_and(|member| member.starts_with('[') && member.ends_with(']'))
        }
        Style::Json | Style::Urlencoded(_) | Style::Raw => false,
        _ => parameter.explode && expected.takes(name),
    }
}

/// The text that the raw text of a parameter stands for.
pub(super) fn decode<'t>(parameter: &Parameter, raw: &'t str) -> Result<Cow<'t, str>, Malformed> {
    match (parameter.place, parameter.style) {
        (Place::Header, _) | (_, Style::Cookie | Style::Raw) => Ok(Cow::Borrowed(raw)),
        // A form is encoded already, and where it is the query it is so once.
        (Place::Querystring, Style::Urlencoded(_)) => Ok(Cow::Borrowed(raw)),
        (Place::Path | Place::Querystring, _) => percent::decode(raw, Plus::Plus),
        // Where reserved characters go unencoded, a plus is one.
        (Place::Query, _) if parameter.allow_reserved => percent::decode(raw, Plus::Plus),
        (Place::Query, _) => percent::decode(raw, Plus::Space),
        // Cookies come from many hands: what is not percent-encoded is what it says.
        (Place::Cookie, _) => Ok(percent::decode(raw, Plus::Plus).unwrap_or(Cow::Borrowed(raw))),
    }
}
