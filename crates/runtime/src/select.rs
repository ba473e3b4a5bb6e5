//! How a union's variant is chosen: from what the value shows, or from the members beside it.
//!
//! A run starts with every variant possible; every name and every tag that is seen rules variants out,
//! so the order of names cannot matter, nor the order of variants. The tables are generated.

mod alone;
mod attempt;
mod by;
mod describe;
mod facts;
mod glance;
mod guess;
mod held;
mod place;
mod plan;
mod reason;
mod scan;
mod seen;
mod strict;
mod tables;
mod tag;
mod turn;
mod union;
mod value_test;
mod variant_set;
mod view;

pub use alone::decode_union;
pub use by::Selected;
pub use describe::SelectionError;
pub use facts::Facts;
pub(crate) use place::UNION_TOKEN;
pub use plan::Plan;
#[cfg(any(feature = "fake", feature = "webhooks"))]
pub(crate) use strict::refusing_unknown;
pub use tables::{Candidate, Case, OnMismatch, Others, Otherwise, SelectBy, Selection, Several, Tag, Test};
pub use tag::{AsTag, TagValue, seen};
pub use union::{Chosen, Selectable, Union, unknown_variant};
pub(crate) use variant_set::VariantSet;
pub use view::view;
