//! Parameters whose value is of a media type, and the one that is the whole query.
//!
//! ```yaml
//! parameters: [{ name: filter, in: query, content: { application/json: { schema: { type: object } } } }]
//! ```

use bindery_document::Cursor;
use bindery_model::{
    Code, Diagnostic, Docs, ParameterLocation, ParameterStyle, Schema, SchemaRef, UntypedReason,
};

use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::parameter_style::{Serialization, not_null, styles_of, text_value};
use crate::parameters::{Declared, ParameterValue};
use crate::reading;

/// How a value of a media type stands in a parameter.
enum Form {
    /// As text: a string, or what else has a text of its own.
    Text(ParameterStyle),
    /// As whatever its type is.
    Value(ParameterStyle),
}

impl<'d> OperationLowering<'_, 'd> {
    /// `content`: exactly one media type. A form and JSON have types; all others are text, which the caller
    /// puts together.
    pub(crate) fn content_value(
        &mut self,
        one: &Declared<'d>,
        content: &Cursor<'d>,
    ) -> Option<ParameterValue> {
        let mut entries = content.members();
        let (Some((name, media)), None) = (entries.next(), entries.next()) else {
            let message = format!(
                "`content` of the parameter `{}` must have exactly one entry",
                one.wire_name
            );
            let fault = Diagnostic::error(Code::ParameterContent, message, content.origin());
            self.fault(
                fault.help("leave the one media type that is sent: `application/json: { schema: { … } }`"),
            );
            return None;
        };
        let media = self.media_of(&media)?;
        let Some(essence) = Essence::parse(name) else {
            let message = format!("`{name}` is not a media type");
            let fault = Diagnostic::error(Code::ParameterContent, message, media.origin())
                .at_key()
                .help("a media type has a slash: `application/json`");
            self.fault(fault);
            return None;
        };
        let form = self.form_of(one, &essence, &media)?;
        let style = match form {
            Form::Text(style) => return Some(self.content_text(one, &media, style)),
            Form::Value(style) => style,
        };
        let serialization = Serialization {
            style,
            explode: false,
        };
        let Some(schema) = reading::member(&media, "schema") else {
            return Some(ParameterValue {
                serialization,
                type_ref: self.lowering.any(Some(&media), UntypedReason::NoSchema),
                schema: SchemaRef::Inline(Schema::default()),
                docs: Docs::default(),
            });
        };
        let (type_ref, schema_ref) = self.value_type(one, &schema);
        Some(ParameterValue {
            serialization,
            type_ref,
            schema: schema_ref,
            docs: self.schema_docs(&schema),
        })
    }

    fn form_of(&mut self, one: &Declared<'d>, essence: &Essence, media: &Cursor<'d>) -> Option<Form> {
        let is_whole = one.location == ParameterLocation::Querystring;
        Some(match essence {
            _ if essence.is_json() => Form::Value(ParameterStyle::Json),
            _ if essence.is_urlencoded() => {
                Form::Value(ParameterStyle::Urlencoded(self.form_members(media)?))
            }
            // A format of the API's own, with its own delimiters.
            _ if is_whole && essence.is_plain_text() => Form::Text(ParameterStyle::Raw),
            _ => {
                let styles = styles_of(one.location, self.lowering.settings.deep_object_arrays);
                let usual = styles.into_iter().next().map(|(_, style)| style);
                Form::Text(usual.unwrap_or(ParameterStyle::Simple))
            }
        })
    }

    /// Text, or a value that has a text of its own.
    fn content_text(
        &mut self,
        one: &Declared<'d>,
        media: &Cursor<'d>,
        style: ParameterStyle,
    ) -> ParameterValue {
        let serialization = Serialization {
            style,
            explode: false,
        };
        let schema = reading::member(media, "schema").filter(|_| self.is_scalar(media));
        let Some(schema) = schema else {
            return text_value(serialization);
        };
        let (type_ref, schema_ref) = self.value_type(one, &schema);
        ParameterValue {
            serialization,
            type_ref: not_null(type_ref),
            schema: schema_ref,
            docs: self.schema_docs(&schema),
        }
    }
}
