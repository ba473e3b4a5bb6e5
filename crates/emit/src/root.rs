//! The file that names the modules: a crate's `lib.rs`, or the `mod.rs` that a build script's user
//! includes, which may neither begin with inner attributes nor ask for features.

use crate::context::Context;
use crate::{Layout, Options, docs, manifest};

/// The file's path.
pub(crate) fn path(options: &Options) -> String {
    match options.layout {
        Layout::Crate => "src/lib.rs".into(),
        Layout::Include => "mod.rs".into(),
    }
}

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let (options, emitted) = (context.options, context.parts());
    let mut parts = vec![format!("// {}\n", options.notice())];
    if options.layout == Layout::Crate {
        parts.push(crate_docs(context));
    }
    parts.push("pub use bindery_runtime as runtime;\n".into());
    parts.push(module(options, "types", &[]));
    if emitted.any_operations() {
        let features: &[&str] = match (emitted.client, emitted.server) {
            (true, true) => &["client", "server"],
            (true, false) => &["client"],
            _ => &["server"],
        };
        parts.push(module(options, "operations", features));
    }
    if emitted.client {
        parts.push(module(options, "client", &["client"]));
    }
    if emitted.server {
        parts.push(module(options, "server", &["server"]));
    }
    if options.parts.fake {
        parts.push(module(options, "fake", &["fake"]));
    }
    if context.emits_webhooks() {
        parts.push(module(options, "webhooks", &["webhooks"]));
    }
    if emitted.client {
        parts.push(format!(
            "{}pub use client::Client;\n",
            condition(options, &["client"])
        ));
    }
    parts.push("bindery_runtime::compatible!(1);\n".into());
    parts.join("\n")
}

fn crate_docs(context: Context<'_>) -> String {
    let first = format!(
        "{}: {}.",
        docs::line(&context.title()),
        manifest::contents(context.parts())
    );
    // The title has been said; a summary of 3.1 has not.
    let mut docs = context.api.docs.clone();
    docs.summary = docs.summary.filter(|summary| *summary != context.api.title);
    let lines = docs::join([vec![first], docs::described(&docs)]);
    lines
        .iter()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n")
        .collect()
}

fn module(options: &Options, name: &str, features: &[&str]) -> String {
    format!(
        "{}#[rustfmt::skip]\npub mod {name};\n",
        condition(options, features)
    )
}

fn condition(options: &Options, features: &[&str]) -> String {
    if options.layout == Layout::Include {
        return String::new();
    }
    let features: Vec<_> = features
        .iter()
        .map(|feature| format!("feature = \"{feature}\""))
        .collect();
    match &features[..] {
        [] => String::new(),
        [one] => format!("#[cfg({one})]\n"),
        several => format!("#[cfg(any({}))]\n", several.join(", ")),
    }
}
