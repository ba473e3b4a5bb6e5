//! Operations that go through a list page by page, from the smallest that there is:
//!
//! ```yaml
//! get:
//!   parameters: [{ name: cursor, in: query, schema: { type: string } }]
//!   responses: { '200': { description: A page, content: { application/json: { schema: { type: object, properties: {
//!     data: { type: array, items: { type: string } }, next_cursor: { type: string } } } } } } }
//! ```

mod description;
mod page;
mod recognition;
mod words;

use bindery_model::{Answer, BodyEncoding, MediaType, Method, Operation, Pagination};

use crate::lowering::Lowering;
use description::Said;
use page::Types;
use recognition::Recognition;

/// What `x-pagination` is called.
const EXTENSION: &str = "x-pagination";

impl Lowering<'_> {
    /// Finds out which operations go through a list, by what they say or by how they look. All types are
    /// final by now.
    pub(crate) fn paginate(&mut self) {
        for index in 0..self.operation_places.len() {
            let (place, explained) = self.operation_places[index].clone();
            let operation = &self.api.operations[index];
            let types = Types::new(&self.api);
            let found = match place.get(EXTENSION) {
                Some(extension) => match description::read(&types, operation, &extension) {
                    Ok(Said::Nothing) => None,
                    Ok(Said::Off) => Some(Err("it is not paginated: `x-pagination` says so".to_owned())),
                    Ok(Said::Paginated(pagination)) => {
                        Some(Ok((pagination, "`x-pagination` says so".to_owned())))
                    }
                    Err(fault) => {
                        self.report(*fault);
                        continue;
                    }
                },
                None => recognised(&types, operation),
            };
            let line = match found {
                None => continue,
                Some(Err(reason)) => reason,
                Some(Ok((pagination, reason))) => {
                    self.api.operations[index].pagination = Some(pagination);
                    format!("it goes through a list, by `items()` and `pages()`: {reason}")
                }
            };
            if let Some(explanation) = self.explanations.get_mut(explained) {
                explanation.lines.push(line);
            }
        }
    }
}

/// What the operation looks like, and why; an error says why it is left as it is although it looks a little
/// like a list.
fn recognised(types: &Types<'_>, operation: &Operation) -> Option<Result<(Pagination, String), String>> {
    if operation.method != Method::Get {
        return None;
    }
    let (answer, media) = page_answer(operation)?;
    let mut headers = answer.headers.iter();
    let recognition = Recognition {
        types,
        operation,
        body: &media.type_ref,
        has_link: headers.any(|header| header.wire_name.eq_ignore_ascii_case("link")),
    };
    recognition.pagination()
}

/// The only success, if its body is JSON.
fn page_answer(operation: &Operation) -> Option<(&Answer, &MediaType)> {
    let [only] = &operation.answers.success[..] else {
        return None;
    };
    let media = only.bodies.first()?;
    (media.encoding == BodyEncoding::Json).then_some((only, media))
}
