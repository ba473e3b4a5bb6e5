//! References that lead nowhere in parts of a document that nothing uses, where lowering never comes.

use bindery_model::{Diagnostic, Severity};

use super::Lint;

impl Lint<'_> {
    pub(super) fn dangling_references(&mut self) {
        for node in self.document.nodes() {
            let Err(fault) = self.document.reference_target(&node) else {
                continue;
            };
            // As lowering says it where it goes on: who uses the part has heard of it already.
            self.diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                ..*fault
            });
        }
    }
}
