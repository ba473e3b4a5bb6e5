//! Unions of objects that only the presence of members tells apart:
//!
//! ```yaml
//! oneOf: [ { required: [a] }, { required: [b] } ]
//! ```

use bindery_model::{Code, Diagnostic, Member, Object, Rule, Shape, Test, TypeDef, TypeRef, Union};

use super::Lint;
use super::values::plain;

impl Lint<'_> {
    pub(super) fn missing_discriminators(&mut self) {
        for made in &self.api().types {
            let Shape::Union(union) = &made.shape else {
                continue;
            };
            let objects = self.objects_of(union);
            let Some((left, right)) = self
                .unnamed_pair(union, &objects)
                .filter(|_| !has_discriminator(made))
            else {
                continue;
            };
            let name = made.wire_name.as_deref().unwrap_or(made.name.as_str());
            let label = |variant: usize| union.variants.get(variant).map_or("", |variant| &variant.label);
            let (one, other) = (label(left), label(right));
            let message = format!("only their members tell `{one}` from `{other}` in `{name}`");
            let reason = union.separations.iter().find_map(|pair| {
                ((pair.left, pair.right) == (left, right)).then_some(pair.reason.as_deref()?)
            });
            let warning = Diagnostic::warning(Code::MissingDiscriminator, message, made.origin.clone())
                .label("no `discriminator`, and no member that has another constant in each variant");
            let warning = match reason {
                Some(reason) => warning.note(reason),
                None => warning,
            };
            self.diagnostics.push(
                warning
                    .note("a member that is added to one of them may make them look alike")
                    .help("give each variant a member with a constant of its own, and name it in `discriminator`"),
            );
        }
    }

    /// The variants that are objects.
    fn objects_of(&self, union: &Union) -> Vec<usize> {
        let is_object = |type_ref: &TypeRef| match plain(self.api(), type_ref) {
            TypeRef::Named(id) => {
                let shape = self.api().types.get(id.0).map(|made| &made.shape);
                matches!(shape, Some(Shape::Object(_)))
            }
            _ => false,
        };
        let variants = union.variants.iter().enumerate();
        let objects = variants.filter(|(_, variant)| is_object(&variant.type_ref));
        objects.map(|(index, _)| index).collect()
    }

    /// The first two objects that no member's value names, unless nothing at all tells them apart, which is told
    /// already.
    fn unnamed_pair(&self, union: &Union, objects: &[usize]) -> Option<(usize, usize)> {
        let is_told = union.separations.iter().any(|pair| pair.reason.is_none());
        if is_told || union.select_by.is_some() {
            return None;
        }
        let mut pairs = union.separations.iter();
        let pair = pairs.find(|pair| {
            let both = [pair.left, pair.right];
            both.iter().all(|variant| objects.contains(variant))
                && !is_named(union, both)
                && !self.are_keyed(union, both)
        })?;
        Some((pair.left, pair.right))
    }

    /// Whether each has one member alone, which it must have (`{ circle: … }` and `{ square: … }`), or one of
    /// them must have a constant of which the other knows nothing (`deleted: true`).
    fn are_keyed(&self, union: &Union, both: [usize; 2]) -> bool {
        let [Some(left), Some(right)] = both.map(|variant| self.variant_object(union, variant)) else {
            return false;
        };
        let is_single =
            |object: &Object| matches!(&object.members[..], [only] if only.presence.is_required());
        is_single(left) && is_single(right)
            || self.has_constant(left, right)
            || self.has_constant(right, left)
    }

    fn variant_object<'s>(&'s self, union: &'s Union, variant: usize) -> Option<&'s Object> {
        let variant = union.variants.get(variant)?;
        let TypeRef::Named(id) = plain(self.api(), &variant.type_ref) else {
            return None;
        };
        match self.api().types.get(id.0).map(|made| &made.shape) {
            Some(Shape::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// Whether `object` must have a member of one value that `other` does not declare.
    fn has_constant(&self, object: &Object, other: &Object) -> bool {
        let is_constant = |member: &Member| match plain(self.api(), &member.type_ref) {
            TypeRef::Named(id) => match self.api().types.get(id.0).map(|made| &made.shape) {
                Some(Shape::Enum(enumeration)) => enumeration.values.len() == 1,
                _ => false,
            },
            _ => false,
        };
        object.members.iter().any(|member| {
            let is_declared = other
                .members
                .iter()
                .any(|known| known.wire_name == member.wire_name);
            member.presence.is_required() && !is_declared && is_constant(member)
        })
    }
}

/// Whether the values of one member separate two variants, or name one of them.
fn is_named(union: &Union, both: [usize; 2]) -> bool {
    union.tests.iter().any(|test| match test {
        Test::Value { accepts, absent, .. } => {
            let values = both.map(|variant| accepts.iter().find(|(concerned, _)| *concerned == variant));
            match values {
                [Some((_, left)), Some((_, right))] => left.iter().all(|value| !right.contains(value)),
                // A constant that one must have, and of which the other knows nothing: `deleted: true`.
                [Some((one, _)), None] | [None, Some((one, _))] => !absent.contains(one),
                [None, None] => false,
            }
        }
        _ => false,
    })
}

fn has_discriminator(made: &TypeDef) -> bool {
    made.schema
        .rules
        .iter()
        .any(|rule| matches!(rule, Rule::Discriminator(_)))
}
