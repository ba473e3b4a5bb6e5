//! Typed headers of answers.

use std::collections::BTreeMap;

use bindery_runtime::client::Error;
use bindery_runtime::headers;
use bindery_runtime::http::{
    HeaderMap, Headers, Operation, Parameter, Payload, ReadError, StatusCode, Style, WithHeaders,
};
use bindery_runtime::schema::{JsonType, Rule, Schema};

use crate::api::{ADOPT_PET, GET_PET, NoError, Pet, PetError, rex};
use crate::recording::{Recording, answer};

const LIST: Schema = Schema(&[Rule::Type(&[JsonType::Array])]);
const OBJECT: Schema = Schema(&[Rule::Type(&[JsonType::Object])]);

#[derive(Clone, Debug, PartialEq)]
struct PageHeaders {
    remaining: i64,
    link: Option<String>,
    tags: Option<Vec<String>>,
    plain: Option<BTreeMap<String, String>>,
    exploded: Option<BTreeMap<String, String>>,
    detail: Option<BTreeMap<String, i64>>,
    set_cookie: Option<Vec<String>>,
}

static PAGE_HEADERS: [Parameter; 7] = [
    Parameter {
        required: true,
        ..Parameter::header("X-RateLimit-Remaining", &Schema::INTEGER)
    },
    Parameter::header("Link", &Schema::STRING),
    Parameter::header("X-Tags", &LIST),
    Parameter::header("X-Plain", &OBJECT),
    Parameter {
        explode: true,
        ..Parameter::header("X-Exploded", &OBJECT)
    },
    Parameter {
        style: Style::Json,
        ..Parameter::header("X-Detail", &OBJECT)
    },
    Parameter::header("Set-Cookie", &LIST),
];

headers!(PageHeaders from PAGE_HEADERS {
    required remaining,
    optional link,
    optional tags,
    optional plain,
    optional exploded,
    optional detail,
    optional set_cookie,
});

const NONE: PageHeaders = PageHeaders {
    remaining: 1,
    link: None,
    tags: None,
    plain: None,
    exploded: None,
    detail: None,
    set_cookie: None,
};

fn read(lines: &[(&'static str, &'static str)]) -> Result<PageHeaders, ReadError> {
    let mut headers = HeaderMap::new();
    headers.insert("x-ratelimit-remaining", "1".parse().expect("a value"));
    for (name, value) in lines {
        headers.append(*name, value.parse().expect("a value"));
    }
    PageHeaders::read(&headers)
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn map(members: &[(&str, &str)]) -> Option<BTreeMap<String, String>> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Some(members.iter().map(owned).collect())
}

#[test]
fn lines_of_one_name_are_one_list() {
    for lines in [
        &[("x-tags", "a,b , c")][..],
        &[("x-tags", "a"), ("x-tags", "b, c")],
    ] {
        let tags = texts(&["a", "b", "c"]);
        assert_eq!(read(lines).ok(), Some(PageHeaders { tags, ..NONE }));
    }
    let tags = Some(Vec::new());
    assert_eq!(read(&[("x-tags", "")]).ok(), Some(PageHeaders { tags, ..NONE }));
}

#[test]
fn text_keeps_its_commas() {
    let pages = "<https://pets.example/?page=2>; rel=\"next\", <https://pets.example/?page=9>; rel=\"last\"";
    let (next, last) = pages.split_once(", ").expect("two");
    for lines in [&[("link", pages)][..], &[("link", next), ("link", last)]] {
        let link = Some(pages.to_owned());
        assert_eq!(read(lines).ok(), Some(PageHeaders { link, ..NONE }));
    }
}

