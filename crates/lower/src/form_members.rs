//! How the members of a form are written, where the document says so:
//!
//! ```yaml
//! application/x-www-form-urlencoded:
//!   schema: { type: object, properties: { metadata: { type: object } } }
//!   encoding: { metadata: { style: deepObject, explode: true } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, FormMember, ParameterLocation, ParameterStyle};

use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::parameter_style::Serialization;
use crate::reading;

impl<'d> OperationLowering<'_, 'd> {
    /// The members of a form of which `encoding` says something that is not taken for granted. The rules
    /// are those of 3.0.4 and 3.1.1, which say clearly what the versions before them meant: `style`, `explode`
    /// or `allowReserved` make it a parameter of the query, and without them the content type counts.
    pub(crate) fn form_members(&mut self, media: &Cursor<'d>) -> Option<Vec<FormMember>> {
        if reading::member(media, "encoding").is_none() {
            return Some(Vec::new());
        }
        let entries = self.checked(reading::members(media, "encoding"))?;
        let mut members = Some(Vec::new());
        for (name, entry) in entries {
            if name.starts_with("x-") && !entry.is_object() {
                continue;
            }
            let entry = self.object(&entry, "an encoding");
            match (
                entry.and_then(|entry| self.form_member(name, &entry)),
                &mut members,
            ) {
                (Some(member), Some(members)) => members.extend(member),
                _ => members = None,
            }
        }
        members
    }

    fn form_member(&mut self, name: &str, entry: &Cursor<'d>) -> Option<Option<FormMember>> {
        let styled = ["style", "explode", "allowReserved"]
            .iter()
            .any(|member| reading::member(entry, member).is_some());
        if !styled {
            return Some(self.content_member(name, entry));
        }
        let allow_reserved = self.checked(reading::optional_bool(entry, "allowReserved"))? == Some(true);
        let Serialization { style, explode } =
            self.written_style(entry, ParameterLocation::Query, "members of a form")?;
        Some(Some(FormMember {
            name: name.to_owned(),
            style,
            explode,
            allow_reserved,
        }))
    }

    /// A member of a content type: what is not JSON is written as text anyway, as far as it is text.
    fn content_member(&mut self, name: &str, entry: &Cursor<'d>) -> Option<FormMember> {
        let content_type = self.checked(reading::optional_text(entry, "contentType"))??;
        let essence = Essence::parse(content_type.split(',').next()?.trim());
        if essence.as_ref().is_some_and(Essence::is_urlencoded) {
            let message = format!("`{name}` is a form within a form, and is written the default way");
            let place = reading::place_of(entry, "contentType");
            let warning = Diagnostic::warning(Code::UnsupportedEncoding, message, place)
                .note("a member is text or JSON")
                .help("use `style: deepObject` if the API reads nested names");
            self.warn(warning);
        }
        essence.filter(Essence::is_json).map(|_| FormMember {
            name: name.to_owned(),
            style: ParameterStyle::Json,
            explode: false,
            allow_reserved: false,
        })
    }
}
