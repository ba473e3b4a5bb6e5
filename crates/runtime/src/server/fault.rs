//! What is wrong with a request, place by place.

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// One thing that is wrong with a request. It never holds what the request said.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub(crate) place: FaultPlace,
    /// What is wrong there.
    pub(crate) detail: String,
    /// Whether the request cannot be read there at all, as opposed to saying what it must not.
    pub(crate) malformed: bool,
}

impl Fault {
    /// The part of the request that it is in.
    pub fn place(&self) -> &FaultPlace {
        &self.place
    }

    /// What is wrong there.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

/// The part of a request that a fault is in.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FaultPlace {
    /// The body, at this JSON pointer.
    Body {
        /// A URI fragment: `#/provider/clientSecret`.
        pointer: String,
    },
    /// The query as a whole.
    Query,
    /// A parameter.
    Parameter {
        /// Its name.
        name: &'static str,
        /// `in`: `path`, `query`, `header` or `cookie`.
        place: &'static str,
        /// The JSON pointer within its value, as a URI fragment.
        pointer: String,
    },
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fault = serializer.serialize_struct("Fault", 4)?;
        let pointer = match &self.place {
            FaultPlace::Body { pointer } => pointer.as_str(),
            FaultPlace::Query => {
                fault.serialize_field("in", "query")?;
                "#"
            }
            FaultPlace::Parameter { name, place, pointer } => {
                fault.serialize_field("parameter", name)?;
                fault.serialize_field("in", place)?;
                pointer
            }
        };
        fault.serialize_field("pointer", pointer)?;
        fault.serialize_field("detail", &self.detail)?;
        fault.end()
    }
}
