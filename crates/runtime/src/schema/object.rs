use super::check::{Checker, Count};
use super::sink::{Place, Sink};
use super::{Property, Rule, Schema, pattern};
use crate::text::{Text, Tree};

type Members<'t> = [(Text<'t>, Tree<'t>)];

/// What a rule demands of an object.
pub(super) fn check(
    checker: &mut Checker,
    schema: &Schema,
    rule: &Rule,
    members: &Members<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let count = members.len() as u64;
    match rule {
        Rule::Required(names) => {
            for name in *names {
                if find(members, name).is_none() {
                    sink.add(&Place::Member(place, name), "is missing");
                }
            }
        }
        Rule::Properties(properties) => {
            for Property(name, schema) in *properties {
                if let Some(value) = find(members, name) {
                    checker.check(schema, value, &Place::Member(place, name), sink);
                }
            }
        }
        Rule::PatternProperties(properties) => {
            for Property(pattern, schema) in *properties {
                let matching = members
                    .iter()
                    .filter(|(name, _)| pattern::check(pattern, name.as_str()).is_ok());
                for (name, value) in matching {
                    checker.check(schema, value, &Place::Member(place, name.as_str()), sink);
                }
            }
        }
        Rule::AdditionalProperties(rest) => {
            let named = Named::of(schema);
            for (name, value) in members.iter().filter(|(name, _)| !named.includes(name.as_str())) {
                if sink.is_full() {
                    return;
                }
                let place = Place::Member(place, name.as_str());
                match rest {
                    Some(schema) => checker.check(schema, value, &place, sink),
                    None => sink.add(&place, "is not declared"),
                }
            }
        }
        Rule::MinProperties(least) if count < *least => {
            sink.add(place, format_args!("has fewer than {}", Count(*least, "member")));
        }
        Rule::MaxProperties(most) if count > *most => {
            sink.add(place, format_args!("has more than {}", Count(*most, "member")));
        }
        _ => {}
    }
}

fn find<'m, 't>(members: &'m Members<'t>, name: &str) -> Option<&'m Tree<'t>> {
    members
        .iter()
        .find(|(key, _)| key.as_str() == name)
        .map(|(_, value)| value)
}

/// The names that a schema's other rules speak of.
struct Named {
    properties: &'static [Property],
    patterns: &'static [Property],
}

impl Named {
    fn of(schema: &Schema) -> Self {
        let mut named = Self {
            properties: &[],
            patterns: &[],
        };
        for rule in schema.0 {
            match rule {
                Rule::Properties(properties) => named.properties = properties,
                Rule::PatternProperties(patterns) => named.patterns = patterns,
                _ => {}
            }
        }
        named
    }

    fn includes(&self, name: &str) -> bool {
        self.properties
            .iter()
            .any(|Property(declared, _)| *declared == name)
            || self
                .patterns
                .iter()
                .any(|Property(pattern, _)| pattern::check(pattern, name).is_ok())
    }
}
