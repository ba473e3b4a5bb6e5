//! Small documents, and their models.

use std::path::Path;

use bindery::{Part, ReadApi, RenderStyle, Target, read_generated_api};
use bindery_change::{Comparison, Snapshot};

/// What changed between two documents, and in the crates with these parts.
pub(crate) fn compare(old: &str, new: &str, parts: &[Part]) -> Comparison {
    let mut target = Target::new("api", "unused", "unused");
    target.parts = parts.to_vec();
    let read = [old, new].map(read);
    let items = [0, 1].map(|index| read[index].shown_items(&target));
    let [old, new] = [0, 1].map(|index| Snapshot {
        api: &read[index].api,
        items: &items[index],
    });
    bindery_change::compare(old, new)
}

/// The model of a document.
fn read(text: &str) -> ReadApi {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, text).unwrap();
    let target = Target::new("api", &path, Path::new("unused"));
    match read_generated_api(&target, RenderStyle::Plain) {
        Ok(read) => read,
        Err(problem) => panic!("{problem}\n{text}"),
    }
}

/// A document with these paths, and perhaps more members of the root; `extra: SCHEMA` in a line of its own is a member
/// of the component `Node`.
pub(crate) fn paths(text: &str) -> String {
    let first = text.find("\n").map_or(text.len(), |end| {
        // What begins with a blank is one more path.
        let lines = text[end..].split_inclusive('\n').skip(1);
        let paths = lines.take_while(|line| line.starts_with(' '));
        end + 1 + paths.map(str::len).sum::<usize>()
    });
    let (paths, rest) = text.split_at(first.min(text.len()));
    let (more, extra): (Vec<&str>, Vec<&str>) = rest.lines().partition(|line| !line.starts_with("extra: "));
    let extra = extra
        .first()
        .and_then(|line| line.strip_prefix("extra: "))
        .unwrap_or("{}");
    format!(
        "openapi: 3.1.0
info: {{title: Changes, version: '1'}}
paths:
  {paths}
{}
components:
  responses:
    R: {{description: a, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Node'}}}}}}}}
  schemas:
    Node: {{type: object, properties: {{next: {{$ref: '#/components/schemas/Node'}}, extra: {extra}}}}}
    A: {{type: object, required: [kind, sort], properties: {{kind: {{type: string}}, sort: {{type: string}}}}}}
    B: {{type: object, required: [kind, sort, b], properties: {{kind: {{type: string}}, sort: {{type: string}}, b: {{type: string}}}}}}
  securitySchemes:
    key: {{type: apiKey, in: header, name: X-Key}}
    token: {{type: http, scheme: bearer}}
",
        more.join("\n")
    )
}

/// A document whose only request body has this schema.
pub(crate) fn body(schema: &str) -> String {
    paths(&format!(
        "/a: {{post: {{requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}, responses: {{'204': {{description: a}}}}}}}}"
    ))
}

/// A document whose only answer has this schema.
pub(crate) fn response(schema: &str) -> String {
    paths(&format!(
        "/a: {{get: {{responses: {{'200': {{description: a, content: {{application/json: {{schema: {schema}}}}}}}}}}}}}"
    ))
}
