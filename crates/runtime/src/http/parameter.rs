//! Parameters of operations, and how their values are written.

#[cfg(feature = "client")]
pub(crate) mod argument;
mod characters;
mod deep_object;
pub(crate) mod refusal;
pub(crate) mod shape;
#[cfg(test)]
mod tests;
pub(crate) mod write;

use super::member::Member;
use crate::schema::Schema;

/// A parameter of an operation (OpenAPI 3.0.3, "Parameter Object").
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// How its value is written.
    pub style: Style,
    /// Whether each element or member stands on its own.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
    /// Whether it may be given without a value, which says no more than leaving it out.
    pub allow_empty: bool,
    /// Whether it must be given.
    pub required: bool,
    /// What the schema demands of its value.
    pub schema: &'static Schema,
}

/// `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
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
    /// `deepObject`, with all that nests: `color[R]=100`.
    DeepObject(Arrays),
    /// `cookie` (3.2): nothing is encoded.
    Cookie,
    /// `content: application/json`: the value as JSON text.
    Json,
    /// `content: application/x-www-form-urlencoded`: the value as a form.
    Urlencoded(&'static [Member]),
    /// The text is the whole query, as far as a query can hold it.
    Raw,
}

/// How arrays are written where a style writes `name[member]=value`. OpenAPI leaves it open. Elements
/// that are objects or arrays have their indices in any case: nothing else tells where one ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrays {
    /// `name[0]=a&name[1]=b`.
    Indices,
    /// `name[]=a&name[]=b`.
    Brackets,
    /// `name=a&name=b`.
    Repeated,
}

impl Parameter {
    /// A part of the path, with what OpenAPI takes for granted.
    pub const fn path(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            required: true,
            ..Self::plain(name, Place::Path, schema)
        }
    }

    /// A query parameter, with what OpenAPI takes for granted.
    pub const fn query(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            style: Style::Form,
            explode: true,
            ..Self::plain(name, Place::Query, schema)
        }
    }

    /// A header, with what OpenAPI takes for granted.
    pub const fn header(name: &'static str, schema: &'static Schema) -> Self {
        Self::plain(name, Place::Header, schema)
    }

    /// A cookie, with what OpenAPI takes for granted.
    pub const fn cookie(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            style: Style::Form,
            explode: true,
            ..Self::plain(name, Place::Cookie, schema)
        }
    }

    /// The whole query.
    pub const fn querystring(name: &'static str, style: Style, schema: &'static Schema) -> Self {
        Self {
            style,
            ..Self::plain(name, Place::Querystring, schema)
        }
    }

    const fn plain(name: &'static str, place: Place, schema: &'static Schema) -> Self {
        Self {
            name,
            place,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            allow_empty: false,
            required: false,
            schema,
        }
    }
}

impl Place {
    /// `in`'s word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Querystring => "querystring",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}
