//! What servers and networks do on bad days, and what becomes of the calls.

use std::time::{Duration, Instant, SystemTime};

use bindery_runtime::client::{Error, Phase, RetryPolicy, TimeoutScope};
use bindery_runtime::http::{ByteStream, StreamError};

use crate::api::{Client, ClientBuilder, GET_PET, NoError, PetError, SECRET_PET, rex};
use crate::faults::{Act, FaultServer, head, response, rex_response};

const MS: Duration = Duration::from_millis(1);

/// A client that tries once, and holds every kind of credential.
fn client(server: &FaultServer, with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder()
        .base_url(&server.url)
        .key("s3cret")
        .token("s3cret")
        .user("u", "s3cret")
        .query_key("s3cret")
        .cookie_key("s3cret")
        .retries(RetryPolicy::none());
    with(builder).build().expect("a client")
}

fn patient(builder: ClientBuilder) -> ClientBuilder {
    builder.retries(RetryPolicy::default().with_base_delay(MS))
}

/// What a call that is sent once comes to.
async fn only(script: Vec<Act>) -> Result<crate::api::Pet, Error<PetError>> {
    let server = FaultServer::start([script]).await;
    client(&server, |builder| builder).pet(&SECRET_PET).await
}

async fn phase(script: Vec<Act>) -> Phase {
    match only(script).await {
        Err(Error::Transport(error)) => error.phase(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn connections_that_break_off_are_told_apart_by_how_far_they_came() {
    assert_eq!(phase(vec![]).await, Phase::Send);
    assert_eq!(phase(vec![Act::Reset]).await, Phase::Send);
    let half = || Act::Send("HTTP/1.1 200 OK\r\ncontent-ty".to_owned());
    assert_eq!(phase(vec![half()]).await, Phase::Send);
    assert_eq!(phase(vec![half(), Act::Reset]).await, Phase::Send);
    let body = || Act::Send("{\"na".to_owned());
    let fixed = || head("content-length: 14\r\n");
    assert_eq!(phase(vec![fixed(), body()]).await, Phase::Receive);
    assert_eq!(phase(vec![fixed(), body(), Act::Reset]).await, Phase::Receive);
    let chunked = || head("transfer-encoding: chunked\r\n");
    let chunk = || Act::Send("e\r\n{\"name\":\"Rex\"}\r\n".to_owned());
    assert_eq!(phase(vec![chunked(), chunk()]).await, Phase::Receive);
    let broken = || Act::Send("ffffffffffffffffff\r\n{".to_owned());
    assert_eq!(phase(vec![chunked(), broken()]).await, Phase::Receive);
}

#[tokio::test]
async fn a_body_that_ends_with_the_connection_is_read_and_a_part_of_one_is_none() {
    let whole = Act::Send(r#"{"name":"Rex"}"#.to_owned());
    assert_eq!(only(vec![head(""), whole]).await.ok(), Some(rex()));
    let part = Act::Send(r#"{"name":"R"#.to_owned());
    let result = only(vec![head(""), part]).await;
    assert!(matches!(result, Err(Error::Decode { .. })), "{result:?}");
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    for text in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 2000 Fine\r\n\r\n",
        "HTTP/9.9 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
    ] {
        assert_eq!(
            phase(vec![Act::Send(text.to_owned())]).await,
            Phase::Send,
            "{text}"
        );
    }
}

#[tokio::test]
async fn calls_are_repeated_after_broken_connections() {
    let truncated = || vec![head("content-length: 14\r\n"), Act::Send("{".to_owned())];
    for script in [vec![], vec![Act::Reset], truncated()] {
        let server = FaultServer::start([script, vec![rex_response()]]).await;
        let call = client(&server, patient).get_pet("1");
        assert_eq!(call.await.ok(), Some(rex()));
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn calls_that_may_do_something_twice_are_not_repeated() {
    for script in [
        vec![],
        vec![Act::Reset],
        vec![response("503 Unavailable", "retry-after: 0\r\n", "")],
    ] {
        let server = FaultServer::start([script, vec![rex_response()]]).await;
        assert!(client(&server, patient).adopt_pet().await.is_err());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_between_requests_is_replaced() {
    let server = FaultServer::start([vec![rex_response()], vec![rex_response()]]).await;
    let client = client(&server, |builder| builder);
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
    tokio::time::sleep(20 * MS).await;
    assert_eq!(client.get_pet("2").await.ok(), Some(rex()));
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let server = FaultServer::start([vec![rex_response(), Act::Read, rex_response()]]).await;
    let client = client(&server, |builder| builder);
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
    assert_eq!(client.get_pet("2").await.ok(), Some(rex()));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn interim_responses_are_passed_over() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
    let script = vec![Act::Send(interim.to_owned()), rex_response()];
    assert_eq!(only(script).await.ok(), Some(rex()));
}

#[tokio::test]
async fn answers_of_other_types_keep_their_bodies() {
    let page = "<h1>Welcome to the hotel</h1>";
    for status in ["200 OK", "404 Not Found"] {
        let script = vec![response(status, "content-type: text/html\r\n", page)];
        let error = only(script).await.expect_err("a page");
        assert!(matches!(error, Error::UnexpectedContentType { .. }), "{error:?}");
        let body = error.response().map(|response| response.body().to_vec());
        assert_eq!(body.as_deref(), Some(page.as_bytes()));
    }
    let script = vec![response("511 Login", "content-type: text/html\r\n", page)];
    let error = only(script).await.expect_err("a page");
    assert!(error.response().is_some(), "{error:?}");
}

#[tokio::test]
async fn delays_and_pieces_do_no_harm() {
    let script = vec![
        Act::Pause(20 * MS),
        Act::Send("HTTP/1.1 200 OK\r\ncontent-".to_owned()),
        Act::Pause(20 * MS),
        Act::Send("type: application/json\r\ncontent-length: 14\r\n\r\n{".to_owned()),
        Act::Pause(20 * MS),
        Act::Drip(r#""name":"Rex"}"#.to_owned(), MS),
    ];
    assert_eq!(only(script).await.ok(), Some(rex()));
}

/// How long a call took that must end by a timeout of 100 ms.
async fn timed_out(script: Vec<Act>) {
    let server = FaultServer::start([script]).await;
    let client = client(&server, |builder| builder.attempt_timeout(100 * MS));
    let begin = Instant::now();
    let result = client.get_pet("1").await;
    assert!(
        matches!(result, Err(Error::Timeout(TimeoutScope::Attempt))),
        "{result:?}"
    );
    assert!(begin.elapsed() < Duration::from_secs(5));
    server.abandoned().await;
}

#[tokio::test]
async fn silence_and_slowness_end_in_a_timeout_and_give_the_connection_up() {
    let drip = |text: &str| Act::Drip(text.to_owned(), 10 * MS);
    let half = Act::Send("HTTP/1.1 200 OK\r\n".to_owned());
    timed_out(vec![Act::Hang]).await;
    timed_out(vec![half, Act::Hang]).await;
    timed_out(vec![drip(&"HTTP/1.1 200 OK\r\n".repeat(20)), Act::Hang]).await;
    timed_out(vec![head("content-length: 99\r\n"), Act::Hang]).await;
    timed_out(vec![head("content-length: 999\r\n"), drip(&" ".repeat(999))]).await;
    timed_out(vec![Act::Flood("HTTP/1.1 100 Continue\r\n\r\n".to_owned())]).await;
}

#[tokio::test]
async fn a_slow_attempt_is_followed_by_another() {
    let server = FaultServer::start([vec![Act::Hang], vec![rex_response()]]).await;
    let client = client(&server, |builder| patient(builder).attempt_timeout(100 * MS));
    assert_eq!(client.get_pet("1").await.ok(), Some(rex()));
}

#[tokio::test]
async fn the_whole_call_has_a_timeout_of_its_own() {
    let server = FaultServer::start([vec![Act::Hang], vec![Act::Hang], vec![Act::Hang]]).await;
    let client = client(&server, |builder| patient(builder).attempt_timeout(60 * MS));
    let result = client.get_pet("1").timeout(100 * MS).await;
    assert!(
        matches!(result, Err(Error::Timeout(TimeoutScope::Call))),
        "{result:?}"
    );
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn floods_of_headers_are_refused() {
    let many = format!(
        "HTTP/1.1 200 OK\r\n{}content-length: 0\r\n\r\n",
        "x-flood: 1\r\n".repeat(100_000)
    );
    assert_eq!(phase(vec![Act::Send(many)]).await, Phase::Send);
    let large = format!("HTTP/1.1 200 OK\r\nx-flood: {}", "a".repeat(4 * 1024 * 1024));
    assert_eq!(phase(vec![Act::Send(large)]).await, Phase::Send);
    let endless = vec![
        Act::Send("HTTP/1.1 200 OK\r\n".to_owned()),
        Act::Flood("x-flood: 1\r\n".repeat(100)),
    ];
    assert_eq!(phase(endless).await, Phase::Send);
}

#[tokio::test]
async fn bodies_without_an_end_are_given_up_at_the_limit() {
    let text = " ".repeat(4096);
    let plain = vec![head(""), Act::Flood(text.clone())];
    let chunked = vec![
        head("transfer-encoding: chunked\r\n"),
        Act::Flood(format!("1000\r\n{text}\r\n")),
    ];
    let declared = vec![head("content-length: 99999999999999\r\n"), Act::Hang];
    for script in [plain, chunked, declared] {
        let server = FaultServer::start([script]).await;
        let client = client(&server, |builder| builder.response_limit(1_000_000));
        let result = client.get_pet("1").await;
        assert!(
            matches!(result, Err(Error::BodyTooLarge { limit: 1_000_000, .. })),
            "{result:?}"
        );
        server.abandoned().await;
    }
}

#[tokio::test]
async fn redirects_to_another_host_are_not_followed() {
    let elsewhere = FaultServer::start([vec![rex_response()], vec![rex_response()]]).await;
    for status in [
        "300 Multiple Choices",
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let location = format!("location: {}/stolen\r\n", elsewhere.url);
        let server = FaultServer::start([vec![response(status, &location, "")]]).await;
        let client = client(&server, patient);
        let error = client.pet(&SECRET_PET).await.expect_err("a redirect");
        let kept = error
            .response()
            .map(|response| response.status().is_redirection());
        assert_eq!(kept, Some(true), "{error:?}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn servers_say_when_to_come_back_in_both_forms() {
    let date = |time: SystemTime| httpdate::fmt_http_date(time);
    let past = date(SystemTime::now() - Duration::from_secs(3600));
    let soon = date(SystemTime::now() + Duration::from_secs(3));
    for (status, value, least) in [
        ("503 Unavailable", &*soon, 1000),
        ("503 Unavailable", "0", 0),
        ("429 Too Many Requests", "1", 1000),
        ("429 Too Many Requests", &*past, 0),
        ("503 Unavailable", "soon", 0),
        ("503 Unavailable", "-5", 0),
    ] {
        let busy = response(status, &format!("retry-after: {value}\r\n"), "");
        let server = FaultServer::start([vec![busy, Act::Read, rex_response()]]).await;
        let begin = Instant::now();
        let call = client(&server, patient).get_pet("1");
        assert_eq!(call.await.ok(), Some(rex()), "{value}");
        assert!(begin.elapsed() >= least * MS, "{value}: {:?}", begin.elapsed());
        assert!(begin.elapsed() < Duration::from_secs(10), "{value}");
    }
}

#[tokio::test]
async fn waits_that_are_too_long_end_the_call_with_the_answer() {
    for value in [
        "86400",
        "99999999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let busy = response("503 Unavailable", &format!("retry-after: {value}\r\n"), "busy");
        let server = FaultServer::start([vec![busy]]).await;
        let begin = Instant::now();
        let error = client(&server, patient).get_pet("1").await.expect_err("busy");
        assert!(begin.elapsed() < Duration::from_secs(5), "{value}");
        let kept = error
            .response()
            .map(|response| (response.status().as_u16(), response.body()));
        assert_eq!(kept, Some((503, b"busy".as_slice())), "{error:?}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn dropping_a_call_gives_its_connection_up() {
    let server = FaultServer::start([vec![Act::Hang]]).await;
    let call = client(&server, patient).get_pet("1").into_future();
    assert!(tokio::time::timeout(50 * MS, call).await.is_err());
    server.abandoned().await;
    tokio::time::sleep(20 * MS).await;
    assert_eq!(server.requests().len(), 1, "nothing is sent after that");
}

#[tokio::test]
async fn dropping_a_stream_gives_its_connection_up() {
    let script = vec![head(""), Act::Send("a".to_owned()), Act::Hang];
    let server = FaultServer::start([script]).await;
    let call = client(&server, patient)
        .core
        .call(&GET_PET)
        .with_parameter(0, "1");
    let mut stream = call.send::<ByteStream, NoError>().await.expect("a stream");
    assert_eq!(
        stream.next().await.and_then(Result::ok).as_deref(),
        Some(b"a".as_slice())
    );
    drop(stream);
    server.abandoned().await;
}

#[tokio::test]
async fn a_stream_that_falls_silent_fails() {
    let script = || vec![head(""), Act::Send("a".to_owned()), Act::Hang];
    let server = FaultServer::start([script(), script()]).await;
    let client = client(&server, |builder| builder.idle_timeout(50 * MS));
    let mut call = client.core.call(&GET_PET).with_parameter(0, "1");
    let mut stream = call.send::<ByteStream, NoError>().await.expect("a stream");
    assert!(matches!(stream.next().await, Some(Ok(_))));
    let error = stream.next().await.and_then(Result::err);
    assert!(
        matches!(error, Some(StreamError::Idle { timeout }) if timeout == 50 * MS),
        "{error:?}"
    );

    call = client.core.call(&GET_PET).with_parameter(0, "1");
    call.set_idle_timeout(None);
    let mut stream = call.send::<ByteStream, NoError>().await.expect("a stream");
    assert!(matches!(stream.next().await, Some(Ok(_))));
    let next = tokio::time::timeout(100 * MS, stream.next()).await;
    assert!(next.is_err(), "{next:?}");
}

#[tokio::test]
async fn a_streams_body_is_not_bound_by_the_calls_time() {
    let script = vec![
        head("connection: close\r\n"),
        Act::Drip("abcdefgh".to_owned(), 30 * MS),
    ];
    let server = FaultServer::start([script]).await;
    let client = client(&server, |builder| {
        builder.timeout(100 * MS).attempt_timeout(100 * MS)
    });
    let call = client.core.call(&GET_PET).with_parameter(0, "1");
    let stream = call.send::<ByteStream, NoError>().await.expect("a stream");
    let bytes = stream.bytes(100).await.expect("all of it");
    assert_eq!(bytes.as_ref(), b"abcdefgh");
}

#[tokio::test]
async fn clones_share_connections_and_go_on_side_by_side() {
    let server = FaultServer::start([vec![rex_response()], vec![rex_response()], vec![rex_response()]]).await;
    let client = client(&server, |builder| builder);
    let calls: Vec<_> = (0..3)
        .map(|id: u32| {
            let client = client.clone();
            tokio::spawn(async move { client.get_pet(&id.to_string()).await.ok() })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic"), Some(rex()));
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn no_error_shows_a_credential() {
    let steps = [
        vec![],
        vec![head("content-length: 9\r\n")],
        vec![Act::Send("nonsense".to_owned())],
        vec![response("302 Found", "location: /?key=s3cret\r\n", "s3cret")],
    ];
    for script in steps {
        let error = only(script).await.expect_err("an error");
        let mut shown = format!("{error:?} {error:#?}");
        let mut next: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = next {
            shown += &error.to_string();
            next = error.source();
        }
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}
