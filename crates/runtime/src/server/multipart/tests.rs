use super::*;

const TYPE: &str = "multipart/form-data; boundary=\"b d\"";

type Read = Result<Vec<(String, String)>, &'static str>;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn read(body: &str) -> Read {
    let parts = parts(TYPE, body.as_bytes())?;
    let whole: Vec<_> = parts
        .iter()
        .map(|part| (part.head.name.clone(), text(part.bytes.as_slice())))
        .collect();
    for size in 1..9 {
        assert_eq!(in_pieces(body, size).as_ref(), Ok(&whole), "{size}: {body}");
    }
    Ok(whole)
}

/// The same, in pieces of `size` bytes.
fn in_pieces(body: &str, size: usize) -> Read {
    let mut decoder = PartDecoder::new(TYPE)?;
    let mut pieces = body.as_bytes().chunks(size);
    let mut parts: Vec<(String, String)> = Vec::new();
    loop {
        match decoder.next()? {
            Some(Found::Head(head)) => parts.push((head.name, String::new())),
            Some(Found::Bytes(bytes)) => {
                parts.last_mut().expect("a part").1.push_str(&text(bytes));
            }
            Some(Found::PartEnd) => {}
            Some(Found::End) => return Ok(parts),
            None => match pieces.next() {
                Some(piece) => decoder.push(piece),
                None => return Err(decoder.broken_off()),
            },
        }
    }
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
    let head = &parts[0].head;
    let found = (
        head.name.as_str(),
        head.file_name.as_deref(),
        head.content_type.as_deref(),
    );
    assert_eq!(
        found,
        ("a\"b", Some("ein; \"Bild\" \r\n\u{e9} 5%.png"), Some("image/png"))
    );
}

#[test]
fn a_body_that_is_not_one_is_refused() {
    let part = |headers: &str| format!("--b d\r\n{headers}\r\n\r\none\r\n--b d--");
    for wrong in [
        String::new(),
        "--b d".into(),
        "--b d-".into(),
        "--b dx\r\n".into(),
        "--b d\r\nContent-Disposition: form-data; name=a\r\n\r\none".into(),
        "--b d\r\nContent-Disposition: form-data; name=a\r\n--b d--".into(),
        "--b d\r\n\r\nnameless\r\n--b d--".into(),
        part("Content-Disposition: form-data"),
        part("Content-Disposition: attachment; name=a"),
        part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b"),
        part("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64"),
        part("Content-Disposition: form-data; name=a\r\nno header"),
        part(&format!(
            "Content-Disposition: form-data; name=a\r\nX: {}",
            "x".repeat(20_000)
        )),
    ] {
        assert!(read(&wrong).is_err(), "{wrong}");
        for size in 1..9 {
            assert!(in_pieces(&wrong, size).is_err(), "{size}: {wrong}");
        }
    }
    assert!(parts("multipart/form-data", b"--x--").is_err());
    assert!(parts("multipart/form-data; boundary=", b"----").is_err());
    assert!(parts(&format!("multipart/form-data; boundary={}", "x".repeat(71)), b"").is_err());
}
