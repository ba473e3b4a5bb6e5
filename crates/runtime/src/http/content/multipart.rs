//! `multipart/form-data` (RFC 7578): a part for each member.

use serde::Serialize;

use super::members::{Part, parts};
use crate::client::new_key;
use crate::http::answer::{Content, WriteError};
use crate::http::body::Body;
use crate::http::buffer::Buffer;
use crate::http::media::{Media, essence};

/// An object's members as parts: text as text, bytes as files, an array's elements each as a part
/// of their own, and what nests deeper as JSON (OpenAPI 3.0.3, "Special Considerations for
/// multipart Content").
pub(super) fn encode<T: Serialize + ?Sized>(media: Media, value: &T) -> Result<Content, WriteError> {
    let boundary = new_key().ok_or_else(|| WriteError::new("the system has no random numbers"))?;
    let mut buffer = Buffer::default();
    for (name, part) in parts(value)? {
        write_part(&mut buffer, &boundary, &name, &part);
    }
    buffer.push(format!("--{boundary}--\r\n").as_bytes());
    let content_type = format!("{}; boundary={boundary}", essence(media.content_type));
    Ok(Content {
        content_type,
        body: Body::whole(buffer.into_bytes()),
    })
}

fn write_part(buffer: &mut Buffer, boundary: &str, name: &str, part: &Part) {
    let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    buffer.push(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").as_bytes());
    buffer.push(
        match part {
            Part::Text(_) => b"".to_vec(),
            Part::Json(_) => b"\r\nContent-Type: application/json".to_vec(),
            Part::File(_) => {
                format!("; filename=\"{name}\"\r\nContent-Type: application/octet-stream").into_bytes()
            }
        }
        .as_slice(),
    );
    buffer.push(b"\r\n\r\n");
    buffer.push(match part {
        Part::Text(text) | Part::Json(text) => text.as_bytes(),
        Part::File(bytes) => bytes.as_slice(),
    });
    buffer.push(b"\r\n");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::ser::{SerializeMap, Serializer};

    use super::*;

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

    #[test]
    fn only_objects_have_parts() {
        assert!(encode(Media::multipart("multipart/form-data"), "text").is_err());
    }
}
