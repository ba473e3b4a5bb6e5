//! Whether two bodies say the same.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::text::{Text, Tree};

/// How much of a body is shown, and how much before the place where it differs.
const SHOWN: usize = 200;
const BEFORE: usize = 80;

/// Whether two bodies say the same: JSON the same values, forms the same members, all others the same bytes.
///
/// # Errors
/// Where they differ.
pub(super) fn same_body(one: (&HeaderMap, &Bytes), other: (&HeaderMap, &Bytes)) -> Result<(), String> {
    let is_same = one.1 == other.1
        || same_json(one.1, other.1)
        || same_lines(one.1, other.1)
        || same_parts(parts(one), parts(other))
        || same_parts(pairs(one), pairs(other));
    match is_same {
        true => Ok(()),
        false => Err(json_difference(one.1, other.1).unwrap_or_else(|| difference(one.1, other.1))),
    }
}

fn same_json(one: &[u8], other: &[u8]) -> bool {
    let (Ok(one), Ok(other)) = (std::str::from_utf8(one), std::str::from_utf8(other)) else {
        return false;
    };
    matches!((Tree::parse(one), Tree::parse(other)), (Ok(one), Ok(other)) if one == other)
}

/// Lines of JSON, with or without a word before each: sequences. The `id` of an event holds for those after it, too,
/// whether they repeat it or not.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    let lines = |body: &[u8]| -> Vec<Vec<u8>> {
        let lines = body
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty() && !line.starts_with(b"id:"));
        lines.map(<[u8]>::to_vec).collect()
    };
    let (one, other) = (lines(one), lines(other));
    let json = |line: &[u8]| {
        let start = line.iter().position(|byte| matches!(byte, b'{' | b'[' | b'"'));
        line.get(start.unwrap_or(0)..).unwrap_or_default().to_vec()
    };
    one.len() == other.len()
        && one.len() > 1
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one == other || same_json(&json(one), &json(other)))
}

/// A member of a form, and its name.
type Part = (String, Vec<u8>);
type Parts = Vec<Part>;

fn same_parts(one: Option<Parts>, other: Option<Parts>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let is_same = |((name, one), (other_name, other)): (&Part, &Part)| {
        name == other_name && (one == other || same_json(one, other))
    };
    one.len() == other.len() && one.iter().zip(&other).all(is_same)
}

/// The parts of a form of several, by their names. Types and file names are left out: made values have none.
fn parts((headers, body): (&HeaderMap, &Bytes)) -> Option<Parts> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, boundary) = content_type.split_once("boundary=")?;
    let boundary = format!("--{}", boundary.trim_matches('"'));
    let places = finder(body, boundary.as_bytes());
    let mut parts: Parts = places
        .windows(2)
        .filter_map(|pair| {
            let part = body.get(pair.first()? + boundary.len()..*pair.last()?)?;
            let part = part.strip_suffix(b"\r\n").unwrap_or(part);
            let head_end = *finder(part, b"\r\n\r\n").first()?;
            let head = String::from_utf8_lossy(part.get(..head_end)?).into_owned();
            let name = head.split("; name=\"").nth(1)?.split('"').next()?.to_owned();
            Some((name, part.get(head_end + 4..)?.to_vec()))
        })
        .collect();
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(parts)
}

/// Where `text` stands in `body`.
fn finder(body: &[u8], text: &[u8]) -> Vec<usize> {
    let windows = body.windows(text.len()).enumerate();
    windows
        .filter(|(_, window)| *window == text)
        .map(|(at, _)| at)
        .collect()
}

/// The members of a form.
fn pairs((headers, body): (&HeaderMap, &Bytes)) -> Option<Parts> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    if !content_type.starts_with("application/x-www-form-urlencoded") {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?;
    let pairs = text.split('&').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.as_bytes().to_vec())
    });
    let mut pairs: Parts = pairs.collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(pairs)
}

/// The first place where JSON differs, and both values there.
fn json_difference(one: &[u8], other: &[u8]) -> Option<String> {
    let (one, other) = (std::str::from_utf8(one).ok()?, std::str::from_utf8(other).ok()?);
    let (one, other) = (Tree::parse(one).ok()?, Tree::parse(other).ok()?);
    place(&one, &other, "#")
}

fn place(one: &Tree<'_>, other: &Tree<'_>, pointer: &str) -> Option<String> {
    match (one, other) {
        _ if one == other => None,
        (Tree::Object(ones), Tree::Object(others)) => {
            let names = ones.iter().chain(others).map(|(name, _)| name.as_str());
            let of = |members: &[(Text<'_>, Tree<'_>)], name: &str| {
                members.iter().position(|(known, _)| known.as_str() == name)
            };
            names.into_iter().find_map(|name| {
                let pointer = format!("{pointer}/{name}");
                match (of(ones, name), of(others, name)) {
                    (Some(one), Some(other)) => place(&ones.get(one)?.1, &others.get(other)?.1, &pointer),
                    (None, _) => Some(format!("{pointer} is more than there was")),
                    (_, None) => Some(format!("{pointer} is missing")),
                }
            })
        }
        (Tree::Array(ones), Tree::Array(others)) if ones.len() == others.len() => {
            let mut both = ones.iter().zip(others).enumerate();
            both.find_map(|(index, (one, other))| place(one, other, &format!("{pointer}/{index}")))
        }
        _ => Some(format!("{pointer}: {one:?} is {other:?}")),
    }
}

/// Where they begin to differ.
fn difference(one: &[u8], other: &[u8]) -> String {
    let same = one
        .iter()
        .zip(other)
        .take_while(|(one, other)| one == other)
        .count();
    let start = same.saturating_sub(BEFORE);
    let shown = |body: &[u8]| {
        let rest = body.get(start..).unwrap_or_default();
        String::from_utf8_lossy(rest.get(..SHOWN).unwrap_or(rest)).into_owned()
    };
    format!("after {start} bytes {:?} is {:?}", shown(one), shown(other))
}
