use super::check::{Checker, Count};
use super::evaluated;
use super::sink::{Place, Sink};
use super::{Contains, Rule, Schema};
use crate::text::Tree;

/// An array with a schema that is checked.
pub(super) struct ArrayCheck<'c, 't> {
    pub(super) checker: &'c mut Checker,
    pub(super) schema: &'c Schema,
    pub(super) tree: &'c Tree<'t>,
    pub(super) items: &'c [Tree<'t>],
    pub(super) place: &'c Place<'c>,
}

impl ArrayCheck<'_, '_> {
    /// What a rule demands of the array.
    pub(super) fn rule(&mut self, rule: &Rule, sink: &mut Sink) {
        let count = self.items.len() as u64;
        match rule {
            Rule::PrefixItems(schemas) => {
                for (index, (item, schema)) in self.items.iter().zip(*schemas).enumerate() {
                    self.checker
                        .check(schema, item, &Place::Item(self.place, index), sink);
                }
            }
            Rule::Items(rest) => {
                let first = prefix_length(self.schema);
                self.others(*rest, |index| index < first, sink);
            }
            Rule::UnevaluatedItems(rest) => {
                let evaluated = evaluated::items(self.checker, self.schema, self.tree);
                self.others(*rest, |index| evaluated.includes(index), sink);
            }
            Rule::Contains(contains) => self.contains(contains, sink),
            Rule::MinItems(least) if count < *least => {
                sink.add(
                    self.place,
                    format_args!("has fewer than {}", Count(*least, "item")),
                );
            }
            Rule::MaxItems(most) if count > *most => {
                sink.add(self.place, format_args!("has more than {}", Count(*most, "item")));
            }
            Rule::UniqueItems => {
                if let Some((first, second)) = self.duplicate() {
                    sink.add(
                        self.place,
                        format_args!("has the same item at {first} and {second}"),
                    );
                }
            }
            _ => {}
        }
    }

    /// What holds of the elements that other keywords do not speak of.
    fn others(
        &mut self,
        schema: Option<&'static Schema>,
        is_spoken_of: impl Fn(usize) -> bool,
        sink: &mut Sink,
    ) {
        for (index, item) in self.items.iter().enumerate() {
            if sink.is_full() {
                return;
            }
            if is_spoken_of(index) {
                continue;
            }
            let place = Place::Item(self.place, index);
            match schema {
                Some(schema) => self.checker.check(schema, item, &place, sink),
                None => sink.add(&place, "must not be there"),
            }
        }
    }

    fn contains(&mut self, contains: &Contains, sink: &mut Sink) {
        let Contains { schema, least, most } = contains;
        let fitting = self.items.iter().filter(|item| self.checker.fits(schema, item));
        // No more are counted than it takes to know.
        let enough = most.map_or(*least, |most| most.saturating_add(1).max(*least));
        let count = fitting
            .take(usize::try_from(enough).unwrap_or(usize::MAX))
            .count() as u64;
        if count < *least {
            let least = Count(*least, "item");
            sink.add(
                self.place,
                format_args!("has fewer than {least} of those that it must contain"),
            );
        }
        if let Some(most) = most.filter(|most| count > *most) {
            let most = Count(most, "item");
            sink.add(
                self.place,
                format_args!("has more than {most} of those that it may contain"),
            );
        }
    }

    /// Two items that are equal.
    fn duplicate(&mut self) -> Option<(usize, usize)> {
        let state = self.checker.hash_state();
        let items = self.items.iter().enumerate();
        let mut hashed: Vec<_> = items
            .map(|(index, item)| (item.fingerprint(state), index))
            .collect();
        hashed.sort_unstable();
        hashed.windows(2).find_map(|pair| {
            let ((left_hash, left), (right_hash, right)) = (pair[0], pair[1]);
            (left_hash == right_hash && self.items.get(left) == self.items.get(right))
                .then_some((left, right))
        })
    }
}

/// How many elements `prefixItems` speaks of.
pub(super) fn prefix_length(schema: &Schema) -> usize {
    let lengths = schema.0.iter().find_map(|rule| match rule {
        Rule::PrefixItems(schemas) => Some(schemas.len()),
        _ => None,
    });
    lengths.unwrap_or(0)
}
