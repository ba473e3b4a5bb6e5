//! Mends what is wrong but harmless, with a warning for each: what was meant is plain.

mod change;
mod schema;
mod walk;

use bindery_model::{Code, Diagnostic, Diagnostics, Json, JsonObject};

use crate::cursor::Cursor;
use crate::document::{Document, ROOT};
use change::Mend;
use walk::Walk;

/// Mends every tree of the document.
pub(crate) fn mend(document: &mut Document, diagnostics: &mut Diagnostics) {
    let files: Vec<_> = document.trees.keys().copied().collect();
    for file in files {
        let Some(tree) = document.trees.get(&file) else {
            continue;
        };
        let mut mends = Walk::of(tree);
        if file == ROOT {
            mends.extend(missing_sections(tree));
        }
        for mend in &mends {
            diagnostics.push(warning(document, &mend.at(document, file), mend));
        }
        // From the end, so that the places of the others stay as they were found.
        for mend in mends.into_iter().rev() {
            mend.apply(document, file);
        }
    }
}

fn warning(document: &Document, place: &Cursor<'_>, mend: &Mend) -> Diagnostic {
    let origin = match mend.is_missing {
        true => document.root().origin(),
        false => place.origin(),
    };
    let diagnostic = Diagnostic::warning(Code::Mended, mend.message.clone(), origin).help(mend.help.clone());
    if mend.is_key {
        diagnostic.at_key()
    } else {
        diagnostic
    }
}

/// `paths`, which only 3.1 lets a document do without.
fn missing_sections(root: &Json) -> Option<Mend> {
    let is_short = root.get("components").or_else(|| root.get("webhooks")).is_some();
    let is_old = root
        .get("openapi")
        .and_then(Json::as_str)
        .is_some_and(|version| version.starts_with("3.0"));
    let is_missing = root.get("paths").is_none() && (is_old || !is_short);
    is_missing.then(|| {
        Mend::insert("paths", Json::Object(JsonObject::default()))
            .because("the document has no `paths`; it is taken to have no operations")
            .help("add `paths: {}`")
    })
}
