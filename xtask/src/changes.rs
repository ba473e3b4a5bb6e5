//! What changed in a target's document since the last commit, for whoever reads the commit.

use bindery::{Location, Problem, ReadApi, RenderStyle, Revision, Target, read_generated_api};
use bindery_change::{Comparison, Place, Report, Side, Snapshot, compare};
use bindery_model::Origin;

/// What is compared with.
const LAST: &str = "HEAD";

/// The changes of `target` since the last commit in a line each, and nothing where there are none. What cannot be
/// compared is said.
pub(crate) fn since_last_commit(target: &Target) -> String {
    let told = read_both(target).map(|(revision, old, new)| {
        let before = old.shown_items(revision.target().unwrap_or(target));
        let after = new.shown_items(target);
        let before = Snapshot {
            api: &old.api,
            items: &before,
        };
        let after = Snapshot {
            api: &new.api,
            items: &after,
        };
        let comparison = compare(before, after);
        match comparison.changes.is_empty() {
            true => String::new(),
            false => format!(
                "{} since {LAST}:\n{}",
                target.name,
                lines(&comparison, &revision, &old, &new)
            ),
        }
    });
    told.unwrap_or_else(|problem| {
        let reason = problem.to_string();
        let reason = reason.strip_prefix("error: ").unwrap_or(&reason);
        format!("note: {} is not compared with {LAST}: {reason}", target.name)
    })
}

fn read_both(target: &Target) -> Result<(Revision, ReadApi, ReadApi), Problem> {
    let revision = Revision::check_out(LAST, target)?;
    let Some(before) = revision.target() else {
        return Err(Problem::Usage("it is new".to_owned()));
    };
    let old = read_generated_api(before, RenderStyle::Plain).map_err(|problem| revision.told(problem))?;
    let new = read_generated_api(target, RenderStyle::Plain)?;
    Ok((revision, old, new))
}

fn lines(comparison: &Comparison, revision: &Revision, old: &ReadApi, new: &ReadApi) -> String {
    let report = Report::new(comparison, |side, origins| match side {
        Side::Old => places(old, origins, |location| revision.shown(&location.path)),
        Side::New => places(new, origins, |location| location.path.display().to_string()),
    });
    report.short_text()
}

fn places(read: &ReadApi, origins: &[&Origin], shown: impl Fn(&Location) -> String) -> Vec<Option<Place>> {
    let place = |location: Location| Place {
        file: shown(&location),
        line: location.line,
        column: location.column,
    };
    let found = read.locate(origins.iter().copied());
    found.into_iter().map(|location| location.map(place)).collect()
}
