//! Names within an operation: of its body, and of the methods that set what is optional.

use std::collections::BTreeSet;

use bindery_model::Operation;

/// The argument and the field that hold the body: `body`, unless a parameter is called so.
pub(crate) fn body(operation: &Operation) -> String {
    free("body", "request", &parameters(operation))
}

/// The field that holds the media type which is asked for: `media_type`, unless a parameter is called so.
pub(crate) fn media_type(operation: &Operation) -> String {
    let mut taken = parameters(operation);
    let body = body(operation);
    taken.push(&body);
    free("media_type", "answer", &taken)
}

fn parameters(operation: &Operation) -> Vec<&str> {
    let parameters = operation.parameters.iter();
    parameters.map(|parameter| parameter.name.as_str()).collect()
}

/// `name`, with `prefix` before it until nothing is called so.
fn free(name: &str, prefix: &str, taken: &[&str]) -> String {
    let mut name = name.to_owned();
    while taken.contains(&name.as_str()) {
        name = format!("{prefix}_{name}");
    }
    name
}

/// `with_limit` for each name; a keyword's underscore is dropped where that makes no two alike.
pub(crate) fn setters<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut claimed = BTreeSet::new();
    names
        .map(|name| {
            let mut setter = format!("with_{}", plain(name));
            if !claimed.insert(setter.clone()) {
                setter = format!("with_{}", name.trim_start_matches("r#"));
                while !claimed.insert(setter.clone()) {
                    setter.push('_');
                }
            }
            setter
        })
        .collect()
}

/// A name without what makes a keyword a name.
pub(crate) fn plain(name: &str) -> &str {
    name.trim_start_matches("r#").trim_end_matches('_')
}
