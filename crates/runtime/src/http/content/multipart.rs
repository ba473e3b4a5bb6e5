//! `multipart/form-data` (RFC 7578): a part for each member.

use serde::Serialize;

use super::members::{PartContent, parts};
use super::pieces::Pieces;
use crate::client::new_key;
use crate::http::answer::{Content, WriteError};
use crate::http::media::{Media, essence};
use crate::http::part::Part;

/// An object's members as parts: text as text, bytes as files, an array's elements each as a part
/// of their own, and what nests deeper as JSON (OpenAPI 3.0.3, "Special Considerations for
/// multipart Content"), save for what the document says of a part.
///
/// The boundary has 122 random bits, so nobody can put it into a value.
pub(super) fn encode<T: Serialize + ?Sized>(media: Media, value: &T) -> Result<Content, WriteError> {
    let boundary = new_key().ok_or_else(|| WriteError::new("the system has no random numbers"))?;
    let declared = |name: &str| media.parts.iter().find(|part| part.name == name);
    let mut pieces = Pieces::default();
    for (name, content) in parts(value, &|name| media.is_json_part(name))? {
        pieces.push(format!("--{boundary}\r\n").as_bytes());
        pieces.push(head(&name, declared(&name), &content)?.as_bytes());
        match &content {
            PartContent::Text(text) | PartContent::Json(text) => pieces.push(text.as_bytes()),
            PartContent::File(file) => pieces.push_file(file)?,
        }
        pieces.push(b"\r\n");
    }
    pieces.push(format!("--{boundary}--\r\n").as_bytes());
    Ok(Content {
        content_type: format!("{}; boundary={boundary}", essence(media.sent_type())).into(),
        body: pieces.into_body(),
    })
}

/// The headers of a part, and the empty line after them.
fn head(name: &str, declared: Option<&Part>, content: &PartContent) -> Result<String, WriteError> {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quotable(name));
    if let PartContent::File(file) = content {
        // Servers take for a file what has a name.
        let name = file.file_name().unwrap_or(name);
        head.push_str(&format!("; filename=\"{}\"", quotable(name)));
    }
    head.push_str("\r\n");
    if let Some(content_type) = content_type(declared, content)? {
        head.push_str(&format!("Content-Type: {content_type}\r\n"));
    }
    for (name, value) in declared.iter().flat_map(|part| part.headers) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    Ok(head)
}

/// The type of a part; a part without one is plain text (RFC 7578, section 4.4).
fn content_type<'a>(
    declared: Option<&Part>,
    content: &'a PartContent,
) -> Result<Option<&'a str>, WriteError> {
    let only = declared.and_then(Part::only_type);
    let file = match content {
        PartContent::Text(_) => return Ok(only),
        PartContent::Json(_) => return Ok(Some(only.unwrap_or("application/json"))),
        PartContent::File(file) => file,
    };
    let Some(own) = file.content_type() else {
        return Ok(Some(only.unwrap_or("application/octet-stream")));
    };
    match own.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => Ok(Some(own)),
        false => Err(WriteError::new(
            "the media type of a file has characters that no header can hold",
        )),
    }
}

