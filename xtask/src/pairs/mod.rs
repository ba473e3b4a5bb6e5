//! Client and server of many documents, held against each other.

mod arguments;
mod rehearsal;
mod run;

pub(crate) use arguments::Pairs;
