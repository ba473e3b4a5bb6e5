//! Who calls, as a generated server asks: what attackers and careless clients send gets nobody in.

use axum::body::Body;
use bindery_runtime::Secret;
use bindery_runtime::server::{BasicCredentials, Call, Granted, Refusal};
use bindery_tests::authenticator::server::*;
use http::{HeaderValue, Request, Response};
use serde_json::Value;
use tower::ServiceExt;

/// Answers with who calls.
struct Desk;

/// Who calls, or nobody.
fn named(caller: Option<String>) -> String {
    caller.unwrap_or_else(|| "nobody".to_owned())
}

impl Bank for Desk {
    type Principal = String;

    async fn get_time(&self, _: GetTimeRequest, caller: Option<String>) -> Result<String, GetTimeError> {
        Ok(named(caller))
    }

    async fn get_rates(&self, _: GetRatesRequest, caller: Option<String>) -> Result<String, GetRatesError> {
        Ok(named(caller))
    }

    async fn list_accounts(
        &self,
        _: ListAccountsRequest,
        caller: String,
    ) -> Result<String, ListAccountsError> {
        Ok(caller)
    }

    async fn close_accounts(
        &self,
        _: CloseAccountsRequest,
        caller: String,
    ) -> Result<String, CloseAccountsError> {
        Ok(caller)
    }

    async fn get_ledger(&self, _: GetLedgerRequest, caller: String) -> Result<String, GetLedgerError> {
        Ok(caller)
    }

    async fn open_vault(&self, _: OpenVaultRequest, caller: String) -> Result<String, OpenVaultError> {
        Ok(caller)
    }

    async fn audit(&self, _: AuditRequest, caller: String) -> Result<String, AuditError> {
        Ok(caller)
    }

    async fn wire(&self, _: WireRequest, caller: String) -> Result<String, WireError> {
        Ok(caller)
    }
}

/// The name on a client's certificate, as what terminates TLS would put it there.
#[derive(Clone)]
struct Certified(&'static str);

/// Everyone's key is `key-of-` and the name.
struct Guard;

fn owner(key: &Secret<String>) -> Result<String, Refusal> {
    match key.expose().strip_prefix("key-of-") {
        Some("offline") => Err(Refusal::Unavailable),
        Some(name) => Ok(name.to_owned()),
        None => Err(Refusal::Unauthenticated),
    }
}

impl BankAuthenticator for Guard {
    type Principal = String;

    /// A token is the name and its scopes: `ada/accounts:read,rates:live`.
    async fn oauth2(&self, token: &Secret<String>, call: Call<'_>) -> Result<Granted<String>, Refusal> {
        let printed = format!("{call:?} {:?}", call.request());
        assert!(token.expose().len() < 9 || !printed.contains(token.expose().as_str()));
        let (name, scopes) = token.expose().split_once('/').ok_or(Refusal::Unauthenticated)?;
        Ok(Granted::new(name.to_owned()).with_scopes(scopes.split(',')))
    }

    async fn key(&self, key: &Secret<String>, call: Call<'_>) -> Result<String, Refusal> {
        assert!(!format!("{:?}", call.request().headers).contains("key-of-"));
        owner(key)
    }

    async fn link(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        owner(key)
    }

    async fn session(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        owner(key)
    }

    async fn basic(&self, credentials: &BasicCredentials, _: Call<'_>) -> Result<String, Refusal> {
        assert_eq!(
            format!("{credentials:?}"),
            "BasicCredentials { user: Secret(…), password: Secret(…) }"
        );
        match credentials.password.expose() == "päss:word" {
            true => Ok(credentials.user.expose().clone()),
            false => Err(Refusal::Unauthenticated),
        }
    }

    async fn badge(&self, key: &Secret<String>, _: Call<'_>) -> Result<Granted<String>, Refusal> {
        let name = owner(key)?;
        let role = if name == "eve" { "visitor" } else { "auditor" };
        Ok(Granted::new(name).with_scope(role))
    }

    async fn mutual_tls(&self, call: Call<'_>) -> Result<String, Refusal> {
        assert_eq!(call.operation().id, "wire");
        let certified: &Certified = call.extension().ok_or(Refusal::Unauthenticated)?;
        Ok(certified.0.to_owned())
    }

    async fn combine(&self, first: String, second: String) -> Result<String, Refusal> {
        match second == "eve" {
            true => Err(Refusal::Forbidden),
            false => Ok(format!("{first}+{second}")),
        }
    }
}

/// A header, which need not be text.
type Header<'a> = (&'a str, &'a [u8]);

/// A request with these headers.
fn request(line: &str, headers: &[Header<'_>]) -> Request<Body> {
    let (method, target) = line.split_once(' ').unwrap();
    let request = Request::builder().method(method).uri(target);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, HeaderValue::from_bytes(value).unwrap())
    });
    request.body(Body::empty()).unwrap()
}

