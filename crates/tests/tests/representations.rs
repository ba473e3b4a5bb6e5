//! Answers of several media types and with headers: what a client asks for and gets, and what a server gives.

use std::sync::{Arc, Mutex};

use bindery_runtime::client::{Body, Error, TowerTransport, Transport, TransportFuture};
use bindery_runtime::http::{ByteStream, Event, StatusCode, WithHeaders};
use bindery_tests::representations::client::Client;
use bindery_tests::representations::operations::{
    DownloadReportAnswer, DownloadReportError, ExportReportsError, GetTotalsError, HeadReportError,
    ListReportsError, RetryAfterFlagsHeaders, StartReportAcceptedHeaders, StartReportAnswer,
    StartReportError, TotalLinkHeaders,
};
use bindery_tests::representations::server::{
    DownloadReportRequest, ExportReportsMediaType, ExportReportsRepresentation, ExportReportsRequest,
    GetTotalsRequest, HeadReportRequest, ListReportsMediaType, ListReportsRepresentation, ListReportsRequest,
    Reports, StartReportRequest, router,
};
use bindery_tests::representations::types::{ListReportsTooManyRequestsFlagsItem, Problem, Report, Summary};
use http::{Request, Response};

/// Answers the first call, and refuses those after it.
#[derive(Clone, Default)]
struct Archive {
    calls: Arc<Mutex<u32>>,
}

impl Reports for Archive {
    async fn list_reports(
        &self,
        request: ListReportsRequest,
    ) -> Result<WithHeaders<ListReportsRepresentation, TotalLinkHeaders>, ListReportsError> {
        let mut calls = self.calls.lock().unwrap();
        *calls += 1;
        if *calls > 2 {
            let mut headers = RetryAfterFlagsHeaders::new(120);
            headers.flags = Some(vec![
                ListReportsTooManyRequestsFlagsItem::Soft,
                ListReportsTooManyRequestsFlagsItem::Hard,
            ]);
            let problem = WithHeaders::new(Problem::new("Slow down"), headers);
            return Err(ListReportsError::TooManyRequests(problem));
        }
        let mut headers = TotalLinkHeaders::new(7);
        headers.link = Some("</reports?page=2>; rel=\"next\"".into());
        let reports = match request.media_type {
            ListReportsMediaType::Json => ListReportsRepresentation::Json(vec![Report::new(1)]),
            ListReportsMediaType::ReportsJson => ListReportsRepresentation::ReportsJson(Summary::new(1)),
            ListReportsMediaType::Csv => ListReportsRepresentation::Csv("id\n1\n".to_owned()),
        };
        Ok(WithHeaders::new(reports, headers))
    }

    async fn export_reports(
        &self,
        request: ExportReportsRequest,
    ) -> Result<ExportReportsRepresentation, ExportReportsError> {
        Ok(match request.answer_media_type {
            ExportReportsMediaType::Preferred => ExportReportsRepresentation::Preferred(Report::new(1)),
            ExportReportsMediaType::Bytes => ExportReportsRepresentation::Bytes(ByteStream::from("zip")),
            ExportReportsMediaType::Json => ExportReportsRepresentation::Json(Summary::new(1)),
            ExportReportsMediaType::Events => {
                ExportReportsRepresentation::Events(vec![Event::new(Report::new(1))].into())
            }
        })
    }

    async fn get_totals(&self, _: GetTotalsRequest) -> Result<Summary, GetTotalsError> {
        Ok(Summary::new(1))
    }

    async fn start_report(&self, _: StartReportRequest) -> Result<StartReportAnswer, StartReportError> {
        let headers = StartReportAcceptedHeaders::new("/reports/9");
        Ok(StartReportAnswer::Accepted(WithHeaders::new((), headers)))
    }

    async fn head_report(
        &self,
        _: HeadReportRequest,
    ) -> Result<WithHeaders<(), TotalLinkHeaders>, HeadReportError> {
        Ok(WithHeaders::new((), TotalLinkHeaders::new(3)))
    }

