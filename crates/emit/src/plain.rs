//! Items of the simplest forms, formatted without being parsed: structs, enums and functions whose lines are short.
//!
//! Most of what is emitted is such, and a parser and a general formatter take ten times as long for it. Where anything
//! else comes, they are asked; the feature `both-formatters` asks them always, and holds both results together.

mod function;
mod item;
mod line;
mod source;

pub(crate) use function::function;
pub(crate) use item::{item, short_item};
pub(crate) use line::line;
pub(crate) use source::split;

/// The longest line that the formatter leaves as it is.
const MARGIN: usize = 89;

/// `text` if it is no longer than the formatter leaves a line.
fn short(text: String) -> Option<String> {
    (text.chars().count() <= MARGIN).then_some(text)
}
