//! Parameters beyond the table of styles, and forms whose members nest: what the client writes, and that the
//! server reads it back.

mod recording;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bindery_runtime::Secret;
use bindery_runtime::server::{Call, Refusal};
use bindery_tests::parameter_forms::client::{Client, Error};
use bindery_tests::parameter_forms::operations::*;
use bindery_tests::parameter_forms::server::*;
use bindery_tests::parameter_forms::types::{
    Entry, EntryMetadata, EntryMetadataString, Line, Query, Range,
    ReportsByNameByFormatByDayByAtFormat as Format,
};
use recording::Recorder;

/// What the server read last.
#[derive(Clone, Default)]
struct Books {
    reports: Arc<Mutex<Option<GetReportRequest>>>,
    queries: Arc<Mutex<Option<Query>>>,
    texts: Arc<Mutex<Option<String>>>,
    accounts: Arc<Mutex<Option<ListAccountsRequest>>>,
    entries: Arc<Mutex<Option<Entry>>>,
}

fn keep<T>(place: &Mutex<Option<T>>, value: T) {
    *place.lock().unwrap() = Some(value);
}

fn take<T>(place: &Mutex<Option<T>>) -> T {
    place.lock().unwrap().take().expect("the server was called")
}

impl Ledger for Books {
    type Principal = ();

    async fn get_report(&self, request: GetReportRequest, (): ()) -> Result<(), GetReportError> {
        keep(&self.reports, request);
        Ok(())
    }

    async fn search(&self, request: SearchRequest, (): ()) -> Result<(), SearchError> {
        keep(&self.queries, request.query);
        Ok(())
    }

    async fn search_json(&self, request: SearchJsonRequest, (): ()) -> Result<(), SearchJsonError> {
        keep(&self.queries, request.query.unwrap_or_default());
        Ok(())
    }

    async fn select(&self, request: SelectRequest, (): ()) -> Result<(), SelectError> {
        keep(&self.texts, request.selector.unwrap_or_default());
        Ok(())
    }

    async fn odata(&self, request: OdataRequest, (): ()) -> Result<(), OdataError> {
        keep(&self.texts, request.query.unwrap_or_default());
        Ok(())
    }

    async fn list_accounts(&self, request: ListAccountsRequest, (): ()) -> Result<(), ListAccountsError> {
        keep(&self.accounts, request);
        Ok(())
    }

    async fn create_entry(&self, request: CreateEntryRequest, (): ()) -> Result<(), CreateEntryError> {
        keep(&self.entries, request.body);
        Ok(())
    }
}

struct Anyone;

impl LedgerAuthenticator for Anyone {
    type Principal = ();

