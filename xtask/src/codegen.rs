use std::{
    io::{IsTerminal as _, stderr},
    path::Path,
};

use bindery::{Folder, Problem, Project, Summary, Target};
use bindery_document::RenderStyle;
use clap::Args;

use crate::changes;
use crate::terminal::{print, say};

/// Where the targets are listed, from the workspace's root.
const CONFIGURATION: &str = "specs/bindery.toml";

#[derive(Debug, Args)]
pub(crate) struct Codegen {
    /// Write nothing; list every stale, missing or surplus file and fail if there is one
    #[arg(long)]
    check: bool,
    /// Only these targets
    names: Vec<String>,
}

impl Codegen {
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        enter_root()?;
        let project = Project::read(CONFIGURATION)?;
        let targets = project.select(&self.names)?;
        if self.check {
            check(&targets)
        } else {
            write(&targets)
        }
    }
}

fn write(targets: &[&Target]) -> Result<u8, Problem> {
    let mut summary = Summary::new();
    for target in targets {
        let generation = bindery::generate(target, style())?;
        say(&generation.warnings(style()));
        let folder = Folder::open_by_force(&target.output);
        say(&generation.notices(&folder.changes(&generation.items), style())?);
        let written = folder.write(&generation.files, &generation.items)?;
        summary.add(&target.name, &generation, &written);
        say(&changes::since_last_commit(target));
    }
    print(&summary.to_string());
    Ok(0)
}

fn check(targets: &[&Target]) -> Result<u8, Problem> {
    let mut drifted = 0;
    for target in targets {
        let generation = bindery::generate(target, style())?;
        say(&generation.warnings(style()));
        let folder = Folder::open_by_force(&target.output);
        say(&generation.notices(&folder.changes(&generation.items), style())?);
        for drift in folder.check(&generation.files, &generation.items)? {
            print(&format!("{}: {drift}", target.name));
            drifted += 1;
        }
    }
    if drifted == 0 {
        print("generated files are up to date");
        return Ok(0);
    }
    say(&format!(
        "error: generated files have drifted ({drifted}); run `cargo xtask codegen`"
    ));
    Ok(1)
}

/// Runs from the workspace's root, wherever cargo was called, so that paths are the same everywhere.
fn enter_root() -> Result<(), Problem> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    std::env::set_current_dir(root).map_err(|source| Problem::Io {
        action: "enter",
        path: root.to_owned(),
        source,
    })
}

fn style() -> RenderStyle {
    if stderr().is_terminal() {
        RenderStyle::Color
    } else {
        RenderStyle::Plain
    }
}
