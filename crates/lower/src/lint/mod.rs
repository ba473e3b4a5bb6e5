//! What will hurt the users of an API though its document is valid.
//!
//! Each rule is a file with a code of its own, and reads the finished model; only what no model holds is looked
//! up in the document. A rule that is wrong more often than right is worse than none: where a document may mean
//! well, it says nothing.

mod bounds;
mod components;
mod money;
mod naming;
mod operations;
mod references;
mod requests;
mod secrets;
mod unions;
mod values;

use bindery_document::Document;
use bindery_model::{Api, Diagnostics};

use crate::Lowered;

/// What the rules read, and where they report.
struct Lint<'l> {
    document: &'l Document,
    lowered: &'l Lowered,
    diagnostics: &'l mut Diagnostics,
}

/// Reports what will hurt users of the API that `lowered` was made of `document` for. Everything is a warning;
/// [`grade`](crate::grade) says what becomes of it.
pub fn lint(document: &Document, lowered: &Lowered, diagnostics: &mut Diagnostics) {
    let mut lint = Lint {
        document,
        lowered,
        diagnostics,
    };
    lint.missing_discriminators();
    lint.colliding_names();
    lint.unnamed_variants();
    lint.unmarked_secrets();
    lint.money_as_float();
    lint.unbounded_requests();
    lint.missing_operation_ids();
    lint.undeclared_errors();
    lint.unused_components();
    lint.dangling_references();
}

impl<'l> Lint<'l> {
    fn api(&self) -> &'l Api {
        &self.lowered.api
    }
}