    async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

fn pair() -> (Client, Recorder, Books) {
    let (recorder, books) = (Recorder::default(), Books::default());
    let transport = recorder.listening(router(books.clone(), Anyone));
    let client = Client::builder()
        .api_key("k")
        .transport(transport)
        .build()
        .unwrap();
    (client, recorder, books)
}

fn query() -> Query {
    Query::default()
        .with_text("a + b")
        .with_tags(["x", "y"])
        .with_range(Range::default().with_gte(1).with_lt(9))
}

#[tokio::test]
async fn times_go_as_rfc_3339_wherever_they_stand() {
    let (client, recorder, _) = pair();
    let at = "2017-01-01T01:29:60+01:30".parse().unwrap();
    let since = "2024-01-01T00:00:00.120Z".parse().unwrap();
    let call = client.get_report("q1.eu", Format::Pdf, "2024-02-29".parse().unwrap(), at);
    let sent = call
        .with_since(since)
        .with_until("2024-01-02T00:00:00+00:00".parse().unwrap());
    sent.with_seen("2024-01-03T04:05:06-07:00".parse().unwrap())
        .await
        .unwrap();
    let recorded = recorder.last();
    assert_eq!(
        recorded.target,
        "/reports/q1.eu.pdf/2024-02-29/2017-01-01T01%3A29%3A60%2B01%3A30?since=2024-01-01T00%3A00%3A00.120Z&key=k"
    );
    assert_eq!(
        recorded.headers,
        [
            "x-until: 2024-01-02T00:00:00+00:00",
            "cookie: seen=2024-01-03T04%3A05%3A06-07%3A00"
        ]
    );
}

#[tokio::test]
async fn a_segment_holds_several_parameters() {
    let (client, _, books) = pair();
    let (day, at) = (
        "2024-02-29".parse().unwrap(),
        "2024-02-29T00:00:00Z".parse().unwrap(),
    );
    client.get_report("q1", Format::Csv, day, at).await.unwrap();
    let read = take(&books.reports);
    assert_eq!((read.name.as_str(), read.format), ("q1", Format::Csv));
    assert_eq!(read.at.as_str(), "2024-02-29T00:00:00Z");
}

#[tokio::test]
async fn the_whole_query_is_one_parameter() {
    let (client, recorder, books) = pair();
    client.search(query()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/search?text=a%20%2B%20b&tags=x%7Cy&range%5Bgte%5D=1&range%5Blt%5D=9&key=k"
    );
    assert_eq!(take(&books.queries), query());
    client.search_json().with_query(query()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/search-json?%7B%22text%22%3A%22a%20%2B%20b%22%2C%22tags%22%3A%5B%22x%22%2C%22y%22%5D%2C\
         %22range%22%3A%7B%22gte%22%3A1%2C%22lt%22%3A9%7D%7D&key=k"
    );
    assert_eq!(take(&books.queries), query());
    client.select().with_selector("$.a.b[1:1]").await.unwrap();
    assert_eq!(recorder.last().target, "/select?%24.a.b%5B1%3A1%5D&key=k");
    assert_eq!(take(&books.texts), "$.a.b[1:1]");
    client.odata().with_query("$top=5&$filter=a%26b").await.unwrap();
    assert_eq!(recorder.last().target, "/odata?$top=5&$filter=a%26b&key=k");
    assert_eq!(take(&books.texts), "$top=5&$filter=a%26b");
    client.odata().await.unwrap();
    assert_eq!(recorder.last().target, "/odata?key=k");
}

#[tokio::test]
async fn content_may_be_of_any_media_type() {
    let (client, recorder, books) = pair();
    let range = || Range::default().with_gte(1);
    let call = client
        .list_accounts("a")
        .with_where(range())
        .with_x_where(range())
        .with_rows("a,b\nc");
    call.with_limit(5).with_inner(range()).await.unwrap();
    let recorded = recorder.last();
    assert_eq!(
        recorded.target,
        "/accounts/a?where=%7B%22gte%22%3A1%7D&rows=a%2Cb%0Ac&limit=5&inner=gte%3D1&key=k"
    );
    assert_eq!(recorded.headers, [r#"x-where: {"gte":1}"#]);
    let read = take(&books.accounts);
    assert_eq!(
        (read.where_, read.x_where, read.inner),
        (Some(range()), Some(range()), Some(range()))
    );
    assert_eq!((read.rows.as_deref(), read.limit), (Some("a,b\nc"), Some(5)));
}

#[tokio::test]
async fn deep_objects_are_whatever_the_schema_says() {
    let (client, recorder, books) = pair();
    let lines = || vec![Line::new(5).with_notes(["a", "b"]), Line::new(7)];
    client
        .list_accounts("a")
        .with_created(7)
        .with_expand(["x", "y"])
        .with_lines(lines())
        .await
        .unwrap();
    assert_eq!(
        recorder.last().target.replace("%5B", "[").replace("%5D", "]"),
        "/accounts/a?created=7&expand[0]=x&expand[1]=y&lines[0][amount]=5&lines[0][notes][0]=a\
         &lines[0][notes][1]=b&lines[1][amount]=7&key=k"
    );
    let read = take(&books.accounts);
    assert_eq!((read.created, read.lines), (Some(7.into()), Some(lines())));
    assert_eq!(
        read.expand.as_deref(),
        Some(["x".to_owned(), "y".to_owned()].as_slice())
    );
    let range = || Range::default().with_lt(3);
    client.list_accounts("a").with_created(range()).await.unwrap();
    assert_eq!(recorder.last().target, "/accounts/a?created%5Blt%5D=3&key=k");
    assert_eq!(take(&books.accounts).created, Some(range().into()));
}

#[tokio::test]
async fn reserved_characters_empty_values_and_cookies_go_as_the_document_says() {
    let (client, recorder, books) = pair();
    let call = client
        .list_accounts("a:b@c/d%2F")
        .with_return("https://x.example/?a=b");
    call.with_empty_pretty().with_theme("dark%2C blue").await.unwrap();
    let recorded = recorder.last();
    assert_eq!(
        recorded.target,
        "/accounts/a:b@c%2Fd%2F?return=https://x.example/?a=b&pretty=&key=k"
    );
    assert_eq!(recorded.headers, ["cookie: theme=dark%2C blue"]);
    let read = take(&books.accounts);
    assert_eq!((read.path.as_str(), read.pretty), ("a:b@c/d/", None));
    assert_eq!(read.return_.as_deref(), Some("https://x.example/?a=b"));
    assert_eq!(read.theme.as_deref(), Some("dark%2C blue"));
}

#[tokio::test]
async fn a_form_nests() {
    let (client, recorder, books) = pair();
    let metadata = BTreeMap::from([
        ("order".to_owned(), "6735".to_owned()),
        ("a b".to_owned(), "&=".to_owned()),
    ]);
    let range = || Range::default().with_gte(1);
    let entry = Entry::new("n")
        .with_at("2024-01-01T00:00:00+01:00".parse().unwrap())
        .with_metadata(metadata)
        .with_lines(vec![Line::new(5).with_notes(["x"])])
        .with_expand(["p", "q"])
        .with_tags(["a,b", "c"])
        .with_range(range())
        .with_codes(["01"])
        .with_url("https://x.example/a")
        .with_plain(range())
        .with_repeated([1, 2]);
    client.create_entry(entry.clone()).await.unwrap();
    let recorded = recorder.last();
    assert_eq!(
        recorded.headers,
        ["content-type: application/x-www-form-urlencoded"]
    );
    assert_eq!(
        recorded.body.replace("%5B", "[").replace("%5D", "]"),
        "name=n&at=2024-01-01T00%3A00%3A00%2B01%3A00&metadata[a%20b]=%26%3D&metadata[order]=6735\
         &lines[0][amount]=5&lines[0][notes][0]=x&expand[0]=p&expand[1]=q&tags=a%2Cb,c&gte=1&codes=%2201%22\
         &url=https://x.example/a&plain=%7B%22gte%22%3A1%7D&repeated=1&repeated=2"
    );
    assert_eq!(take(&books.entries), entry);
    let emptied = Entry::new("n").with_metadata(EntryMetadataString::Empty);
    client.create_entry(emptied.clone()).await.unwrap();
    assert_eq!(recorder.last().body, "name=n&metadata=");
    let read = take(&books.entries).metadata;
    assert!(
        matches!(read, Some(EntryMetadata::String(EntryMetadataString::Empty))),
        "{read:?}"
    );
}

#[tokio::test]
async fn what_would_call_something_else_is_refused_before_it_is_sent() {
    let (client, recorder, _) = pair();
    for path in [".", "..", "%2e%2E", "", "a\nb", "\0", "..;x"] {
        let refused = client.list_accounts(path).await;
        assert!(matches!(refused, Err(Error::Request(_))), "{path:?}");
    }
    for theme in ["a;b", "a\r\nb", " a", "é"] {
        let refused = client.list_accounts("a").with_theme(theme).await;
        assert!(matches!(refused, Err(Error::Request(_))), "{theme:?}");
    }
    assert_eq!(recorder.count(), 0);
}
