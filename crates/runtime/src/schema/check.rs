use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt::{self, Display};

use super::array::ArrayCheck;
use super::direction::Way;
use super::object::ObjectCheck;
use super::scope::Scope;
use super::sink::{Place, Sink};
use super::violations::{LIMIT, Violations};
use super::{JsonType, Literal, Rule, Schema, number, text, variants};
use crate::text::Tree;

/// How deeply schemas may lead into each other; a bound on the stack, not on documents.
const MAX_SCHEMAS: u32 = 512;

/// How many answers are remembered; a bound on the memory.
const MAX_KNOWN: usize = 1 << 18;

/// How many schemas may be checked against values, and how many more for each value within; a bound on the time, far
/// beyond what schemas ask for that were not made to take long.
const MAX_STEPS: u64 = 1 << 24;
const MAX_STEPS_EACH: u64 = 1 << 9;

const UNCHECKED: &str = "is nested too deeply, or in too many ways, to be checked";

/// One run of the interpreter over one value.
pub(super) struct Checker {
    depth: u32,
    /// How many steps are left.
    steps: u64,
    /// Whether something was left unchecked: then nothing is said to be right, whatever `not` makes of it.
    is_exhausted: bool,
    /// Which schemas of `oneOf`, `anyOf`, `not`… fit which objects and arrays, so that recursive ones cost no more
    /// than the product of both.
    known: HashMap<(usize, usize, usize, usize), bool>,
    /// Which way the value goes, and what is not required because of it.
    pub(super) way: Way,
    /// What `$dynamicRef` means.
    pub(super) scope: Scope,
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
    let mut checker = Checker::new(tree);
    checker.check(schema, tree, &Place::Root, &mut sink);
    if checker.is_exhausted && !sink.has_failed() {
        sink.add(&Place::Root, UNCHECKED);
    }
    match sink {
        Sink::Report { found, more, .. } if !found.is_empty() => Err(Violations::new(found, more)),
        _ => Ok(()),
    }
}

/// Whether a value is what a schema demands.
pub(crate) fn fits(schema: &Schema, tree: &Tree<'_>) -> bool {
    let mut checker = Checker::new(tree);
    checker.fits(schema, tree) && !checker.is_exhausted
}

impl Checker {
    fn new(tree: &Tree<'_>) -> Self {
        Self {
            depth: 0,
            steps: MAX_STEPS.saturating_add(tree.count().saturating_mul(MAX_STEPS_EACH)),
            known: HashMap::new(),
            way: Way::default(),
            scope: Scope::default(),
            is_exhausted: false,
            state: None,
            explaining: false,
        }
    }

    pub(super) fn hash_state(&mut self) -> &RandomState {
        self.state.get_or_insert_with(RandomState::new)
    }

    /// Whether the value is what the schema demands.
    pub(super) fn fits(&mut self, schema: &Schema, tree: &Tree<'_>) -> bool {
        let is_nested = matches!(tree, Tree::Object(_) | Tree::Array(_));
        let key = (
            std::ptr::from_ref(schema).addr(),
            std::ptr::from_ref(tree).addr(),
            self.way.key(tree),
            self.scope.key(),
        );
        if let Some(known) = self.known.get(&key).filter(|_| is_nested) {
            return *known;
        }
        let mut sink = Sink::Fits { failed: false };
        self.check(schema, tree, &Place::Root, &mut sink);
        let fits = !sink.has_failed();
        if is_nested && self.known.len() < MAX_KNOWN {
            self.known.insert(key, fits);
        }
        fits
    }

    pub(super) fn check(&mut self, schema: &Schema, tree: &Tree<'_>, place: &Place<'_>, sink: &mut Sink) {
        if !self.enter() {
            sink.add(place, UNCHECKED);
            return;
        }
        if is_of_type(schema, tree, place, sink) {
            let entered = self.scope.enter(schema);
            let waived = self.way.waive(schema, tree);
            for rule in schema.0 {
                if sink.is_full() {
                    break;
                }
                self.check_rule(schema, rule, tree, place, sink);
            }
            self.way.restore(waived);
            self.scope.leave(entered);
        }
        self.leave();
    }

    /// Begins a schema, unless the bounds are reached; [`Self::leave`] ends it.
    pub(super) fn enter(&mut self) -> bool {
        if self.depth >= MAX_SCHEMAS || self.steps == 0 {
            self.is_exhausted = true;
            return false;
        }
        self.depth += 1;
        self.steps -= 1;
        true
    }

    pub(super) fn leave(&mut self) {
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
        match (rule, tree) {
            (Rule::Type(_) | Rule::Resource(_) | Rule::Examples(_) | Rule::Discriminator(_), _) => {}
            (Rule::Link(link), tree) => self.check(link.schema(), tree, place, sink),
            (Rule::DynamicRef(anchor), tree) => self.check(self.scope.find(anchor), tree, place, sink),
            (Rule::In(direction, schema), tree) => {
                let before = self.way.turn(*direction);
                self.check(schema, tree, place, sink);
                self.way.turn_back(before);
            }
            (Rule::Enum(literals), tree) => check_enum(literals, tree, place, sink),
            (Rule::AllOf(parts), tree) => parts.iter().for_each(|part| self.check(part, tree, place, sink)),
            (Rule::AnyOf(_) | Rule::OneOf(_) | Rule::Not(_) | Rule::If(_), tree) => {
                variants::check(self, schema, rule, tree, place, sink);
            }
            (rule, Tree::Object(members)) => ObjectCheck {
                checker: self,
                schema,
                tree,
                members,
                place,
            }
            .rule(rule, sink),
            (rule, Tree::Array(items)) => ArrayCheck {
                checker: self,
                schema,
                tree,
                items,
                place,
            }
            .rule(rule, sink),
            (rule, Tree::String(string)) => text::check(rule, string.as_str(), place, sink),
            (rule, Tree::Number(text)) => number::check(rule, text, place, sink),
            (_, Tree::Null | Tree::Bool(_)) => {}
        }
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

/// `1 item`, `2 items`.
pub(super) struct Count(pub(super) u64, pub(super) &'static str);

impl Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(formatter, "{} {}{plural}", self.0, self.1)
    }
}
