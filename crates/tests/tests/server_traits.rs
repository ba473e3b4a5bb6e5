//! A trait of the server for each tag: one service that has them all, and services that have one each.

use bindery_runtime::Secret;
use bindery_runtime::client::TowerTransport;
use bindery_runtime::http::StatusCode;
use bindery_runtime::server::{Call, Refusal, Router};
use bindery_tests::server_traits::client::{Client, Error};
use bindery_tests::server_traits::server::{
    AdoptPetError, AdoptPetRequest, GetPetError, GetPetRequest, GetStatusError, GetStatusRequest,
    ListPetsError, ListPetsRequest, Owners, PetStore, PetStoreAuthenticator, PetsService, owners_routes,
    pets_service_routes, router, untagged_routes,
};
use bindery_tests::server_traits::types::Pets;
use tower::ServiceExt;

/// Who calls is the key.
#[derive(Clone)]
struct Keys;

impl PetStoreAuthenticator for Keys {
    type Principal = String;

    async fn api_key(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        Ok(key.expose().clone())
    }
}

struct Shop;

impl PetStore for Shop {
    type Principal = String;

    async fn get_status(
        &self,
        _: GetStatusRequest,
        caller: Option<String>,
    ) -> Result<String, GetStatusError> {
        Ok(caller.unwrap_or_else(|| "nobody".to_owned()))
    }
}

impl PetsService for Shop {
    type Principal = String;

    async fn list_pets(&self, _: ListPetsRequest, caller: String) -> Result<Vec<String>, ListPetsError> {
        Ok(vec!["Rex".to_owned(), caller])
    }

    async fn get_pet(&self, request: GetPetRequest, _: Option<String>) -> Result<String, GetPetError> {
        Ok(request.name)
    }
}

impl Owners for Shop {
    type Principal = String;

    async fn adopt_pet(&self, request: AdoptPetRequest, caller: String) -> Result<(), AdoptPetError> {
        assert_eq!((request.body.name.as_str(), caller.as_str()), ("Rex", "Ada"));
        Ok(())
    }
}

/// Adopts, and nothing else.
struct Registry;

impl Owners for Registry {
    type Principal = String;

    async fn adopt_pet(&self, request: AdoptPetRequest, _: String) -> Result<(), AdoptPetError> {
        assert_eq!(request.body.name, "Rex");
        Ok(())
    }
}

fn client(app: Router) -> Client {
    Client::builder()
        .base_url("https://pets.example")
        .api_key(Secret::from("Ada"))
        .transport(TowerTransport::new(app))
        .build()
        .unwrap()
}

async fn call_everything(client: &Client) {
    assert_eq!(client.list_pets().await.unwrap(), ["Rex", "Ada"]);
    assert_eq!(client.get_pet("Tom").await.unwrap(), "Tom");
    client.adopt_pet(Pets::new("Rex")).await.unwrap();
    assert_eq!(client.get_status().await.unwrap(), "nobody");
}

#[tokio::test]
async fn one_service_may_have_all_traits() {
    call_everything(&client(router(Shop, Keys))).await;
}

/// Two traits have operations of one path, which a router knows once.
#[tokio::test]
async fn services_of_one_trait_each_are_merged() {
    let routes = pets_service_routes(Shop, Keys)
        .merge(owners_routes(Registry, Keys))
        .merge(untagged_routes(Shop, Keys));
    assert_eq!(
        format!("{routes:?}"),
        r#"["listPets", "getPet", "adoptPet", "getStatus"]"#
    );
    call_everything(&client(routes.into_router())).await;
}

#[tokio::test]
async fn a_part_alone_has_nothing_of_the_others() {
    let alone = client(owners_routes(Registry, Keys).into_router());
    alone.adopt_pet(Pets::new("Rex")).await.unwrap();
    match alone.list_pets().await {
        Err(Error::UnexpectedStatus(response)) => {
            assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED)
        }
        other => panic!("{other:?}"),
    }
    match alone.get_pet("Tom").await {
        Err(Error::UnexpectedStatus(response)) => assert_eq!(response.status(), StatusCode::NOT_FOUND),
        other => panic!("{other:?}"),
    }
}

/// Each part has limits of its own.
#[tokio::test]
async fn limits_stay_with_their_part() {
    let routes = pets_service_routes(Shop, Keys).merge(owners_routes(Registry, Keys).body_limit(3));
    let request = http::Request::post("/pets")
        .header("x-key", "Ada")
        .header("content-type", "application/json")
        .body(r#"{"name":"Rex"}"#.to_owned())
        .unwrap();
    let response = routes.into_router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
