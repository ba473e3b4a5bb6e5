use std::path::Path;
use std::process::Command;
use std::{fs, io};

use super::Found;
use crate::corpus::target_folder;

const PACKAGE: &str = "payment-sessions";

/// Lines of text, and traits that are derived.
pub(super) fn lines() -> io::Result<Found> {
    let (mut lines, mut derives) = (0, 0);
    read(&Path::new("generated").join(PACKAGE).join("src"), &mut |text| {
        lines += text.lines().count() as u64;
        let derived = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("#[derive("));
        derives += derived.map(|list| list.split(',').count() as u64).sum::<u64>();
    })?;
    Ok(Found::from([
        (format!("lines of {PACKAGE}"), lines),
        (format!("derives of {PACKAGE}"), derives),
    ]))
}

fn read(folder: &Path, each: &mut impl FnMut(&str)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, each)?;
        } else {
            each(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// Lines of what the compiler hands to LLVM, unoptimised.
pub(super) fn llvm_lines() -> io::Result<Found> {
    // A name of its own, for cargo does not ask whether what it made last is still there.
    let file = target_folder()?.join(format!("{PACKAGE}-{}.ll", std::process::id()));
    let status = Command::new("cargo")
        .env("CARGO_INCREMENTAL", "0")
        .args([
            "rustc",
            "--quiet",
            "--lib",
            "--package",
            PACKAGE,
            "--features",
            "client,server",
            "--",
        ])
        .args(["-Cno-prepopulate-passes", "-Cdebuginfo=0", "-Ccodegen-units=1"])
        .arg(format!("--emit=llvm-ir={}", file.display()))
        .status()?;
    if !status.success() {
        return Err(io::Error::other("it does not compile"));
    }
    let lines = fs::read_to_string(&file)?.lines().count() as u64;
    fs::remove_file(&file)?;
    Ok(Found::from([(
        format!("lines of LLVM's code of {PACKAGE}"),
        lines,
    )]))
}
