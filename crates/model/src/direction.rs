use crate::TypeId;

/// Which way a value goes (OpenAPI 3.0.3, "Schema Object": `readOnly`, `writeOnly`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the client to the server: parameters and request bodies.
    Request,
    /// From the server to the client: response bodies.
    Response,
}

impl Direction {
    /// The other direction: in which requests go that the API sends.
    pub fn reversed(self) -> Self {
        match self {
            Self::Request => Self::Response,
            Self::Response => Self::Request,
        }
    }
}

/// In which direction a member goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// In both.
    #[default]
    Both,
    /// `readOnly`: in responses.
    ReadOnly,
    /// `writeOnly`: in requests.
    WriteOnly,
}

impl Access {
    /// Whether the member goes in `direction`.
    pub fn goes(self, direction: Direction) -> bool {
        !matches!(
            (self, direction),
            (Access::ReadOnly, Direction::Request) | (Access::WriteOnly, Direction::Response)
        )
    }
}

/// A type whose schema requires members that go in one direction only, and which goes in both.
///
/// A shape that does not differ from the type itself is the type itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Split {
    /// The type with all members.
    pub full: TypeId,
    /// What requests hold.
    pub request: TypeId,
    /// What responses hold.
    pub response: TypeId,
}

impl Split {
    /// The shape that goes in `direction`.
    pub fn shape(&self, direction: Direction) -> TypeId {
        match direction {
            Direction::Request => self.request,
            Direction::Response => self.response,
        }
    }
}
