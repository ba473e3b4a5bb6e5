//! Generates client, server and made-up values from every fixture of `crates/tests` that has no settings of its own, and
//! from the documents under `specs/`; and a test for each.

use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [&str; 3] = [
    "../tests/fixtures",
    "../client-examples/specs",
    "../server-load/specs",
];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
    let (mut modules, mut tests) = (String::new(), String::new());
    for document in FOLDERS.iter().flat_map(|folder| documents(Path::new(folder))) {
        let name = document
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .replace('-', "_");
        bindery::Builder::new(&document)
            .client()
            .server()
            .fake()
            .module(&name)
            .run_in_build_script();
        if !out.join(&name).join("server.rs").exists() {
            continue;
        }
        modules += &format!(
            "/// Generated from `{name}`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}/mod.rs\"));\n}}\n\n"
        );
        tests += &format!("rehearse!({name});\n");
    }
    fs::write(out.join("modules.rs"), modules).expect("OUT_DIR can be written to");
    fs::write(out.join("tests.rs"), tests).expect("OUT_DIR can be written to");
}

/// The documents of a folder without settings beside them.
fn documents(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the folder is part of the project");
    let files = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut documents: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter(|path| !path.with_extension("toml").exists())
        .collect();
    documents.sort();
    documents
}
