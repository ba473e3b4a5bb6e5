//! What operations leave out: an `operationId`, and what they answer when something is wrong.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Operation, Origin, ResponseStatus};

use super::Lint;
use super::values::operations;

impl<'l> Lint<'l> {
    pub(super) fn missing_operation_ids(&mut self) {
        for operation in &self.api().operations {
            let written = self.written(operation);
            if written.is_none_or(|written| written.get("operationId").is_some()) {
                continue;
            }
            let (method, path) = (operation.method.as_str(), &operation.path);
            let message = format!("`{method} {path}` has no `operationId`");
            let warning = Diagnostic::warning(Code::MissingOperationId, message, operation.origin.clone())
                .at_key()
                .label(format!(
                    "its method is called `{}`, after its path",
                    operation.name
                ))
                .help("add an `operationId`, so that the name stays when the path changes");
            self.diagnostics.push(warning);
        }
    }

    /// The operation as the document has it.
    fn written(&self, operation: &Operation) -> Option<Cursor<'l>> {
        let item = self.document.root().get("paths")?.get(&operation.path)?;
        let item = self.document.resolve(&item).ok()?;
        let method = operation.method.as_str();
        item.get(&method.to_ascii_lowercase())
            .or_else(|| item.get("additionalOperations")?.get(method))
    }

    pub(super) fn undeclared_errors(&mut self) {
        for operation in operations(self.api()) {
            let is_webhook = self
                .api()
                .operations
                .iter()
                .all(|other| other.origin != operation.origin);
            let is_failure = |status: ResponseStatus| match status {
                ResponseStatus::Exact(status) => status >= 400,
                ResponseStatus::Range(class) => class >= 4,
                ResponseStatus::Default => true,
            };
            if is_webhook || operation.answers.iter().any(|answer| is_failure(answer.status)) {
                continue;
            }
            let (method, path) = (operation.method.as_str(), &operation.path);
            let message = format!("`{method} {path}` declares no error");
            let pointer = &operation.origin.pointer;
            let declares = |written: Cursor<'_>| written.get("responses").is_some();
            // Where nothing is declared at all, the operation itself is at fault.
            let pointer = match self.written(operation).is_some_and(declares) {
                true => pointer.child("responses"),
                false => pointer.clone(),
            };
            let warning = Diagnostic::warning(
                Code::UndeclaredErrors,
                message,
                Origin::new(operation.origin.file, pointer),
            )
            .at_key()
            .label("no `4XX`, no `5XX`, no `default`")
            .help("add a `default` response with the body that errors have: callers then get it typed");
            self.diagnostics.push(warning);
        }
    }
}
