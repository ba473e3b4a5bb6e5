use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt::{self, Display};

use super::sink::{Place, Sink};
use super::violations::{LIMIT, Violations};
use super::{JsonType, Literal, Rule, Schema, is_of_format, number, object, pattern, variants};
use crate::text::Tree;

/// How deeply schemas may lead into each other; a bound on the stack, not on documents.
const MAX_SCHEMAS: u32 = 512;

/// One run of the interpreter over one value.
pub(super) struct Checker {
    depth: u32,
    /// Which schemas of `oneOf`, `anyOf` and `not` fit which values, so that recursive ones cost no more than the
    /// product of both.
    known: HashMap<(usize, usize), bool>,
    state: Option<RandomState>,
    /// Within the reason why a variant does not fit, where a further list of reasons would not end.
    pub(super) explaining: bool,
}

/// All that is wrong with a value.
pub(super) fn violations(schema: &Schema, tree: &Tree<'_>) -> Result<(), Violations> {
    let mut sink = Sink::Report {
        found: Vec::new(),
        limit: LIMIT,
        more: false,
    };
    Checker::new().check(schema, tree, &Place::Root, &mut sink);
    match sink {
        Sink::Report { found, more, .. } if !found.is_empty() => Err(Violations::new(found, more)),
        _ => Ok(()),
    }
}

/// Whether a value is what a schema demands.
pub(crate) fn fits(schema: &Schema, tree: &Tree<'_>) -> bool {
    Checker::new().fits(schema, tree)
}

impl Checker {
    fn new() -> Self {
        Self {
            depth: 0,
            known: HashMap::new(),
            state: None,
            explaining: false,
        }
    }

    pub(super) fn hash_state(&mut self) -> &RandomState {
        self.state.get_or_insert_with(RandomState::new)
    }

    pub(super) fn fits(&mut self, schema: &Schema, tree: &Tree<'_>) -> bool {
        let key = (std::ptr::from_ref(schema).addr(), std::ptr::from_ref(tree).addr());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut sink = Sink::Fits { failed: false };
        self.check(schema, tree, &Place::Root, &mut sink);
        let fits = !sink.has_failed();
        self.known.insert(key, fits);
        fits
    }

    pub(super) fn check(&mut self, schema: &Schema, tree: &Tree<'_>, place: &Place<'_>, sink: &mut Sink) {
        if self.depth >= MAX_SCHEMAS {
            sink.add(place, "is nested too deeply to be checked");
            return;
        }
        self.depth += 1;
        if is_of_type(schema, tree, place, sink) {
            for rule in schema.0 {
                if sink.is_full() {
                    break;
                }
                self.check_rule(schema, rule, tree, place, sink);
            }
        }
        self.depth -= 1;
    }

    fn check_rule(
        &mut self,
        schema: &Schema,
        rule: &Rule,
        tree: &Tree<'_>,
        place: &Place<'_>,
        sink: &mut Sink,
    ) {
        match rule {
            Rule::Type(_) => {}
            Rule::Enum(literals) => check_enum(literals, tree, place, sink),
            Rule::AllOf(parts) => parts.iter().for_each(|part| self.check(part, tree, place, sink)),
            Rule::AnyOf(_) | Rule::OneOf(_) | Rule::Not(_) => variants::check(self, rule, tree, place, sink),
            rule => match tree {
                Tree::Object(members) => object::check(self, schema, rule, members, place, sink),
                Tree::Array(items) => self.check_items(schema, rule, items, place, sink),
                Tree::String(text) => check_text(rule, text.as_str(), place, sink),
                Tree::Number(text) => number::check(rule, text, place, sink),
                Tree::Null | Tree::Bool(_) => {}
            },
        }
    }

