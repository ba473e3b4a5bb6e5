//! Failures whose bodies are of several types, from the smallest that there are:
//!
//! ```yaml
//! '400': { content: { application/json: { schema: A }, application/scim+json: { schema: B } } }
//! # `BadRequest(A)` and `BadRequestScimJson(B)`
//! ```

use bindery_model::{Answer, Ident, MediaType};

use crate::alternates::word;
use crate::lowering::Lowering;
use crate::names;
use crate::scope::Scope;

impl Lowering<'_> {
    /// Makes an answer for each type that the bodies of a failure have. Nobody asks for a failure, so
    /// whatever the server sends needs a variant; the media type says which.
    pub(crate) fn part_failures(&mut self) {
        for operation in &mut self.api.operations {
            let failures = std::mem::take(&mut operation.answers.failure);
            operation.answers.failure = by_type(failures);
        }
    }
}

fn by_type(failures: Vec<Answer>) -> Vec<Answer> {
    let mut variants = Scope::of_types();
    for failure in &failures {
        variants.reserve(failure.name.as_str());
    }
    let mut answers = Vec::new();
    for mut failure in failures {
        let mut groups = groups(std::mem::take(&mut failure.bodies)).into_iter();
        let preferred = Answer {
            bodies: groups.next().unwrap_or_default(),
            ..failure.clone()
        };
        answers.push(preferred);
        for bodies in groups {
            let name = variant(&mut variants, &failure, &bodies);
            answers.push(Answer {
                name,
                bodies,
                ..failure.clone()
            });
        }
    }
    answers
}

/// The media types that are read alike, in the order of the first of each.
fn groups(bodies: Vec<MediaType>) -> Vec<Vec<MediaType>> {
    let is_alike = |left: &MediaType, right: &MediaType| {
        left.encoding == right.encoding && left.type_ref == right.type_ref
    };
    let mut groups: Vec<Vec<MediaType>> = Vec::new();
    for media in bodies {
        let known = groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|first| is_alike(first, &media)));
        match known {
            Some(group) => group.push(media),
            None => groups.push(vec![media]),
        }
    }
    groups
}

/// `BadRequestScimJson`
fn variant(variants: &mut Scope, failure: &Answer, bodies: &[MediaType]) -> Ident {
    let stem = failure.name.as_str();
    let short = bodies.first().map(word).unwrap_or_default();
    let long = bodies.first().map_or("", |media| &media.name);
    let named = |word: &str| names::joined_type_name([stem, word]);
    variants.claim(&named(&short), [named(long)]).name
}
