//! Request bodies, from the smallest that there is:
//!
//! ```yaml
//! requestBody: { content: { application/json: { schema: { type: object } } } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Body, BodyEncoding, Diagnostic, MediaType, Method};

use crate::docs::docs_of;
use crate::operation_lowering::OperationLowering;
use crate::reading;
use crate::type_table::NameHint;

impl<'d> OperationLowering<'_, 'd> {
    /// The operation's request body, where it has one.
    pub(crate) fn body(&mut self, operation: &Cursor<'d>) -> Option<Body> {
        let place = reading::member(operation, "requestBody")?;
        let cursor = self.object(&place, "a request body")?;
        if self.method == Method::Trace {
            let message = "a TRACE request has no body";
            let warning = Diagnostic::warning("unexpected-body", message, place.origin())
                .at_key()
                .note("it is left out (RFC 9110, section 9.3.8)")
                .help("remove it");
            self.warn(warning);
            return None;
        }
        let required = self.checked(reading::optional_bool(&cursor, "required"))?;
        let media_types = self.body_media_types(&cursor)?;
        Some(Body {
            docs: docs_of(&cursor),
            required: required == Some(true),
            media_types,
            origin: cursor.origin(),
        })
    }

    /// `None` where there are none: a fault if `content` is missing, a warning if it is empty.
    fn body_media_types(&mut self, body: &Cursor<'d>) -> Option<Vec<MediaType>> {
        if reading::member(body, "content").is_none() {
            let message = "a request body must have `content`";
            let fault = Diagnostic::error("missing-member", message, body.origin())
                .help("add `content` with a media type, e.g. `application/json`");
            self.fault(fault);
            return None;
        }
        let entries = self.checked(reading::members(body, "content"))?;
        let mut found: Vec<(MediaType, Cursor<'d>)> = Vec::new();
        for (name, media) in entries {
            if name.starts_with("x-") {
                continue;
            }
            let Some(media) = self.media_of(&media) else {
                continue;
            };
            let Some(encoding) = self.encoding(name, &media) else {
                continue;
            };
            self.warn_of_encoding(&media, encoding);
            let hint = self.body_hint(body, encoding, found.is_empty());
            let mut media_type = self.media_type((name, encoding), &media, &hint);
            if encoding == BodyEncoding::Form {
                media_type.members = self.form_members(&media)?;
            }
            found.push((media_type, media));
        }
        let media_types = self.generated(found);
        if media_types.is_empty() {
            let message = "this request body names no media type";
            let warning = Diagnostic::warning("empty-content", message, reading::place_of(body, "content"))
                .note("the operation is taken to have no body")
                .help("add a media type, e.g. `application/json`");
            self.warn(warning);
            return None;
        }
        Some(media_types)
    }

    /// The media type that is sent, and those that are read, too: a body has one type, so those of
    /// another are left out.
    fn generated(&mut self, found: Vec<(MediaType, Cursor<'d>)>) -> Vec<MediaType> {
        let json = found
            .iter()
            .find(|(media, _)| media.encoding == BodyEncoding::Json);
        let Some((sent, _)) = json.or(found.first()).cloned() else {
            return Vec::new();
        };
        let mut generated = Vec::new();
        for (media, place) in found {
            let type_name = self.describe(&media.type_ref);
            if media.type_ref == sent.type_ref {
                let also = if media.name == sent.name {
                    ""
                } else {
                    ", read by servers, too"
                };
                self.explain(format!("the body is `{}`: {type_name}{also}", media.name));
                generated.push(media);
                continue;
            }
            self.explain(format!("the body is not `{}`: that is left out", media.name));
            let sent_type = self.describe(&sent.type_ref);
            let message = format!("the body is never sent or read as `{}`", media.name);
            let warning = Diagnostic::warning("media-type-left-out", message, place.origin())
                .at_key()
                .note(format!(
                    "it is `{}`, {sent_type}, and this one is {type_name}; a body has one type",
                    sent.name
                ))
                .help(match media.encoding {
                    BodyEncoding::Text | BodyEncoding::Binary => "remove it",
                    _ => "remove it, or let both refer to the same schema",
                });
            self.warn(warning);
        }
        generated
    }

    /// The first media type's inline types are called after the body; those of others after their
    /// encoding, too.
    fn body_hint(&self, body: &Cursor<'d>, encoding: BodyEncoding, is_first: bool) -> NameHint {
        if is_first {
            let payload = self.payload.clone();
            return payload.unwrap_or_else(|| self.hint(body, "Body", "Body"));
        }
        let kind = match encoding {
            BodyEncoding::Json => "JsonBody",
            BodyEncoding::Form => "FormBody",
            BodyEncoding::Multipart => "MultipartBody",
            BodyEncoding::Text => "TextBody",
            BodyEncoding::Binary => "BinaryBody",
            BodyEncoding::Events(_) => "EventsBody",
            BodyEncoding::JsonLines => "JsonLinesBody",
            BodyEncoding::JsonSequence => "JsonSequenceBody",
        };
        self.hint(body, kind, kind)
    }

    fn warn_of_encoding(&mut self, media: &Cursor<'d>, encoding: BodyEncoding) {
        let Some(member) = reading::member(media, "encoding") else {
            return;
        };
        if encoding == BodyEncoding::Multipart && member.members().next().is_some() {
            let message = "`encoding` is not supported yet; each property is written the default way";
            self.warn(Diagnostic::warning("unsupported-encoding", message, member.origin()).at_key());
        }
    }
}
