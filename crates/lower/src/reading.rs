//! Reads members of a certain kind, or says that they are of another.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Origin};

/// The member `name`; `null` counts as absent, for many documents write it so.
pub(crate) fn member<'d>(holder: &Cursor<'d>, name: &str) -> Option<Cursor<'d>> {
    holder.get(name).filter(|member| !member.is_null())
}

/// Where the member `name` stands; the holder's place where it has none.
pub(crate) fn place_of(holder: &Cursor<'_>, name: &str) -> Origin {
    holder
        .get(name)
        .map_or_else(|| holder.origin(), |member| member.origin())
}

/// The text of the member `name`, which the holder must have.
pub(crate) fn required_text<'d>(holder: &Cursor<'d>, name: &str) -> Result<&'d str, Box<Diagnostic>> {
    match optional_text(holder, name)? {
        Some(text) => Ok(text),
        None => {
            let message = format!("`{name}` is missing");
            Err(Diagnostic::error(Code::MissingMember, message, holder.origin())
                .help(format!("add `{name}`"))
                .into())
        }
    }
}

/// The text of the member `name`, if the holder has it.
pub(crate) fn optional_text<'d>(holder: &Cursor<'d>, name: &str) -> Result<Option<&'d str>, Box<Diagnostic>> {
    let Some(cursor) = member(holder, name) else {
        return Ok(None);
    };
    match cursor.as_str() {
        Some(text) => Ok(Some(text)),
        None => Err(wrong_kind(&cursor, name, "a string")),
    }
}

/// The member `name`, if the holder has it: `true` or `false`.
pub(crate) fn optional_bool(holder: &Cursor<'_>, name: &str) -> Result<Option<bool>, Box<Diagnostic>> {
    let Some(cursor) = member(holder, name) else {
        return Ok(None);
    };
    match cursor.as_bool() {
        Some(value) => Ok(Some(value)),
        None => Err(wrong_kind(&cursor, name, "`true` or `false`")),
    }
}

/// The elements of the member `name`; none if the holder does not have it.
pub(crate) fn items<'d>(holder: &Cursor<'d>, name: &str) -> Result<Vec<Cursor<'d>>, Box<Diagnostic>> {
    let Some(cursor) = member(holder, name) else {
        return Ok(Vec::new());
    };
    if !cursor.is_array() {
        return Err(wrong_kind(&cursor, name, "an array"));
    }
    Ok(cursor.items().collect())
}

/// The members of the member `name`; none if the holder does not have it.
pub(crate) fn members<'d>(
    holder: &Cursor<'d>,
    name: &str,
) -> Result<Vec<(&'d str, Cursor<'d>)>, Box<Diagnostic>> {
    let Some(cursor) = member(holder, name) else {
        return Ok(Vec::new());
    };
    if !cursor.is_object() {
        return Err(wrong_kind(&cursor, name, "an object"));
    }
    Ok(cursor.members().collect())
}

/// That a value is not of the kind that it must be.
pub(crate) fn wrong_kind(cursor: &Cursor<'_>, what: &str, expected: &str) -> Box<Diagnostic> {
    let message = format!("`{what}` must be {expected}, and is {}", cursor.kind());
    let help = match expected {
        "an object" => "write members: `{ name: value }`".to_owned(),
        "an array" => "write items: `[ item ]`".to_owned(),
        "an array of objects" => "write objects in a list: `[ { name: value } ]`".to_owned(),
        "a string" => "write a text; in quotes, where it could be read as something else".to_owned(),
        expected => format!("write {expected}"),
    };
    Diagnostic::error(Code::InvalidValue, message, cursor.origin())
        .help(help)
        .into()
}
