//! The styles that write `name=value` pairs, read: in queries, cookies and forms.

use super::style::{Reader, Unreadable};
use crate::http::reading::{Members, Reading};
use crate::http::{Parameter, Style};
use crate::server::query::Pair;

/// Names and raw values, among which those of a parameter or of a form's member stand.
pub(in crate::server) struct Pairs<'a> {
    pub(in crate::server) pairs: Vec<Pair<'a>>,
    /// Whether something else has this name than the exploded members of an object.
    pub(in crate::server) claims: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    /// All that the pairs may mean, the likeliest first; empty when there are none.
    pub(super) fn pairs(&self, among: &Pairs<'_>) -> Result<Vec<Reading>, Unreadable> {
        let Parameter {
            name, style, explode, ..
        } = *self.parameter;
        if matches!(style, Style::DeepObject(_)) {
            return self.deep_object(among);
        }
        let values: Vec<_> = among
            .pairs
            .iter()
            .filter(|pair| pair.is_named(name))
            .map(|pair| pair.value)
            .collect();
        let explode = explode && !self.is_one_text();
        if explode && self.expected.object && values.is_empty() {
            return self.exploded_object(among);
        }
        match (values.as_slice(), style) {
            ([], _) => Ok(Vec::new()),
            (values, _) if explode => self.occurrences(values),
            ([_, _, ..], _) => Err(Unreadable::Repeated),
            ([value], Style::SpaceDelimited) => {
                self.delimited(&value.replace("%20", " ").replace('+', " "), " ")
            }
            ([value], Style::PipeDelimited) => {
                self.delimited(&value.replace("%7C", "|").replace("%7c", "|"), "|")
            }
            ([value], _) => self.delimited(value, ","),
        }
    }

    fn exploded_object(&self, among: &Pairs<'_>) -> Result<Vec<Reading>, Unreadable> {
        let mut members = Members::default();
        for pair in &among.pairs {
            let Some(name) = pair.decoded_name() else { continue };
            let declared = self.expected.declares(&name);
            if declared || (self.expected.takes_any_member && !(among.claims)(&name)) {
                members.push(name.into_owned(), self.text(pair.value)?);
            }
        }
        Ok(present(members))
    }

    /// `name[a][b]=value`, and `name=value` for what has no members.
    fn deep_object(&self, among: &Pairs<'_>) -> Result<Vec<Reading>, Unreadable> {
        let mut members = Members::default();
        let mut values = Vec::new();
        for pair in &among.pairs {
            let Some(name) = pair.decoded_name() else { continue };
            let Some(rest) = name.strip_prefix(self.parameter.name) else {
                continue;
            };
            if rest.is_empty() {
                values.push(pair.value);
            }
            let path = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            // Of deeper nesting the specification says nothing; clients write one bracket after another.
            if let Some(path) = path {
                let path: Vec<&str> = path.split("][").collect();
                members
                    .push_at(&path, self.text(pair.value)?)
                    .ok_or(Unreadable::Style)?;
            }
        }
        match (values.is_empty(), members.is_empty()) {
            (true, _) => Ok(present(members)),
            (false, true) => self.occurrences(&values),
            (false, false) => Err(Unreadable::Style),
        }
    }
}

/// Members, if there are any: an object without a member is not there.
fn present(members: Members) -> Vec<Reading> {
    if members.is_empty() {
        Vec::new()
    } else {
        vec![Reading::Members(members)]
    }
}
