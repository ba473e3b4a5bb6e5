//! How a member of a form is written, where the document says so.

use super::parameter::{Arrays, Parameter, Place, Style};
use crate::schema::Schema;

/// How a member of a form is written, where the document says so (OpenAPI 3.1.1, "Encoding Object").
/// Any other is text, or JSON if it is an object, and an array's elements repeat its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// How its value is written: as that of a parameter of the query.
    pub style: Style,
    /// Whether each element or member stands on its own.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
}

impl Member {
    /// A member in the style `form`, with what OpenAPI takes for granted of it.
    pub const fn form(name: &'static str) -> Self {
        Self {
            name,
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        }
    }

    /// A member whose own members and elements are pairs of their own: `name[member]=value` and
    /// `name[0]=value`.
    pub const fn deep_object(name: &'static str) -> Self {
        Self {
            style: Style::DeepObject(Arrays::Indices),
            ..Self::form(name)
        }
    }

    /// The same as a parameter of the query.
    pub(crate) const fn parameter(&self, schema: &'static Schema) -> Parameter {
        Parameter {
            style: self.style,
            explode: self.explode,
            allow_reserved: self.allow_reserved,
            place: Place::Query,
            ..Parameter::query(self.name, schema)
        }
    }
}
