//! What `examples/files.rs` sends, and what it makes of the answer.

#[expect(dead_code, reason = "a test runs what `main` would")]
#[path = "../examples/files.rs"]
mod files;

use bindery_runtime::http::{Body, ByteStream};
use client_examples::files::Client;
use client_examples::files::client::{Error, UploadFileError};
use client_examples::recording::{Recording, answer};

fn client(recording: &Recording) -> Client {
    let client = Client::builder().bearer("t").transport(recording.clone());
    client.build().expect("a client")
}

/// What was sent, with `B` for the boundary.
fn form(recording: &Recording) -> String {
    let asked = recording.asked();
    let content_type = asked[0].headers()["content-type"].to_str().expect("a type");
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .expect("a boundary");
    String::from_utf8_lossy(asked[0].body()).replace(boundary, "B")
}

const FORM: &str = "--B\r\n\
    Content-Disposition: form-data; name=\"attributes\"\r\n\
    Content-Type: application/json\r\n\r\n\
    {\"name\":\"Rex.png\",\"parent\":{\"id\":\"0\"}}\r\n\
    --B\r\n\
    Content-Disposition: form-data; name=\"file\"; filename=\"Rex.png\"\r\n\
    Content-Type: application/octet-stream\r\n\r\n\
    woof\r\n\
    --B--\r\n";

#[tokio::test]
async fn a_file_is_a_part_of_a_form() {
    let created = answer(201, "application/json", r#"{"id":"7","name":"Rex.png","size":4}"#);
    let recording = Recording::new([created]);
    let file = files::upload(&client(&recording), "Rex.png", "woof")
        .await
        .expect("a file");
    assert_eq!((file.id.as_str(), file.size), ("7", 4));
    assert_eq!(form(&recording), FORM);
}

#[tokio::test]
async fn a_stream_is_sent_as_the_same_form() {
    let conflict = answer(409, "application/json", r#"{"code":"item_name_in_use"}"#);
    let recording = Recording::new([conflict]);
    let stream = ByteStream::new(Body::frames(Body::whole("woof".into()))).with_length(4);
    let uploaded = files::upload(&client(&recording), "Rex.png", stream).await;
    assert!(matches!(uploaded, Err(Error::Api(UploadFileError::Conflict(_)))));
    assert_eq!(form(&recording), FORM);
}
