use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::Command;

use bindery::Problem;

use super::medians::medians;
use super::table::{Table, time};
use crate::corpus::problem;

/// What is measured, and what code by hand, a derive or serde's `untagged` takes for the same.
const YARDSTICKS: [&str; 4] = ["by_hand", "derived", "untagged", "by_hand_with_axum"];

/// What generated code takes beside other code for the same.
pub(super) fn measure() -> Result<Table, Problem> {
    let mut found = BTreeMap::new();
    for package in ["client-load", "server-load"] {
        let output =
            output(package).map_err(|source| problem("run the benchmarks of", Path::new(package), source))?;
        found.extend(medians(&output));
    }
    let mut table = Table::new(["running", "generated", "beside", "takes", "generated / it"]);
    for (name, generated) in &found {
        for yardstick in YARDSTICKS {
            let other = match name.strip_prefix("by_the_generated_server") {
                Some(argument) => format!("{yardstick}{argument}"),
                None if name.contains("_generated_by") => continue,
                None if name.contains("_generated") => name.replacen("generated", yardstick, 1),
                None => continue,
            };
            if let Some(seconds) = found.get(&other) {
                let ratio = format!("{:.2}", generated / seconds);
                table.row([name.clone(), time(*generated), other, time(*seconds), ratio]);
            }
        }
    }
    Ok(table)
}

fn output(package: &str) -> io::Result<String> {
    let output = Command::new("cargo")
        .args(["bench", "--quiet", "--package", package])
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
