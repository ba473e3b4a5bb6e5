use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The variables by which the program is told what to do.
pub(crate) const SEED: &str = "REHEARSAL_SEED";
pub(crate) const ROUNDS: &str = "REHEARSAL_ROUNDS";
pub(crate) const URL: &str = "REHEARSAL_URL";

/// What the manifest is given for the program.
const MANIFEST: &str = r#"
[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt", "time"] }

[[example]]
name = "NAME"
path = "rehearsal.rs"
required-features = ["fake", "tower"]
"#;

/// The program: it prints a line for each finding, and at last how many calls and how many refusals there were.
const PROGRAM: &str = r#"//! Calls every operation, and says what did not arrive.

use bindery_runtime::client::{ReqwestTransport, TowerTransport};
use bindery_runtime::fake::Rehearsal;
use LIBRARY::fake::{FakeService, maker, rehearse};
use LIBRARY::operations::SERVICE;

fn number(name: &str) -> u64 {
    let text = std::env::var(name).ok();
    text.and_then(|text| text.parse().ok()).unwrap_or(1)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let seed = number("REHEARSAL_SEED");
    let rehearsal = match std::env::var("REHEARSAL_URL") {
        Ok(url) => Rehearsal::at(url, &SERVICE, maker(seed), ReqwestTransport::new(None).expect("a transport")),
        Err(_) => {
            let service = FakeService::new(seed).with_failures(30);
            let answers = service.answers().clone();
            let transport = TowerTransport::new(service.into_router());
            Rehearsal::new(&SERVICE, maker(seed), transport).answered_by(&answers)
        }
    };
    let rounds = number("REHEARSAL_ROUNDS").try_into().unwrap_or(1);
    let mut rehearsal = rehearsal.with_rounds(rounds);
    rehearse(&mut rehearsal).await;
    for finding in rehearsal.findings() {
        println!("{}", finding.to_string().replace('\n', " "));
    }
    println!("{} {}", rehearsal.calls(), rehearsal.refusals());
}
"#;

/// Adds the program to a generated crate: an example called `name`.
pub(crate) fn add(folder: &Path, library: &str, name: &str) -> io::Result<()> {
    fs::write(folder.join("rehearsal.rs"), PROGRAM.replace("LIBRARY", library))?;
    let mut manifest = File::options().append(true).open(folder.join("Cargo.toml"))?;
    manifest.write_all(MANIFEST.replace("NAME", name).as_bytes())
}

/// Where the program is once it is compiled.
pub(crate) fn program(target: &Path, name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target.join("debug").join("examples").join(file)
}
