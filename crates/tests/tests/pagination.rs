//! Lists that are gone through page by page.

use bindery_runtime::client::testing::{TestReply, TestTransport};
use bindery_runtime::client::{PageError, RetryPolicy};
use bindery_tests::pagination::Client;
use bindery_tests::pagination::client::Error;
use bindery_tests::pagination::operations::ListBooksError;

fn client(replies: impl IntoIterator<Item = TestReply>) -> (Client, TestTransport) {
    let transport = TestTransport::answering(replies);
    let builder = Client::builder().api_key("k").transport(transport.clone());
    (builder.build().expect("a client"), transport)
}

fn page(body: &str) -> TestReply {
    TestReply::json(200, body.to_owned())
}

/// The paths and queries that were asked for.
fn asked(transport: &TestTransport) -> Vec<String> {
    let requests = transport.requests();
    let path = |request: &bindery_runtime::client::testing::TestRequest| {
        let url = request.uri().path_and_query();
        url.map(|url| url.as_str().to_owned()).unwrap_or_default()
    };
    requests.iter().map(path).collect()
}

#[tokio::test]
async fn a_cursor_leads_from_page_to_page() {
    let (client, transport) = client([
        page(r#"{"books":[{"id":"a"},{"id":"b"}],"response_metadata":{"next_cursor":"x y&z"}}"#),
        // An empty page is not the end as long as there is another cursor.
        page(r#"{"books":[],"response_metadata":{"next_cursor":"2"}}"#),
        page(r#"{"books":[{"id":"c"}],"response_metadata":{"next_cursor":""}}"#),
    ]);
    let mut items = client.list_books().with_limit(2).items();
    assert!(asked(&transport).is_empty());
    let mut ids = Vec::new();
    while let Some(book) = items.next().await {
        ids.push(book.expect("a book").id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(items.next().await.is_none());
    assert_eq!(
        asked(&transport),
        [
            "/v1/books?limit=2",
            "/v1/books?cursor=x%20y%26z&limit=2",
            "/v1/books?cursor=2&limit=2"
        ]
    );
}

#[tokio::test]
async fn pages_are_what_the_document_says() {
    let (client, transport) = client([
        page(r#"{"books":[{"id":"a"}],"response_metadata":{"next_cursor":"2"}}"#),
        page(r#"{"books":[{"id":"b"}]}"#),
    ]);
    let mut pages = client.list_books().pages();
    let first = pages.next().await.expect("a page").expect("the first");
    assert_eq!(first.books.len(), 1);
    // No page is asked for before it is wanted.
    assert_eq!(asked(&transport).len(), 1);
    assert_eq!(
        pages.next().await.expect("a page").expect("the second").books[0].id,
        "b"
    );
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error_and_the_end() {
    let lead = |id: &str, next: &str| {
        page(&format!(
            r#"{{"books":[{{"id":"{id}"}}],"response_metadata":{{"next_cursor":"{next}"}}}}"#
        ))
    };
    let (client, transport) = client([lead("a", "1"), lead("b", "2"), lead("c", "1")]);
    let mut items = client.list_books().items();
    for id in ["a", "b", "c"] {
        assert_eq!(items.next().await.expect("an item").expect("a book").id, id);
    }
    let error = items.next().await.expect("an error");
    assert!(
        matches!(error, Err(Error::Page(PageError::Repeated))),
        "{error:?}"
    );
    assert!(items.next().await.is_none());
    assert_eq!(asked(&transport).len(), 3);
}

#[tokio::test]
async fn an_error_ends_the_stream_and_retries_are_a_pages_own() {
    let books = r#"{"books":[{"id":"a"}],"response_metadata":{"next_cursor":"2"}}"#;
    let (client, transport) = client([
        TestReply::status(503).with_header("retry-after", "0"),
        page(books),
        TestReply::status(503).with_header("retry-after", "0"),
        TestReply::json(404, r#""no shelf""#),
    ]);
    let mut items = client.list_books().items();
    assert!(items.next().await.expect("an item").is_ok());
    match items.next().await {
        Some(Err(Error::Api(ListBooksError::NotFound(text)))) => assert_eq!(text, "no shelf"),
        other => panic!("{other:?}"),
    }
    assert!(items.next().await.is_none());
    assert_eq!(asked(&transport).len(), 4);
}

#[tokio::test]
async fn a_page_that_lacks_its_items_is_no_end() {
    let (client, _) = client([page(r#"{"ok":false}"#)]);
    let error = client.list_books().items().collect().await;
    assert!(matches!(error, Err(Error::Decode { .. })), "{error:?}");
}

#[tokio::test]
async fn the_last_items_id_leads_on_while_there_is_more() {
    let (client, transport) = client([
        page(r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#),
        page(r#"{"data":[{"id":"c"}],"has_more":false}"#),
    ]);
    let charges = client.list_charges().items().collect().await.expect("charges");
    assert_eq!(charges.len(), 3);
    assert_eq!(asked(&transport), ["/v1/charges", "/v1/charges?starting_after=b"]);
}

#[tokio::test]
async fn offsets_count_items_and_begin_where_the_caller_says() {
    let (client, transport) = client([
        page(r#"{"entries":[{"id":"a"},{"id":"b"}]}"#),
        page(r#"{"entries":[{"id":"c"}]}"#),
        page("{}"),
    ]);
    let items = client
        .list_folder_items("f")
        .with_offset(10)
        .items()
        .collect()
        .await;
    assert_eq!(items.expect("items").len(), 3);
    assert_eq!(
        asked(&transport),
        [
            "/v1/folders/f/items?offset=10",
            "/v1/folders/f/items?offset=12",
            "/v1/folders/f/items?offset=13"
        ]
    );
}

#[tokio::test]
async fn pages_are_counted_until_one_is_empty() {
    let (client, transport) = client([page(r#"["a"]"#), page(r#"["b"]"#), page("[]")]);
    let readers = client.list_readers().items().collect().await.expect("readers");
    assert_eq!(readers, ["a", "b"]);
    assert_eq!(
        asked(&transport),
        ["/v1/readers", "/v1/readers?page=2", "/v1/readers?page=3"]
    );
}

#[tokio::test]
async fn a_server_that_does_not_count_is_noticed() {
    let (client, transport) = client([page(r#"["a"]"#), page(r#"["a"]"#), page(r#"["a"]"#)]);
    let readers = client.list_readers().items().collect().await;
    assert!(
        matches!(readers, Err(Error::Page(PageError::Repeated))),
        "{readers:?}"
    );
    assert_eq!(asked(&transport).len(), 2);
}

#[tokio::test]
async fn links_are_followed_on_the_same_host_with_the_credentials() {
    let (client, transport) = client([
        page("[1]").with_header(
            "link",
            "<https://library.example/loans/7?after=1>; rel=\"next\", </>; rel=first",
        ),
        page("[2]").with_header("link", "<?after=2>; rel=next"),
        page("[3]"),
    ]);
    let loans = client
        .list_loans()
        .with_limit(1)
        .items()
        .collect()
        .await
        .expect("loans");
    assert_eq!(loans, [1, 2, 3]);
    assert_eq!(
        asked(&transport),
        ["/v1/loans?limit=1", "/loans/7?after=1", "/loans/7?after=2"]
    );
    let requests = transport.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.headers().contains_key("x-key"))
    );
}

#[tokio::test]
async fn nothing_is_sent_to_another_host() {
    for url in [
        "https://evil.example/",
        "http://library.example/v1/shelves",
        "//evil.example",
    ] {
        let (client, transport) = client([page(&format!(r#"{{"results":["a"],"next":"{url}"}}"#))]);
        let mut shelves = client.list_shelves().items();
        assert!(shelves.next().await.expect("an item").is_ok());
        let error = shelves.next().await;
        assert!(
            matches!(error, Some(Err(Error::Page(PageError::OtherOrigin)))),
            "{error:?}"
        );
        assert!(!format!("{error:?}").contains("evil"));
        assert_eq!(asked(&transport).len(), 1);
    }
}

#[tokio::test]
async fn urls_of_the_body_are_followed() {
    let (client, transport) = client([
        page(r#"{"results":["a"],"next":"https:\/\/library.example\/v1\/shelves?p=2"}"#),
        page(r#"{"results":["b"],"next":null}"#),
    ]);
    let shelves = client.list_shelves().items().collect().await.expect("shelves");
    assert_eq!(shelves, ["a", "b"]);
    assert_eq!(asked(&transport), ["/v1/shelves", "/v1/shelves?p=2"]);
}

#[tokio::test]
async fn what_is_described_takes_its_body_along() {
    let (client, transport) = client([page(r#"{"found":["a"],"resume":7}"#), page(r#"{"found":["b"]}"#)]);
    let found = client
        .search_books("rust")
        .items()
        .collect()
        .await
        .expect("findings");
    assert_eq!(found, ["a", "b"]);
    assert_eq!(asked(&transport), ["/v1/searches", "/v1/searches?from=7"]);
    assert!(
        transport
            .requests()
            .iter()
            .all(|request| request.text() == r#""rust""#)
    );
}

#[tokio::test]
async fn settings_of_the_call_hold_for_every_page() {
    let transport = TestTransport::answering([page(r#"["a"]"#), TestReply::status(503), page(r#"["b"]"#)]);
    let builder = Client::builder().api_key("k").transport(transport.clone());
    let client = builder.retries(RetryPolicy::default()).build().expect("a client");
    let call = client
        .list_readers()
        .base_url("https://other.example")
        .without_retries();
    let readers = call.items().collect().await;
    assert!(matches!(readers, Err(Error::UnexpectedStatus(_))), "{readers:?}");
    let requests = transport.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests
            .iter()
            .all(|request| request.uri().host() == Some("other.example"))
    );
}
