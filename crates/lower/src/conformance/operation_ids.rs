use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use super::Conformance;

impl<'d> Conformance<'d> {
    /// An `operationId` is unique among all operations, those of webhooks and callbacks too.
    pub(super) fn operation_id(&mut self, operation: &Cursor<'d>) {
        let place = operation.get("operationId");
        let Some((place, id)) = place.and_then(|place| Some((place.clone(), place.as_str()?))) else {
            return;
        };
        let Some(first) = self.operation_ids.get(id).cloned() else {
            self.operation_ids.insert(id, place.origin());
            return;
        };
        let message = format!("`operationId` `{id}` is used twice");
        let warning = Diagnostic::warning(Code::DuplicateOperationId, message, place.origin())
            .also(first, "first used here")
            .help("give each operation an `operationId` of its own");
        self.warn(warning);
    }
}
