use crate::{Docs, Ident, Origin, SchemaRef, TypeRef};

/// A parameter of an operation (OpenAPI 3.0.3, "Parameter Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The argument's or field's name, unique in its operation.
    pub name: Ident,
    /// The name on the wire.
    pub wire_name: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// How its value is written.
    pub style: ParameterStyle,
    /// Whether each element or member stands on its own.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
    /// Whether it must be given.
    pub required: bool,
    /// The value's type.
    pub type_ref: TypeRef,
    /// What the value's schema demands.
    pub schema: SchemaRef,
    /// Where it is declared.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
}

/// `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// A part of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// `style`, and `content` as one more way of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterStyle {
    /// `matrix`.
    Matrix,
    /// `label`.
    Label,
    /// `simple`.
    Simple,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
    /// `content: application/json`: the value as JSON text.
    Json,
}
