//! Emits Rust source files from bindery's API model.
//!
//! [`emit`] reads as the list of what is emitted; each file has a module of its own here, called
//! like what it emits.
//!
//! **Architecture invariant.** Emission cannot fail and decides nothing about the document: an
//! [`Api`] is complete and correct. There is no I/O here, and equal models give equal files.

mod client;
mod context;
mod docs;
mod fake;
mod file_part;
mod file_set;
mod imports;
mod manifest;
mod module_path;
mod names;
mod operations;
mod options;
mod parallel;
mod plain;
mod root;
mod rust_file;
mod schema_tokens;
mod scope;
mod server;
mod signature_layout;
mod stub;
mod surface;
mod table;
mod tag_files;
mod text;
mod type_tokens;
mod types;
mod webhooks;

use bindery_model::{Api, TypeId};

pub use file_set::FileSet;
pub use module_path::ModulePath;
pub use options::{Layout, Options, Package, Parts, RuntimeDependency, TypesDependency};
pub use parallel::in_parallel;
pub use stub::{HandlerFile, Missing, NotRust, missing, stub};
pub use surface::surface;

use context::Context;
use names::Names;

/// Emits all files of `api`.
pub fn emit(api: &Api, options: &Options) -> FileSet {
    let names = Names::of(api);
    let context = Context {
        api,
        options,
        names: &names,
    };
    let mut files = FileSet::new();
    if options.layout == Layout::Crate {
        files.insert("Cargo.toml".into(), manifest::file(context));
    }
    files.insert(root::path(options), root::file(context));
    files.insert(source_path(options, "types.rs"), types::index(context));
    let is_own = |id: &TypeId| !context.is_shared(*id);
    let roots: Vec<TypeId> = names
        .roots()
        .filter(|root| names.members(*root).iter().any(is_own))
        .collect();
    files.extend(in_parallel(&roots, |root| {
        let path = format!("types/{}.rs", names.module(*root));
        (source_path(options, &path), types::file(context, *root))
    }));
    if context.parts().any_operations() {
        files.insert(source_path(options, "operations.rs"), operations::file(context));
    }
    if context.parts().client {
        files.insert(source_path(options, "client.rs"), client::file(context));
    }
    let parts = context.parts();
    for tag in tag_files::of(context) {
        let path = |part: &str| source_path(options, &format!("{part}/{}.rs", tag.module));
        if parts.any_operations() {
            files.insert(path("operations"), operations::tag_file(context, &tag));
        }
        if parts.client {
            files.insert(path("client"), client::tag_file(context, &tag));
        }
    }
    if context.emits_webhooks() {
        files.insert(source_path(options, "webhooks.rs"), webhooks::file(context));
    }
    if context.parts().server {
        files.insert(source_path(options, "server.rs"), server::file(context));
    }
    if context.options.parts.fake {
        files.insert(source_path(options, "fake.rs"), fake::file(context));
    }
    files
}

/// The path of a type within the emitted crate, e.g. `types::PaymentSession`.
pub fn rust_path(api: &Api, id: TypeId) -> String {
    format!("types::{}", api.type_def(id).name)
}

fn source_path(options: &Options, path: &str) -> String {
    match options.layout {
        Layout::Crate => format!("src/{path}"),
        Layout::Include => path.to_owned(),
    }
}
