use crate::{Api, BodyEncoding, EventData, MediaType, Primitive, Shape, TypeRef};

impl Api {
    /// The type of a body's value, of each where it is a sequence: what its schema says, as far as the
    /// encoding can carry it.
    pub fn value_type(&self, media: &MediaType) -> TypeRef {
        match media.encoding {
            BodyEncoding::Json
            | BodyEncoding::Form
            | BodyEncoding::Multipart
            | BodyEncoding::Events(EventData::Json | EventData::Event)
            | BodyEncoding::JsonLines
            | BodyEncoding::JsonSequence => media.type_ref.clone(),
            BodyEncoding::Binary => TypeRef::Primitive(Primitive::Binary),
            BodyEncoding::Text | BodyEncoding::Events(EventData::Text)
                if self.is_text(&media.type_ref, self.types.len()) =>
            {
                media.type_ref.clone()
            }
            BodyEncoding::Text | BodyEncoding::Events(EventData::Text) => {
                TypeRef::Primitive(Primitive::String)
            }
        }
    }

    /// Whether a value of this type is a single piece of text. `depth` bounds chains of aliases.
    fn is_text(&self, type_ref: &TypeRef, depth: usize) -> bool {
        match type_ref {
            TypeRef::Primitive(primitive) => *primitive != Primitive::Binary,
            TypeRef::Named(id) if depth > 0 => match &self.type_def(*id).shape {
                Shape::Enum(_) => true,
                Shape::Newtype(newtype) => self.is_text(&newtype.inner, depth - 1),
                Shape::Alias(target) => self.is_text(target, depth - 1),
                Shape::Object(_) | Shape::Union(_) => false,
            },
            _ => false,
        }
    }
}
