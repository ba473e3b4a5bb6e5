//! Two versions of a schema, compared by what they demand of values.

mod bounds;
mod choices;
mod classes;
mod compare;
mod demand_changes;
mod demands;
mod flatten;
mod item_changes;
mod matching;
mod member_changes;
mod part;
mod selection_changes;
mod text_changes;
mod type_changes;
mod types;
mod value_changes;
mod view;
mod walk;

pub(crate) use classes::Classes;
pub(crate) use part::{Part, Version};
pub(crate) use value_changes::default_words;
pub(crate) use walk::{Carrier, Finding, Pair, Subject, Walk};
