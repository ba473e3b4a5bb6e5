//! Requests that the API sends: webhooks and callbacks.

use bindery_document::Cursor;
use bindery_model::{
    AnswerSet, Explanation, Ident, Method, Operation, Origin, ResponseStatus, TypeId, Webhook,
};

use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::path_template::PathTemplate;
use crate::type_table::{NameHint, Waiting};
use crate::{names, reading};

/// A request that the API sends, while it is lowered.
pub(crate) struct Sending<'n, 'd> {
    /// The key of the webhook or of the callback.
    pub(crate) name: &'n str,
    /// What its own types are called after.
    pub(crate) stem: String,
    /// What its payload is called after.
    pub(crate) hint: NameHint,
    /// The path item, before references are followed.
    pub(crate) item: Cursor<'d>,
    pub(crate) method: Method,
    pub(crate) operation: Cursor<'d>,
    /// The expression that says where a callback goes.
    pub(crate) url: Option<&'n str>,
}

impl Sending<'_, '_> {
    /// What the document calls the place that it is sent to.
    fn address(&self) -> &str {
        self.url.unwrap_or(self.name)
    }

    fn kind(&self) -> &'static str {
        match self.url {
            Some(_) => "callback",
            None => "webhook",
        }
    }
}

/// `orderPaid` as `OrderPaidWebhook`; `paidWebhook` as it is.
pub(crate) fn sending_hint<'n>(texts: Vec<&'n str>, name: &str, kind: &'n str) -> NameHint {
    let is_named = names::words(name).ends_with(&names::words(kind));
    NameHint::new(texts.into_iter().chain((!is_named).then_some(kind)))
}

/// The answers as the receiver sees them: it gives any of them, so each is as good as a success.
fn all_answers(mut answers: AnswerSet) -> AnswerSet {
    let has_default = answers
        .failure
        .iter()
        .any(|answer| answer.status == ResponseStatus::Default);
    if has_default
        && let [only] = answers.success.as_slice()
        && only.status == ResponseStatus::Range(2)
        && answers.failure.iter().any(|answer| answer.origin == only.origin)
    {
        // `default` stood for the success, too; one of the two is enough.
        answers.success.clear();
    }
    answers.success.append(&mut answers.failure);
    answers
}

impl<'d> Lowering<'d> {
    /// Gives the body of a request that the API sends a type, and all of it a description.
    pub(crate) fn lower_sending(&mut self, sending: Sending<'_, 'd>) {
        let payload = self.payload(&sending.operation).map(|schema| {
            let id = self.payload_type(&sending.hint, &schema);
            self.describe_payload(id, &sending);
            id
        });
        let kind = sending.kind();
        let address = format!("{} {}", sending.method.as_str(), sending.address());
        let mut lines = vec![match payload {
            Some(id) => format!(
                "`{address}` is a {kind}: it sends `types::{}`",
                self.types.name(id)
            ),
            None => format!("`{address}` is a {kind} without a body"),
        }];
        let origin = sending.operation.origin();
        let operation = self.sent_operation(&sending, &mut lines);
        self.explanations.push(Explanation { origin, lines });
        self.api.webhooks.extend(operation.map(|operation| Webhook {
            wire_name: sending.name.to_owned(),
            url: sending.url.map(str::to_owned),
            operation,
            payload,
            signs: Vec::new(),
        }));
    }

    /// The request; `None` where it has faults, which are reported.
    fn sent_operation(&mut self, sending: &Sending<'_, 'd>, lines: &mut Vec<String>) -> Option<Operation> {
        let item = self.path_items(&sending.item).into_iter().next()?;
        let outline = Outline {
            path: "/",
            template: PathTemplate::parse("/").ok()?,
            path_place: sending.item.clone(),
            item,
            method: sending.method.clone(),
            operation: sending.operation.clone(),
        };
        let stem = self.claim_sending(sending);
        let mut part = OperationLowering {
            lowering: self,
            stem: Ident::new(sending.hint.type_name(None)),
            place: Origin::new(sending.operation.file(), sending.operation.pointer()),
            path_text: sending.stem.clone(),
            method: sending.method.clone(),
            payload: Some(sending.hint.clone()),
            faults: Vec::new(),
            lines: Vec::new(),
        };
        let operation = Operation {
            name: Ident::new(names::member_name(stem.as_str())),
            id: sending.name.to_owned(),
            type_stem: stem,
            method: sending.method.clone(),
            path: sending.address().to_owned(),
            tags: Vec::new(),
            origin: sending.operation.origin(),
            docs: docs_of(&sending.operation),
            parameters: part.parameters(&outline).list,
            body: part.body(&sending.operation),
            answers: all_answers(part.answers(&sending.operation)),
            alternates: Vec::new(),
            security: Vec::new(),
            servers: Vec::new(),
            idempotency_key: None,
            pagination: None,
        };
        lines.append(&mut part.lines);
        let faults = part.faults;
        let is_right = faults.is_empty();
        for fault in faults {
            self.fault_at(&operation.origin, fault);
        }
        is_right.then_some(operation)
    }

    /// Claims the stem of a request's own types.
    fn claim_sending(&mut self, sending: &Sending<'_, 'd>) -> Ident {
        let longer = format!("{}_{}", sending.stem, sending.kind());
        let others = [names::type_name(&longer)];
        self.sending_names.claim(&sending.stem, others).name
    }

    /// The schema of the body: of JSON where there is any, else the first.
    fn payload(&mut self, operation: &Cursor<'d>) -> Option<Cursor<'d>> {
        let body = reading::member(operation, "requestBody")?;
        let body = self.resolve(&body)?;
        let content = reading::members(&body, "content");
        let content = content.unwrap_or_else(|fault| {
            self.fault(&body, *fault);
            Vec::new()
        });
        let mut schemas = Vec::new();
        for (name, media) in content {
            let Some(media) = self.resolve(&media) else {
                continue;
            };
            let is_json = Essence::parse(name).is_some_and(|essence| essence.is_json());
            schemas.extend(reading::member(&media, "schema").map(|schema| (is_json, schema)));
        }
        let json = schemas.iter().position(|(is_json, _)| *is_json);
        let chosen = schemas.into_iter().nth(json.unwrap_or(0));
        chosen.map(|(_, schema)| schema)
    }

    fn payload_type(&mut self, hint: &NameHint, schema: &Cursor<'d>) -> TypeId {
        let id = self.inline_id(hint, schema, true);
        self.types.enqueue(Waiting {
            id,
            schema: schema.clone(),
            component: None,
            owner: None,
        });
        self.lower_waiting();
        id
    }

    fn describe_payload(&mut self, id: TypeId, sending: &Sending<'_, 'd>) {
        let Some(made) = self.types.made(id) else { return };
        if made.docs.summary.is_none() && made.docs.description.is_none() {
            let (kind, method) = (sending.kind(), sending.method.as_str());
            made.docs.summary = Some(format!("What the {kind} `{}` sends (`{method}`).", sending.name));
        }
    }
}
