use super::describe::describe_text;
use super::scan::lookup;
use super::{Others, Selection, Test};
use crate::json::kind_of;
use crate::schema::JsonType;
use crate::text::{Scanner, SyntaxError};

impl Selection {
    /// The first thing that rules `variant` out for a value.
    pub(super) fn reason(&self, variant: usize, text: &str) -> Option<String> {
        self.tests.iter().find_map(|test| reason(test, variant, text))
    }
}

fn reason(test: &Test, variant: usize, text: &str) -> Option<String> {
    match test {
        Test::Type { accepts } => {
            let found = kind_of(text);
            let accepted = accepts
                .get(variant)
                .is_none_or(|accepts| found.is_one_of(accepts));
            (!accepted).then(|| format!("the value is {}", found.with_article()))
        }
        Test::Required { member, variants } if variants.contains(&variant) => match lookup(text, &[member]) {
            Some(_) => None,
            None if kind_of(text) == JsonType::Object => Some(format!("`{member}` is missing")),
            None => Some(format!("the value is {}", kind_of(text).with_article())),
        },
        Test::Required { .. } => None,
        // Asked only where siblings have chosen, and they outweigh it.
        Test::Undeclared { .. } => None,
        Test::Closed {
            variant: closed,
            members,
        } => match *closed == variant {
            true => has_other(text, members).then(|| "there are members that it does not declare".into()),
            false => None,
        },
        Test::Value {
            path,
            accepts,
            absent,
            others,
        } => {
            if *others == Others::Variant(variant) {
                return None;
            }
            let (_, literals) = accepts.iter().find(|(concerned, _)| *concerned == variant)?;
            let place = if path.is_empty() {
                "the value".into()
            } else {
                format!("`{}`", path.join("/"))
            };
            match lookup(text, path) {
                None => (!absent.contains(&variant)).then(|| format!("{place} is missing")),
                Some(value) if literals.iter().any(|literal| literal.is_text(value)) => None,
                Some(value) => {
                    let mut named = accepts.iter().flat_map(|(_, literals)| *literals);
                    Some(format!("{place} is {}", describe_text(value, &mut named)))
                }
            }
        }
        Test::MemberType { member, accepts } => {
            let (_, accepts) = accepts.iter().find(|(concerned, _)| *concerned == variant)?;
            let found = kind_of(lookup(text, &[member])?);
            (!found.is_one_of(accepts)).then(|| format!("`{member}` is {}", found.with_article()))
        }
        Test::Items { variants, tests, .. } => match variants.contains(&variant) {
            true => of_element(tests, variant, text),
            false => None,
        },
    }
}

/// The first thing that rules `variant` out for an element.
fn of_element(tests: &[Test], variant: usize, text: &str) -> Option<String> {
    if kind_of(text) != JsonType::Array {
        return None;
    }
    let mut found = None;
    let mut place = 0;
    let read = Scanner::new(text).array(|scanner| {
        let element = scanner.skip()?;
        if found.is_none() {
            let reason = tests.iter().find_map(|test| reason(test, variant, element));
            found = reason.map(|reason| format!("of element {place} {reason}"));
        }
        place += 1;
        Ok::<(), SyntaxError>(())
    });
    read.ok()?;
    found
}

/// Whether an object has a member that is not among these.
fn has_other(text: &str, members: &[&str]) -> bool {
    let mut other = false;
    if kind_of(text) == JsonType::Object {
        let read = Scanner::new(text).object(|name, scanner| {
            other |= !members.iter().any(|member| name.is(member));
            scanner.skip().map(drop)
        });
        return other && Ok::<(), SyntaxError>(()) == read;
    }
    false
}
