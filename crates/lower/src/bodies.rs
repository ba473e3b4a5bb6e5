//! Request bodies, from the smallest that there is:
//!
//! ```yaml
//! requestBody: { content: { application/json: { schema: { type: object } } } }
//! ```

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{Body, BodyEncoding, BodyVariant, Code, Diagnostic, Json, MediaType, Method};

use crate::body_variants::{kind, variants};
use crate::docs::docs_of;
use crate::operation_lowering::OperationLowering;
use crate::reading;

impl<'d> OperationLowering<'_, 'd> {
    /// The operation's request body, where it has one.
    pub(crate) fn body(&mut self, operation: &Cursor<'d>) -> Option<Body> {
        let place = reading::member(operation, "requestBody")?;
        let cursor = self.object(&place, "a request body")?;
        if self.method == Method::Trace {
            let message = "a TRACE request has no body";
            let warning = Diagnostic::warning(Code::UnexpectedBody, message, place.origin())
                .at_key()
                .note("it is left out (RFC 9110, section 9.3.8)")
                .help("remove it");
            self.warn(warning);
            return None;
        }
        let required = self.checked(reading::optional_bool(&cursor, "required"))?;
        let media_types = self.body_media_types(&cursor)?;
        let variants = variants(&media_types, &self.method);
        self.explain_variants(&media_types, &variants);
        Some(Body {
            docs: docs_of(&cursor),
            required: required == Some(true),
            media_types,
            variants,
            origin: cursor.origin(),
        })
    }

    /// `None` where there are none: a fault if `content` is missing, a warning if it is empty.
    fn body_media_types(&mut self, body: &Cursor<'d>) -> Option<Vec<MediaType>> {
        if reading::member(body, "content").is_none() {
            let message = "a request body must have `content`";
            let fault = Diagnostic::error(Code::MissingMember, message, body.origin())
                .help("add `content` with a media type, e.g. `application/json`");
            self.fault(fault);
            return None;
        }
        let mut entries = Vec::new();
        for (name, media) in self.checked(reading::members(body, "content"))? {
            if name.starts_with("x-") {
                continue;
            }
            let Some(media) = self.media_of(&media) else {
                continue;
            };
            if let Some(encoding) = self.encoding(name, &media) {
                let kind = kind(name, encoding, &self.method);
                entries.push(Entry {
                    name,
                    encoding,
                    kind,
                    media,
                });
            }
        }
        if entries.is_empty() {
            let message = "this request body names no media type";
            let warning =
                Diagnostic::warning(Code::EmptyContent, message, reading::place_of(body, "content"))
                    .note("the operation is taken to have no body")
                    .help("add a media type, e.g. `application/json`");
            self.warn(warning);
            return None;
        }
        self.lowered(body, &entries)
    }

    /// A body of one kind calls its inline types after itself, one of several after each kind.
    fn lowered(&mut self, body: &Cursor<'d>, entries: &[Entry<'d>]) -> Option<Vec<MediaType>> {
        let mut meanings: HashMap<Meaning<'_>, usize> = HashMap::new();
        let is_one = entries
            .iter()
            .all(|entry| entry.meaning() == entries[0].meaning());
        let mut media_types: Vec<MediaType> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let like = *meanings.entry(entry.meaning()).or_insert(index);
            if like < index {
                let name = entry.name.to_owned();
                let like = media_types[like].clone();
                media_types.push(MediaType { name, ..like });
                continue;
            }
            let hint = match (is_one, self.payload.clone()) {
                (true, Some(payload)) => payload,
                (true, None) => self.hint(body, "Body", "Body"),
                (false, _) => {
                    let kind = format!("{}Body", entry.kind);
                    self.hint(body, &kind, &kind)
                }
            };
            let mut media_type = self.media_type((entry.name, entry.encoding), &entry.media, &hint);
            match entry.encoding {
                BodyEncoding::Form => media_type.members = self.form_members(&entry.media)?,
                BodyEncoding::Multipart => media_type.parts = self.parts(&entry.media)?,
                _ => {}
            }
            media_types.push(media_type);
        }
        Some(media_types)
    }

    fn explain_variants(&mut self, media_types: &[MediaType], variants: &[BodyVariant]) {
        for (index, variant) in variants.iter().enumerate() {
            for (place, media) in variant.media_types.iter().enumerate() {
                let media = &media_types[*media];
                let type_name = self.describe(&media.type_ref);
                let (or, choice) = match (index, variants.len()) {
                    (_, 1) => ("", String::new()),
                    (0, _) => ("", format!(", `{}`", variant.name)),
                    _ => ("or ", format!(", `{}`", variant.name)),
                };
                let also = if place == 0 { "" } else { ", read by servers, too" };
                self.explain(format!(
                    "the body is {or}`{}`{choice}: {type_name}{also}",
                    media.name
                ));
            }
        }
    }
}

/// A member of `content` whose encoding is known.
struct Entry<'d> {
    name: &'d str,
    encoding: BodyEncoding,
    kind: String,
    media: Cursor<'d>,
}

/// What a member of `content` says of a body, whatever its name is.
type Meaning<'e> = (BodyEncoding, &'e str, [Option<&'e Json>; 3]);

impl Entry<'_> {
    fn meaning(&self) -> Meaning<'_> {
        let members = ["schema", "itemSchema", "encoding"];
        let said = members.map(|name| reading::member(&self.media, name).map(|member| member.value()));
        (self.encoding, &self.kind, said)
    }
}
