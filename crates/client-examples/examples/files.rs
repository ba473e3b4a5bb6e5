//! Uploads a file: a form of JSON and of bytes, which may come as a stream.

use bindery_runtime::Binary;
use client_examples::files::Client;
use client_examples::files::client::{Error, UploadFileError};
use client_examples::files::types::{File, FileAttributes, Folder, UploadFileBody};

/// Uploads a file into the root; `content` is bytes, or a stream of them.
pub(crate) async fn upload(
    client: &Client,
    name: &str,
    content: impl Into<Binary>,
) -> Result<File, Error<UploadFileError>> {
    let attributes = FileAttributes::new(name, Folder::new("0"));
    let content = content.into().with_file_name(name);
    client.upload_file(UploadFileBody::new(attributes, content)).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().bearer(std::env::var("FILES_TOKEN")?).build()?;
    let content = std::fs::read("Cargo.toml")?;
    match upload(&client, "Cargo.toml", content).await {
        Err(Error::Api(UploadFileError::Conflict(_))) => Err("it is there already".into()),
        uploaded => {
            uploaded?;
            Ok(())
        }
    }
}
