//! Lowers an OpenAPI document to the model that bindery emits Rust from.
//!
//! [`lower`] reads the effective document by cursor and builds an [`Api`](bindery_model::Api): types
//! with their names and rule tables, unions with their plans, operations. Whatever a user can get
//! wrong beyond files and syntax is found here and reported at the member that is wrong.
//!
//! **Architecture invariant.** No I/O, and nothing of how Rust is written down: `proc-macro2` and
//! `quote` are emission's. Every order is the document's; a hash map is looked up in, never iterated.

mod access;
mod alternates;
mod answer_headers;
mod answers;
mod bodies;
mod body_variants;
mod boxing;
mod callbacks;
mod capability;
mod chosen;
mod clash;
mod collect;
mod components;
mod conformance;
mod defaults;
mod derive;
mod directions;
mod docs;
mod enum_words;
mod enumeration;
mod event_item;
mod examples;
mod existing;
mod explain;
mod failures;
mod form_members;
mod graph;
mod http_token;
mod implied;
mod json_types;
mod keywords;
mod large_variants;
mod levels;
mod lint;
mod lowering;
mod make;
mod media_type;
mod names;
mod naming;
mod oauth;
mod object;
mod operation_lowering;
mod operation_names;
mod operations;
mod other_members;
mod outline;
mod pagination;
mod parameter_content;
mod parameter_style;
mod parameters;
mod parts;
mod path_parameters;
mod path_template;
mod presence;
mod primitive;
mod reading;
mod reference;
pub mod reserved;
mod resolution;
mod rule_cycles;
mod rules;
mod schema;
mod scheme_kind;
mod scope;
mod secret;
mod security;
mod security_names;
mod select_by;
mod selection;
mod sending;
mod sequence;
mod servers;
mod service;
mod settings;
mod sharing;
mod status;
mod suggestion;
mod tag_features;
mod tag_traits;
mod twins;
mod type_keyword;
mod type_table;
mod union;
mod untyped;
mod view;
mod webhook_signs;
mod webhooks;
mod whole_query;

pub use levels::{check_warning_code, grade};
pub use lint::lint;
pub use lowering::{Lowered, NameClash, UnnamedVariant, lower};
pub use selection::LeftOut;
pub use settings::{
    AmbiguousUnions, Choice, OperationSettings, Place, SchemaSettings, Selectors, ServerTraits, Setting,
    Settings, UniqueItems, UnknownMembers, UntypedObjects, parse_choice,
};
pub use sharing::{OtherTypes, share_types};
pub use suggestion::closest;
