//! What the document lets an operation answer with.

use bindery_model::{Answer, Json, MediaType, Operation};
use bindery_runtime::http::{self, StatusCode};
use bindery_runtime::schema::{Direction, Rule, Schema, validate};

use crate::leaked;
use crate::operation_tables::{OperationTables, media, status};

/// An operation and its answers.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) operation: &'static http::Operation,
    /// What is a success, as the document has it.
    pub(crate) successes: Vec<DeclaredAnswer>,
    /// All other answers, one for each status.
    pub(crate) failures: Vec<DeclaredAnswer>,
}

/// The answer of a status.
#[derive(Debug)]
pub(crate) struct DeclaredAnswer {
    pub(crate) status: http::Status,
    /// What its body may be, the preferred first. None: it has no body.
    pub(crate) bodies: Vec<DeclaredBody>,
    pub(crate) headers: &'static [http::Parameter],
}

/// What the body of an answer may be.
#[derive(Debug)]
pub(crate) struct DeclaredBody {
    pub(crate) media: http::Media,
    /// What the body says; of a sequence, what each item says.
    pub(crate) schema: &'static Schema,
    pub(crate) examples: Vec<Example>,
}

/// What the document shows of a body.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: Option<String>,
    /// The value as JSON.
    pub(crate) text: String,
    /// Whether it is what the schema says.
    pub(crate) fits: bool,
}

impl Declared {
    pub(crate) fn new(tables: &mut OperationTables<'_>, operation: &Operation) -> Self {
        let mut answer = |answer: &Answer| DeclaredAnswer::new(tables, answer);
        let successes = operation.answers.success.iter().map(&mut answer).collect();
        let mut failures: Vec<DeclaredAnswer> = Vec::new();
        for failure in operation.answers.failure.iter().map(&mut answer) {
            // One status has an answer in the model for each type of body.
            match failures.iter_mut().find(|known| known.status == failure.status) {
                Some(known) => known.bodies.extend(failure.bodies),
                None => failures.push(failure),
            }
        }
        Self {
            operation: tables.operation(operation),
            successes,
            failures,
        }
    }

    /// All answers, successes first.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &DeclaredAnswer> {
        self.successes.iter().chain(&self.failures)
    }

    /// The answer that speaks of this status most exactly.
    pub(crate) fn of_status(&self, status: StatusCode) -> Option<&DeclaredAnswer> {
        let precision = |answer: &&DeclaredAnswer| answer.status.precision(status.as_u16());
        let speaking = self.answers().filter(|answer| precision(answer).is_some());
        speaking.max_by_key(precision)
    }

    /// The refusal that speaks of this status most exactly.
    pub(crate) fn refusal(&self, status: StatusCode) -> Option<&DeclaredAnswer> {
        let precision = |answer: &&DeclaredAnswer| answer.status.precision(status.as_u16());
        let speaking = self.failures.iter().filter(|answer| precision(answer).is_some());
        speaking.max_by_key(precision)
    }
}

impl DeclaredAnswer {
    fn new(tables: &mut OperationTables<'_>, answer: &Answer) -> Self {
        let headers = answer.headers.iter().map(|header| tables.parameter(header));
        let headers = leaked::slice(headers);
        Self {
            status: status(answer.status),
            bodies: answer
                .bodies
                .iter()
                .map(|body| DeclaredBody::new(tables, body))
                .collect(),
            headers,
        }
    }
}

impl DeclaredBody {
    fn new(tables: &mut OperationTables<'_>, body: &MediaType) -> Self {
        let said = Rule::In(Direction::Response, tables.body_schema(body));
        let schema = leaked::value(Schema(leaked::slice([said])));
        let media = media(body);
        let examples = body.examples.iter().map(|example| Example {
            name: example.name.clone(),
            text: example.value.to_text(),
            fits: fits(media.encoding, schema, &example.value),
        });
        Self {
            media,
            schema,
            examples: examples.collect(),
        }
    }
}

/// Whether an example is what the schema says. Text and bytes are not judged, for what stands there is sent as it is;
/// a sequence is judged item by item.
fn fits(encoding: http::Encoding, schema: &'static Schema, value: &Json) -> bool {
    let is_valid = |value: &Json| validate(schema, value.to_text().as_bytes()).is_ok();
    match (encoding, value) {
        (http::Encoding::Text | http::Encoding::Binary, _) => true,
        (http::Encoding::Json | http::Encoding::Form | http::Encoding::Multipart, value) => is_valid(value),
        (_, Json::String(_)) => true,
        (_, Json::Array(items)) => items.iter().all(is_valid),
        (_, value) => is_valid(value),
    }
}
