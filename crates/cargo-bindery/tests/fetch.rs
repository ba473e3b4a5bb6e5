//! `cargo bindery fetch` against a server on this machine.
#![cfg(feature = "fetch")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Output},
    thread,
};

/// Serves a few files for as long as the test runs, and returns where.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut first = String::new();
            reader.read_line(&mut first).unwrap();
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap() > 2 {
                line.clear();
            }
            let path = first.split(' ').nth(1).unwrap();
            let (head, body) = match path {
                "/s/pet.yaml" => ("200 OK", "properties: {tag: {$ref: tag.yaml}}\n"),
                "/s/tag.yaml" => ("302 Found\r\nLocation: /s/moved.yaml", ""),
                "/s/moved.yaml" => ("200 OK", "type: string\n"),
                "/s/away.yaml" => ("302 Found\r\nLocation: /elsewhere.yaml", ""),
                _ => ("404 Not Found", ""),
            };
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
        }
    });
    format!("http://{address}/s/")
}

fn bindery(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-bindery"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn write_document(folder: &Path, reference: &str) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{Pet: {{$ref: '{reference}'}}}}}}\n"
    );
    fs::write(folder.join("api.yaml"), text).unwrap();
}

#[test]
fn copies_are_made_once_and_then_the_network_is_not_needed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let base = serve();
    write_document(folder, &format!("{base}pet.yaml"));
    let generate = [
        "generate",
        "api.yaml",
        "--output",
        "pets",
        "--standalone",
        "--remote-allow",
        &base,
    ];

    let before = bindery(folder, &generate);
    assert_eq!(before.status.code(), Some(1));
    let report = String::from_utf8(before.stderr).unwrap();
    assert!(report.contains("cargo bindery fetch"), "{report}");

    let fetched = bindery(folder, &["fetch", "api.yaml", "--remote-allow", &base]);
    assert!(fetched.status.success(), "{fetched:?}");
    let list = fs::read_to_string(folder.join("remote/bindery-remote.json")).unwrap();
    assert!(
        list.contains("/s/pet.yaml") && list.contains("/s/tag.yaml"),
        "{list}"
    );

    let after = bindery(folder, &generate);
    assert!(after.status.success(), "{after:?}");
    let again = bindery(folder, &["fetch", "api.yaml", "--remote-allow", &base]);
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.contains("no copy is missing"), "{said}");
}

#[test]
fn a_redirect_does_not_leave_what_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let base = serve();
    write_document(folder.path(), &format!("{base}away.yaml"));
    let fetched = bindery(folder.path(), &["fetch", "api.yaml", "--remote-allow", &base]);
    assert_eq!(fetched.status.code(), Some(2));
    let said = String::from_utf8(fetched.stderr).unwrap();
    assert!(said.contains("elsewhere.yaml, which is not allowed"), "{said}");
    assert!(!folder.path().join("remote").exists());
}
