//! Webhooks and callbacks are read from what was received: method, headers and the bytes of the body.

use bindery_runtime::Validate as _;
use bindery_runtime::webhook::{Delivery, ParseErrorKind};
use bindery_tests::received_webhooks::types::{BookLentCondition, Receipt};
use bindery_tests::received_webhooks::webhooks::{
    BookLentAnswer, BookLentRequest, BookLostRequest, PlaceHoldOnReadyRequest, Webhook,
};
use http::{HeaderMap, Method, Request, StatusCode};

const LENT: &str =
    r#"{"type":"book.lent","isbn":"12","due":"2024-01-01T10:00:00Z","condition":"new","door":"s3cret"}"#;

fn headers(content_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", content_type.parse().unwrap());
    headers.insert("x-signature", "00ff".parse().unwrap());
    headers
}

#[test]
fn a_delivery_is_read_with_its_parameters() {
    let mut headers = headers("application/json; charset=utf-8");
    headers.insert("x-attempt", "3".parse().unwrap());
    let lent = BookLentRequest::parse(Delivery::new(&Method::POST, &headers, LENT.as_bytes())).unwrap();
    assert_eq!((lent.signature.as_str(), lent.attempt), ("00ff", Some(3)));
    assert_eq!(lent.body.condition, Some(BookLentCondition::New));
    lent.body.validate().unwrap();
    assert!(!format!("{lent:?}").contains("s3cret"));
}

#[test]
fn a_whole_request_is_a_delivery() {
    let request = Request::post("/")
        .header("content-type", "application/json")
        .body(r#"{"type":"book.lost","isbn":"1"}"#)
        .unwrap();
    assert_eq!(BookLostRequest::parse(&request).unwrap().body.isbn, "1");
}

#[test]
fn one_endpoint_receives_all_and_knows_which() {
    let headers = headers("application/json");
    let parse =
        |method: Method, body: &str| Webhook::parse(Delivery::new(&method, &headers, body.as_bytes()));
    assert!(matches!(parse(Method::POST, LENT), Ok(Webhook::BookLent(_))));
    let lost = parse(Method::POST, r#"{"isbn":"1","type":"book.lost"}"#);
    assert!(matches!(lost, Ok(Webhook::BookLost(_))));
    assert!(matches!(parse(Method::GET, ""), Ok(Webhook::Ping(_))));
    let newer = parse(Method::POST, r#"{"type":"book.burnt"}"#).unwrap_err();
    assert_eq!(
        (newer.kind(), newer.status()),
        (ParseErrorKind::Unknown, StatusCode::NOT_FOUND)
    );
    assert_eq!(
        parse(Method::POST, "[").unwrap_err().kind(),
        ParseErrorKind::Unknown
    );
    assert_eq!(
        parse(Method::PUT, LENT).unwrap_err().kind(),
        ParseErrorKind::Method
    );
}

#[test]
fn what_is_newer_is_kept_unless_it_must_not_be() {
    let headers = headers("application/json");
    let body = LENT
        .replace("\"new\"", "\"lost its cover\"")
        .replace("\"12\"", "\"1\"");
    let delivery = Delivery::new(&Method::POST, &headers, body.as_bytes());
    let lent = BookLentRequest::parse(delivery).unwrap();
    assert_eq!(lent.body.condition.as_ref().unwrap().as_str(), "lost its cover");
    assert!(lent.body.validate().is_err());
    let error = BookLentRequest::parse(delivery.strict()).unwrap_err();
    assert_eq!(error.kind(), ParseErrorKind::Invalid);
    let places: Vec<_> = error.faults().map(|fault| fault.pointer.to_owned()).collect();
    assert_eq!(places, ["#/isbn", "#/condition"]);
}

#[test]
fn what_is_wrong_is_told_by_its_place_and_without_its_value() {
    let mut wrong = headers("application/json");
    wrong.remove("x-signature");
    wrong.insert("x-attempt", "s3cret".parse().unwrap());
    let body = LENT.replace("\"12\"", "{\"s3cret\":1}");
    let error = BookLentRequest::parse(Delivery::new(&Method::POST, &wrong, body.as_bytes())).unwrap_err();
    let faults: Vec<_> = error
        .faults()
        .map(|fault| (fault.parameter, fault.pointer))
        .collect();
    assert_eq!(
        faults,
        [
            (Some("X-Signature"), "#"),
            (Some("X-Attempt"), "#"),
            (None, "#/isbn")
        ]
    );
    assert!(!format!("{error} {error:?}").contains("s3cret"));
    let broken =
        BookLentRequest::parse(Delivery::new(&Method::POST, &headers("application/json"), b"{")).unwrap_err();
    assert_eq!(broken.faults().count(), 1);
    let other = headers("text/plain");
    let error = BookLentRequest::parse(Delivery::new(&Method::POST, &other, LENT.as_bytes())).unwrap_err();
    assert_eq!(error.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let empty =
        BookLentRequest::parse(Delivery::new(&Method::POST, &headers("application/json"), b"")).unwrap_err();
    assert_eq!(empty.kind(), ParseErrorKind::Malformed);
    let delivery = format!("{:?}", Delivery::new(&Method::POST, &wrong, body.as_bytes()));
    assert!(
        !delivery.contains("s3cret") && delivery.contains("bytes"),
        "{delivery}"
    );
}

#[test]
fn callbacks_have_queries_and_forms() {
    let headers = headers("application/x-www-form-urlencoded");
    let uri = "/ready?hold=7".parse().unwrap();
    let delivery = Delivery::new(&Method::POST, &headers, b"shelf=A+3&copies=2").with_uri(&uri);
    let ready = PlaceHoldOnReadyRequest::parse(delivery).unwrap();
    assert_eq!(
        (ready.hold, ready.body.shelf.as_str(), ready.body.copies),
        (7, "A 3", Some(2))
    );
}

#[test]
fn answers_are_typed_by_status() {
    let response = BookLentAnswer::Ok(Receipt::new("r1")).into_response().unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.body().as_whole().unwrap().as_ref(), br#"{"id":"r1"}"#);
    assert_eq!(
        BookLentAnswer::Gone.into_response().unwrap().status(),
        StatusCode::GONE
    );
}