async fn answer(request: Request<Body>) -> (u16, Response<()>, Value) {
    let response = router(Desk, Guard).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    // The answer to HEAD has none.
    let body = serde_json::from_slice(&body).unwrap_or_default();
    (parts.status.as_u16(), Response::from_parts(parts, ()), body)
}

/// The status, and who calls if it is a 200.
async fn ask(line: &str, headers: &[Header<'_>]) -> (u16, String) {
    let (status, response, body) = answer(request(line, headers)).await;
    if status == 200 {
        return (status, body.as_str().unwrap().to_owned());
    }
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let text = format!("{body} {:?}", response.headers());
    for secret in ["key-of-", "eve", "ada", "word"] {
        assert!(!text.contains(secret), "{text}");
    }
    if status == 401 {
        assert!(response.headers().contains_key("www-authenticate"));
    }
    (status, String::new())
}

async fn is_let_in(line: &str, headers: &[Header<'_>], who: &str) {
    assert_eq!(
        ask(line, headers).await,
        (200, who.to_owned()),
        "{line} {headers:?}"
    );
}

async fn is_refused(line: &str, headers: &[Header<'_>], status: u16) {
    assert_eq!(ask(line, headers).await.0, status, "{line} {headers:?}");
}

const LEDGER: &str = "GET /ledger";

#[tokio::test]
async fn a_key_is_one_that_is_not_empty() {
    is_let_in(LEDGER, &[("x-key", b"key-of-ada")], "ada").await;
    is_let_in(LEDGER, &[("X-KEY", b" \tkey-of-ada ")], "ada").await;
    is_let_in("GET /ledger?key=key-of-ada", &[], "ada").await;
    is_let_in("GET /ledger?%6Bey=key%2Dof%2D%C3%A4da", &[], "äda").await;
    is_let_in(LEDGER, &[("cookie", b"a=b; session=key-of-ada")], "ada").await;
    let wrong: [&[Header<'_>]; 5] = [
        &[],
        &[("x-key", b"")],
        &[("x-key", b"  ")],
        &[("x-key", b"\xff")],
        &[("x-key", b"key-of-ada"), ("x-key", b"key-of-ada")],
    ];
    for headers in wrong {
        is_refused(LEDGER, headers, 401).await;
    }
    for query in [
        "key",
        "key=",
        "key=%FF",
        "key=%",
        "key=key-of-ada&key=key-of-ada",
        "key=key-of-ada&%6Bey=x",
        "KEY=key-of-ada",
    ] {
        is_refused(&format!("GET /ledger?{query}"), &[], 401).await;
    }
    for cookie in [
        "session",
        "session=",
        "session=key-of-ada; session=key-of-eve",
        "Session=key-of-ada",
    ] {
        is_refused(LEDGER, &[("cookie", cookie.as_bytes())], 401).await;
    }
    let cookies: &[Header<'_>] = &[
        ("cookie", b"session=key-of-ada"),
        ("cookie", b"session=key-of-eve"),
    ];
    is_refused(LEDGER, cookies, 401).await;
}

#[tokio::test]
async fn of_several_sets_the_first_that_holds_counts() {
    let line = "GET /ledger?key=key-of-eve";
    is_let_in(line, &[("x-key", b"key-of-ada")], "ada").await;
    is_let_in(line, &[("x-key", b"wrong")], "eve").await;
    is_let_in(line, &[("x-key", b"key-of-offline")], "eve").await;
    is_refused("GET /ledger?key=wrong", &[("x-key", b"key-of-offline")], 503).await;
    is_refused(
        "GET /ledger?key=wrong",
        &[("x-key", b"wrong"), ("cookie", b"session=x")],
        401,
    )
    .await;
}

#[tokio::test]
async fn a_token_is_one_word_after_its_scheme() {
    let line = "GET /accounts";
    for value in [
        "Bearer ada/accounts:read",
        "bearer ada/accounts:read",
        "BEARER   ada/accounts:read",
        " Bearer ada/accounts:read\t",
    ] {
        is_let_in(line, &[("authorization", value.as_bytes())], "ada").await;
    }
    let wrong: &[&[u8]] = &[
        b"",
        b" ",
        b"Bearer",
        b"Bearer ",
        b"Bearer\tada/accounts:read",
        b"Bearerada/accounts:read",
        b"ada/accounts:read",
        b"Token ada/accounts:read",
        b"Basic ada/accounts:read",
        b"Bearer ada/accounts:read Bearer eve/accounts:read",
        b"Bearer ada/accounts:read, Bearer eve/accounts:read",
        b"Bearer \xffada/accounts:read",
        "Bearer äda/accounts:read".as_bytes(),
        b"Bearer Bearer ada/accounts:read",
        b"Bearer unknown",
    ];
    for value in wrong {
        is_refused(line, &[("authorization", value)], 401).await;
    }
    let bearer: &[u8] = b"Bearer ada/accounts:read";
    is_refused(line, &[("authorization", bearer), ("authorization", bearer)], 401).await;
    is_refused(line, &[("authorization", bearer), ("authorization", b"")], 401).await;
    is_refused("GET /accounts?access_token=ada/accounts:read", &[], 401).await;
}

#[tokio::test]
async fn scopes_are_the_routers_to_compare() {
    for token in [
        "ada/",
        "ada/accounts",
        "ada/accounts:close",
        "ada/Accounts:read",
        "ada/accounts:read2",
    ] {
        let token = format!("Bearer {token}");
        let (status, response, _) =
            answer(request("GET /accounts", &[("authorization", token.as_bytes())])).await;
        assert_eq!(status, 403, "{token}");
        assert_eq!(
            response.headers()["www-authenticate"],
            r#"Bearer realm="Bank", error="insufficient_scope", scope="accounts:read""#
        );
    }
    let line = "DELETE /accounts";
    let both: &[u8] = b"Bearer ada/accounts:close,accounts:read,more";
    is_let_in(line, &[("authorization", both)], "ada").await;
    let one: &[u8] = b"Bearer ada/accounts:close";
    let (status, response, _) = answer(request(line, &[("authorization", one)])).await;
    assert_eq!(status, 403);
    assert_eq!(
        response.headers()["www-authenticate"],
        r#"Bearer realm="Bank", error="insufficient_scope", scope="accounts:read accounts:close""#
    );
    is_let_in(line, &[("authorization", one), ("x-key", b"key-of-bob")], "bob").await;
    is_refused(line, &[("authorization", one), ("x-key", b"wrong")], 403).await;
}

#[tokio::test]
async fn roles_are_scopes_of_schemes_without_tokens() {
    is_let_in("GET /audit", &[("x-badge", b"key-of-ada")], "ada").await;
    let (status, response, _) = answer(request("GET /audit", &[("x-badge", b"key-of-eve")])).await;
    assert_eq!(status, 403);
    assert!(!response.headers().contains_key("www-authenticate"));
}

#[tokio::test]
async fn a_token_that_was_shown_is_called_invalid() {
    let (status, response, _) = answer(request("GET /accounts", &[("authorization", b"Bearer old")])).await;
    assert_eq!(status, 401);
    assert_eq!(
        response.headers()["www-authenticate"],
        r#"Bearer realm="Bank", error="invalid_token""#
    );
    let (_, response, _) = answer(request("GET /accounts", &[])).await;
    assert_eq!(response.headers()["www-authenticate"], r#"Bearer realm="Bank""#);
}

#[tokio::test]
async fn half_a_set_is_nothing() {
    // `ada:päss:word`, and `eve:päss:word` below.
    const ADA: &[u8] = b"Basic YWRhOnDDpHNzOndvcmQ=";
    let (key, session): (Header<'_>, Header<'_>) =
        (("x-key", b"key-of-bob"), ("cookie", b"session=key-of-cid"));
    let line = "GET /vault";
    is_let_in(line, &[key, session, ("authorization", ADA)], "bob+cid+ada").await;
    let unpadded = ("authorization", &b"basic  YWRhOnDDpHNzOndvcmQ"[..]);
    is_let_in(line, &[key, session, unpadded], "bob+cid+ada").await;
    let eve = ("authorization", &b"Basic ZXZlOnDDpHNzOndvcmQ="[..]);
    is_refused(line, &[key, session, eve], 403).await;
    let halves: &[&[Header<'_>]] = &[
        &[key],
        &[session],
        &[key, session],
        &[key, ("authorization", ADA)],
        &[("authorization", ADA)],
        &[("x-key", b""), session, ("authorization", ADA)],
        &[("x-key", b"wrong"), session, ("authorization", ADA)],
        &[key, ("cookie", b"session=wrong"), ("authorization", ADA)],
        &[key, session, ("authorization", ADA), ("authorization", ADA)],
    ];
    for headers in halves {
        is_refused(line, headers, 401).await;
    }
    // Without a colon; not base64; not UTF-8; a control character; a wrong password; no credentials.
    for value in [
        "YWRh",
        "YWRhOnDDpHNzOndvcmQ===",
        "YWR!",
        "_w==",
        "YWRhOv8=",
        "YWRhOgo=",
        "YWRhOnB3",
        "",
        "YWRh OnB3",
        "Og==",
    ] {
        is_refused(
            line,
            &[
                key,
                session,
                ("authorization", format!("Basic {value}").as_bytes()),
            ],
            401,
        )
        .await;
    }
}

#[tokio::test]
async fn an_open_operation_is_not_a_way_around() {
    is_let_in("GET /time", &[("authorization", b"Bearer old")], "nobody").await;
    is_let_in("GET /rates", &[], "nobody").await;
    is_let_in(
        "GET /rates",
        &[("authorization", b"Bearer ada/rates:live")],
        "ada",
    )
    .await;
    is_refused("GET /rates", &[("authorization", b"Bearer ada/")], 403).await;
    is_refused("GET /rates", &[("authorization", b"Bearer old")], 401).await;
    is_refused("HEAD /accounts", &[], 401).await;
}

#[tokio::test]
async fn a_certificate_is_the_connections() {
    is_refused("GET /wire", &[("x-certificate", b"ada")], 401).await;
    let mut certified = request("GET /wire", &[]);
    certified.extensions_mut().insert(Certified("ada"));
    let (status, _, body) = answer(certified).await;
    assert_eq!((status, body.as_str()), (200, Some("ada")));
}

/// Pieces of credentials, in any order: nothing of it is a way in, nor a fault of the server's.
#[tokio::test]
async fn no_mixture_of_pieces_gets_in() {
    const PIECES: [&[u8]; 14] = [
        b"Bearer",
        b"bearer ",
        b"Basic ",
        b" ",
        b"\t",
        b"=",
        b"==",
        b":",
        b",",
        b";",
        b"YWRhOnDD",
        b"session=",
        b"\xc3",
        b"key-of",
    ];
    const OPERATIONS: [&str; 5] = [
        "GET /accounts",
        "DELETE /accounts",
        LEDGER,
        "GET /vault",
        "GET /wire",
    ];
    let mut seed = 7_u64;
    let mut next = |bound: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound
    };
    for _ in 0..2_000 {
        let line = OPERATIONS[next(OPERATIONS.len())];
        let headers: Vec<(&str, Vec<u8>)> = (0..next(4))
            .map(|_| {
                let name = ["authorization", "cookie", "x-key", "x-badge"][next(4)];
                (
                    name,
                    (0..next(6))
                        .flat_map(|_| PIECES[next(PIECES.len())].to_vec())
                        .collect(),
                )
            })
            .collect();
        let headers: Vec<Header<'_>> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_slice()))
            .collect();
        is_refused(line, &headers, 401).await;
    }
}
