//! `multipart/form-data`, taken apart (RFC 7578; RFC 2046, section 5.1).

use super::media_type::{MediaType, split_outside_quotes};

/// A part: the value of a field, or one of its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part<'a> {
    /// The field's name, as it is in the header.
    pub(super) name: &'a str,
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
    let name = headers.split("\r\n").find_map(field_name);
    Ok(Part {
        name: name.ok_or("has a part without a name")?,
        bytes,
    })
}

/// The name that `Content-Disposition: form-data; name="…"` gives.
fn field_name(header: &str) -> Option<&str> {
    let (name, value) = header.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("content-disposition") {
        return None;
    }
    let mut parts = split_outside_quotes(value, ';').into_iter().map(str::trim);
    let is_field = parts.next()?.eq_ignore_ascii_case("form-data");
    let value = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("name").then_some(value.trim())
    });
    let value = value.filter(|_| is_field)?;
    Some(
        value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .unwrap_or(value),
    )
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
            .map(|part| (part.name.to_owned(), text(part.bytes)))
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
