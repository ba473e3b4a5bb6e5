//! Callbacks, from the smallest that there is:
//!
//! ```yaml
//! callbacks: { onPaid: { '{$request.body#/url}': { post: { requestBody: { content: { application/json: {} } } } } } }
//! ```

use std::collections::HashSet;

use bindery_document::Cursor;
use bindery_model::Pointer;

use crate::lowering::Lowering;
use crate::names;
use crate::reading;
use crate::sending::{Sending, sending_hint};
use crate::type_table::Node;

impl<'d> Lowering<'d> {
    /// Gives what each callback sends a type. Operations may share callbacks, and the requests that
    /// callbacks are may have callbacks themselves: each is read once.
    pub(crate) fn lower_callbacks(&mut self) {
        let mut seen = HashSet::new();
        while let Some((stem, operation)) = self.callbacks.pop_front() {
            let entries = reading::members(&operation, "callbacks").unwrap_or_else(|fault| {
                self.fault(&operation, *fault);
                Vec::new()
            });
            for (name, place) in entries.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
                let Some(callback) = self.resolve(&place) else {
                    continue;
                };
                if seen.insert(Node::of(&callback)) {
                    let is_own = callback.file() == operation.file()
                        && operation.pointer().contains(&callback.pointer());
                    let shared = callback.pointer();
                    let (name, stem) = match last_segment(&shared) {
                        Some(key) if !is_own => (key, None),
                        _ => (name, Some(stem.as_str())),
                    };
                    self.callback(name, stem, &callback);
                }
            }
        }
    }

    /// Every request of one callback. `stem` is the operation that alone has it.
    fn callback(&mut self, name: &str, stem: Option<&str>, callback: &Cursor<'d>) {
        let mut requests = Vec::new();
        let mut addresses = 0;
        for (url, place) in callback.members().filter(|(url, _)| !url.starts_with("x-")) {
            let operations = self.sending_operations(&place);
            addresses += 1;
            requests.extend(
                operations
                    .into_iter()
                    .map(|(method, operation)| (url, place.clone(), method, operation)),
            );
        }
        let is_only = requests.len() == 1;
        for (url, item, method, operation) in requests {
            let word = method.as_str().to_lowercase();
            let mut texts: Vec<&str> = stem.into_iter().chain([name]).collect();
            if !is_only {
                // What stands behind the expression, e.g. `/paid`, tells addresses apart.
                let path = url
                    .rsplit('}')
                    .next()
                    .filter(|path| addresses > 1 && !path.is_empty());
                texts.extend(path);
                texts.push(&word);
            }
            self.callbacks.push_back((texts.join("_"), operation.clone()));
            self.lower_sending(Sending {
                name,
                stem: names::joined_type_name(texts.iter().copied()),
                item,
                hint: sending_hint(texts, name, "Callback"),
                method,
                operation,
                url: Some(url),
            });
        }
    }
}

fn last_segment(pointer: &Pointer) -> Option<&str> {
    pointer.segments().last().map(String::as_str)
}
