//! `Box` around a union's variants that are much larger than the others, for an enum is as large as its
//! largest variant wherever it stands.

use bindery_model::{
    AdditionalMembers, Answer, Body, BodyEncoding, Object, Presence, Primitive, ResponseStatus, Shape,
    TypeDef, TypeId, TypeRef, Union,
};

use crate::lowering::Lowering;

/// By how many bytes the largest variant may exceed the next: a little less than where clippy's
/// `large_enum_variant` begins, for sizes here are estimates.
const EXCESS: usize = 160;
/// A `String`, a `Vec`, a map, and most of the runtime's types.
const WORDS_3: usize = 24;
/// The variant of unknown shapes.
const UNKNOWN: usize = 40;
/// How deep types are looked into; what lies deeper is large anyway.
const DEPTH: usize = 64;

impl Lowering<'_> {
    /// Boxes variants that would make their enum much larger than its other variants need.
    pub(crate) fn box_large_variants(&mut self) {
        let mut sizes = Sizes {
            types: &mut self.api.types,
            known: Vec::new(),
        };
        sizes.known.resize(sizes.types.len(), None);
        for index in 0..sizes.known.len() {
            sizes.of_type(TypeId(index), 0);
        }
        let sent = self.api.webhooks.iter_mut().map(|webhook| &mut webhook.operation);
        for operation in self.api.operations.iter_mut().chain(sent) {
            sizes.box_answers(&mut operation.answers.failure);
            sizes.box_answers(&mut operation.answers.success);
            if let Some(body) = &mut operation.body {
                sizes.box_body(body);
            }
        }
    }
}

struct Sizes<'a> {
    types: &'a mut [TypeDef],
    /// The sizes in bytes of the types that were looked at.
    known: Vec<Option<usize>>,
}

impl Sizes<'_> {
    fn of_type(&mut self, id: TypeId, depth: usize) -> usize {
        if let Some(size) = self.known.get(id.0).copied().flatten() {
            return size;
        }
        if depth >= DEPTH {
            return EXCESS;
        }
        let Some(shape) = self.types.get(id.0).map(|made| made.shape.clone()) else {
            return 0;
        };
        let size = match shape {
            Shape::Object(object) => self.of_object(&object, depth),
            Shape::Union(union) => self.of_union(id, union, depth),
            Shape::Newtype(newtype) => self.of_ref(&newtype.inner, depth),
            Shape::Alias(target) => self.of_ref(&target, depth),
            Shape::Enum(_) => WORDS_3,
        };
        if let Some(known) = self.known.get_mut(id.0) {
            *known = Some(size);
        }
        size
    }

    fn of_object(&mut self, object: &Object, depth: usize) -> usize {
        let mut size = match object.additional {
            AdditionalMembers::Drop | AdditionalMembers::Deny => 0,
            AdditionalMembers::Keep { .. } | AdditionalMembers::Typed { .. } => WORDS_3,
        };
        for member in &object.members {
            let own = self.of_ref(&member.type_ref, depth);
            // What has no bits to spare grows when it may be absent.
            let tag = if member.presence != Presence::Required && own <= 8 {
                own
            } else {
                0
            };
            size = size.saturating_add(own).saturating_add(tag);
        }
        size.next_multiple_of(8)
    }

    /// The union's size, once its largest variants are boxed.
    fn of_union(&mut self, id: TypeId, mut union: Union, depth: usize) -> usize {
        let mut sizes: Vec<usize> = union
            .variants
            .iter()
            .map(|variant| self.of_ref(&variant.type_ref, depth))
            .collect();
        for large in boxed(&mut sizes, UNKNOWN) {
            box_up(&mut union.variants[large].type_ref);
        }
        let size = sizes.iter().copied().max().unwrap_or_default().max(UNKNOWN) + 8;
        if let Some(made) = self.types.get_mut(id.0) {
            made.shape = Shape::Union(union);
        }
        size
    }

    /// Boxes the large bodies of an enum of answers.
    fn box_answers(&mut self, answers: &mut [Answer]) {
        // A single success is no enum, and a single failure has no other to be larger than.
        if answers.len() < 2 {
            return;
        }
        let mut sizes: Vec<usize> = answers.iter().map(|answer| self.of_answer(answer)).collect();
        for large in boxed(&mut sizes, 0) {
            if let Some(media) = answers
                .get_mut(large)
                .and_then(|answer| answer.bodies.first_mut())
            {
                box_up(&mut media.type_ref);
            }
        }
    }

    /// Boxes the large variants of a body.
    fn box_body(&mut self, body: &mut Body) {
        let Body {
            media_types,
            variants,
            ..
        } = body;
        if variants.len() < 2 {
            return;
        }
        let mut sizes: Vec<usize> = variants
            .iter()
            .map(|variant| match &media_types[variant.media_types[0]] {
                media if is_plain(media.encoding) => WORDS_3,
                media => self.of_ref(&media.type_ref, 0),
            })
            .collect();
        for large in boxed(&mut sizes, 0) {
            for index in &variants[large].media_types {
                box_up(&mut media_types[*index].type_ref);
            }
        }
    }

    fn of_answer(&mut self, answer: &Answer) -> usize {
        let body = match answer.bodies.first() {
            None => 0,
            Some(media) if is_plain(media.encoding) => WORDS_3,
            Some(media) => self.of_ref(&media.type_ref, 0),
        };
        match answer.status {
            ResponseStatus::Exact(_) => body,
            // The status stands before the body.
            ResponseStatus::Range(_) | ResponseStatus::Default => body.saturating_add(2),
        }
    }

    fn of_ref(&mut self, type_ref: &TypeRef, depth: usize) -> usize {
        match type_ref {
            TypeRef::Named(id) => self.of_type(*id, depth + 1),
            TypeRef::Primitive(primitive) => of_primitive(*primitive),
            TypeRef::List(_) | TypeRef::Map(_) => WORDS_3,
            TypeRef::Tuple(parts) => parts
                .iter()
                .fold(0, |size, part| self.of_ref(part, depth + 1).saturating_add(size)),
            TypeRef::Nullable(inner) => self.of_ref(inner, depth + 1).next_multiple_of(8),
            TypeRef::Boxed(_) => 8,
            TypeRef::Any => 16,
            // Its size is not known here; most of what users bring is small.
            TypeRef::Existing(_) => WORDS_3,
            TypeRef::Never => 0,
        }
    }
}

