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
        let mut media_types: Vec<MediaType> = Vec::new();
        for (name, media) in entries {
            if name.starts_with("x-") {
                continue;
            }
            let Some(encoding) = self.encoding(name, &media) else {
                continue;
            };
            self.warn_of_encoding(&media, encoding);
            let hint = self.body_hint(body, encoding, media_types.is_empty());
            let media_type = self.media_type((name, encoding), &media, &hint);
            let type_name = self.describe(&media_type.type_ref);
            self.explain(format!("the body is `{name}`: {type_name}"));
            media_types.push(media_type);
        }
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

    /// The first media type's inline types are called after the body; those of others after their
    /// encoding, too.
    fn body_hint(&self, body: &Cursor<'d>, encoding: BodyEncoding, is_first: bool) -> NameHint {
        if is_first {
            return self.hint(body, "Body", "Body");
        }
        let kind = match encoding {
            BodyEncoding::Json => "JsonBody",
            BodyEncoding::Form => "FormBody",
            BodyEncoding::Multipart => "MultipartBody",
            BodyEncoding::Text => "TextBody",
            BodyEncoding::Binary => "BinaryBody",
        };
        self.hint(body, kind, kind)
    }

    fn warn_of_encoding(&mut self, media: &Cursor<'d>, encoding: BodyEncoding) {
        let Some(member) = reading::member(media, "encoding") else {
            return;
        };
        if matches!(encoding, BodyEncoding::Form | BodyEncoding::Multipart)
            && member.members().next().is_some()
        {
            let message = "`encoding` is not supported yet; each property is written the default way";
            self.warn(Diagnostic::warning("unsupported-encoding", message, member.origin()).at_key());
        }
    }
}