/// A name between quotation marks: what would end it is percent-encoded, and all else stays as it is,
/// in UTF-8 (WHATWG HTML, "Multipart form data"; RFC 7578, section 4.2 rules out `filename*`).
fn quotable(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::ser::{SerializeMap, Serializer};

    use super::*;
    use crate::http::body::Body;

    struct File(&'static [u8]);

    impl Serialize for File {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(self.0)
        }
    }

    struct Form;

    impl Serialize for Form {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("na\"me\r\n", "blue")?;
            map.serialize_entry("absent", &None::<bool>)?;
            map.serialize_entry("numbers", &[1, 2])?;
            map.serialize_entry("object", &BTreeMap::from([("a", true)]))?;
            map.serialize_entry("file", &Some(File(b"\xff\x00")))?;
            map.serialize_entry("files", &[File(b"1"), File(b"2")][..])?;
            map.end()
        }
    }

    #[test]
    fn members_are_parts() -> Result<(), WriteError> {
        let content = encode(Media::multipart("multipart/form-data"), &Form)?;
        let boundary = content
            .content_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap_or("none");
        let bytes = content.body.as_whole().cloned().unwrap_or_default();
        let text = bytes
            .escape_ascii()
            .to_string()
            .replace(boundary, "B")
            .replace("\\\"", "'")
            .replace("\\r\\n", "\n");
        let file = |name: &str, bytes: &str| {
            format!(
                "--B\nContent-Disposition: form-data; name='{name}'; filename='{name}'\nContent-Type: application/octet-stream\n\n{bytes}\n"
            )
        };
        let text_part = |name: &str, text: &str| {
            format!("--B\nContent-Disposition: form-data; name='{name}'\n\n{text}\n")
        };
        let expected = [
            text_part("na%22me%0D%0A", "blue"),
            text_part("numbers", "1"),
            text_part("numbers", "2"),
            "--B\nContent-Disposition: form-data; name='object'\nContent-Type: application/json\n\n{'a':true}\n".into(),
            file("file", "\\xff\\x00"),
            file("files", "1"),
            file("files", "2"),
            "--B--\n".into(),
        ];
        assert_eq!(text, expected.concat());
        Ok(())
    }

    const PARTS: &[Part] = &[
        Part {
            name: "photo",
            content_type: Some("image/png, image/*"),
            headers: &[],
        },
        Part {
            name: "meta",
            content_type: Some("application/json; charset=utf-8"),
            headers: &[("X-Version", "1")],
        },
        Part {
            name: "note",
            content_type: Some("text/markdown"),
            headers: &[],
        },
    ];

    #[derive(serde::Serialize)]
    struct Declared {
        photo: crate::Binary,
        scan: Vec<crate::Binary>,
        meta: Vec<&'static str>,
        note: &'static str,
    }

    fn declared() -> Declared {
        Declared {
            photo: crate::Binary::from("1"),
            scan: vec![
                crate::Binary::from("2")
                    .with_file_name("\u{e9} \"a\".pdf")
                    .with_content_type("application/pdf"),
            ],
            meta: vec!["x"],
            note: "*",
        }
    }

    #[test]
    fn parts_are_what_the_document_and_the_file_say() -> Result<(), WriteError> {
        let media = Media::multipart_of("multipart/form-data", PARTS);
        let content = encode(media, &declared())?;
        let bytes = content.body.as_whole().cloned().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for part in [
            "name=\"photo\"; filename=\"photo\"\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n",
            "name=\"scan\"; filename=\"\u{e9} %22a%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\n2\r\n",
            "name=\"meta\"\r\nContent-Type: application/json; charset=utf-8\r\nX-Version: 1\r\n\r\n\"x\"\r\n",
            "name=\"note\"\r\nContent-Type: text/markdown\r\n\r\n*\r\n",
        ] {
            assert!(text.contains(part), "{part}\nis not in\n{text}");
        }
        Ok(())
    }

    #[test]
    fn a_type_that_would_end_its_header_is_refused() {
        let mut form = declared();
        form.photo = form.photo.with_content_type("image/png\r\nX: y");
        assert!(encode(Media::multipart("multipart/form-data"), &form).is_err());
    }

    #[test]
    fn a_stream_is_sent_once_and_its_length_is_known() -> Result<(), WriteError> {
        let stream = crate::http::ByteStream::new(Body::frames(Body::whole("abc".into())));
        let mut form = declared();
        form.photo = stream.into();
        let media = Media::multipart("multipart/form-data");
        let content = encode(media, &form)?;
        assert!(content.body.as_whole().is_none());
        let mut other = declared();
        other.photo = crate::Binary::from("abc");
        assert_eq!(content.body.length(), encode(media, &other)?.body.length());
        assert!(encode(media, &form).is_err(), "it was taken");
        assert!(crate::json::to_vec(&form.photo).is_err(), "it is no JSON");
        Ok(())
    }

    #[test]
    fn only_objects_have_parts() {
        assert!(encode(Media::multipart("multipart/form-data"), "text").is_err());
    }
}
