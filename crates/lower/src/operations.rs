//! Operations, from the smallest that there is:
//!
//! ```yaml
//! paths: { /pets: { get: { responses: { '200': { description: Fine } } } } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Docs, Explanation, Omission, Operation, Origin, Severity};

use crate::alternates::alternates;
use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::operation_lowering::OperationLowering;
use crate::operation_names::OperationName;
use crate::outline::Outline;
use crate::reading;
use crate::security::SecurityTable;

impl<'d> Lowering<'d> {
    /// Lowers what calls and answers are made of: operations, security schemes, servers.
    ///
    /// The component schemas have their names by then; inline ones take what is left.
    pub(crate) fn lower_operations(&mut self, outlines: &[Outline<'d>]) {
        let mut security = SecurityTable::read(self);
        let names = self.name_operations(outlines);
        for (outline, name) in outlines.iter().zip(names) {
            if self.leaves_out(outline) {
                self.pass_over(outline);
                security.pass_over(&self.document.root(), &outline.operation);
            } else {
                self.lower_operation(outline, name, &mut security);
            }
        }
        self.api.security_schemes = security.finish(self);
        self.claim_tag_features();
        self.api.servers = self.root_servers();
        let service = self.service_name();
        self.claim_tag_traits();
        self.claim_authenticator(&service);
        self.api.service = Some(service);
    }

    fn lower_operation(
        &mut self,
        outline: &Outline<'d>,
        name: OperationName,
        security: &mut SecurityTable<'d>,
    ) {
        let mut part = OperationLowering {
            lowering: self,
            stem: name.stem.clone(),
            place: Origin::new(outline.operation.file(), outline.operation.pointer()),
            path_text: outline.template.words().join("_"),
            method: outline.method.clone(),
            payload: None,
            faults: Vec::new(),
            lines: Vec::new(),
        };
        part.explain(format!(
            "`{} {}` is the method `{}`",
            outline.method.as_str(),
            outline.path,
            name.name
        ));
        let operation = part.operation(outline, name, security);
        let OperationLowering { faults, lines, .. } = part;
        if faults.is_empty() {
            let origin = operation.origin.clone();
            self.api.operations.push(operation);
            let explained = self.explanations.len();
            self.operation_places.push((outline.operation.clone(), explained));
            self.explanations.push(Explanation { origin, lines });
            return;
        }
        if self.settings.keep_going {
            let reasons: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
            self.omissions.push(Omission {
                origin: operation.origin,
                reason: reasons.join("; "),
            });
        }
        for mut fault in faults {
            if self.settings.keep_going {
                fault.severity = Severity::Warning;
            }
            self.report(fault);
        }
    }
}

impl<'d> OperationLowering<'_, 'd> {
    fn operation(
        &mut self,
        outline: &Outline<'d>,
        OperationName { id, name, stem }: OperationName,
        security: &mut SecurityTable<'d>,
    ) -> Operation {
        let operation = &outline.operation;
        let parameters = self.parameters(outline);
        let body = self.body(operation);
        let answers = self.answers(operation);
        let alternates = alternates(&answers.success);
        let called_back = (stem.to_string(), operation.clone());
        self.lowering.callbacks.push_back(called_back);
        Operation {
            name,
            type_stem: stem,
            id,
            method: outline.method.clone(),
            path: outline.template.path.to_owned(),
            tags: self.tags(operation),
            origin: operation.origin(),
            docs: docs_of_operation(outline),
            parameters: parameters.list,
            body,
            answers,
            alternates,
            security: security.of_operation(self, operation),
            servers: self.own_servers(outline),
            idempotency_key: parameters.idempotency_key,
            pagination: None,
        }
    }

    fn tags(&mut self, operation: &Cursor<'d>) -> Vec<String> {
        let tags = self
            .checked(reading::items(operation, "tags"))
            .unwrap_or_default();
        let mut texts = Vec::new();
        for tag in tags {
            match tag.as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.fault(reading::wrong_kind(&tag, "tags", "an array of strings")),
            }
        }
        texts
    }
}

/// The operation's words, and the path item's where it has none of its own.
fn docs_of_operation(outline: &Outline<'_>) -> Docs {
    let own = docs_of(&outline.operation);
    let shared = docs_of(&outline.item);
    Docs {
        summary: own.summary.or(shared.summary),
        description: own.description.or(shared.description),
        ..own
    }
}
