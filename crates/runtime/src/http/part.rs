//! Parts of multipart forms.

/// How a part of a form is written, where the document says so (OpenAPI 3.1.1, "Encoding Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The member's name on the wire.
    pub name: &'static str,
    /// `contentType`: a media type, or several and ranges, separated by commas. None: as OpenAPI takes for
    /// granted.
    pub content_type: Option<&'static str>,
    /// Headers whose values the document fixes.
    pub headers: &'static [(&'static str, &'static str)],
}

impl Part {
    /// The media type, where there is no other choice.
    pub(crate) fn only_type(&self) -> Option<&'static str> {
        self.content_type
            .filter(|content_type| !content_type.contains([',', '*']))
    }
}
