use super::collection::Collection;
use super::conversion::Conversion;
use super::parameters::text_schema;
use super::part::Part;
use crate::cursor::Cursor;

impl<'d> Conversion<'d, '_> {
    /// `headers` of a response.
    pub(super) fn headers(&mut self, headers: &Cursor<'d>) -> Part {
        let converted = self.each(headers, &mut |conversion, header| conversion.header(header));
        converted.unwrap_or_else(|| Part::copy(headers))
    }

    fn header(&mut self, header: &Cursor<'d>) -> Option<Part> {
        if !header.is_object() || header.get("schema").is_some() {
            return None;
        }
        let mut part = Part::object(header);
        part.put_some(
            "description",
            header.get("description").map(|text| Part::copy(&text)),
        );
        match Collection::of(header, "header") {
            Collection::Unknown(warning) => {
                self.warn(warning);
                part.put("schema", text_schema(header));
            }
            _ => part.put_some("schema", self.schema_within(header)),
        }
        Some(part)
    }
}
