//! `cargo bindery diff`: what changed between two versions of a document, and whom it breaks.

use std::path::{Path, PathBuf};

use bindery::{Location, Part, Problem, ReadApi, Revision, Target, read_generated_api};
use bindery_change::{Comparison, Place, Report, Side, Snapshot, Wire, compare};
use bindery_model::ShownItem;
use clap::{Args, ValueEnum};

use crate::arguments::Source;
use crate::output::Output;

#[derive(Debug, Args)]
#[command(mut_arg("spec", |spec| spec.index(1).value_name("OLD").help(
    "The old document, or with --against the new one; without it the targets of --config are meant"
)))]
#[command(mut_arg("output", |output| output.hide(true)))]
#[command(
    after_help = "Exit status: 0 without a breaking change, 1 with one, 2 if used wrongly or a file cannot be read."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The new document
    #[arg(index = 2, value_name = "NEW", conflicts_with = "against")]
    new: Option<PathBuf>,
    /// Compare with this revision of the document's git repository: a branch, a tag, a commit
    #[arg(long, value_name = "REV")]
    against: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 0 though a change breaks callers on the wire
    #[arg(long)]
    allow_breaking: bool,
    /// Exit with 1 where the generated crate needs a major release, too
    #[arg(long)]
    deny_major: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
    /// For a pull request
    Markdown,
}

/// Exits with 1 where a change breaks callers, unless that is allowed.
pub(crate) fn diff(command: &Arguments, output: &Output) -> Result<u8, Problem> {
    let pairs = pairs(command)?;
    if command.format != Format::Text && pairs.len() != 1 {
        return Err(Problem::Usage(
            "only text tells of several targets; choose one with --target".to_owned(),
        ));
    }
    let mut status = 0;
    for pair in &pairs {
        let comparison = tell(pair, command.format, pairs.len() > 1, output)?;
        let fails = match command.allow_breaking {
            true => false,
            false => comparison.wire() == Wire::Breaking,
        };
        if fails || (command.deny_major && comparison.release() == bindery_change::Release::Major) {
            status = 1;
        }
    }
    Ok(status)
}

/// Two versions of a target.
struct Pair {
    old: Target,
    new: Target,
    /// Where the old files are from, if they are not there any more.
    revision: Option<Revision>,
}

fn pairs(command: &Arguments) -> Result<Vec<Pair>, Problem> {
    match (&command.new, &command.against) {
        (Some(new), None) => {
            let mut source = command.source.clone();
            source.spec = Some(new.clone());
            let old = command.source.spec.clone().unwrap_or_default();
            let targets = source.targets_to_explain()?.into_iter();
            let pair = |new: Target| {
                let mut before = new.clone();
                before.spec.clone_from(&old);
                Pair {
                    old: before,
                    new,
                    revision: None,
                }
            };
            Ok(targets.map(pair).collect())
        }
        (None, Some(name)) => {
            let targets = command.source.targets_to_explain()?.into_iter();
            let pairs = targets.map(|new| {
                let revision = Revision::check_out(name, &new)?;
                let Some(old) = revision.target().cloned() else {
                    let message = format!("{} is not in {name}", new.spec.display());
                    return Err(Problem::Usage(message));
                };
                Ok(Pair {
                    old,
                    new,
                    revision: Some(revision),
                })
            });
            pairs.collect()
        }
        _ => Err(Problem::Usage(
            "give two documents, or one and --against REV".to_owned(),
        )),
    }
}

fn tell(pair: &Pair, format: Format, is_named: bool, output: &Output) -> Result<Comparison, Problem> {
    let old = read_generated_api(&pair.old, output.rendering()).map_err(|problem| match &pair.revision {
        Some(revision) => revision.told(problem),
        None => problem,
    })?;
    let new = read_generated_api(&pair.new, output.rendering())?;
    output.report(&new.warnings(output.rendering()));
    let comparison = compared(pair, &old, &new);
    let report = Report::new(&comparison, |side, origins| {
        let (read, revision) = match side {
            Side::Old => (&old, pair.revision.as_ref()),
            Side::New => (&new, None),
        };
        places(read, revision, origins)
    });
    match format {
        Format::Text if is_named => {
            output.result(&format!("{}\n{}", pair.new.name, report.text()));
        }
        Format::Text => output.result(&report.text()),
        Format::Markdown => output.result(&report.markdown()),
        Format::Json => output.result(&format!("{:#}", report.json())),
    }
    Ok(comparison)
}

/// Compares both models, and the crates that would be generated from them.
fn compared(pair: &Pair, old: &ReadApi, new: &ReadApi) -> Comparison {
    let (before, after) = (shown_items(old, &pair.old), shown_items(new, &pair.new));
    let before = Snapshot {
        api: &old.api,
        items: &before,
    };
    let after = Snapshot {
        api: &new.api,
        items: &after,
    };
    compare(before, after)
}

/// What the generated crate shows. It has a client, where nothing else is said.
fn shown_items(read: &ReadApi, target: &Target) -> Vec<ShownItem> {
    let mut target = target.clone();
    if target.parts.is_empty() {
        target.parts.push(Part::Client);
    }
    read.shown_items(&target)
}

fn places(
    read: &ReadApi,
    revision: Option<&Revision>,
    origins: &[&bindery_model::Origin],
) -> Vec<Option<Place>> {
    let shown = |path: &Path| match revision {
        Some(revision) => revision.shown(path),
        None => path.display().to_string(),
    };
    let place = |location: Location| Place {
        file: shown(&location.path),
        line: location.line,
        column: location.column,
    };
    let found = read.locate(origins.iter().copied());
    found.into_iter().map(|location| location.map(place)).collect()
}
