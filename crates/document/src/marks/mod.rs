//! Where the values of a text stand: found only when something is to be said about one.
//!
//! The text is walked a second time, by parsers that know places. A walk that stops early leaves the
//! places that it has passed; the rest is found at the nearest value around it.

mod builder;
mod json;
mod lookup;
mod node;
#[cfg(test)]
mod tests;
mod unit;
mod yaml;

use std::collections::HashMap;
use std::ops::Range;

use crate::syntax::Syntax;
use unit::Unit;

/// The places of all values of a text.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    nodes: Vec<Mark>,
    root: Option<NodeId>,
    /// Which entry has a name, for mappings of many.
    names: HashMap<NodeId, HashMap<String, usize>>,
    unit: Unit,
}

type NodeId = usize;

#[derive(Debug)]
struct Mark {
    place: Range<usize>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Scalar,
    /// Its header stands behind the place that this one has.
    BlockScalar(usize),
    Sequence(Vec<NodeId>),
    Mapping(Vec<Entry>),
    /// Another value that stands for this one.
    Alias(Option<NodeId>),
}

#[derive(Debug)]
struct Entry {
    name: String,
    key: Range<usize>,
    value: NodeId,
}

impl Marks {
    pub(crate) fn of(text: &str) -> Self {
        match Syntax::of(text) {
            Syntax::Json => json::walk(text),
            Syntax::Yaml => yaml::walk(text),
        }
    }
}
