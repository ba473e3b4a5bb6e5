//! The members that an object declares, by the words of [`object!`](crate::object!) for their presence.

/// A member that an object declares.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Its name in JSON.
    pub(crate) name: &'static str,
    /// Whether it must be there.
    pub(crate) is_required: bool,
}

/// A member that must be there.
pub const fn required(name: &'static str) -> Declared {
    Declared {
        name,
        is_required: true,
    }
}

/// A member that may be absent.
pub const fn optional(name: &'static str) -> Declared {
    Declared {
        name,
        is_required: false,
    }
}
