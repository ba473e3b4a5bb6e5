//! Generates a module from every document under `fixtures/` with the stub of its server, and several from the one
//! under `permuted/`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use bindery::{Part, Problem, Project, RenderStyle, Stub, Target};
use serde_json::Value;

/// In how many orders of its variants a document is generated.
const ORDERS: usize = 4;

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
    permuted(&out);
    stubs(&out);
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

/// Writes what a user of each fixture's server would begin with, and a module of them all.
fn stubs(out: &Path) {
    let folder = out.join("stubs");
    fs::create_dir_all(&folder).expect("OUT_DIR can be written to");
    let mut modules = String::new();
    for name in fixtures() {
        let stub = match Stub::read(&target(&name), RenderStyle::Plain) {
            Ok(stub) => stub.in_module(&format!("crate::{name}")),
            // It has no operations.
            Err(Problem::Usage(_)) => continue,
            Err(problem) => panic!("{problem}"),
        };
        let text = stub.expect("it is a path").text();
        fs::write(folder.join(format!("{name}.rs")), text).expect("OUT_DIR can be written to");
        modules.push_str(&format!("pub mod {name};\n"));
    }
    fs::write(folder.join("mod.rs"), modules).expect("OUT_DIR can be written to");
}

/// What [`builder`] generates.
fn target(name: &str) -> Target {
    let settings = PathBuf::from(format!("fixtures/{name}.toml"));
    if settings.exists() {
        let project = Project::read(settings).unwrap_or_else(|problem| panic!("{problem}"));
        let targets = project
            .select(&[name.to_owned()])
            .unwrap_or_else(|problem| panic!("{problem}"));
        return targets[0].clone();
    }
    let mut target = Target::new(name, format!("fixtures/{name}.yaml"), name);
    target.parts.push(Part::Server);
    target
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

/// Generates `permuted/unions.yaml` in several orders of its variants.
fn permuted(out: &Path) {
    println!("cargo::rerun-if-changed=permuted");
    let text = fs::read_to_string("permuted/unions.yaml").expect("the document is beside this script");
    let document: Value = serde_yaml::from_str(&text).expect("the document is YAML");
    for order in 0..ORDERS {
        let mut document = document.clone();
        permute(&mut document, order);
        let path = out.join(format!("order_{order}.json"));
        let text = document.to_string();
        // Written only when it changed: cargo compares its time.
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            fs::write(&path, text).expect("OUT_DIR can be written to");
        }
        bindery::Builder::new(&path).run_in_build_script();
    }
}

/// Puts the variants of every union into another order: as they are, backwards, rotated, or from the middle outwards.
fn permute(value: &mut Value, order: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| permute(item, order)),
        Value::Object(members) => {
            for (name, member) in members {
                permute(member, order);
                if let ("oneOf" | "anyOf", Value::Array(variants)) = (name.as_str(), member) {
                    match order {
                        0 => {}
                        1 => variants.reverse(),
                        2 => variants.rotate_left(1),
                        _ => {
                            let middle = variants.len() / 2;
                            variants[middle..].reverse();
                            variants.rotate_right(middle);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}
