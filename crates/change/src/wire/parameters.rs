use bindery_model::{Direction, Operation, Parameter, ParameterLocation, ParameterStyle};

use super::journal::{Entry, Journal, Schemas};
use super::operations::Versions;
use crate::effect::{Effect, Weight};
use crate::schema::Carrier;
use crate::{Kind, Wire};

pub(super) fn compare<'a>(journal: &mut Journal<'_, 'a>, versions: Versions<'_, 'a>) {
    let Versions { old, new, .. } = versions;
    for before in &old.parameters {
        if !new
            .parameters
            .iter()
            .any(|after| is_same((old, before), (new, after)))
        {
            removed(journal, versions, before);
        }
    }
    for after in &new.parameters {
        let before = old
            .parameters
            .iter()
            .find(|before| is_same((old, before), (new, after)));
        match before {
            Some(before) => both(journal, versions, before, after),
            None => added(journal, versions, after),
        }
    }
}

/// Whether two parameters are versions of one: those of the path are told apart by where they stand in it, and names of
/// headers have no case.
fn is_same((old, before): (&Operation, &Parameter), (new, after): (&Operation, &Parameter)) -> bool {
    if before.location != after.location {
        return false;
    }
    match before.location {
        ParameterLocation::Path => {
            position(&old.path, &before.wire_name) == position(&new.path, &after.wire_name)
        }
        ParameterLocation::Header => before.wire_name.eq_ignore_ascii_case(&after.wire_name),
        _ => before.wire_name == after.wire_name,
    }
}

/// The number of a parameter in a path's template.
fn position(path: &str, name: &str) -> Option<usize> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names.into_iter().position(|known| known == name)
}

/// What a parameter is called in reports.
fn subject(versions: Versions<'_, '_>, parameter: &Parameter) -> String {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "whole query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!(
        "{}, {location} parameter `{}`",
        versions.name, parameter.wire_name
    )
}

fn removed(journal: &mut Journal<'_, '_>, versions: Versions<'_, '_>, before: &Parameter) {
    journal.note(Entry {
        kind: Kind::ParameterRemoved,
        wire: Wire::Warning,
        subject: subject(versions, before),
        message: "was removed".to_owned(),
        old: Some(&before.origin),
        new: Some(&versions.new.origin),
    });
}

fn added(journal: &mut Journal<'_, '_>, versions: Versions<'_, '_>, after: &Parameter) {
    let must = after.required && versions.request == Direction::Request;
    journal.note(Entry {
        kind: Kind::ParameterAdded,
        wire: if must { Wire::Breaking } else { Wire::Compatible },
        subject: subject(versions, after),
        message: match after.required {
            true => "was added, and must be given",
            false => "was added",
        }
        .to_owned(),
        old: Some(&versions.old.origin),
        new: Some(&after.origin),
    });
}

fn both<'a>(
    journal: &mut Journal<'_, 'a>,
    versions: Versions<'_, 'a>,
    before: &'a Parameter,
    after: &'a Parameter,
) {
    let mut note = |kind, wire, message: String| {
        journal.note(Entry {
            kind,
            wire,
            subject: subject(versions, after),
            message,
            old: Some(&before.origin),
            new: Some(&after.origin),
        });
    };
    let is_sent = versions.request == Direction::Request;
    let breaking_if = |breaks| if breaks { Wire::Breaking } else { Wire::Compatible };
    match (before.required, after.required) {
        (false, true) => {
            let wire = breaking_if(is_sent);
            note(
                Kind::ParameterBecameRequired,
                wire,
                "must be given now".to_owned(),
            );
        }
        (true, false) => {
            let wire = breaking_if(!is_sent);
            note(
                Kind::ParameterBecameOptional,
                wire,
                "need not be given any more".to_owned(),
            );
        }
        _ => {}
    }
    if before.style != after.style || before.explode != after.explode {
        let explode = |explode| if explode { "exploded" } else { "not exploded" };
        let message = format!(
            "is written otherwise: {:?}, {} became {:?}, {}",
            before.style,
            explode(before.explode),
            after.style,
            explode(after.explode)
        );
        note(Kind::ParameterStyleChanged, Wire::Breaking, message);
    }
    if before.allow_reserved != after.allow_reserved {
        let message = match after.allow_reserved {
            true => "reserved characters stand for themselves now",
            false => "reserved characters are percent-encoded now",
        };
        note(Kind::ParameterStyleChanged, Wire::Warning, message.to_owned());
    }
    if before.allow_empty != after.allow_empty {
        let (effect, message) = match after.allow_empty {
            true => (Effect::Widens, "may be given without a value now"),
            false => (Effect::Narrows, "can no longer be given without a value"),
        };
        let wire = effect.on_wire(versions.request, Weight::Soft);
        note(Kind::ParameterStyleChanged, wire, message.to_owned());
    }
    if before.docs.deprecated != after.docs.deprecated {
        let message = match after.docs.deprecated {
            true => "is deprecated",
            false => "is no longer deprecated",
        };
        note(Kind::DeprecationChanged, Wire::Compatible, message.to_owned());
    }
    if before.docs.default != after.docs.default {
        let message = crate::schema::default_words(before.docs.default.as_ref(), after.docs.default.as_ref());
        note(Kind::DefaultChanged, Wire::Breaking, message);
    }
    schemas(
        journal,
        versions,
        (before, after),
        subject(versions, after),
        versions.request,
    );
}

/// Compares what two versions of a parameter, or of a header, say of their values.
pub(super) fn schemas<'a>(
    journal: &mut Journal<'_, 'a>,
    versions: Versions<'_, 'a>,
    (before, after): (&'a Parameter, &'a Parameter),
    subject: String,
    direction: Direction,
) {
    let carrier = match after.style {
        ParameterStyle::Json => Carrier::Json,
        ParameterStyle::Form if before.explode && after.explode => Carrier::Repeated,
        _ => Carrier::Text,
    };
    let old = journal.old.part(&before.schema, &before.origin.child("schema"));
    let new = journal.new.part(&after.schema, &after.origin.child("schema"));
    journal.schemas(Schemas {
        operation: versions.name,
        subject,
        old,
        new,
        direction,
        carrier,
    });
}
