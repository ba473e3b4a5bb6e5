//! How the parts of a multipart form are written, where the document says so:
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { photo: { type: string, format: binary } } }
//!   encoding: { photo: { contentType: image/png } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Part};

use crate::http_token::is_token;
use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::reading;

impl<'d> OperationLowering<'_, 'd> {
    /// The parts of a multipart form of which `encoding` says something.
    pub(crate) fn parts(&mut self, media: &Cursor<'d>) -> Option<Vec<Part>> {
        for member in ["prefixEncoding", "itemEncoding"] {
            if let Some(place) = reading::member(media, member) {
                let message = format!("`{member}` describes parts without names, which a form does not have");
                let warning = Diagnostic::warning(Code::UnsupportedEncoding, message, place.origin())
                    .at_key()
                    .help("describe the parts by name, under `encoding`");
                self.warn(warning);
            }
        }
        if reading::member(media, "encoding").is_none() {
            return Some(Vec::new());
        }
        let entries = self.checked(reading::members(media, "encoding"))?;
        let mut parts = Vec::new();
        for (name, entry) in entries {
            if name.starts_with("x-") && !entry.is_object() {
                continue;
            }
            let entry = self.object(&entry, "an encoding")?;
            let content_type = self.checked(reading::optional_text(&entry, "contentType"))?;
            let content_type = content_type.and_then(|text| self.part_type(text, &entry));
            let headers = self.part_headers(&entry)?;
            if content_type.is_some() || !headers.is_empty() {
                parts.push(Part {
                    name: name.to_owned(),
                    content_type,
                    headers,
                });
            }
        }
        Some(parts)
    }

    /// A media type, or several; `None`, with a warning, where they are none.
    fn part_type(&mut self, text: &str, entry: &Cursor<'d>) -> Option<String> {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
        let are_types = text
            .split(',')
            .all(|one| Essence::parse(one.trim()).is_some_and(|_| one.bytes().all(is_plain)));
        if are_types {
            return Some(text.trim().to_owned());
        }
        let place = reading::place_of(entry, "contentType");
        let warning = Diagnostic::warning(Code::MediaType, format!("`{text}` is not a media type"), place)
            .note("the part is written the default way")
            .help("a media type has a slash: `image/png`");
        self.warn(warning);
        None
    }

    /// The headers that have one value only. Others are for whoever sends the part, which there is no way
    /// to do.
    fn part_headers(&mut self, entry: &Cursor<'d>) -> Option<Vec<(String, String)>> {
        let mut fixed = Vec::new();
        for (name, header) in self.checked(reading::members(entry, "headers"))? {
            // It is described by `contentType` (3.1.1, "Encoding Object").
            if name.eq_ignore_ascii_case("content-type") || name.starts_with("x-") && !header.is_object() {
                continue;
            }
            let header = self.object(&header, "a header")?;
            let value = reading::member(&header, "schema").and_then(|schema| self.only_text(&schema));
            match value
                .filter(|value| is_token(name) && value.bytes().all(|byte| matches!(byte, b' '..=b'~')))
            {
                Some(value) => fixed.push((name.to_owned(), value)),
                None => {
                    let message = format!("the header `{name}` of a part is not sent");
                    let warning = Diagnostic::warning(Code::UnsupportedEncoding, message, header.origin())
                        .note("only headers that always have the same value are")
                        .help("give its schema a `const` or a `default`, or make it a part of its own");
                    self.warn(warning);
                }
            }
        }
        Some(fixed)
    }

    /// `const`, the only `enum` or `default`, where it is text.
    fn only_text(&self, schema: &Cursor<'d>) -> Option<String> {
        let schema = self.lowering.document.resolve(schema).ok()?;
        let text = |value: &Cursor<'d>| value.as_str().map(str::to_owned);
        if let Some(value) = schema.get("const").as_ref().and_then(text) {
            return Some(value);
        }
        let mut values = schema.get("enum").into_iter().flat_map(|values| values.items());
        match (values.next(), values.next()) {
            (Some(only), None) => text(&only),
            _ => schema.get("default").as_ref().and_then(text),
        }
    }
}
