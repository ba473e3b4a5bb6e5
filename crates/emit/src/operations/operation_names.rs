use std::collections::BTreeSet;

use bindery_model::{Api, Operation};
use heck::ToShoutySnakeCase;

/// What the service's own static is called.
pub(crate) const SERVICE: &str = "SERVICE";

/// The names that operations bring along: of their statics, and of the types beside them.
#[derive(Debug)]
pub(crate) struct OperationNames {
    statics: Vec<String>,
    claimed: BTreeSet<String>,
}

impl OperationNames {
    pub(crate) fn of(api: &Api) -> Self {
        Self::of_all(&mut api.operations.iter())
    }

    /// The same of what the API sends.
    pub(crate) fn of_webhooks(api: &Api) -> Self {
        Self::of_all(&mut api.webhooks.iter().map(|webhook| &webhook.operation))
    }

    fn of_all(operations: &mut dyn Iterator<Item = &Operation>) -> Self {
        let mut names = Self {
            statics: Vec::new(),
            claimed: BTreeSet::from([SERVICE.to_owned()]),
        };
        for operation in operations {
            let name = names.claim(operation.name.as_str(), "OPERATION");
            names.statics.push(name);
        }
        names
    }

    /// The static that describes the operation at `index` of the API's list.
    pub(crate) fn static_of(&self, index: usize) -> &str {
        self.statics.get(index).map_or("", String::as_str)
    }

    /// Claims a static called after `name`; a clash takes the word `kind`, then a number.
    pub(crate) fn claim(&mut self, name: &str, kind: &str) -> String {
        let plain = name.trim_start_matches("r#").to_shouty_snake_case();
        let mut candidate = plain.clone();
        let mut number = 1;
        while !self.claimed.insert(candidate.clone()) {
            candidate = match number {
                1 => format!("{plain}_{kind}"),
                _ => format!("{plain}_{kind}_{number}"),
            };
            number += 1;
        }
        candidate
    }
}

/// The enum of the answers that are not a success.
pub(crate) fn error(operation: &Operation) -> String {
    format!("{}Error", operation.type_stem)
}

/// The enum of several successes.
pub(crate) fn answer(operation: &Operation) -> String {
    format!("{}Answer", operation.type_stem)
}

/// The enum of a body that may be one of several things.
pub(crate) fn body(operation: &Operation) -> String {
    format!("{}Body", operation.type_stem)
}

/// What the client's method returns.
pub(crate) fn call(operation: &Operation) -> String {
    format!("{}Call", operation.type_stem)
}

/// What the server's method takes.
pub(crate) fn request(operation: &Operation) -> String {
    format!("{}Request", operation.type_stem)
}

/// The enum of what an answer is that may be of several media types.
pub(crate) fn representation(operation: &Operation) -> String {
    format!("{}Representation", operation.type_stem)
}

/// The enum of the media types that a caller may ask for.
pub(crate) fn media_type(operation: &Operation) -> String {
    format!("{}MediaType", operation.type_stem)
}

/// What the client's method takes when it needs many things.
pub(crate) fn parameters(operation: &Operation) -> String {
    format!("{}Parameters", operation.type_stem)
}