    async fn download_report(
        &self,
        _: DownloadReportRequest,
    ) -> Result<DownloadReportAnswer, DownloadReportError> {
        Ok(DownloadReportAnswer::Ok(ByteStream::from("%PDF")))
    }
}

fn client() -> Client {
    let transport = TowerTransport::new(router(Archive::default()));
    Client::builder().transport(transport).build().unwrap()
}

#[tokio::test]
async fn headers_are_there_for_those_who_ask() {
    let client = client();
    assert_eq!(client.list_reports().await.unwrap(), [Report::new(1)]);
    let page = client.list_reports().send_with_headers().await.unwrap();
    assert_eq!(page.headers.total, 7);
    assert_eq!(
        page.headers.link.as_deref(),
        Some("</reports?page=2>; rel=\"next\"")
    );
    assert_eq!(page.len(), 1);
    let head = client.head_report(1).send_with_headers().await.unwrap();
    assert_eq!((head.headers.total, head.headers.link), (3, None));
    match client.list_reports().without_retries().await {
        Err(Error::Api(ListReportsError::TooManyRequests(problem))) => {
            assert_eq!(problem.title, "Slow down");
            assert_eq!(problem.headers.retry_after, 120);
            let flags = problem.headers.flags.as_ref().map(Vec::len);
            assert_eq!(flags, Some(2));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_may_be_headers_alone() {
    match client().start_report().await.unwrap() {
        StartReportAnswer::Accepted(accepted) => assert_eq!(accepted.headers.location, "/reports/9"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn files_come_as_they_are() {
    match client().download_report(1).await.unwrap() {
        DownloadReportAnswer::Ok(file) => assert_eq!(file.bytes(4).await.unwrap(), "%PDF"),
        other => panic!("{other:?}"),
    }
}

/// Answers with what it is asked for, or with nothing but headers.
struct Negotiator {
    status: u16,
    headers: &'static [(&'static str, &'static str)],
}

impl Transport for Negotiator {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let accept = request.headers()["accept"].to_str().unwrap().to_owned();
        let body = match accept.as_str() {
            "text/csv" => "id\n1\n",
            "application/vnd.reports+json" => r#"{"count":1}"#,
            _ => r#"[{"id":1}]"#,
        };
        let first = accept.split(',').next().unwrap_or_default();
        let mut response = Response::builder()
            .status(self.status)
            .header("content-type", first);
        for (name, value) in self.headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Body::whole(body.into())).unwrap();
        Box::pin(async move { Ok(response) })
    }
}

fn negotiating(status: u16, headers: &'static [(&'static str, &'static str)]) -> Client {
    let transport = Negotiator { status, headers };
    Client::builder().transport(transport).build().unwrap()
}

#[tokio::test]
async fn other_media_types_are_asked_for_by_name() {
    let client = negotiating(200, &[]);
    assert_eq!(client.list_reports().await.unwrap(), [Report::new(1)]);
    assert_eq!(client.list_reports().as_csv().await.unwrap(), "id\n1\n");
    let summary = client.list_reports().as_reports_json().await.unwrap();
    assert_eq!(summary.count, 1);
}

#[tokio::test]
async fn a_success_without_the_asked_media_type_is_unexpected() {
    let client = negotiating(202, &[("location", "/elsewhere")]);
    assert!(matches!(
        client.download_report(1).await.unwrap(),
        DownloadReportAnswer::Accepted(accepted) if accepted.headers.location.as_deref() == Some("/elsewhere")
    ));
    let error = client.download_report(1).as_text().await.unwrap_err();
    assert!(
        matches!(&error, Error::UnexpectedStatus(response) if response.status() == StatusCode::ACCEPTED),
        "{error:?}"
    );
}

#[tokio::test]
async fn headers_that_do_not_fit_are_an_error_that_keeps_the_response() {
    for (headers, message) in [
        (
            &[][..],
            "the server answered 200 OK with a header `X-Total` that does not fit: #: is missing",
        ),
        (
            &[("x-total", "many")][..],
            "the server answered 200 OK with a header `X-Total` that does not fit: #: expected an integer",
        ),
    ] {
        let client = negotiating(200, headers);
        assert!(client.list_reports().await.is_ok());
        let error = client.list_reports().send_with_headers().await.unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with(message), "{said}");
        let response = error.response().unwrap();
        assert_eq!(response.body(), br#"[{"id":1}]"#);
    }
}

/// The status, `Content-Type` and body of the answer to a request that accepts `accept`.
async fn asked(path: &str, accept: &[&str]) -> (u16, String, String) {
    let mut request = Request::get(path);
    for value in accept {
        request = request.header("accept", *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let transport = TowerTransport::new(router(Archive::default()));
    let response = transport.send(request).await.unwrap();
    let varies = response
        .headers()
        .get("vary")
        .map(|value| value.to_str().unwrap());
    assert_eq!(varies, response.status().is_success().then_some("Accept"));
    let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    let status = response.status().as_u16();
    let body = ByteStream::new(response.into_body()).bytes(1000).await.unwrap();
    (status, content_type, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_answers_with_what_is_accepted() {
    let (json, summary, csv) = (
        ("application/json", r#"[{"id":1}]"#),
        ("application/vnd.reports+json", r#"{"count":1}"#),
        ("text/csv", "id\n1\n"),
    );
    for (accept, expected) in [
        (&[][..], json),
        (&["*/*"], json),
        (&["application/json"], json),
        (&["application/*"], json),
        (&["text/csv, application/json"], json),
        (&["nonsense"], json),
        (&["text/html, application/problem+json"], json),
        (&["text/csv"], csv),
        (&["text/*"], csv),
        (&["text/csv;q=0.5", "application/json;q=0.4"], csv),
        (&["*/*;q=0.1, text/csv"], csv),
        (&["application/json;q=0, application/*"], summary),
        (&["application/vnd.reports+json"], summary),
    ] {
        let (status, content_type, body) = asked("/reports", accept).await;
        assert_eq!(
            (status, &content_type[..], &body[..]),
            (200, expected.0, expected.1),
            "{accept:?}"
        );
    }
    let (status, content_type, _) = asked("/reports", &["text/html"]).await;
    assert_eq!((status, &content_type[..]), (406, "application/problem+json"));
}

#[tokio::test]
async fn streams_are_representations_too() {
    for (accept, expected) in [
        ("*/*", ("application/json", r#"{"id":1}"#)),
        ("application/hal+json", ("application/hal+json", r#"{"id":1}"#)),
        ("text/json", ("text/json", r#"{"count":1}"#)),
        ("application/octet-stream", ("application/octet-stream", "zip")),
        ("text/event-stream", ("text/event-stream", "data: {\"id\":1}\n\n")),
    ] {
        let (status, content_type, body) = asked("/exports?media_type=all", &[accept]).await;
        assert_eq!(
            (status, &content_type[..], &body[..]),
            (200, expected.0, expected.1)
        );
    }
}

#[tokio::test]
async fn json_is_called_what_is_accepted() {
    for (accept, expected) in [
        (&[][..], "application/json"),
        (&["*/*"], "application/json"),
        (&["application/json, application/hal+json"], "application/json"),
        (
            &["application/json;q=0.5", "application/hal+json"],
            "application/hal+json",
        ),
        (&["application/hal+json"], "application/hal+json"),
        (&["text/html, application/problem+json"], "application/json"),
    ] {
        let answer = asked("/totals", accept).await;
        assert_eq!(
            answer,
            (200, expected.to_owned(), r#"{"count":1}"#.to_owned()),
            "{accept:?}"
        );
    }
}

#[tokio::test]
async fn both_halves_agree_on_every_media_type() {
    let client = client();
    assert_eq!(client.list_reports().as_csv().await.unwrap(), "id\n1\n");
    assert_eq!(client.list_reports().as_reports_json().await.unwrap().count, 1);
    assert_eq!(client.export_reports().await.unwrap(), Report::new(1));
    assert_eq!(client.export_reports().as_json().await.unwrap().count, 1);
    let bytes = client.export_reports().as_bytes().await.unwrap();
    assert_eq!(bytes.bytes(10).await.unwrap(), "zip");
    let mut events = client.export_reports().as_events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), Report::new(1));
    assert!(events.next().await.is_none());
}
