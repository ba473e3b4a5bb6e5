//! Bodies of all kinds, from a generated client to a generated server in one process.

use std::sync::{Arc, Mutex};

use bindery_runtime::Binary;
use bindery_runtime::client::TowerTransport;
use bindery_runtime::http::{ByteStream, StatusCode};
use bindery_tests::bodies::client::Client;
use bindery_tests::bodies::operations::{
    PatchPetBody, PatchPetError, PostNoteError, PostPhotoError, PutPetBody, PutPetError, PutPhotosError,
};
use bindery_tests::bodies::server::{
    Bodies, PatchPetRequest, PostNoteRequest, PostPhotoRequest, PutPetRequest, PutPhotosRequest, router,
};
use bindery_tests::bodies::types::{Pet, PutPetFormBody, Upload};

#[derive(Clone, Default)]
struct House {
    seen: Arc<Mutex<Vec<String>>>,
}

impl House {
    fn note(&self, text: impl Into<String>) {
        self.seen.lock().unwrap().push(text.into());
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    fn client(&self) -> Client {
        Client::builder()
            .base_url("http://bodies.test")
            .transport(TowerTransport::new(router(self.clone())))
            .build()
            .unwrap()
    }
}

async fn text(bytes: ByteStream) -> String {
    String::from_utf8(bytes.bytes(1000).await.unwrap().to_vec()).unwrap()
}

fn described(file: &Binary) -> String {
    format!(
        "{:?} {:?} {:?}",
        file.file_name(),
        file.content_type(),
        file.as_bytes()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    )
}

impl Bodies for House {
    async fn put_pet(&self, request: PutPetRequest) -> Result<(), PutPetError> {
        self.note(match request.body {
            PutPetBody::Json(pet) => format!("json {}", pet.name),
            PutPetBody::Xml(xml) => format!("xml {xml}"),
            PutPetBody::Form(form) => format!("form {}", form.name),
            PutPetBody::Multipart(pet) => format!("multipart {} {:?}", pet.name, pet.age),
            PutPetBody::Png(png) => format!("png {}", text(png).await),
            PutPetBody::Jpeg(jpeg) => format!("jpeg {}", text(jpeg).await),
        });
        Ok(())
    }

    async fn patch_pet(&self, request: PatchPetRequest) -> Result<(), PatchPetError> {
        self.note(match request.body {
            Some(PatchPetBody::MergePatch(pet)) => format!("merge {}", pet.name),
            Some(PatchPetBody::JsonPatch(steps)) => format!("{} steps", steps.len()),
            None => "nothing".to_owned(),
        });
        Ok(())
    }

    async fn post_photo(&self, request: PostPhotoRequest) -> Result<ByteStream, PostPhotoError> {
        Ok(request.body)
    }

    async fn put_photos(&self, request: PutPhotosRequest) -> Result<(), PutPhotosError> {
        let Upload {
            title,
            label,
            meta,
            cover,
            photos,
            ..
        } = request.body;
        let name = meta.map(|pet| pet.name);
        self.note(format!("{title} {label:?} {name:?}"));
        self.note(described(&cover));
        photos
            .iter()
            .flatten()
            .for_each(|photo| self.note(described(photo)));
        Ok(())
    }

    async fn post_note(&self, request: PostNoteRequest) -> Result<(), PostNoteError> {
        self.note(format!("{:?}", request.body));
        Ok(())
    }
}

#[tokio::test]
async fn the_media_type_says_which_of_several_a_body_is() {
    let house = House::default();
    let client = house.client();
    let pet = || Pet::new("Rex");
    client.put_pet("1", pet()).await.unwrap();
    client.put_pet("1", "<pet/>".to_owned()).await.unwrap();
    client.put_pet("1", PutPetFormBody::new("Tom")).await.unwrap();
    let multipart = PutPetBody::Multipart(pet().with_age(3));
    client.put_pet("1", multipart).await.unwrap();
    // Two kinds hold bytes, so which is meant is said.
    client
        .put_pet("1", PutPetBody::Jpeg("ff d8".into()))
        .await
        .unwrap();
    client
        .put_pet("1", PutPetBody::Png("89 50".into()))
        .await
        .unwrap();
    assert_eq!(
        house.seen(),
        [
            "json Rex",
            "xml <pet/>",
            "form Tom",
            "multipart Rex Some(Value(3))",
            "jpeg ff d8",
            "png 89 50"
        ]
    );
}

#[tokio::test]
async fn bodies_may_be_left_out() {
    let house = House::default();
    let client = house.client();
    client.patch_pet("1").await.unwrap();
    client.patch_pet("1").with_body(Pet::new("Rex")).await.unwrap();
    client
        .patch_pet("1")
        .with_body(PatchPetBody::JsonPatch(vec![Default::default()]))
        .await
        .unwrap();
    client.post_note().await.unwrap();
    client.post_note().with_body("é").await.unwrap();
    assert_eq!(
        house.seen(),
        ["nothing", "merge Rex", "1 steps", "None", "Some(\"é\")"]
    );
}

#[tokio::test]
async fn bytes_go_both_ways_as_streams() {
    let client = House::default().client();
    let sent = ByteStream::from_stream(Pieces(vec!["ef", "cd", "ab"]));
    assert_eq!(text(client.post_photo(sent).await.unwrap()).await, "abcdef");
    assert_eq!(text(client.post_photo(vec![b'x']).await.unwrap()).await, "x");
}

struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop().map(Ok))
    }
}

#[tokio::test]
async fn files_of_a_form_keep_their_names_types_and_bytes() {
    let house = House::default();
    let stream = ByteStream::from_stream(Pieces(vec!["\r\n--", "a"]));
    let upload = Upload::new("Pets", b"1")
        .with_label("all \"of\" them")
        .with_meta(Pet::new("Rex"))
        .with_photos(vec![
            Binary::from("2")
                .with_file_name("\"é\".png")
                .with_content_type("image/png"),
            Binary::from(stream).with_file_name("stream"),
        ]);
    house.client().put_photos(upload).await.unwrap();
    assert_eq!(
        house.seen(),
        [
            r#"Pets Some("all \"of\" them") Some("Rex")"#,
            r#"Some("cover") Some("image/png") Some("1")"#,
            r#"Some("\"é\".png") Some("image/png") Some("2")"#,
            r#"Some("stream") Some("application/octet-stream") Some("a\r\n--")"#,
        ]
    );
}

#[tokio::test]
async fn an_undeclared_type_is_refused_by_the_server() {
    use tower::ServiceExt;
    let request = http::Request::put("http://bodies.test/pets/1")
        .header("content-type", "image/gif")
        .body(axum::body::Body::from("x"))
        .unwrap();
    let response = router(House::default()).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
