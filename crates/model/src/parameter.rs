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
    /// Whether it may be given without a value (`allowEmptyValue`, of the query).
    pub allow_empty: bool,
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
    /// The whole query (3.2).
    Querystring,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// `style`, and what `content` means for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    DeepObject(DeepObjectArrays),
    /// `cookie` (3.2).
    Cookie,
    /// `content: application/json`: the value as JSON text.
    Json,
    /// `content: application/x-www-form-urlencoded`: the value as a form, with what the document says of
    /// its members.
    Urlencoded(Vec<FormMember>),
    /// `content: text/plain` of the whole query: the text is the query.
    Raw,
}

/// How arrays are written where a style writes `name[member]=value`. The specification leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DeepObjectArrays {
    /// `name[0]=a&name[1]=b`.
    #[default]
    Indices,
    /// `name[]=a&name[]=b`.
    Brackets,
    /// `name=a&name=b`.
    Repeated,
}

/// How a member of a form is written, where the document says so (OpenAPI 3.1.1, "Encoding Object").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FormMember {
    /// The member's name on the wire.
    pub name: String,
    /// How its value is written.
    pub style: ParameterStyle,
    /// Whether each element or member stands on its own.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
}
