use std::rc::Rc;

use bindery_model::{Diagnostic, FileId, Json, Origin, Pointer};
use serde::de::DeserializeOwned;

use crate::document::Document;

/// A value of a document, and its place.
///
/// Cheap to clone. Where the place is asked for, it is built from the steps that led here.
#[derive(Clone)]
pub struct Cursor<'d> {
    document: &'d Document,
    file: FileId,
    value: &'d Json,
    path: Option<Rc<Step<'d>>>,
}

struct Step<'d> {
    parent: Option<Rc<Step<'d>>>,
    segment: Segment<'d>,
}

enum Segment<'d> {
    Name(&'d str),
    Index(usize),
}

impl<'d> Cursor<'d> {
    pub(crate) fn root(document: &'d Document, file: FileId, value: &'d Json) -> Self {
        Self {
            document,
            file,
            value,
            path: None,
        }
    }

    /// The value itself.
    pub fn value(&self) -> &'d Json {
        self.value
    }

    /// The file that the value's tree was read from. An overlay changes the tree of the document that
    /// it is applied to; [`Cursor::origin`] tells what it brought.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Where the value was written: in an overlay, if an overlay brought it.
    pub fn origin(&self) -> Origin {
        self.document.origin(self.file, &self.segments())
    }

    /// The value's place in its file as overlays have left it.
    pub fn pointer(&self) -> Pointer {
        self.segments().into_iter().collect()
    }

    fn segments(&self) -> Vec<String> {
        let mut segments = Vec::new();
        let mut step = self.path.as_deref();
        while let Some(Step { parent, segment }) = step {
            segments.push(match segment {
                Segment::Name(name) => (*name).to_owned(),
                Segment::Index(index) => index.to_string(),
            });
            step = parent.as_deref();
        }
        segments.reverse();
        segments
    }

    fn child(&self, value: &'d Json, segment: Segment<'d>) -> Self {
        let step = Step {
            parent: self.path.clone(),
            segment,
        };
        Self {
            value,
            path: Some(Rc::new(step)),
            ..self.clone()
        }
    }

    /// The member `name`, where this is an object that has it.
    pub fn get(&self, name: &str) -> Option<Cursor<'d>> {
        let Json::Object(members) = self.value else {
            return None;
        };
        let (name, value) = members.entry(name)?;
        Some(self.child(value, Segment::Name(name)))
    }

    /// The item `index`, where this is an array that has it.
    pub fn item(&self, index: usize) -> Option<Cursor<'d>> {
        let Json::Array(items) = self.value else {
            return None;
        };
        Some(self.child(items.get(index)?, Segment::Index(index)))
    }

    /// The member or the item that a segment of a pointer names.
    pub(crate) fn step(&self, segment: &str) -> Option<Cursor<'d>> {
        match self.value {
            // RFC 6901 has no leading zeros and no signs.
            Json::Array(_) if segment == "0" || !segment.starts_with(['0', '+']) => {
                self.item(segment.parse().ok()?)
            }
            _ => self.get(segment),
        }
    }

    /// The items, in order; none where this is not an array.
    pub fn items(&self) -> impl Iterator<Item = Cursor<'d>> + use<'d> {
        let items = match self.value {
            Json::Array(items) => items.as_slice(),
            _ => &[],
        };
        let parent = self.clone();
        let place = move |(index, value)| parent.child(value, Segment::Index(index));
        items.iter().enumerate().map(place)
    }

    /// The members, in order; none where this is not an object.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Cursor<'d>)> + use<'d> {
        let members = match self.value {
            Json::Object(members) => members.as_slice(),
            _ => &[],
        };
        let parent = self.clone();
        members
            .iter()
            .map(move |(name, value)| (name.as_str(), parent.child(value, Segment::Name(name))))
    }

    /// The text, where this is a string.
    pub fn as_str(&self) -> Option<&'d str> {
        self.value.as_str()
    }

    /// The truth value, where this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Json::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, where this is a whole one that is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        match self.value {
            Json::Number(number) => number.as_i128()?.try_into().ok(),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Json::Null)
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.value, Json::Object(_))
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.value, Json::Array(_))
    }

    /// Whether this is an object with a `$ref` that is a string.
    pub fn is_reference(&self) -> bool {
        self.value.get("$ref").is_some_and(|text| text.as_str().is_some())
    }

    /// What kind of value this is, for messages: `an object`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        }
    }

    /// Reads the value as one of openapiv3's flat types; a value of another form is an error that
    /// points at the member at fault.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Box<Diagnostic>> {
        crate::parse::parse(self)
    }
}
