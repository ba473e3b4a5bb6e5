//! Answers of several media types and with headers: what a client asks for and gets, and what a server gives.

use std::sync::{Arc, Mutex};

use bindery_runtime::client::{Body, Error, TowerTransport, Transport, TransportFuture};
use bindery_runtime::http::{ByteStream, StatusCode, WithHeaders};
use bindery_tests::representations::client::Client;
use bindery_tests::representations::operations::{
    DownloadReportAnswer, DownloadReportError, HeadReportError, ListReportsError, RetryAfterFlagsHeaders,
    StartReportAcceptedHeaders, StartReportAnswer, StartReportError, TotalLinkHeaders,
};
use bindery_tests::representations::server::{
    DownloadReportRequest, HeadReportRequest, ListReportsRequest, Reports, StartReportRequest, router,
};
use bindery_tests::representations::types::{ListReportsTooManyRequestsFlagsItem, Problem, Report};
use http::{Request, Response};

/// Answers the first call, and refuses those after it.
#[derive(Clone, Default)]
struct Archive {
    calls: Arc<Mutex<u32>>,
}

impl Reports for Archive {
    async fn list_reports(
        &self,
        _: ListReportsRequest,
    ) -> Result<WithHeaders<Vec<Report>, TotalLinkHeaders>, ListReportsError> {
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
        Ok(WithHeaders::new(vec![Report::new(1)], headers))
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
