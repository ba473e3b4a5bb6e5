//! Examples, which tell whoever makes values what they look like:
//!
//! ```yaml
//! application/json: { examples: { dog: { value: { name: Rex } } } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Example, Json, Rule};

use crate::operation_lowering::OperationLowering;

/// `example` and `default` are values; 3.1's `examples` are a list of them.
pub(crate) fn examples_in_schema(keyword: &str, value: &Cursor<'_>) -> Option<Rule> {
    let examples: Vec<Json> = match keyword {
        "examples" => value.items().map(|example| example.value().clone()).collect(),
        _ => vec![value.value().clone()],
    };
    (!examples.is_empty()).then_some(Rule::Examples(examples))
}

impl<'d> OperationLowering<'_, 'd> {
    /// The examples of a media type: its only one, or all that have names. One whose value is elsewhere
    /// (`externalValue`), or is text as it is sent (`serializedValue`), is none.
    pub(crate) fn examples(&self, media: &Cursor<'d>) -> Vec<Example> {
        let only = media.get("example").map(|example| Example {
            name: None,
            value: example.value().clone(),
        });
        let named = media.get("examples");
        let named = named.iter().flat_map(Cursor::members);
        // A reference that leads nowhere is no example; what nobody needs is no mistake, either.
        let named = named.filter_map(|(name, example)| {
            let example = self.lowering.document.resolve(&example).ok()?;
            let value = example.get("value").or_else(|| example.get("dataValue"))?;
            Some(Example {
                name: Some(name.to_owned()),
                value: value.value().clone(),
            })
        });
        only.into_iter().chain(named).collect()
    }
}
