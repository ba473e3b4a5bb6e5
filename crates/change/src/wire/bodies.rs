use bindery_model::{Body, BodyEncoding, Direction, MediaType, Origin};

use super::encodings;
use super::journal::{Entry, Journal, Schemas};
use super::operations::Versions;
use crate::schema::Carrier;
use crate::{Kind, Wire};

pub(super) fn compare<'a>(journal: &mut Journal<'_, 'a>, versions: Versions<'_, 'a>) {
    let Versions { old, new, .. } = versions;
    match (&old.body, &new.body) {
        (None, None) => {}
        (Some(before), Some(after)) => both(journal, versions, before, after),
        (None, Some(after)) => {
            let (wire, message) = match (after.required, versions.request) {
                (true, Direction::Request) => (Wire::Breaking, "was added, and must be there"),
                _ => (Wire::Compatible, "was added"),
            };
            note(
                journal,
                versions,
                (Kind::BodyAdded, wire, message),
                (&old.origin, &after.origin),
            );
        }
        (Some(before), None) => {
            let change = (Kind::BodyRemoved, Wire::Breaking, "was removed");
            note(journal, versions, change, (&before.origin, &new.origin));
        }
    }
}

fn note(
    journal: &mut Journal<'_, '_>,
    versions: Versions<'_, '_>,
    (kind, wire, message): (Kind, Wire, &str),
    (old, new): (&Origin, &Origin),
) {
    journal.note(Entry {
        kind,
        wire,
        subject: format!("{}, request body", versions.name),
        message: message.to_owned(),
        old: Some(old),
        new: Some(new),
    });
}

fn both<'a>(journal: &mut Journal<'_, 'a>, versions: Versions<'_, 'a>, before: &'a Body, after: &'a Body) {
    let origins = (&before.origin, &after.origin);
    let breaking_in = |direction| match versions.request == direction {
        true => Wire::Breaking,
        false => Wire::Compatible,
    };
    match (before.required, after.required) {
        (false, true) => {
            let wire = breaking_in(Direction::Request);
            note(
                journal,
                versions,
                (Kind::BodyBecameRequired, wire, "must be there now"),
                origins,
            );
        }
        (true, false) => {
            let wire = breaking_in(Direction::Response);
            note(
                journal,
                versions,
                (Kind::BodyBecameOptional, wire, "may be absent now"),
                origins,
            );
        }
        _ => {}
    }
    let contents = Contents {
        subject: format!("{}, request body", versions.name),
        old: (&before.media_types, &before.origin),
        new: (&after.media_types, &after.origin),
        direction: versions.request,
    };
    compare_contents(journal, versions, contents);
}

/// What two versions of a body may be.
pub(super) struct Contents<'a> {
    pub(super) subject: String,
    pub(super) old: (&'a [MediaType], &'a Origin),
    pub(super) new: (&'a [MediaType], &'a Origin),
    pub(super) direction: Direction,
}

pub(super) fn compare_contents<'a>(
    journal: &mut Journal<'_, 'a>,
    versions: Versions<'_, 'a>,
    contents: Contents<'a>,
) {
    let (old, from) = contents.old;
    let (new, to) = contents.new;
    let mut compared: Vec<(&MediaType, &MediaType)> = Vec::new();
    for before in old {
        match partner(before, new) {
            Some(after) => compared.push((before, after)),
            None => journal.note(Entry {
                kind: Kind::MediaTypeRemoved,
                wire: Wire::Breaking,
                subject: contents.subject.clone(),
                message: format!("`{}` is no longer a way to write it", before.name),
                old: Some(&from.child("content").child(before.name.as_str())),
                new: Some(to),
            }),
        }
    }
    for after in new.iter().filter(|after| partner(after, old).is_none()) {
        journal.note(Entry {
            kind: Kind::MediaTypeAdded,
            wire: Wire::Compatible,
            subject: contents.subject.clone(),
            message: format!("may be `{}`, too", after.name),
            old: Some(from),
            new: Some(&to.child("content").child(after.name.as_str())),
        });
    }
    for (before, after) in compared {
        let place = |origin: &Origin, media: &MediaType| {
            origin.child("content").child(media.name.as_str()).child("schema")
        };
        let several = new.len() > 1;
        encodings::compare(journal, &contents.subject, (before, from), (after, to));
        journal.schemas(Schemas {
            operation: versions.name,
            subject: match several {
                true => format!("{} ({})", contents.subject, after.name),
                false => contents.subject.clone(),
            },
            old: journal.old.part(&before.schema, &place(from, before)),
            new: journal.new.part(&after.schema, &place(to, after)),
            direction: contents.direction,
            carrier: carrier(after),
        });
    }
}

/// The same media type, parameters such as `charset` aside where that is enough.
fn partner<'a>(media: &MediaType, others: &'a [MediaType]) -> Option<&'a MediaType> {
    let exact = others
        .iter()
        .find(|other| other.name.eq_ignore_ascii_case(&media.name));
    exact.or_else(|| {
        let mut bare = others
            .iter()
            .filter(|other| essence(&other.name) == essence(&media.name));
        bare.next()
    })
}

fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase()
}

fn carrier(media: &MediaType) -> Carrier {
    match media.encoding {
        BodyEncoding::Form | BodyEncoding::Multipart | BodyEncoding::Text => Carrier::Text,
        _ if essence(&media.name).ends_with("xml") => Carrier::Text,
        _ => Carrier::Json,
    }
}