#[test]
fn objects_are_read_in_both_forms_and_as_json() {
    let members = map(&[("role", "admin"), ("name", "Rex")]);
    let plain = PageHeaders {
        plain: members.clone(),
        ..NONE
    };
    assert_eq!(read(&[("x-plain", "role,admin, name,Rex")]).ok(), Some(plain));
    let exploded = PageHeaders {
        exploded: members,
        ..NONE
    };
    assert_eq!(
        read(&[("x-exploded", "role=admin,name=Rex")]).ok(),
        Some(exploded)
    );
    let detail = Some(BTreeMap::from([("a".to_owned(), 1)]));
    assert_eq!(
        read(&[("x-detail", r#"{"a": 1}"#)]).ok(),
        Some(PageHeaders { detail, ..NONE })
    );
    for broken in [
        ("x-plain", "role,admin,name"),
        ("x-exploded", "role"),
        ("x-detail", "{"),
    ] {
        assert!(read(&[broken]).is_err(), "{broken:?}");
    }
}

#[test]
fn cookies_are_lines_whatever_commas_they_have() {
    let first = "a=1; expires=Wed, 21 Oct 2026 07:28:00 GMT";
    let set_cookie = texts(&[first, "b=2"]);
    let headers = PageHeaders { set_cookie, ..NONE };
    let lines = [("set-cookie", first), ("set-cookie", "b=2")];
    assert_eq!(read(&lines).ok(), Some(headers.clone()));
    let mut written = HeaderMap::new();
    assert!(headers.write(&mut written).is_ok());
    let lines: Vec<_> = written.get_all("set-cookie").iter().collect();
    assert_eq!(lines, [first, "b=2"]);
}

#[test]
fn what_is_written_is_read_again() {
    let headers = PageHeaders {
        remaining: -3,
        link: Some("<https://pets.example/?page=2>; rel=\"next\"".to_owned()),
        tags: texts(&["a", "b"]),
        plain: map(&[("role", "admin")]),
        exploded: map(&[("role", "admin"), ("x", "y")]),
        detail: Some(BTreeMap::from([("a".to_owned(), 1)])),
        set_cookie: texts(&["a=1"]),
    };
    let mut written = HeaderMap::new();
    assert!(headers.write(&mut written).is_ok());
    assert_eq!(PageHeaders::read(&written).ok(), Some(headers));
    let refused = PageHeaders {
        link: Some("a\r\nset-cookie: b".to_owned()),
        ..NONE
    };
    let error = refused.write(&mut HeaderMap::new()).expect_err("two lines");
    assert_eq!(error.to_string(), "the header `Link` cannot be written");
    let reply = WithHeaders::new(rex(), NONE)
        .write(StatusCode::OK, &[])
        .expect("a reply");
    assert_eq!(reply.headers["x-ratelimit-remaining"], "1");
}

#[test]
fn what_does_not_fit_is_named_and_its_value_is_not_shown() {
    let mut headers = HeaderMap::new();
    let ReadError::Header { name, error } = PageHeaders::read(&headers).expect_err("missing") else {
        panic!("another error")
    };
    assert_eq!((name, error.detail()), ("X-RateLimit-Remaining", "is missing"));
    for value in [&b"s3cret"[..], b"s3cret, 2", b"\xffs3cret", b""] {
        let value = http::HeaderValue::from_bytes(value).expect("a value");
        headers.insert("x-ratelimit-remaining", value);
        let error = PageHeaders::read(&headers).expect_err("no number");
        assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
    }
}

/// What a call with these headers comes to, with and without asking for them.
async fn both(
    operation: &'static Operation,
    headers: &[(&str, &str)],
) -> (
    Result<Pet, Error<PetError>>,
    Result<WithHeaders<Pet, PageHeaders>, Error<PetError>>,
) {
    let step = || answer(200, headers, r#"{"name":"Rex"}"#);
    let client = Recording::new([step(), step()]).client(|builder| builder);
    let call = || client.core.call(operation).with_parameter(0, "1");
    (call().send().await, call().send().await)
}

#[tokio::test]
async fn headers_matter_only_to_those_who_ask() {
    let (alone, together) = both(&GET_PET, &[("x-ratelimit-remaining", "7")]).await;
    assert_eq!(alone.ok(), Some(rex()));
    let together = together.expect("headers");
    assert_eq!((together.headers.remaining, &together.value), (7, &rex()));

    for headers in [&[][..], &[("x-ratelimit-remaining", "many")]] {
        let (alone, together) = both(&GET_PET, headers).await;
        assert!(alone.is_ok());
        let error = together.expect_err("no headers");
        assert!(
            matches!(
                error,
                Error::Header {
                    name: "X-RateLimit-Remaining",
                    ..
                }
            ),
            "{error:?}"
        );
        let response = error.response().expect("the response");
        assert_eq!(response.body(), br#"{"name":"Rex"}"#);
    }
}

#[tokio::test]
async fn headers_come_without_a_body() {
    let step = answer(204, &[("x-ratelimit-remaining", "7")], "");
    let client = Recording::new([step]).client(|builder| builder);
    let answer = client
        .core
        .call(&ADOPT_PET)
        .send::<WithHeaders<(), PageHeaders>, NoError>();
    assert_eq!(answer.await.ok().map(|answer| answer.headers.remaining), Some(7));
}
