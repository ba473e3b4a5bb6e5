//! Media types: what a value is in one, and how it becomes bytes.

use bindery_document::Cursor;
use bindery_model::{
    BodyEncoding, Code, Diagnostic, EventData, MediaType, Primitive, Schema, SchemaRef, TypeRef,
    UntypedReason,
};

use crate::collect::content_format;
use crate::operation_lowering::OperationLowering;
use crate::reading;
use crate::sequence::Sequence;
use crate::type_table::NameHint;

/// A media type or range without its parameters, in lower case (RFC 9110, section 8.3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Essence {
    kind: String,
    subtype: String,
}

impl Essence {
    /// Reads `type/subtype`; `None` where the text is no such thing.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let essence = name.split(';').next()?.trim().to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/')?;
        let token = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&byte))
        };
        (token(kind) && token(subtype)).then(|| Self {
            kind: kind.to_owned(),
            subtype: subtype.to_owned(),
        })
    }

    /// Type and subtype.
    pub(crate) fn parts(&self) -> (&str, &str) {
        (&self.kind, &self.subtype)
    }

    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn subtype(&self) -> &str {
        &self.subtype
    }

    /// JSON and the types that are written as JSON (RFC 6839).
    pub(crate) fn is_json(&self) -> bool {
        self.subtype == "json" || self.subtype.ends_with("+json")
    }

    /// Types that are text for their users: XML and YAML, too, for nobody decodes them here.
    pub(crate) fn is_text(&self) -> bool {
        let textual = [
            "xml",
            "yaml",
            "x-yaml",
            "graphql",
            "javascript",
            "sql",
            "toml",
            "sdp",
        ];
        !self.is_json()
            && (self.kind == "text"
                || self.subtype.ends_with("+xml") && self.kind != "image"
                || self.subtype.ends_with("+yaml")
                || self.kind == "application" && textual.contains(&self.subtype.as_str()))
    }

    /// `application/x-www-form-urlencoded`.
    pub(crate) fn is_urlencoded(&self) -> bool {
        self.kind == "application" && self.subtype == "x-www-form-urlencoded"
    }

    /// `text/plain`.
    pub(crate) fn is_plain_text(&self) -> bool {
        self.kind == "text" && self.subtype == "plain"
    }

    /// `*/*` and `application/*`: the schema must tell.
    fn is_open(&self) -> bool {
        self.subtype == "*" && matches!(self.kind.as_str(), "*" | "application")
    }
}

/// What a schema says of how a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Nothing: there is no schema.
    Unknown,
    /// `type: string` with `format: binary`.
    Binary,
    /// Any other string, number or boolean.
    Scalar,
    /// Anything else.
    Structure,
}

