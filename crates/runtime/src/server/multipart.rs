//! `multipart/form-data`, taken apart (RFC 7578; RFC 2046, section 5.1).

use super::media_type::{MediaType, split_outside_quotes};

/// A part: the value of a field, or one of its values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part<'a> {
    /// The field's name.
    pub(super) name: String,
    /// The name of the file, where it is one.
    pub(super) file_name: Option<String>,
    /// Its media type, where it says so.
    pub(super) content_type: Option<&'a str>,
    /// The value.
    pub(super) bytes: &'a [u8],
}

/// The parts of `body` in their order; the fault where it is not one.
pub(super) fn parts<'a>(content_type: &str, body: &'a [u8]) -> Result<Vec<Part<'a>>, &'static str> {
    let media = MediaType::parse(content_type);
    let boundary = media.as_ref().and_then(|media| media.parameter("boundary"));
    let boundary = boundary.filter(|boundary| (1..=70).contains(&boundary.len()));
    let boundary = boundary.ok_or("has a type that names no boundary of its parts")?;
    let delimiter = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(delimiter.as_bytes().get(2..).unwrap_or_default()) {
        Some(rest) => rest,
        None => {
            split_at(body, delimiter.as_bytes())
                .ok_or("lacks the boundary that its type names")?
                .1
        }
    };
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let padding = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let part = rest.get(padding..).and_then(|rest| rest.strip_prefix(b"\r\n"));
        let part = part.ok_or("has something beside a boundary")?;
        let (content, next) = split_at(part, delimiter.as_bytes()).ok_or("breaks off within a part")?;
        parts.push(part_of(content)?);
        rest = next;
    }
    Ok(parts)
}

fn part_of(content: &[u8]) -> Result<Part<'_>, &'static str> {
    // A part without headers begins with the empty line that ends them.
    let (headers, bytes) = match content.strip_prefix(b"\r\n") {
        Some(bytes) => (&b""[..], bytes),
        None => split_at(content, b"\r\n\r\n").ok_or("has a part whose headers do not end")?,
    };
    let headers = std::str::from_utf8(headers).map_err(|_| "has a part whose headers are not UTF-8")?;
    let header = |name: &str| {
        headers.split("\r\n").find_map(|header| {
            let (key, value) = header.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
        })
    };
    let disposition = header("content-disposition").unwrap_or_default();
    Ok(Part {
        name: parameter(disposition, "name").ok_or("has a part without a name")?,
        file_name: parameter(disposition, "filename"),
        content_type: header("content-type"),
        bytes,
    })
}

/// What `form-data; name="…"` says of a parameter.
fn parameter(disposition: &str, name: &str) -> Option<String> {
    let mut parts = split_outside_quotes(disposition, ';').into_iter().map(str::trim);
    parts.next()?.eq_ignore_ascii_case("form-data").then_some(())?;
    let value = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
    })?;
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some(quoted.map_or_else(|| value.to_owned(), unquoted))
}

/// What browsers encode in names and nothing else (WHATWG HTML, "Multipart form data"), and what others
/// escape.
fn unquoted(text: &str) -> String {
    text.replace("\\\"", "\"")
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

fn split_at<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes
        .windows(separator.len())
        .position(|window| window == separator)?;
    Some((bytes.get(..at)?, bytes.get(at + separator.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=\"b d\"";

    fn read(body: &str) -> Result<Vec<(String, String)>, &'static str> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let parts = parts(TYPE, body.as_bytes())?;
        Ok(parts
            .iter()
            .map(|part| (part.name.clone(), text(part.bytes)))
            .collect())
    }

    #[test]
    fn parts_are_what_stands_between_boundaries() {
        let body = "preamble\r\n--b d\r\nContent-Disposition: form-data; name=\"a;b\"\r\n\r\none\r\n--b\r\n--b d \r\n\
                    content-type: text/plain\r\nCONTENT-DISPOSITION:form-data;filename=\"x\";name=c\r\n\r\n\r\n--b d--\r\nend";
        assert_eq!(
            read(body),
            Ok(vec![
                ("a;b".into(), "one\r\n--b".into()),
                ("c".into(), String::new())
            ])
        );
        assert_eq!(read("--b d--"), Ok(vec![]));
    }

    #[test]
    fn files_have_names_and_types() {
        let body = "--b d\r\nContent-Disposition: form-data; name=\"a%22b\"; filename=\"ein; \\\"Bild\\\" %0D%0A\u{e9} 5%.png\"\r\n\
                    Content-Type: image/png\r\n\r\n\r\n--b d--";
        let parts = parts(TYPE, body.as_bytes()).unwrap();
        let found = (
            parts[0].name.as_str(),
            parts[0].file_name.as_deref(),
            parts[0].content_type,
        );
        assert_eq!(
            found,
            ("a\"b", Some("ein; \"Bild\" \r\n\u{e9} 5%.png"), Some("image/png"))
        );
    }

    #[test]
    fn a_body_that_is_not_one_is_refused() {
        for wrong in [
            "",
            "--b d",
            "--b dx\r\n",
            "--b d\r\nContent-Disposition: form-data; name=a\r\n\r\none",
            "--b d\r\nContent-Disposition: form-data; name=a\r\n--b d--",
            "--b d\r\nContent-Disposition: form-data\r\n\r\none\r\n--b d--",
            "--b d\r\nContent-Disposition: attachment; name=a\r\n\r\none\r\n--b d--",
            "--b d\r\n\r\nnameless\r\n--b d--",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(parts("multipart/form-data", b"--x--").is_err());
    }
}
