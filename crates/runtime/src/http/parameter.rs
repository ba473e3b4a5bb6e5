//! Parameters of operations, and how their values are written.

#[cfg(feature = "client")]
mod deep_object;
pub(crate) mod refusal;
pub(crate) mod shape;
#[cfg(all(test, feature = "client"))]
mod tests;
#[cfg(feature = "client")]
pub(crate) mod write;

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
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// `style`, and `content` as one more way of writing.
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
    /// `deepObject`.
    DeepObject,
    /// `content: application/json`: the value as JSON text.
    Json,
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

    const fn plain(name: &'static str, place: Place, schema: &'static Schema) -> Self {
        Self {
            name,
            place,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
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
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}