impl<'d> OperationLowering<'_, 'd> {
    /// How a value of the media type `name` becomes bytes; `None`, with a warning, for what is no
    /// media type.
    pub(crate) fn encoding(&mut self, name: &str, media: &Cursor<'d>) -> Option<BodyEncoding> {
        let Some(essence) = Essence::parse(name) else {
            let warning = Diagnostic::warning(
                Code::MediaType,
                format!("`{name}` is not a media type"),
                media.origin(),
            )
            .at_key()
            .note("it is left out")
            .help("a media type has a slash: `application/json`");
            self.warn(warning);
            return None;
        };
        if let Some(sequence) = self.sequence(name, media) {
            return Some(sequence.encoding);
        }
        let content = self.content(media);
        Some(match (essence.kind.as_str(), essence.subtype.as_str()) {
            // JSON has no bytes: this is a file that happens to be of JSON, or of a wrong name.
            _ if content == Content::Binary && essence.is_json() => BodyEncoding::Binary,
            _ if essence.is_json() => BodyEncoding::Json,
            ("application", "x-www-form-urlencoded") => BodyEncoding::Form,
            ("multipart", "form-data") => BodyEncoding::Multipart,
            _ if content == Content::Binary => BodyEncoding::Binary,
            _ if essence.is_text() => BodyEncoding::Text,
            _ if essence.is_open() && content == Content::Structure => BodyEncoding::Json,
            _ if essence.is_open() && content == Content::Scalar => BodyEncoding::Text,
            _ => BodyEncoding::Binary,
        })
    }

    /// The Media Type Object, which may be a reference to one of `components/mediaTypes` (3.2).
    pub(crate) fn media_of(&mut self, media: &Cursor<'d>) -> Option<Cursor<'d>> {
        match media.is_reference() {
            true => self.object(media, "a media type"),
            false => Some(media.clone()),
        }
    }

    /// `itemSchema` (3.2) describes the items of a sequence; elsewhere it says nothing, but has a type.
    fn unread_items(&mut self, name: &str, media: &Cursor<'d>, hint: &NameHint) {
        let Some(schema) = reading::member(media, "itemSchema") else {
            return;
        };
        let (type_ref, _) = self.lowering.type_of(&schema, &hint.child("Item"));
        let item = self.describe(&type_ref);
        let message = format!("the items of `{name}` are not read one by one");
        let warning = Diagnostic::warning(Code::ItemSchema, message, schema.origin())
            .at_key()
            .note(format!(
                "the body is handed over whole; each of its items is {item}"
            ))
            .help("sequences are `application/jsonl`, `application/json-seq`, `text/event-stream` and their like");
        self.explain(format!("`{name}` is not read item by item; each item is {item}"));
        self.lowering.omit(&schema.origin(), &warning.message);
        self.warn(warning);
    }

    /// A body that is read and written item by item.
    fn sequence_type(&mut self, name: &str, media: &Cursor<'d>, hint: &NameHint) -> Option<MediaType> {
        let Sequence { encoding, item, end } = self.sequence(name, media)?;
        let (type_ref, schema) = match (&item, encoding) {
            (Some(item), BodyEncoding::Events(_)) => self.lowering.type_of(item, &hint.child("Event")),
            (Some(item), _) => self.lowering.type_of(item, &hint.child("Item")),
            (None, BodyEncoding::Events(EventData::Text)) => untyped(TypeRef::Primitive(Primitive::String)),
            (None, _) => untyped(self.lowering.any(Some(media), UntypedReason::NoSchema)),
        };
        let each = self.describe(&type_ref);
        self.explain(match encoding {
            BodyEncoding::Events(data) => {
                let said = match data {
                    EventData::Json => "the data of each, as JSON,",
                    EventData::Text => "the data of each, as text,",
                    EventData::Event => "each, as an object of `data`, `event`, `id` and `retry`,",
                };
                let end = end
                    .as_ref()
                    .map_or_else(String::new, |end| format!(", up to `{}`", end.data));
                format!("`{name}` is read event by event{end}: {said} is {each}")
            }
            _ => format!("`{name}` is read item by item; each is {each}"),
        });
        Some(MediaType {
            name: name.to_owned(),
            encoding,
            type_ref,
            schema,
            stream_end: end,
            members: Vec::new(),
            parts: Vec::new(),
            examples: Vec::new(),
        })
    }

    /// A media type whose encoding is known.
    pub(crate) fn media_type(
        &mut self,
        (name, encoding): (&str, BodyEncoding),
        media: &Cursor<'d>,
        hint: &NameHint,
    ) -> MediaType {
        let is_events = matches!(encoding, BodyEncoding::Events(_));
        self.check_stream_extensions(media, is_events);
        if encoding.is_sequence()
            && let Some(sequence) = self.sequence_type(name, media, hint)
        {
            return sequence;
        }
        self.unread_items(name, media, hint);
        let schema = reading::member(media, "schema");
        let typed = match encoding {
            BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart => true,
            BodyEncoding::Text => self.content(media) == Content::Scalar,
            BodyEncoding::Binary
            | BodyEncoding::Events(_)
            | BodyEncoding::JsonLines
            | BodyEncoding::JsonSequence => false,
        };
        let (type_ref, schema) = match (schema.filter(|_| typed), encoding) {
            (Some(schema), _) => self.lowering.type_of(&schema, hint),
            (None, BodyEncoding::Text) => untyped(TypeRef::Primitive(Primitive::String)),
            (None, BodyEncoding::Binary) => untyped(TypeRef::Primitive(Primitive::Binary)),
            (None, _) => untyped(self.lowering.any(Some(media), UntypedReason::NoSchema)),
        };
        MediaType {
            name: name.to_owned(),
            encoding,
            type_ref,
            schema,
            stream_end: None,
            members: Vec::new(),
            parts: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Whether a schema is that of bytes.
    pub(crate) fn is_bytes(&self, schema: &Cursor<'d>) -> bool {
        self.content_of(schema) == Content::Binary
    }

    /// Whether the value is a single text, number or boolean.
    pub(crate) fn is_scalar(&mut self, media: &Cursor<'d>) -> bool {
        self.content(media) == Content::Scalar
    }

    fn content(&mut self, media: &Cursor<'d>) -> Content {
        match reading::member(media, "schema") {
            Some(schema) => self.content_of(&schema),
            None => Content::Unknown,
        }
    }

    fn content_of(&self, schema: &Cursor<'d>) -> Content {
        // A reference that leads nowhere is told of where the type is made.
        let Ok(schema) = self.lowering.document.resolve(schema) else {
            return Content::Structure;
        };
        let text = |name: &str| schema.get(name).and_then(|member| member.as_str());
        match text("type") {
            Some("string") if text("format").or(content_format(&schema)) == Some("binary") => Content::Binary,
            Some("string" | "number" | "integer" | "boolean") => Content::Scalar,
            _ => Content::Structure,
        }
    }
}

fn untyped(type_ref: TypeRef) -> (TypeRef, SchemaRef) {
    (type_ref, SchemaRef::Inline(Schema::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_and_what_is_text() {
        let is = |name: &str| {
            let essence = Essence::parse(name).unwrap();
            (essence.is_json(), essence.is_text())
        };
        for name in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/problem+json",
            "text/json",
        ] {
            assert_eq!(is(name), (true, false), "{name}");
        }
        assert_eq!(is("application/*+json"), (true, false));
        for name in [
            "text/plain",
            "text/*",
            "application/xml",
            "application/atom+xml",
            "application/yaml",
        ] {
            assert_eq!(is(name), (false, true), "{name}");
        }
        for name in [
            "image/png",
            "image/svg+xml",
            "application/octet-stream",
            "application/x-ndjson",
        ] {
            assert_eq!(is(name), (false, false), "{name}");
        }
    }

    #[test]
    fn what_is_no_media_type() {
        for name in [
            "",
            "json",
            "/json",
            "application/",
            "a/b/c",
            "applica tion/json",
            "é/é",
        ] {
            assert_eq!(Essence::parse(name), None, "{name}");
        }
    }
}
