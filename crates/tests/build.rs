//! Generates a module from every document under `fixtures/`.

use std::{env, fs, path::PathBuf};

fn main() {
    let mut modules = String::new();
    println!("cargo::rerun-if-changed=fixtures");
    for name in fixtures() {
        builder(&name).run_in_build_script();
        modules.push_str(&format!(
            "/// Generated from `fixtures/{name}.yaml`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}/mod.rs\"));\n}}\n\n"
        ));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
    fs::write(out.join("fixtures.rs"), modules).expect("OUT_DIR can be written to");
}

/// With the settings of the `.toml` beside the document, where there is one.
fn builder(name: &str) -> bindery::Builder {
    let settings = PathBuf::from(format!("fixtures/{name}.toml"));
    if settings.exists() {
        return bindery::Builder::from_configuration(settings, name);
    }
    bindery::Builder::new(format!("fixtures/{name}.yaml"))
        .client()
        .server()
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir("fixtures").expect("the fixtures are beside this script");
    let files = entries.map(|entry| entry.expect("the fixtures can be listed").path());
    let documents = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut names: Vec<_> = documents
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}
