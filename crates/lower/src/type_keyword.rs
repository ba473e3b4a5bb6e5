//! Reads `type`, `enum` and `const`.

use std::collections::HashSet;

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Json, Number};

use crate::collect::is_nullable;
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::suggestion;

const TYPE_NAMES: [&str; 7] = [
    "string", "integer", "number", "boolean", "array", "object", "null",
];

impl<'d> Lowering<'d> {
    /// The types that `type` names; `None` where it does not stand or nothing can be made of it.
    pub(crate) fn types_in(&mut self, schema: &Cursor<'d>) -> Option<Types> {
        let types = schema.get("type")?;
        if types.as_str().is_some() || types.is_null() {
            return self.type_named(&types);
        }
        if !types.is_array() {
            let message = format!(
                "`type` is a name or a list of names, and this is {}",
                types.kind()
            );
            let diagnostic = Diagnostic::error(Code::UnknownType, message, types.origin());
            self.fault(&types, diagnostic);
            return None;
        }
        let named: Option<Vec<Types>> = types.items().map(|name| self.type_named(&name)).collect();
        let all = named?.into_iter().fold(Types::NONE, Types::or);
        (!all.is_empty()).then_some(all)
    }

    fn type_named(&mut self, name: &Cursor<'d>) -> Option<Types> {
        if name.is_null() {
            let diagnostic = Diagnostic::warning(Code::Mended, "the type is read as \"null\"", name.origin())
                .label("null, not its name")
                .help("write it as \"null\"");
            self.report(diagnostic);
            return Some(Types::NULL);
        }
        let Some(text) = name.as_str() else {
            let message = format!("a type is named by a string, and this is {}", name.kind());
            let diagnostic = Diagnostic::error(Code::UnknownType, message, name.origin());
            self.fault(
                name,
                diagnostic.help(format!("the types are {}", TYPE_NAMES.join(", "))),
            );
            return None;
        };
        let types = Types::named(text);
        if types.is_none() {
            let mut diagnostic = Diagnostic::error(
                Code::UnknownType,
                format!("there is no type `{text}`"),
                name.origin(),
            )
            .label("no type of JSON");
            diagnostic.help = suggestion::help(text, TYPE_NAMES);
            self.fault(name, diagnostic);
        }
        types
    }

    /// The values that `enum` and `const` allow, each once; `None` where neither stands.
    pub(crate) fn literals_of(&mut self, schema: &Cursor<'d>) -> Option<Vec<Json>> {
        let listed = self.listed(schema);
        let constant = schema.get("const").map(|constant| canonical(constant.value()));
        match (listed, constant) {
            (Some(listed), Some(constant)) => {
                Some(listed.into_iter().filter(|value| *value == constant).collect())
            }
            (listed, constant) => listed.or_else(|| constant.map(|constant| vec![constant])),
        }
    }

    fn listed(&mut self, schema: &Cursor<'d>) -> Option<Vec<Json>> {
        let list = schema.get("enum")?;
        if !list.is_array() {
            let message = format!("`enum` is a list of values, and this is {}", list.kind());
            let diagnostic =
                Diagnostic::error(Code::BadKeyword, message, list.origin()).label("expected a list");
            let diagnostic = diagnostic.help("write the values in brackets: `[a, b]`; of one value, `[a]`");
            self.fault(&list, diagnostic);
            return None;
        }
        if list.items().next().is_none() {
            let message = match self.reads_beside_references() {
                true => "an `enum` without values allows nothing; `validate()` refuses every value",
                false => "an `enum` without values allows nothing; it is ignored",
            };
            let diagnostic = Diagnostic::warning(Code::EmptyEnum, message, list.origin())
                .help("list the values, or remove `enum`");
            self.report(diagnostic);
            return None;
        }
        let types = schema.get("type").and_then(|types| types.as_str());
        let mut seen = HashSet::new();
        let mut values = Vec::new();
        for item in list.items() {
            let value = match types {
                Some("string") => self.as_text(&item),
                Some("integer" | "number" | "boolean") => self.as_scalar(&item, types == Some("boolean")),
                _ => canonical(item.value()),
            };
            if seen.insert(value.to_text()) {
                values.push(value);
            }
        }
        if is_nullable(schema) && seen.insert("null".to_owned()) {
            values.push(Json::Null);
        }
        Some(values)
    }

    /// A value of a string's `enum` that YAML read as something else, for want of quotes.
    fn as_text(&mut self, item: &Cursor<'d>) -> Json {
        let text = match item.value() {
            Json::Bool(value) => value.to_string(),
            Json::Number(number) => number.0.clone(),
            other => return other.clone(),
        };
        let message = format!(
            "a value of a string's `enum` is {}; it is read as \"{text}\"",
            item.kind()
        );
        let diagnostic = Diagnostic::warning(Code::EnumType, message, item.origin())
            .label("not a string")
            .help(format!("write it as \"{text}\""));
        self.report(diagnostic);
        Json::String(text)
    }

    /// A value of a number's or a boolean's `enum` that stands in quotes.
    fn as_scalar(&mut self, item: &Cursor<'d>, is_boolean: bool) -> Json {
        let value = item.as_str().and_then(|text| scalar_in(text, is_boolean));
        let Some(value) = value else {
            return canonical(item.value());
        };
        let text = value.to_text();
        let message = format!("a value of a number's or boolean's `enum` is a string; it is read as {text}");
        let diagnostic = Diagnostic::warning(Code::EnumType, message, item.origin())
            .label("a string")
            .help(format!("write it as {text}, without quotes"));
        self.report(diagnostic);
        value
    }
}

/// The number or the boolean that a text says.
fn scalar_in(text: &str, is_boolean: bool) -> Option<Json> {
    if is_boolean {
        return text.parse().ok().map(Json::Bool);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.starts_with(|first: char| first.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0') || digits.starts_with("0."))
        && !digits.ends_with('.')
        && digits
            .chars()
            .all(|character| character.is_ascii_digit() || character == '.')
        && digits.matches('.').count() <= 1;
    is_plain.then(|| canonical(&Json::Number(Number(text.to_owned()))))
}

/// One spelling for equal integers, so that `1.0` is found where `1` is listed.
pub(crate) fn canonical(value: &Json) -> Json {
    match value {
        Json::Number(number) => match number.as_i128() {
            Some(integer) => Json::Number(Number(integer.to_string())),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}
