//! Which statuses an answer is declared for.

use http::StatusCode;

/// The key of a declared response: a status, a range, or all that no other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One status, e.g. 404.
    Exact(u16),
    /// A range by its first digit: 4 for `4XX`.
    Range(u8),
    /// `default`.
    Default,
}

/// How exactly a declared response names a status: the more exact one answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// By `default`.
    Default,
    /// By its range.
    Range,
    /// By itself.
    Exact,
}

impl Status {
    /// How exactly this names `status`; `None` if it does not.
    pub fn precision(self, status: u16) -> Option<Precision> {
        match self {
            Status::Exact(exact) => (exact == status).then_some(Precision::Exact),
            Status::Range(digit) => (status / 100 == u16::from(digit)).then_some(Precision::Range),
            Status::Default => Some(Precision::Default),
        }
    }

    /// The status that is sent where the document leaves a choice: the first of a range.
    pub fn first(self) -> StatusCode {
        let code = match self {
            Status::Exact(exact) => exact,
            Status::Range(digit) => u16::from(digit) * 100,
            Status::Default => 500,
        };
        StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The row that names `status` most exactly; of several the one whose rank is the smallest, and of
    /// these the first.
    pub(crate) fn select<R: Ord>(
        rows: impl Iterator<Item = (usize, Status, R)>,
        status: u16,
    ) -> Option<Match> {
        let named = rows.filter_map(|(row, candidate, rank)| {
            let precision = candidate.precision(status)?;
            Some((Match { precision, row }, rank))
        });
        let best = named.min_by(|(left, left_rank), (right, right_rank)| {
            let exactness = right.precision.cmp(&left.precision);
            exactness.then_with(|| left_rank.cmp(right_rank))
        });
        best.map(|(found, _)| found)
    }
}

/// The row of a table that answers for a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// How exactly it names the status.
    pub precision: Precision,
    /// Its index.
    pub row: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exact_status_wins_over_its_range_and_the_range_over_default() {
        let rows = [Status::Default, Status::Range(4), Status::Exact(404)];
        let ranked = || {
            rows.into_iter()
                .enumerate()
                .map(|(row, status)| (row, status, ()))
        };
        let row = |status| Status::select(ranked(), status).map(|found| found.row);
        assert_eq!(row(404), Some(2));
        assert_eq!(row(409), Some(1));
        assert_eq!(row(500), Some(0));
        assert_eq!(
            Status::select([(0, Status::Exact(200), ())].into_iter(), 304),
            None
        );
    }

    #[test]
    fn rank_decides_between_rows_of_one_status_alone() {
        let rows = [
            (0, Status::Range(4), 0),
            (1, Status::Exact(404), 2),
            (2, Status::Exact(404), 1),
            (3, Status::Exact(404), 1),
        ];
        let row = |status| Status::select(rows.into_iter(), status).map(|found| found.row);
        assert_eq!((row(404), row(400)), (Some(2), Some(0)));
    }
}
