//! Generates a module with a client from every document under `specs/`.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=specs");
    let mut names: Vec<String> = fs::read_dir("specs")
        .expect("the documents are beside this script")
        .map(|entry| entry.expect("the documents can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let mut modules = String::new();
    for name in names {
        bindery::Builder::new(format!("specs/{name}.yaml"))
            .client()
            .run_in_build_script();
        modules.push_str(&format!(
            "/// Generated from `specs/{name}.yaml`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}/mod.rs\"));\n}}\n\n"
        ));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
    fs::write(out.join("specs.rs"), modules).expect("OUT_DIR can be written to");
}