/// The places of the variants that are to be boxed. `unknown` is the size of the variant that no size is given
/// for.
fn boxed(sizes: &mut [usize], unknown: usize) -> Vec<usize> {
    let mut boxed = Vec::new();
    while let Some((largest, next)) = two_largest(sizes, unknown) {
        if sizes[largest] < next.saturating_add(EXCESS) {
            break;
        }
        sizes[largest] = 8;
        boxed.push(largest);
    }
    boxed
}

fn box_up(type_ref: &mut TypeRef) {
    *type_ref = TypeRef::Boxed(Box::new(std::mem::replace(type_ref, TypeRef::Any)));
}

/// Text, bytes and streams are small, whatever they hold.
fn is_plain(encoding: BodyEncoding) -> bool {
    encoding.is_sequence() || matches!(encoding, BodyEncoding::Text | BodyEncoding::Binary)
}

/// The place of the largest variant, and the size of the next, the unknown one included.
fn two_largest(sizes: &[usize], unknown: usize) -> Option<(usize, usize)> {
    let (largest, _) = sizes.iter().enumerate().max_by_key(|(_, size)| **size)?;
    let others = sizes
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != largest)
        .map(|(_, size)| *size);
    Some((largest, others.max().unwrap_or_default().max(unknown)))
}

fn of_primitive(primitive: Primitive) -> usize {
    match primitive {
        Primitive::Bool | Primitive::I8 | Primitive::U8 => 1,
        Primitive::I16 | Primitive::U16 => 2,
        Primitive::I32 | Primitive::U32 | Primitive::F32 | Primitive::Ipv4 => 4,
        Primitive::I64 | Primitive::U64 | Primitive::F64 => 8,
        Primitive::BigInteger | Primitive::Decimal => 16,
        Primitive::Ipv6 => 32,
        Primitive::String
        | Primitive::DecimalText
        | Primitive::Base64Url
        | Primitive::Secret
        | Primitive::DateTime
        | Primitive::Date
        | Primitive::Time
        | Primitive::Duration
        | Primitive::Uuid
        | Primitive::Uri
        | Primitive::Bytes
        | Primitive::Binary => WORDS_3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excess_is_of_the_largest_over_the_next() {
        assert_eq!(two_largest(&[300, 320], UNKNOWN), Some((1, 300)));
        assert_eq!(two_largest(&[300], UNKNOWN), Some((0, UNKNOWN)));
        assert_eq!(two_largest(&[], UNKNOWN), None);
    }
}
