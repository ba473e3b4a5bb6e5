//! Whether two bodies say the same.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::text::Tree;

/// How much of a body is shown.
const SHOWN: usize = 600;

/// Whether two bodies say the same: JSON the same values, forms of several parts the same but for the boundary, all
/// others the same bytes.
///
/// # Errors
/// Both, where they differ.
pub(super) fn same_body(one: (&HeaderMap, &Bytes), other: (&HeaderMap, &Bytes)) -> Result<(), String> {
    let is_same = one.1 == other.1
        || same_json(one.1, other.1)
        || same_lines(one.1, other.1)
        || matches!((plain(one), plain(other)), (Some(one), Some(other)) if one == other);
    match is_same {
        true => Ok(()),
        false => Err(format!("{}\nis not\n{}", shown(other.1), shown(one.1))),
    }
}

fn same_json(one: &[u8], other: &[u8]) -> bool {
    let (Ok(one), Ok(other)) = (std::str::from_utf8(one), std::str::from_utf8(other)) else {
        return false;
    };
    matches!((Tree::parse(one), Tree::parse(other)), (Ok(one), Ok(other)) if one == other)
}

/// Lines of JSON, with or without a word before each: sequences.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    let lines = |body: &[u8]| -> Vec<Vec<u8>> {
        let lines = body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
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

/// A form of several parts with a boundary that is the same for all.
fn plain((headers, body): (&HeaderMap, &Bytes)) -> Option<Vec<u8>> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, boundary) = content_type.split_once("boundary=")?;
    let text = String::from_utf8_lossy(body);
    Some(text.replace(boundary.trim_matches('"'), "-").into_bytes())
}

fn shown(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(SHOWN).collect()
}
