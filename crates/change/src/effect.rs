use bindery_model::Direction;

use crate::Wire;

/// What a change does to the set of values that a schema admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Fewer than before.
    Narrows,
    /// More than before.
    Widens,
    /// Others than before.
    Replaces,
    /// The same.
    Keeps,
}

/// How sure it is that somebody is broken where values no longer fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Somebody is.
    Firm,
    /// Somebody may be: most likely the other side did so all along, or callers were told to expect it.
    Soft,
}

impl Effect {
    /// Whom the change breaks: requests must still be taken, answers must still be understood.
    pub(crate) fn on_wire(self, direction: Direction, weight: Weight) -> Wire {
        let breaks = match self {
            Effect::Keeps => false,
            Effect::Replaces => true,
            Effect::Narrows => direction == Direction::Request,
            Effect::Widens => direction == Direction::Response,
        };
        match (breaks, weight) {
            (false, _) => Wire::Compatible,
            (true, Weight::Soft) => Wire::Warning,
            (true, Weight::Firm) => Wire::Breaking,
        }
    }

    /// Both, one after the other.
    pub(crate) fn then(self, other: Self) -> Self {
        match (self, other) {
            (Effect::Keeps, only) | (only, Effect::Keeps) => only,
            (one, two) if one == two => one,
            _ => Effect::Replaces,
        }
    }
}
