//! `cargo bindery mock` as its users call it.
#![cfg(feature = "mock")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
      responses:
        '200':
          description: The pet.
          content: { application/json: { schema: { type: object }, example: { name: Rex } } }
";

/// A mock, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn mock(document: &str, arguments: &[&str]) -> (tempfile::TempDir, Command) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), document).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command
        .current_dir(folder.path())
        .args(["mock", "pets.yaml"])
        .args(arguments);
    (folder, command)
}

#[test]
fn it_says_where_it_listens_and_answers_there() {
    let (_folder, mut command) = mock(DOCUMENT, &["--port", "0"]);
    let mut running = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let (address, served) = first
        .strip_prefix("listening on http://")
        .and_then(|rest| rest.split_once(": "))
        .unwrap_or_else(|| panic!("{first}"));
    assert_eq!(served, "Pets 1.0.0, 1 operation");
    assert_eq!(lines.next().unwrap().unwrap(), "  GET /pets/{id}  getPet");
    let mut connection = TcpStream::connect(address).unwrap();
    let request = format!("GET /pets/1 HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.ends_with(r#"{"name":"Rex"}"#), "{answer}");
}

#[test]
fn what_is_wrong_with_the_document_is_reported() {
    let (_folder, mut command) = mock(&DOCUMENT.replace("type: object", "$ref: '#/nowhere'"), &[]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8(output.stderr).unwrap();
    assert!(report.contains("pets.yaml:"), "{report}");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (_folder, mut command) = mock(DOCUMENT, &["--port", &port]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let report = String::from_utf8(output.stderr).unwrap();
    assert!(
        report.contains(&format!("cannot serve at 127.0.0.1:{port}")),
        "{report}"
    );
}
