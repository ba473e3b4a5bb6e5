use bindery_model::{Api, Operation};

/// What an operation knows of its caller.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Caller {
    /// Nothing: the document asks nobody who calls.
    Unasked,
    /// Who calls, if the caller says so.
    Anyone,
    /// Who calls.
    Known,
}

impl Caller {
    /// What `operation` knows of its caller.
    pub(crate) fn of(api: &Api, operation: &Operation) -> Self {
        let is_open =
            operation.security.is_empty() || operation.security.iter().any(|set| set.schemes.is_empty());
        match is_open {
            _ if !is_asked(api) => Self::Unasked,
            true => Self::Anyone,
            false => Self::Known,
        }
    }
}

/// Whether some operation asks who calls, so that there must be someone to tell.
pub(crate) fn is_asked(api: &Api) -> bool {
    !api.security_schemes.is_empty()
}
