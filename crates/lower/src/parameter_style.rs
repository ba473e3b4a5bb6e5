//! How a parameter's value is written: `style`, `explode` and their defaults, or `content`.

use bindery_document::Cursor;
use bindery_model::{
    Code, DeepObjectArrays, Diagnostic, Docs, ParameterLocation, ParameterStyle, Primitive, Schema,
    SchemaRef, TypeRef,
};

use crate::docs::docs_of;
use crate::json_types::Types;
use crate::operation_lowering::OperationLowering;
use crate::parameters::{Declared, ParameterValue};
use crate::view::Seed;
use crate::{reading, suggestion};

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Serialization {
    pub(crate) style: ParameterStyle,
    pub(crate) explode: bool,
}

/// `in` as a document writes it.
pub(crate) fn location_name(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

const STRUCTURED: Types = Types::ARRAY.or(Types::OBJECT);

/// A style's name, and what it is.
type Named = (&'static str, ParameterStyle);

/// The styles of a location, its default first (OpenAPI 3.0.3, "Style Values").
pub(crate) fn styles_of(location: ParameterLocation, arrays: DeepObjectArrays) -> Vec<Named> {
    use ParameterStyle::{Cookie, DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    match location {
        ParameterLocation::Path => vec![("simple", Simple), ("label", Label), ("matrix", Matrix)],
        ParameterLocation::Query => vec![
            ("form", Form),
            ("spaceDelimited", SpaceDelimited),
            ("pipeDelimited", PipeDelimited),
            ("deepObject", DeepObject(arrays)),
        ],
        ParameterLocation::Header => vec![("simple", Simple)],
        ParameterLocation::Cookie => vec![("form", Form), ("cookie", Cookie)],
        ParameterLocation::Querystring => Vec::new(),
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
                let warning = Diagnostic::warning(Code::ParameterContent, message, one.cursor.origin())
                    .note("`content` counts")
                    .help("remove one of them");
                self.warn(warning);
            }
            if one.cursor.get("style").is_some() {
                let message = "`style` says nothing beside `content`";
                let place = reading::place_of(&one.cursor, "style");
                let warning = Diagnostic::warning(Code::ParameterContent, message, place);
                self.warn(warning.help("remove it, or write `schema` instead of `content`"));
            }
            return self.content_value(one, &content);
        }
        if one.location == ParameterLocation::Querystring {
            // It has only `content`; what it lacks is told of once for all that is in the query.
            return None;
        }
        let serialization = self.serialization(one);
        let Some(schema) = reading::member(&one.cursor, "schema") else {
            let message = format!(
                "the parameter `{}` has neither `schema` nor `content`",
                one.wire_name
            );
            let warning = Diagnostic::warning(Code::UntypedParameter, message, one.cursor.origin())
                .note("it is taken as a string")
                .help("add `schema: { type: string }`, or what else it is");
            self.warn(warning);
            return Some(text_value(serialization?));
        };
        if let Some(serialization) = &serialization {
            self.check_kind_of_value(one, &schema, &serialization.style);
        }
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
        let what = format!("{} parameters", location_name(one.location));
        self.written_style(&one.cursor, one.location, &what)
    }

    /// `style` and `explode` of `holder` with their defaults.
    pub(crate) fn written_style(
        &mut self,
        holder: &Cursor<'d>,
        location: ParameterLocation,
        what: &str,
    ) -> Option<Serialization> {
        let explode = self.checked(reading::optional_bool(holder, "explode"));
        let written = self.checked(reading::optional_text(holder, "style"))?;
        let styles = styles_of(location, self.lowering.settings.deep_object_arrays);
        let mut named = styles
            .iter()
            .filter(|(name, _)| written.is_none_or(|written| written == *name));
        let Some((_, style)) = named.next() else {
            let written = written.unwrap_or_default();
            let message = format!("`{written}` is not a style of {what}");
            let place = reading::place_of(holder, "style");
            let mut fault = Diagnostic::error(Code::ParameterStyle, message, place);
            fault.help = suggestion::help(written, styles.iter().map(|(name, _)| *name));
            self.fault(fault);
            return None;
        };
        let explode = match style {
            // The only way in which the table defines it.
            ParameterStyle::DeepObject(_) => true,
            ParameterStyle::Form | ParameterStyle::Cookie => explode?.unwrap_or(true),
            _ => explode?.unwrap_or(false),
        };
        Some(Serialization {
            style: style.clone(),
            explode,
        })
    }

    /// Warns of a style that is not defined for any value of the schema (3.0.3, "Style Values").
    fn check_kind_of_value(&mut self, one: &Declared<'d>, schema: &Cursor<'d>, style: &ParameterStyle) {
        let name = match style {
            // The table leaves arrays out, but there are ways to write them.
            ParameterStyle::DeepObject(_) => "deepObject",
            ParameterStyle::SpaceDelimited => "spaceDelimited",
            ParameterStyle::PipeDelimited => "pipeDelimited",
            _ => return,
        };
        let types = self.lowering.view_of(&Seed::of(schema)).types;
        if types.is_disjoint(STRUCTURED) && !types.is_empty() {
            let message =
                format!("the style `{name}` is for arrays and objects, and the value is of type {types}");
            let place = reading::place_of(&one.cursor, "style");
            let warning = Diagnostic::warning(Code::ParameterStyle, message, place);
            self.warn(warning.help("leave `style` out, if the value is sent as it is"));
        }
    }

    pub(crate) fn value_type(&mut self, one: &Declared<'d>, schema: &Cursor<'d>) -> (TypeRef, SchemaRef) {
        let argument = one.argument.as_ref().filter(|_| self.is_own(&one.cursor));
        let text = argument.map_or(one.wire_name, |argument| argument.as_str());
        let hint = self.hint(&one.cursor, text, "Parameter");
        self.lowering.type_of(schema, &hint)
    }

    /// What an inline schema says; what a component says is said there.
    pub(crate) fn schema_docs(&self, schema: &Cursor<'d>) -> Docs {
        if schema.is_reference() {
            Docs::default()
        } else {
            docs_of(schema)
        }
    }
}

pub(crate) fn text_value(serialization: Serialization) -> ParameterValue {
    ParameterValue {
        serialization,
        type_ref: TypeRef::Primitive(Primitive::String),
        schema: SchemaRef::Inline(Schema::default()),
        docs: Docs::default(),
    }
}

pub(crate) fn not_null(type_ref: TypeRef) -> TypeRef {
    match type_ref {
        TypeRef::Nullable(inner) => *inner,
        other => other,
    }
}
