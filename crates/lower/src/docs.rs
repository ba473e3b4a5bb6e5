use bindery_document::Cursor;
use bindery_model::Docs;

/// What the document says of the thing at `cursor` in words: a schema, an operation, a parameter.
pub(crate) fn docs_of(cursor: &Cursor<'_>) -> Docs {
    let text = |name: &str| {
        let member = cursor.get(name)?;
        member.as_str().map(str::to_owned)
    };
    Docs {
        summary: text("summary").or_else(|| text("title")),
        description: text("description"),
        examples: examples_of(cursor),
        default: cursor.get("default").map(|default| default.value().clone()),
        deprecated: cursor
            .get("deprecated")
            .and_then(|deprecated| deprecated.as_bool())
            == Some(true),
    }
}

/// `example`, and the list of 3.1's `examples`; the map of a parameter's or a media type's holds
/// Example Objects.
fn examples_of(cursor: &Cursor<'_>) -> Vec<String> {
    let mut examples: Vec<String> = cursor
        .get("example")
        .iter()
        .map(|example| example.value().to_text())
        .collect();
    let Some(more) = cursor.get("examples") else {
        return examples;
    };
    examples.extend(more.items().map(|example| example.value().to_text()));
    let values = more.members().filter_map(|(_, example)| example.get("value"));
    examples.extend(values.map(|value| value.value().to_text()));
    examples
}
