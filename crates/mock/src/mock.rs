//! A document, ready to be served.

use bindery_model::Api;
use bindery_runtime::http::{Service, Status};
use bindery_runtime::server::{Router, Routes};

use crate::anyone::Anyone;
use crate::declared::Declared;
use crate::leaked;
use crate::operation_tables::OperationTables;
use crate::refusal::declared_refusal;
use crate::responder::{Manner, Responder};
use crate::service_table::service;

/// How a mock answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// What made values depend on.
    pub seed: u64,
    /// Whether values are made where the document has examples, too.
    pub dynamic: bool,
}

/// A document, ready to be served: see [the crate](crate).
#[derive(Debug)]
pub struct Mock {
    service: &'static Service,
    operations: Vec<&'static Declared>,
    manner: Manner,
}

impl Mock {
    /// The tables of `api`, which were best read with its examples. They are never given back.
    pub fn new(api: &Api, options: Options) -> Self {
        let mut tables = OperationTables::new(api);
        let operations = api.operations.iter();
        let operations = operations.map(|operation| leaked::value(Declared::new(&mut tables, operation)));
        let operations = operations.collect();
        let manner = Manner {
            seed: options.seed,
            dynamic: options.dynamic,
            words: tables.words(),
        };
        Self {
            service: service(api),
            operations,
            manner,
        }
    }

    /// The router. Of several operations of one path and method the first answers.
    pub fn into_router(self) -> Router {
        let (operations, manner) = (self.operations, self.manner);
        let mut routes = Routes::new(self.service, manner, Anyone);
        for &declared in &operations {
            let operation = declared.operation;
            let is_open =
                operation.security.is_empty() || operation.security.iter().any(|set| set.is_empty());
            routes = match is_open {
                true => routes.route_open::<_, Responder>(operation, Responder(declared)),
                false => routes.route::<_, Responder>(operation, Responder(declared)),
            };
        }
        routes
            .answer_problems(move |problem| declared_refusal(&operations, manner, problem))
            .into_router()
    }

    /// What is served, in a few words: `Pets 1.0.0, 3 operations`.
    pub fn summary(&self) -> String {
        let operations = match self.operations.len() {
            1 => "1 operation".to_owned(),
            count => format!("{count} operations"),
        };
        format!("{} {}, {operations}", self.service.title, self.service.version)
    }

    /// Method, path and `operationId` of each operation, in the document's order.
    pub fn operations(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let operations = self.operations.iter().map(|declared| declared.operation);
        operations.map(|operation| (operation.method, operation.path, operation.id))
    }

    /// What is to be said of examples that are not what their schemas say: they are only shown by their names.
    pub fn unfit_examples(&self) -> impl Iterator<Item = String> {
        self.operations.iter().flat_map(|declared| {
            declared.answers().flat_map(|answer| {
                let bodies = answer.bodies.iter();
                let examples =
                    bodies.flat_map(|body| body.examples.iter().map(move |example| (body, example)));
                let unfit = examples.filter(|(_, example)| !example.fits);
                unfit.map(|(body, example)| {
                    let name = example.name.as_ref().map(|name| format!(" `{name}`"));
                    format!(
                        "{}: the example{} of {} `{}` is not what its schema says",
                        declared.operation.id,
                        name.unwrap_or_default(),
                        status_text(answer.status),
                        body.media.content_type
                    )
                })
            })
        })
    }
}

/// A response's key, as the document has it.
fn status_text(status: Status) -> String {
    match status {
        Status::Exact(status) => status.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    }
}
