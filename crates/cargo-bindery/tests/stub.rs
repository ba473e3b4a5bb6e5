//! `cargo bindery stub` as its users call it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
security: [ { key: [] } ]
paths:
  /pets/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get:
      operationId: getPet
      summary: One pet
      responses:
        '200':
          description: The pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
    delete:
      operationId: removePet
      responses:
        '200':
          description: When it left.
          content: { application/json: { schema: { type: string, format: date-time } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
";

const CONFIGURATION: &str = "[targets.pets]
spec = \"pets.yaml\"
package = \"pet-store\"
output = \"api\"
emit = [\"server\"]
service = \"Store\"

[targets.types]
spec = \"pets.yaml\"
output = \"pet-types\"
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("bindery.toml"), CONFIGURATION).unwrap();
    folder
}

fn stub(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    let command = command.current_dir(folder).arg("stub").args(arguments);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn a_file_is_written_once_and_never_over_another() {
    let folder = folder();
    let path = folder.path().join("src/handlers.rs");
    let arguments = ["pets.yaml", "--output", "src/handlers.rs", "--name", "pet-store"];
    let (status, said, _) = stub(folder.path(), &arguments);
    assert_eq!(status, Some(0));
    assert_eq!(
        said,
        "wrote src/handlers.rs, which finds the generated code as `pet_store`\n"
    );
    let text = fs::read_to_string(&path).unwrap();
    for part in [
        "use pet_store::{server, types};\n",
        "impl server::Pets for Handlers {\n    type Principal = Principal;\n\n    /// One pet: `GET /pets/{id}`\n",
        "    ) -> Result<types::Pet, server::GetPetError> {\n        not_implemented().await\n    }\n",
        "impl server::PetsAuthenticator for Handlers {\n",
        "        Err(Refusal::Unavailable)\n",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }

    fs::write(&path, "mine").unwrap();
    let (status, said, problem) = stub(folder.path(), &arguments);
    assert_eq!((status, said.as_str()), (Some(2), ""));
    assert!(
        problem.starts_with("error: src/handlers.rs is there already, and is never overwritten"),
        "{problem}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn without_a_file_it_is_printed() {
    let folder = folder();
    let (status, text, _) = stub(folder.path(), &["pets.yaml"]);
    assert_eq!(status, Some(0));
    assert!(text.contains("use pets::{server, types};\n"), "{text}");
    let (_, text, _) = stub(folder.path(), &["pets.yaml", "--module", "crate::api"]);
    assert!(text.contains("use crate::api::{server, types};\n"), "{text}");
    let (status, _, problem) = stub(folder.path(), &["pets.yaml", "--module", "my-api"]);
    assert_eq!(status, Some(2));
    assert!(
        problem.contains("`my-api` is not the path of a module"),
        "{problem}"
    );
}

#[test]
fn a_configuration_says_what_things_are_called() {
    let folder = folder();
    let (status, text, _) = stub(folder.path(), &["--target", "pets"]);
    assert_eq!(status, Some(0));
    assert!(text.contains("use pet_store::{server, types};\n"), "{text}");
    assert!(text.contains("impl server::Store for Handlers {\n"), "{text}");
    let (status, _, problem) = stub(folder.path(), &["--target", "types"]);
    assert_eq!(status, Some(2));
    assert_eq!(
        problem,
        "error: `types` has no server to write for; add `server` to what it emits\n"
    );
    let (status, _, problem) = stub(folder.path(), &[]);
    assert_eq!(status, Some(2));
    assert!(problem.contains("choose it with --target"), "{problem}");
}

#[test]
fn a_document_without_operations_has_no_server() {
    let folder = folder();
    let bare = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";
    fs::write(folder.path().join("bare.yaml"), bare).unwrap();
    let (status, _, problem) = stub(folder.path(), &["bare.yaml"]);
    assert_eq!(status, Some(2));
    assert_eq!(problem, "error: bare.yaml has no operations to serve\n");
}

#[test]
fn what_handlers_lack_is_printed_to_be_copied() {
    let folder = folder();
    let path = folder.path().join("shop.rs");
    let handlers = "use pets::server::{self, Pets as Store};\nuse pets::runtime::server::*;\n
        pub struct Shop;
        mod inner {
            impl super::Store for super::Shop {
                type Principal = String;
                async fn get_pet(&self, _: GetPetRequest, _: String) -> Result<Pet, GetPetError> { todo() }
            }
        }\n";
    fs::write(&path, handlers).unwrap();
    let (status, text, said) = stub(folder.path(), &["pets.yaml", "--missing", "shop.rs"]);
    assert_eq!((status, said.as_str()), (Some(1), "2 methods are missing\n"));
    // What the file imports is not imported again, and who calls is said as it says so.
    let expected = "use pets::runtime::server::{Call, Refusal, not_implemented};
use pets::runtime::{DateTime, Secret};

// The rest of the impl in shop.rs:
impl server::Pets for super::Shop {
    /// `DELETE /pets/{id}`
    async fn remove_pet(
        &self,
        _request: server::RemovePetRequest,
        _principal: Self::Principal,
    ) -> Result<DateTime, server::RemovePetError> {
        not_implemented().await
    }
}

impl server::PetsAuthenticator for super::Shop {
    type Principal = String;

    /// Whose API key it is that the header `X-Key` has for `key`.
    async fn api_key(
        &self,
        _key: &Secret<String>,
        _call: Call<'_>,
    ) -> Result<Self::Principal, Refusal> {
        Err(Refusal::Unavailable)
    }
}
";
    assert_eq!(text, expected);

    // Impls may stand in several files.
    fs::write(folder.path().join("rest.rs"), &text).unwrap();
    let both = ["pets.yaml", "--missing", "shop.rs", "--missing", "rest.rs"];
    let (status, text, said) = stub(folder.path(), &both);
    assert_eq!(
        (status, text.as_str(), said.as_str()),
        (Some(0), "", "nothing is missing\n")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), handlers);
}

#[test]
fn a_file_that_is_no_rust_is_told() {
    let folder = folder();
    for (file, text) in [("a.rs", "impl for {"), ("b.rs", "\"")] {
        fs::write(folder.path().join(file), text).unwrap();
        let (status, _, problem) = stub(folder.path(), &["pets.yaml", "--missing", file]);
        assert_eq!(status, Some(2));
        assert!(
            problem.starts_with(&format!("error: {file} cannot be read as Rust")),
            "{problem}"
        );
    }
    let (status, _, problem) = stub(folder.path(), &["pets.yaml", "--missing", "none.rs"]);
    assert_eq!(status, Some(2));
    assert!(problem.contains("could not read none.rs"), "{problem}");
    let both = ["pets.yaml", "--missing", "a.rs", "--output", "b.rs"];
    assert_eq!(stub(folder.path(), &both).0, Some(2));
}
