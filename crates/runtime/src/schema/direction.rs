//! `readOnly` and `writeOnly`: what is required in one direction only.

use super::{Direction, Rule, Schema};
use crate::text::Tree;

/// Which way the value goes that is checked, and what is not required of it because of that.
#[derive(Default)]
pub(super) struct Way {
    direction: Option<Direction>,
    /// Members that are not required, each list with the address of the object of which it holds: also what
    /// other schemas of the same object require.
    waived: Vec<(usize, &'static [&'static str])>,
}

/// What held before a schema waived something.
pub(super) struct Waived(usize);

impl Way {
    /// Goes in `direction`; returns the way before.
    pub(super) fn turn(&mut self, direction: Direction) -> Option<Direction> {
        self.direction.replace(direction)
    }

    pub(super) fn turn_back(&mut self, before: Option<Direction>) {
        self.direction = before;
    }

    /// Takes note of the members that `schema` does not require in this direction.
    pub(super) fn waive(&mut self, schema: &Schema, tree: &Tree<'_>) -> Waived {
        let before = Waived(self.waived.len());
        let Some(direction) = self.direction else {
            return before;
        };
        for rule in schema.0 {
            match (rule, direction) {
                (Rule::ReadOnly(names), Direction::Request)
                | (Rule::WriteOnly(names), Direction::Response) => self.waived.push((address(tree), names)),
                _ => {}
            }
        }
        before
    }

    /// Forgets what was noted since.
    pub(super) fn restore(&mut self, Waived(count): Waived) {
        self.waived.truncate(count);
    }

    /// Whether the member `name` of the object `tree` is not required.
    pub(super) fn waives(&self, tree: &Tree<'_>, name: &str) -> bool {
        let address = address(tree);
        self.waived
            .iter()
            .any(|(of, names)| *of == address && names.contains(&name))
    }

    /// What tells this way from others that may judge the same value differently.
    pub(super) fn key(&self, tree: &Tree<'_>) -> usize {
        let address = address(tree);
        let direction = match self.direction {
            None => 0,
            Some(Direction::Request) => 1,
            Some(Direction::Response) => 2,
        };
        let lists = self.waived.iter().filter(|(of, _)| *of == address);
        lists.fold(direction, |key, (_, names)| {
            key.wrapping_mul(31).wrapping_add(names.as_ptr().addr())
        })
    }
}

fn address(tree: &Tree<'_>) -> usize {
    std::ptr::from_ref(tree).addr()
}