    fn check_items(
        &mut self,
        schema: &Schema,
        rule: &Rule,
        items: &[Tree<'_>],
        place: &Place<'_>,
        sink: &mut Sink,
    ) {
        let count = items.len() as u64;
        match rule {
            Rule::PrefixItems(schemas) => {
                for (index, (item, schema)) in items.iter().zip(*schemas).enumerate() {
                    self.check(schema, item, &Place::Item(place, index), sink);
                }
            }
            Rule::Items(rest) => {
                let before = schema.0.iter().find_map(|rule| match rule {
                    Rule::PrefixItems(schemas) => Some(schemas.len()),
                    _ => None,
                });
                for (index, item) in items.iter().enumerate().skip(before.unwrap_or(0)) {
                    if sink.is_full() {
                        return;
                    }
                    match rest {
                        Some(schema) => self.check(schema, item, &Place::Item(place, index), sink),
                        None => sink.add(&Place::Item(place, index), "must not be there"),
                    }
                }
            }
            Rule::MinItems(least) if count < *least => {
                sink.add(place, format_args!("has fewer than {}", Count(*least, "item")));
            }
            Rule::MaxItems(most) if count > *most => {
                sink.add(place, format_args!("has more than {}", Count(*most, "item")));
            }
            Rule::UniqueItems => {
                if let Some((first, second)) = self.duplicate(items) {
                    sink.add(place, format_args!("has the same item at {first} and {second}"));
                }
            }
            _ => {}
        }
    }

    /// Two items that are equal.
    fn duplicate(&mut self, items: &[Tree<'_>]) -> Option<(usize, usize)> {
        let state = self.hash_state();
        let mut hashed: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.fingerprint(state), index))
            .collect();
        hashed.sort_unstable();
        hashed.windows(2).find_map(|pair| {
            let ((left_hash, left), (right_hash, right)) = (pair[0], pair[1]);
            (left_hash == right_hash && items.get(left) == items.get(right)).then_some((left, right))
        })
    }
}

fn is_of_type(schema: &Schema, tree: &Tree<'_>, place: &Place<'_>, sink: &mut Sink) -> bool {
    let found = JsonType::of(tree);
    let refusing = schema.0.iter().find_map(|rule| match rule {
        Rule::Type(types) if !found.is_one_of(types) => Some(*types),
        _ => None,
    });
    if let Some(types) = refusing {
        let expected: Vec<_> = types.iter().map(|each| each.with_article()).collect();
        sink.add(
            place,
            format_args!("expected {}, found {}", expected.join(" or "), found.found(types)),
        );
    }
    refusing.is_none()
}

fn check_enum(literals: &[Literal], tree: &Tree<'_>, place: &Place<'_>, sink: &mut Sink) {
    if literals.iter().any(|literal| literal.is_tree(tree)) {
        return;
    }
    match literals {
        [only] => sink.add(place, format_args!("is not {}", only.to_json())),
        several => sink.add(
            place,
            format_args!("is none of the {} values that it may have", several.len()),
        ),
    }
}

fn check_text(rule: &Rule, text: &str, place: &Place<'_>, sink: &mut Sink) {
    match rule {
        Rule::MinLength(least) if (text.chars().count() as u64) < *least => {
            sink.add(
                place,
                format_args!("is shorter than {}", Count(*least, "character")),
            );
        }
        Rule::MaxLength(most) if text.len() as u64 > *most && text.chars().count() as u64 > *most => {
            sink.add(
                place,
                format_args!("is longer than {}", Count(*most, "character")),
            );
        }
        Rule::Pattern(pattern) => {
            if let Err(detail) = pattern::check(pattern, text) {
                sink.add(place, detail);
            }
        }
        Rule::Format(format) => {
            if let Some(name) = is_of_format(*format, text).err() {
                sink.add(place, format_args!("is not {name}"));
            }
        }
        _ => {}
    }
}

/// `1 item`, `2 items`.
pub(super) struct Count(pub(super) u64, pub(super) &'static str);

impl Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(formatter, "{} {}{plural}", self.0, self.1)
    }
}
