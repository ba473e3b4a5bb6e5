//! Runs bindery over a folder of documents that others wrote, and reports on each.

mod arguments;
mod check;
mod document;
mod generate;
mod lines;
mod process;
mod progress;
mod report;
mod run;
mod stopwatch;
mod workspace;

pub(crate) use arguments::Corpus;
pub(crate) use document::{CorpusDocument, find};
pub(crate) use generate::Bindery;
pub(crate) use lines::count as count_lines;
pub(crate) use process::run as run_process;
pub(crate) use run::{Profile, build, problem};
pub(crate) use stopwatch::{Measured, set_up as set_up_stopwatch, stopwatch_folder, time_compiler};
pub(crate) use workspace::{Workspace, target_folder};
