use bindery_model::{Json, JsonObject, Origin};

use crate::cursor::Cursor;
use crate::provenance::Provenance;

/// A value of the one form while it is put together, and where each piece of it was written.
///
/// Places are those of the tree that is converted; what overlays say of that tree is asked later.
#[derive(Clone)]
pub(super) struct Part {
    value: Json,
    place: Origin,
    /// Whether it is put together here, so that its members may stand elsewhere than they did even
    /// where their places go with its own.
    is_made: bool,
    /// What was moved, and what does not stand below its parent's place.
    moves: Provenance,
}

impl Part {
    /// A value as it is written.
    pub(super) fn copy(cursor: &Cursor<'_>) -> Self {
        let value = cursor.value().clone();
        Self {
            is_made: false,
            ..Self::new(cursor, value)
        }
    }

    /// An object without members that is there because of what stands at `place`.
    pub(super) fn object(place: &Cursor<'_>) -> Self {
        Self::new(place, Json::Object(JsonObject::default()))
    }

    /// A list without items that is there because of what stands at `place`.
    pub(super) fn list(place: &Cursor<'_>) -> Self {
        Self::new(place, Json::Array(Vec::new()))
    }

    /// A text that is there because of what stands at `place`.
    pub(super) fn text(place: &Cursor<'_>, text: impl Into<String>) -> Self {
        Self::new(place, Json::String(text.into()))
    }

    /// `true` or `false`, because of what stands at `place`.
    pub(super) fn bool(place: &Cursor<'_>, value: bool) -> Self {
        Self::new(place, Json::Bool(value))
    }

    /// A reference, because of what stands at `place`.
    pub(super) fn reference(place: &Cursor<'_>, text: impl Into<String>) -> Self {
        let mut reference = Self::object(place);
        reference.put("$ref", Self::text(place, text));
        reference
    }

    fn new(place: &Cursor<'_>, value: Json) -> Self {
        Self {
            value,
            place: Origin::new(place.file(), place.pointer()),
            is_made: true,
            moves: Provenance::default(),
        }
    }

    /// Adds the member `name`, or replaces it.
    pub(super) fn put(&mut self, name: &str, part: Part) {
        let value = self.adopt(name, part);
        if let Json::Object(members) = &mut self.value {
            members.set(name, value);
        }
    }

    /// Adds the member `name`, where there is something to add.
    pub(super) fn put_some(&mut self, name: &str, part: Option<Part>) {
        if let Some(part) = part {
            self.put(name, part);
        }
    }

    /// Adds an item to a list.
    pub(super) fn push(&mut self, part: Part) {
        let Json::Array(items) = &self.value else { return };
        let value = self.adopt(&items.len().to_string(), part);
        if let Json::Array(items) = &mut self.value {
            items.push(value);
        }
    }

    /// Replaces the item `index` of a list that is a copy.
    pub(super) fn put_item(&mut self, index: usize, part: Part) {
        let value = self.adopt(&index.to_string(), part);
        if let Json::Array(items) = &mut self.value
            && let Some(item) = items.get_mut(index)
        {
            *item = value;
        }
    }

    /// Takes a member away.
    pub(super) fn remove(&mut self, name: &str) {
        if let Json::Object(members) = &mut self.value {
            members.retain(|(known, _)| known != name);
            self.moves.graft(name, Provenance::default());
        }
    }

    /// Whether it has no members and no items.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Json::Object(members) => members.is_empty(),
            Json::Array(items) => items.is_empty(),
            _ => false,
        }
    }

    /// Whether it has the member `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value.get(name).is_some()
    }

    /// The value, and what is to be known of its places.
    pub(super) fn into_pieces(self) -> (Json, Provenance) {
        (self.value, self.moves)
    }

    fn adopt(&mut self, segment: &str, part: Part) -> Json {
        let mut moves = part.moves;
        if self.is_made || part.place != self.place.child(segment) {
            moves.place(part.place);
        }
        self.moves.graft(segment, moves);
        part.value
    }
}
