//! A client and a server that were generated from Swagger 2.0, in one process.

use std::sync::{Arc, Mutex};

use bindery_runtime::client::TowerTransport;
use bindery_runtime::http::{ByteStream, WithHeaders};
use bindery_runtime::server::{BasicCredentials, Call, Granted, Refusal, Router};
use bindery_runtime::{Binary, Secret};
use bindery_tests::swagger2::client::Client;
use bindery_tests::swagger2::operations;
use bindery_tests::swagger2::server::{
    AddPetRequest, BookVisitRequest, GetPhotoRequest, ListPetsRepresentation, ListPetsRequest,
    PutPhotoRequest, Shelter, ShelterAuthenticator, router,
};
use bindery_tests::swagger2::types::{
    BookVisitBody, Dog, ListPetsSizesItem, Pet, PetOwner, PetRequest, PutPhotoBody,
};

#[derive(Clone, Default)]
struct House {
    seen: Arc<Mutex<Vec<String>>>,
}

impl House {
    fn note(&self, text: String) {
        self.seen.lock().unwrap().push(text);
    }
}

impl Shelter for House {
    type Principal = ();

    async fn list_pets(
        &self,
        request: ListPetsRequest,
        (): (),
    ) -> Result<WithHeaders<ListPetsRepresentation, operations::TotalHeaders>, operations::ListPetsError>
    {
        self.note(format!(
            "{:?} {:?} {:?} {:?} {:?}",
            request.limit, request.tags, request.ids, request.sizes, request.odd
        ));
        let mut headers = operations::TotalHeaders::default();
        headers.total = Some(1);
        let pets = vec![Pet::from(Dog::new("Dog", "Rex"))];
        Ok(WithHeaders::new(ListPetsRepresentation::Json(pets), headers))
    }

    async fn add_pet(&self, request: AddPetRequest, (): ()) -> Result<Pet, operations::AddPetError> {
        Ok(serde_json::from_str(&serde_json::to_string(&request.body).unwrap()).unwrap())
    }

    async fn get_photo(&self, _: GetPhotoRequest, (): ()) -> Result<ByteStream, operations::GetPhotoError> {
        Ok(ByteStream::from("png"))
    }

    async fn put_photo(&self, request: PutPhotoRequest, (): ()) -> Result<(), operations::PutPhotoError> {
        let PutPhotoBody { photo, note, .. } = request.body;
        self.note(format!(
            "{} bytes, {note:?}",
            photo.as_bytes().map_or(0, <[u8]>::len)
        ));
        Ok(())
    }

    async fn book_visit(
        &self,
        request: BookVisitRequest,
        (): (),
    ) -> Result<PetOwner, operations::BookVisitError> {
        self.note(format!("{:?} {:?}", request.body.guests, request.body.treats));
        Ok(PetOwner::default())
    }
}

struct Door;

impl ShelterAuthenticator for Door {
    type Principal = ();

    async fn basic(&self, _: &BasicCredentials, _: Call<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    async fn oauth2(&self, _: &Secret<String>, _: Call<'_>) -> Result<Granted<()>, Refusal> {
        Ok(Granted::new(()).with_scope("pets:write"))
    }
}

/// Where `basePath` says.
fn client(house: &House) -> Client {
    let app = Router::new().nest("/v1", router(house.clone(), Door));
    Client::builder()
        .api_key("k")
        .basic("staff", "secret")
        .transport(TowerTransport::new(app))
        .build()
        .unwrap()
}

#[tokio::test]
async fn lists_travel_as_their_collection_format_says() {
    let house = House::default();
    let pets = client(&house)
        .list_pets()
        .with_tags(vec!["a,b".to_owned(), "c".to_owned()])
        .with_ids(vec![1, 2])
        .with_sizes(vec![ListPetsSizesItem::Small, ListPetsSizesItem::Large])
        .with_odd("x\ty")
        .await
        .unwrap();
    assert_eq!(pets, [Pet::from(Dog::new("Dog", "Rex"))]);
    assert_eq!(
        *house.seen.lock().unwrap(),
        [r#"None Some(["a,b", "c"]) Some([1, 2]) Some([Small, Large]) Some("x\ty")"#]
    );
    for (name, style, explode) in [
        ("tags", "Form", true),
        ("ids", "Form", false),
        ("sizes", "PipeDelimited", false),
    ] {
        let parameters = operations::LIST_PETS.parameters;
        let parameter = parameters
            .iter()
            .find(|parameter| parameter.name == name)
            .unwrap();
        assert_eq!(format!("{:?}", parameter.style), style);
        assert_eq!(parameter.explode, explode);
    }
}

#[tokio::test]
async fn bodies_forms_and_files_arrive() {
    let house = House::default();
    let client = client(&house);
    let pet = Pet::from(Dog::new("Dog", "Tom"));
    let sent: PetRequest = serde_json::from_str(&serde_json::to_string(&pet).unwrap()).unwrap();
    assert_eq!(client.add_pet(sent).await.unwrap(), pet);
    let photo = client.get_photo("rex").await.unwrap();
    assert_eq!(photo.bytes(3).await.unwrap(), "png");
    let body = PutPhotoBody::new(Binary::from(b"12345".to_vec())).with_note("Shy");
    client.put_photo("rex", body).await.unwrap();
    let visit: BookVisitBody =
        serde_json::from_str(r#"{"day":"2026-01-02","guests":["a","b"],"treats":["x,y","z"]}"#).unwrap();
    assert_eq!(
        client.book_visit("rex", visit).await.unwrap(),
        PetOwner::default()
    );
    assert_eq!(
        *house.seen.lock().unwrap(),
        [
            r#"5 bytes, Some("Shy")"#,
            r#"Some(["a", "b"]) Some(["x,y", "z"])"#
        ]
    );
}
