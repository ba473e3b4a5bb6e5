//! What OpenAPI 3.2 adds: methods without a member of their own, shared media types, what stands beside
//! a path item's `$ref`, and typed webhooks.

use std::sync::{Arc, Mutex};

use bindery_runtime::Secret;
use bindery_runtime::client::TowerTransport;
use bindery_runtime::http::{Event, Events};
use bindery_runtime::server::{Call, Refusal, Router};
use bindery_tests::openapi_3_2::client::Client;
use bindery_tests::openapi_3_2::operations::{
    CopyBookError, FollowEventsError, GetBookError, RemoveBookError, SearchBooksError,
};
use bindery_tests::openapi_3_2::server::{
    CopyBookRequest, FollowEventsRequest, GetBookRequest, Library, LibraryAuthenticator, Loans,
    RemoveBookRequest, SearchBooksRequest, router,
};
use bindery_tests::openapi_3_2::types::{Book, BookLentWebhook, BookLostWebhook, SearchBooksBody};

#[derive(Clone, Default)]
struct Shelves {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Shelves {
    fn note(&self, text: impl Into<String>) {
        self.seen.lock().unwrap().push(text.into());
    }
}

impl Loans for Shelves {
    type Principal = ();

    async fn search_books(&self, request: SearchBooksRequest, (): ()) -> Result<Vec<Book>, SearchBooksError> {
        self.note(format!("search {:?}", request.body.title));
        Ok(vec![Book::new("1")])
    }
}

impl Library for Shelves {
    type Principal = ();

    async fn copy_book(&self, request: CopyBookRequest, (): ()) -> Result<(), CopyBookError> {
        self.note(format!("copy {}", request.body.isbn));
        Ok(())
    }

    async fn remove_book(&self, request: RemoveBookRequest, (): ()) -> Result<(), RemoveBookError> {
        self.note(format!("remove {}", request.isbn));
        Ok(())
    }

    async fn get_book(&self, request: GetBookRequest, (): ()) -> Result<Book, GetBookError> {
        Ok(Book::new(request.isbn))
    }

    async fn follow_events(
        &self,
        _: FollowEventsRequest,
        (): (),
    ) -> Result<Events<String>, FollowEventsError> {
        Ok(Events::from(vec![Event::new("lent".to_owned())]))
    }
}

struct Desk;

impl LibraryAuthenticator for Desk {
    type Principal = ();

    async fn oauth2(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

#[tokio::test]
#[expect(deprecated, reason = "the document deprecates its only scheme")]
async fn other_methods_and_shared_parts_work_in_client_and_server() {
    let shelves = Shelves::default();
    let app = Router::new().nest("/v1", router(shelves.clone(), Desk));
    let client = Client::builder()
        .oauth2("token")
        .transport(TowerTransport::new(app))
        .build()
        .unwrap();
    let found = client
        .search_books(SearchBooksBody::default().with_title("Emma"))
        .await
        .unwrap();
    assert_eq!(found, [Book::new("1")]);
    client.copy_book(Book::new("2")).await.unwrap();
    client.remove_book("3").await.unwrap();
    assert_eq!(client.get_book("4").await.unwrap(), Book::new("4"));
    let mut events = client.follow_events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), "lent");
    assert!(events.next().await.is_none());
    assert_eq!(
        *shelves.seen.lock().unwrap(),
        [r#"search Some("Emma")"#, "copy 2", "remove 3"]
    );
}

#[test]
fn what_webhooks_send_has_types() {
    let lent: BookLentWebhook = serde_json::from_str(r#"{"isbn":"1","cover":"aGk="}"#).unwrap();
    assert_eq!(lent.cover.as_deref(), Some(b"hi".as_slice()));
    let lost: BookLostWebhook = serde_json::from_str(r#"{"isbn":"2"}"#).unwrap();
    assert_eq!(lost.isbn, "2");
}
