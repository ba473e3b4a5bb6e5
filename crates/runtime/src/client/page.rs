//! What a page says of itself and of the next, read from its JSON whatever its type.

use std::str;

use serde_json::value::RawValue;

use super::page_error::PageError;
use crate::http::parameter::shape::members;

/// The value of the last of these members, each within the one before; none where one is absent or null.
pub(crate) fn find<'a>(json: &'a str, path: &[&str]) -> Option<&'a str> {
    let mut found = json.trim_ascii();
    for name in path {
        // Of several members of one name the last counts, as everywhere.
        let members = members(found.as_bytes()).ok()?;
        let (_, value) = members.into_iter().rev().find(|(known, _)| known == name)?;
        found = value.get();
    }
    (found != "null").then_some(found)
}

/// The elements of the array at `path`; none where there is no array.
pub(crate) fn elements<'a>(json: &'a str, path: &[&str]) -> Vec<&'a RawValue> {
    find(json, path)
        .and_then(|array| serde_json::from_str(array).ok())
        .unwrap_or_default()
}

/// What leads to the next page: a text that is not empty, or a number, as JSON. Null, `false` and an empty
/// text lead nowhere.
pub(crate) fn cursor<'a>(json: &'a str, path: &[&str]) -> Result<Option<&'a str>, PageError> {
    match find(json, path) {
        None | Some("" | "\"\"" | "false") => Ok(None),
        Some(value)
            if value.starts_with(['"', '-']) || value.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            Ok(Some(value))
        }
        Some(_) => Err(PageError::Cursor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_within_each_other() {
        let page =
            r#" {"meta":{"next":"a\u0062","count":2,"none":null},"data":[{"id":1},{"id":2}],"more":false} "#;
        assert_eq!(cursor(page, &["meta", "next"]), Ok(Some(r#""a\u0062""#)));
        assert_eq!(cursor(page, &["meta", "count"]), Ok(Some("2")));
        assert_eq!(cursor(page, &["meta", "none"]), Ok(None));
        assert_eq!(cursor(page, &["more"]), Ok(None));
        assert_eq!(cursor(page, &["meta"]), Err(PageError::Cursor));
        assert_eq!(find(page, &["data", "id"]), None);
        assert_eq!(elements(page, &["data"]).len(), 2);
        assert_eq!(elements("[1]", &[]).len(), 1);
        assert!(elements(page, &["meta"]).is_empty());
        assert!(elements("not json", &[]).is_empty());
    }
}
