use crate::cursor::Cursor;

/// `consumes` or `produces`.
#[derive(Clone)]
pub(super) struct MediaTypes<'d> {
    /// The list, where the document has it.
    pub(super) place: Option<Cursor<'d>>,
    items: Vec<(&'d str, Cursor<'d>)>,
}

impl<'d> MediaTypes<'d> {
    /// The list `name` of the document or of an operation.
    pub(super) fn of(holder: &Cursor<'d>, name: &str) -> Self {
        let place = holder.get(name).filter(|list| !list.is_null());
        let mut items: Vec<(&'d str, Cursor<'d>)> = Vec::new();
        let listed = place.iter().flat_map(|list| match list.is_array() {
            true => list.items().collect(),
            // A single name is not in a list with many authors.
            false => vec![list.clone()],
        });
        for item in listed {
            if let Some(text) = item.as_str().filter(|text| !text.is_empty())
                && !items.iter().any(|(known, _)| *known == text)
            {
                items.push((text, item));
            }
        }
        Self { place, items }
    }

    /// The operation's own list, or the document's.
    pub(super) fn or(self, shared: &MediaTypes<'d>) -> Self {
        match self.place {
            Some(_) => self,
            None => shared.clone(),
        }
    }

    /// The names with their places; `default` where there are none, for it is what is there of `place`.
    pub(super) fn or_default(&self, default: &'static str, place: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        match self.items.is_empty() {
            true => vec![(default, place.clone())],
            false => self.items.clone(),
        }
    }

    /// The names.
    pub(super) fn names(&self) -> impl Iterator<Item = &'d str> + '_ {
        self.items.iter().map(|(name, _)| *name)
    }

    /// Only those that `wanted` wants.
    pub(super) fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let items = self.items.iter().filter(|(name, _)| wanted(name));
        Self {
            place: self.place.clone(),
            items: items.cloned().collect(),
        }
    }

    /// Whether both list the same.
    pub(super) fn is_same_as(&self, other: &MediaTypes<'_>) -> bool {
        self.names().eq(other.names())
    }
}

/// Whether the media type is one that a form is sent as.
pub(super) fn is_form(name: &str) -> bool {
    is_multipart(name) || essence(name) == URL_ENCODED
}

/// Whether the media type is `multipart/form-data`.
pub(super) fn is_multipart(name: &str) -> bool {
    essence(name) == MULTIPART
}

/// Whether the media type is written as JSON (RFC 6839).
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence.ends_with("/json") || essence.ends_with("+json")
}

pub(super) const URL_ENCODED: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";
pub(super) const JSON: &str = "application/json";

fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
