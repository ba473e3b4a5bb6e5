use super::answer::Answer;
use super::description::Operation;
use super::received::Head;
use super::status::Match;

/// Which of an operation's answers a response is, by the row of its table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Declared {
    Success(usize),
    Failure(usize),
}

impl Declared {
    /// The answer that the document declares for a response with this head: the exact status before its range, the
    /// range before `default`, a success before a failure.
    pub(crate) fn of<T: Answer, E: Answer>(operation: &Operation, head: &Head<'_>) -> Option<Self> {
        let row = |found: Match| found.row;
        match (T::find(operation, head), E::find(operation, head)) {
            (Some(success), failure)
                if failure.is_none_or(|failure| success.precision >= failure.precision) =>
            {
                Some(Self::Success(success.row))
            }
            (_, failure) => failure.map(row).map(Self::Failure),
        }
    }
}
