//! What a caller chooses between where a body may be of several media types:
//!
//! ```yaml
//! content:
//!   application/xml: {}                                                  # PutPetBody::Xml(String)
//!   application/json: { schema: { $ref: '#/components/schemas/Pet' } }   # PutPetBody::Json(Pet)
//! ```

use bindery_model::{BodyEncoding, BodyVariant, MediaType, Method};

use crate::media_type::Essence;
use crate::names;
use crate::scope::Scope;

/// The media types of a body, apart by what a caller chooses between: JSON first, else in document order.
///
/// Those of one kind that hold the same type are one choice; of these the most exact is sent.
pub(crate) fn variants(media_types: &[MediaType], method: &Method) -> Vec<BodyVariant> {
    let mut order: Vec<usize> = (0..media_types.len()).collect();
    order.sort_by_key(|index| rank(&media_types[*index]));
    let mut scope = Scope::new();
    let mut groups: Vec<(String, BodyVariant)> = Vec::new();
    for index in order {
        let media = &media_types[index];
        let kind = kind(&media.name, media.encoding, method);
        let same = groups.iter_mut().find(|(known, variant)| {
            let first = &media_types[variant.media_types[0]];
            *known == kind && first.encoding == media.encoding && first.type_ref == media.type_ref
        });
        if let Some((_, variant)) = same {
            variant.media_types.push(index);
            continue;
        }
        let subtype = media
            .name
            .split(';')
            .next()
            .and_then(|essence| essence.split('/').nth(1));
        let longer = [subtype.unwrap_or_default(), &media.name].map(names::type_name);
        let name = scope.claim(&kind, longer).name;
        let media_types = vec![index];
        groups.push((kind, BodyVariant { name, media_types }));
    }
    let mut variants: Vec<_> = groups.into_iter().map(|(_, variant)| variant).collect();
    for variant in &mut variants {
        variant
            .media_types
            .sort_by_key(|index| media_types[*index].name.contains('*'));
    }
    variants
}

/// Plain JSON, then what is JSON by another name, then what is written as JSON, then anything.
fn rank(media: &MediaType) -> u8 {
    let essence = Essence::parse(&media.name);
    let (kind, subtype) = essence
        .as_ref()
        .map_or(("", ""), |essence| (essence.kind(), essence.subtype()));
    match (media.encoding, kind, subtype) {
        (BodyEncoding::Json, "application", "json") => 0,
        (BodyEncoding::Json, _, "json") => 1,
        (BodyEncoding::Json, ..) => 2,
        _ => 3,
    }
}

/// What a choice is called after: `Json`, `Xml`, `Png`. Types of one kind are written alike.
pub(crate) fn kind(name: &str, encoding: BodyEncoding, method: &Method) -> String {
    let essence = Essence::parse(name);
    let (kind, subtype) = essence
        .as_ref()
        .map_or(("*", "*"), |essence| (essence.kind(), essence.subtype()));
    let structured = subtype.rsplit_once('+');
    match (encoding, structured) {
        // The type of a patch says how it is applied (RFC 5789, section 2).
        (BodyEncoding::Json | BodyEncoding::Text, Some((own, _)))
            if *method == Method::Patch && own != "*" =>
        {
            names::type_name(own)
        }
        (BodyEncoding::Json, _) => "Json".to_owned(),
        (BodyEncoding::Form, _) => "Form".to_owned(),
        (BodyEncoding::Multipart, _) => "Multipart".to_owned(),
        (BodyEncoding::Events(_), _) => "Events".to_owned(),
        (BodyEncoding::JsonLines, _) => "JsonLines".to_owned(),
        (BodyEncoding::JsonSequence, _) => "JsonSequence".to_owned(),
        (BodyEncoding::Text, structured) => match structured.map_or(subtype, |(_, written_as)| written_as) {
            "plain" | "*" => "Text".to_owned(),
            other => names::type_name(without_x(other)),
        },
        (BodyEncoding::Binary, _) => match (kind, subtype) {
            (_, "octet-stream") | ("*" | "application", "*") => "Bytes".to_owned(),
            (kind, "*") => names::type_name(kind),
            (_, subtype) => names::type_name(without_x(subtype)),
        },
    }
}

fn without_x(name: &str) -> &str {
    name.strip_prefix("x-").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use bindery_model::{Primitive, Schema, SchemaRef, TypeRef};

    use super::*;

    fn media(name: &str, encoding: BodyEncoding, primitive: Primitive) -> MediaType {
        MediaType {
            name: name.to_owned(),
            encoding,
            type_ref: TypeRef::Primitive(primitive),
            schema: SchemaRef::Inline(Schema::default()),
            stream_end: None,
            members: Vec::new(),
            parts: Vec::new(),
            examples: Vec::new(),
        }
    }

    fn names(media_types: &[MediaType], method: &Method) -> Vec<(String, Vec<usize>)> {
        variants(media_types, method)
            .into_iter()
            .map(|variant| (variant.name.to_string(), variant.media_types))
            .collect()
    }

    #[test]
    fn one_kind_and_type_is_one_choice() {
        let json = |name| media(name, BodyEncoding::Json, Primitive::Bool);
        let found = [
            json("application/*+json"),
            media("application/xml", BodyEncoding::Text, Primitive::String),
            json("text/json"),
            json("application/json; charset=utf-8"),
            media("text/xml", BodyEncoding::Text, Primitive::String),
            media("image/png", BodyEncoding::Binary, Primitive::Binary),
            media("*/*", BodyEncoding::Binary, Primitive::Binary),
        ];
        let wanted = [
            ("Json", vec![3, 2, 0]),
            ("Xml", vec![1, 4]),
            ("Png", vec![5]),
            ("Bytes", vec![6]),
        ];
        assert_eq!(
            names(&found, &Method::Post),
            wanted.map(|(name, indices)| (name.to_owned(), indices))
        );
    }

    #[test]
    fn other_types_and_patches_are_other_choices() {
        let found = [
            media("application/json", BodyEncoding::Json, Primitive::Bool),
            media("application/vnd.pet+json", BodyEncoding::Json, Primitive::I64),
            media(
                "application/merge-patch+json",
                BodyEncoding::Json,
                Primitive::Bool,
            ),
            media(
                "application/apply-patch+yaml",
                BodyEncoding::Text,
                Primitive::String,
            ),
        ];
        let of = |method| {
            names(&found, method)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&Method::Put), ["Json", "VndPetPlusJson", "Yaml"]);
        assert_eq!(of(&Method::Patch), ["Json", "VndPet", "MergePatch", "ApplyPatch"]);
    }
}
