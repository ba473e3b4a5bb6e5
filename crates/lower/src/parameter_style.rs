//! How a parameter's value is written: `style`, `explode` and their defaults, or `content`.

use bindery_document::Cursor;
use bindery_model::{
    Diagnostic, Docs, ParameterLocation, ParameterStyle, Primitive, Schema, SchemaRef, TypeRef, UntypedReason,
};

use crate::docs::docs_of;
use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::parameters::{Declared, ParameterValue};
use crate::{reading, suggestion};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Serialization {
    pub(crate) style: ParameterStyle,
    pub(crate) explode: bool,
}

/// `in` as a document writes it.
pub(crate) fn location_name(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// The styles of a location, its default first (OpenAPI 3.0.3, "Style Values").
fn styles_of(location: ParameterLocation) -> &'static [(&'static str, ParameterStyle)] {
    use ParameterStyle::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    match location {
        ParameterLocation::Path => &[("simple", Simple), ("label", Label), ("matrix", Matrix)],
        ParameterLocation::Query => &[
            ("form", Form),
            ("spaceDelimited", SpaceDelimited),
            ("pipeDelimited", PipeDelimited),
            ("deepObject", DeepObject),
        ],
        ParameterLocation::Header => &[("simple", Simple)],
        // 3.2's `cookie` differs in how names and values are escaped alone.
        ParameterLocation::Cookie => &[("form", Form), ("cookie", Form)],
    }
}

impl<'d> OperationLowering<'_, 'd> {
    /// The value's type, and how it is written.
    pub(crate) fn parameter_value(&mut self, one: &Declared<'d>) -> Option<ParameterValue> {
        if let Some(content) = reading::member(&one.cursor, "content") {
            if reading::member(&one.cursor, "schema").is_some() {
                let message = format!(
                    "the parameter `{}` has both `schema` and `content`",
                    one.wire_name
                );
                let warning = Diagnostic::warning("parameter-content", message, one.cursor.origin())
                    .note("`content` counts")
                    .help("remove one of them");
                self.warn(warning);
            }
            return self.content_value(one, &content);
        }
        let serialization = self.serialization(one);
        let Some(schema) = reading::member(&one.cursor, "schema") else {
            let message = format!(
                "the parameter `{}` has neither `schema` nor `content`",
                one.wire_name
            );
            let warning = Diagnostic::warning("untyped-parameter", message, one.cursor.origin())
                .note("it is taken as a string")
                .help("add `schema: { type: string }`, or what else it is");
            self.warn(warning);
            return Some(text_value(serialization?));
        };
        let (type_ref, schema_ref) = self.value_type(one, &schema);
        let secret = self.lowering.secret_parameter(one, &schema);
        let type_ref = secret.unwrap_or(type_ref);
        Some(ParameterValue {
            serialization: serialization?,
            // A style has no way to write null; the rules still say what the schema says.
            type_ref: not_null(type_ref),
            schema: schema_ref,
            docs: self.schema_docs(&schema),
        })
    }

    fn serialization(&mut self, one: &Declared<'d>) -> Option<Serialization> {
        let explode = self.checked(reading::optional_bool(&one.cursor, "explode"));
        let written = self.checked(reading::optional_text(&one.cursor, "style"))?;
        let styles = styles_of(one.location);
        let style = match written {
            None => styles.first().map(|(_, style)| *style),
            Some(written) => styles
                .iter()
                .find(|(name, _)| *name == written)
                .map(|(_, style)| *style),
        };
        let Some(style) = style else {
            self.wrong_style(one, written.unwrap_or_default());
            return None;
        };
        let explode = match style {
            // The only way in which the table defines it.
            ParameterStyle::DeepObject => true,
            ParameterStyle::Form => explode?.unwrap_or(true),
            _ => explode?.unwrap_or(false),
        };
        Some(Serialization { style, explode })
    }

    fn wrong_style(&mut self, one: &Declared<'d>, written: &str) {
        let place = location_name(one.location);
        let message = format!("`{written}` is not a style of {place} parameters");
        let known = styles_of(one.location).iter().map(|(name, _)| *name);
        let mut fault = Diagnostic::error(
            "parameter-style",
            message,
            reading::place_of(&one.cursor, "style"),
        );
        fault.help = suggestion::help(written, known);
        self.fault(fault);
    }

    /// `content`: exactly one media type, of which JSON and text can be written.
    fn content_value(&mut self, one: &Declared<'d>, content: &Cursor<'d>) -> Option<ParameterValue> {
        let mut entries = content.members();
        let (Some((name, media)), None) = (entries.next(), entries.next()) else {
            let message = format!(
                "`content` of the parameter `{}` must have exactly one entry",
                one.wire_name
            );
            self.fault(Diagnostic::error("parameter-content", message, content.origin()));
            return None;
        };
        let media = self.media_of(&media)?;
        let essence = Essence::parse(name);
        if essence.as_ref().is_some_and(Essence::is_text) {
            let plain = Serialization {
                style: styles_of(one.location).first()?.1,
                explode: false,
            };
            return Some(text_value(plain));
        }
        if !essence.is_some_and(|essence| essence.is_json()) {
            let message = format!("a parameter cannot be written as `{name}`");
            let fault = Diagnostic::error("parameter-content", message, media.origin())
                .at_key()
                .help("use `application/json`, or `schema` with a `style`");
            self.fault(fault);
            return None;
        }
        let serialization = Serialization {
            style: ParameterStyle::Json,
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

    fn value_type(&mut self, one: &Declared<'d>, schema: &Cursor<'d>) -> (TypeRef, SchemaRef) {
        let argument = one.argument.as_ref().filter(|_| self.is_own(&one.cursor));
        let text = argument.map_or(one.wire_name, |argument| argument.as_str());
        let hint = self.hint(&one.cursor, text, "Parameter");
        self.lowering.type_of(schema, &hint)
    }

    /// What an inline schema says; what a component says is said there.
    fn schema_docs(&self, schema: &Cursor<'d>) -> Docs {
        if schema.is_reference() {
            Docs::default()
        } else {
            docs_of(schema)
        }
    }
}

fn text_value(serialization: Serialization) -> ParameterValue {
    ParameterValue {
        serialization,
        type_ref: TypeRef::Primitive(Primitive::String),
        schema: SchemaRef::Inline(Schema::default()),
        docs: Docs::default(),
    }
}

fn not_null(type_ref: TypeRef) -> TypeRef {
    match type_ref {
        TypeRef::Nullable(inner) => *inner,
        other => other,
    }
}
