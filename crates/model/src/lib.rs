//! The model of an API: what an OpenAPI document says, in terms of the Rust that will say it again.
//!
//! The model is the narrow place between reading and writing. `bindery-lower` builds an [`Api`] and
//! has by then reported every mistake a document can hold; `bindery-emit` turns the [`Api`] into
//! files and cannot fail.
//!
//! **Architecture invariant.** This crate depends on nothing. It holds plain data: no I/O, no
//! parsing, no `proc-macro2`. Every [`Ident`] in an [`Api`] is a valid Rust identifier and unique in
//! its scope, every [`TypeId`] points into [`Api::types`], and every order is the document's.

mod api;
mod body_value;
mod code;
mod diagnostic;
mod direction;
mod docs;
mod enumeration;
mod explanation;
mod format_types;
mod ident;
mod json;
mod json_object;
mod number;
mod object;
mod operation;
mod origin;
mod pagination;
mod parameter;
mod pointer;
mod primitive;
mod response;
mod schema;
mod security;
mod shown_item;
mod type_def;
mod type_ref;
mod union;
mod untyped;
mod webhook;

pub use api::{Api, Maps, Server, ServerVariable, SharedType, TagFeature, TagTrait};
pub use code::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Label, LabelTarget, Severity};
pub use direction::{Access, Direction, Split};
pub use docs::Docs;
pub use enumeration::{EnumValue, Enumeration};
pub use explanation::{Explanation, Omission};
pub use format_types::{Decimals, FormatTypes, Formats, TimeTypes};
pub use ident::Ident;
pub use json::Json;
pub use json_object::JsonObject;
pub use number::Number;
pub use object::{AdditionalMembers, Member, Object, Presence, SelectedMember};
pub use operation::{
    Body, BodyEncoding, BodyVariant, EventData, Example, MediaType, Method, Operation, Part, StreamEnd,
};
pub use origin::{FileId, Origin};
pub use pagination::{NextPage, Pagination};
pub use parameter::{DeepObjectArrays, FormMember, Parameter, ParameterLocation, ParameterStyle};
pub use pointer::Pointer;
pub use primitive::Primitive;
pub use response::{Alternate, Answer, AnswerSet, ResponseStatus};
pub use schema::{Conditional, Contains, Discriminator, Format, JsonType, Rule, Schema, SchemaRef};
pub use security::{
    ApiKeyLocation, AuthenticatorNames, OAuthFlow, OAuthFlowKind, SchemeKind, SecurityRequirement,
    SecurityScheme,
};
pub use shown_item::{Novelty, ShownItem};
pub use type_def::{Derive, Newtype, Shape, TypeDef};
pub use type_ref::{TypeId, TypeRef};
pub use union::{
    OnMismatch, Others, Otherwise, SelectBy, SelectCase, SelectTag, Separation, Several, Test, Union,
    UnionMode, Variant,
};
pub use untyped::{Untyped, UntypedReason};
pub use webhook::{Webhook, WebhookSign};
