//! How a body is written within its media type: members of a form, parts, the end of a stream.

use bindery_model::{FormMember, MediaType, Origin, Part};

use super::journal::{Entry, Journal};
use crate::{Kind, Wire};

/// Tells what of a media type is written otherwise.
pub(super) fn compare(
    journal: &mut Journal<'_, '_>,
    subject: &str,
    (before, old): (&MediaType, &Origin),
    (after, new): (&MediaType, &Origin),
) {
    let messages = members(&before.members, &after.members)
        .into_iter()
        .chain(parts(&before.parts, &after.parts))
        .chain(stream_end(before, after));
    for message in messages {
        journal.note(Entry {
            kind: Kind::EncodingChanged,
            wire: Wire::Breaking,
            subject: subject.to_owned(),
            message,
            old: Some(old),
            new: Some(new),
        });
    }
}

/// What has no encoding of its own in one of the versions is written by the rules for its type, which cannot be told here.
fn members(old: &[FormMember], new: &[FormMember]) -> Vec<String> {
    let words = |member: &FormMember| {
        let explode = if member.explode {
            "exploded"
        } else {
            "not exploded"
        };
        format!("{:?}, {explode}", member.style)
    };
    let pairs = old.iter().filter_map(|before| {
        let after = new.iter().find(|after| after.name == before.name)?;
        Some((before, after))
    });
    let changed = pairs.filter(|(before, after)| before != after);
    changed
        .map(|(before, after)| {
            let (was, is) = (words(before), words(after));
            format!(
                "the member `{}` is written otherwise: {was} became {is}",
                before.name
            )
        })
        .collect()
}

fn parts(old: &[Part], new: &[Part]) -> Vec<String> {
    let words = |part: &Part| {
        part.content_type
            .clone()
            .unwrap_or_else(|| "of its type's own".to_owned())
    };
    let pairs = old.iter().filter_map(|before| {
        let after = new.iter().find(|after| after.name == before.name)?;
        Some((before, after))
    });
    let changed = pairs.filter(|(before, after)| before.content_type != after.content_type);
    changed
        .map(|(before, after)| {
            let (was, is) = (words(before), words(after));
            format!(
                "the media type of the part `{}` changed from {was} to {is}",
                before.name
            )
        })
        .collect()
}

fn stream_end(before: &MediaType, after: &MediaType) -> Option<String> {
    let end = |media: &MediaType| media.stream_end.as_ref().map(|end| end.data.clone());
    let (was, is) = (end(before), end(after));
    let words = |end: Option<String>| end.map_or_else(|| "nothing".to_owned(), |data| format!("`{data}`"));
    (was != is && before.encoding == after.encoding)
        .then(|| format!("{} ends the stream now; it was {}", words(is), words(was)))
}
