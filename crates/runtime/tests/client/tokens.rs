//! Keys and tokens that do not stay the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bindery_runtime::client::{
    Error, RequestProblem, RetryPolicy, Token, TokenError, TokenFuture, TokenProvider, TokenRequest,
    TokenSource,
};
use tokio::time::{advance, sleep};

use crate::api::{KEYED_PET, LOGIN_ADOPTION, LOGIN_PET, SECRET_PET, SIGNED_PET, rex};
use crate::recording::{Recording, json, ok};

/// Gives `1`, `2`, …, each after a second.
#[derive(Clone)]
struct Counter {
    asked: Arc<AtomicUsize>,
    give: fn(usize) -> Result<Token, TokenError>,
}

impl Counter {
    fn new(give: fn(usize) -> Result<Token, TokenError>) -> Self {
        Self {
            asked: Arc::default(),
            give,
        }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl TokenProvider for Counter {
    fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            sleep(Duration::from_secs(1)).await;
            (self.give)(number)
        })
    }
}

fn kept(number: usize) -> Result<Token, TokenError> {
    Ok(Token::new(number.to_string()).until_refused())
}

fn sent(recording: &Recording) -> Vec<String> {
    let asked = recording.asked();
    let sent = asked
        .iter()
        .map(|asked| asked.header("authorization").unwrap_or("none").to_owned());
    sent.collect()
}

#[tokio::test(start_paused = true)]
async fn what_is_not_kept_is_asked_for_with_each_call() {
    let recording = Recording::new([ok(), ok()]);
    let counter = Counter::new(|number| Ok(Token::new(number.to_string())));
    let client = recording.client(|builder| builder.oauth2(counter));
    for _ in 0..2 {
        client.pet(&LOGIN_PET).await.expect("a pet");
    }
    assert_eq!(sent(&recording), ["Bearer 1", "Bearer 2"]);
}

#[tokio::test(start_paused = true)]
async fn what_lasts_is_kept_until_shortly_before_it_runs_out() {
    let recording = Recording::new([ok(), ok(), ok()]);
    let counter = Counter::new(|number| Ok(Token::new(number.to_string()).lasting(Duration::from_secs(100))));
    let client = recording.client(|builder| builder.oauth2(counter));
    for wait in [0, 88, 3] {
        advance(Duration::from_secs(wait)).await;
        client.pet(&LOGIN_PET).await.expect("a pet");
    }
    assert_eq!(sent(&recording), ["Bearer 1", "Bearer 1", "Bearer 2"]);
}

#[tokio::test(start_paused = true)]
async fn many_calls_at_once_ask_once() {
    let recording = Recording::new((0..50).map(|_| ok()));
    let counter = Counter::new(kept);
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let calls: Vec<_> = (0..50)
        .map(|_| tokio::spawn(client.pet(&LOGIN_PET).into_future()))
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic").ok(), Some(rex()));
    }
    assert_eq!(counter.asked(), 1);
    assert!(sent(&recording).iter().all(|sent| sent == "Bearer 1"));
}

#[tokio::test(start_paused = true)]
async fn other_scopes_are_another_token() {
    let recording = Recording::new([ok(), ok(), ok()]);
    let client = recording.client(|builder| builder.oauth2(Counter::new(kept)));
    for operation in [&LOGIN_PET, &LOGIN_ADOPTION, &LOGIN_PET] {
        client.pet(operation).await.expect("a pet");
    }
    assert_eq!(sent(&recording), ["Bearer 1", "Bearer 2", "Bearer 1"]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_that_of_all_who_wait_and_of_no_one_after() {
    let recording = Recording::new([ok()]);
    let counter = Counter::new(|number| match number {
        1 => Err(TokenError::provider("the vault is closed")),
        _ => kept(number),
    });
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let calls: Vec<_> = (0..5)
        .map(|_| tokio::spawn(client.pet(&LOGIN_PET).into_future()))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("no token");
        assert_eq!(
            error.to_string(),
            "there is no token for `Login`: the provider failed"
        );
        assert!(matches!(error, Error::Token { scheme: "Login", .. }));
    }
    assert_eq!((counter.asked(), recording.count()), (1, 0));
    client.pet(&LOGIN_PET).await.expect("a pet");
    assert_eq!(sent(&recording), ["Bearer 2"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_leaves_its_token_to_the_next() {
    let recording = Recording::new([ok()]);
    let counter = Counter::new(kept);
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let hasty = client.pet(&LOGIN_PET).timeout(Duration::from_millis(500)).await;
    assert!(hasty.expect_err("too long").is_timeout());
    sleep(Duration::from_secs(5)).await;
    client.pet(&LOGIN_PET).await.expect("a pet");
    assert_eq!(
        (counter.asked(), sent(&recording)),
        (1, vec!["Bearer 1".to_owned()])
    );
}

#[tokio::test(start_paused = true)]
async fn who_waits_goes_on_when_the_one_who_asked_is_gone() {
    let recording = Recording::new([ok()]);
    let counter = Counter::new(kept);
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let first = tokio::spawn(client.pet(&LOGIN_PET).into_future());
    sleep(Duration::from_millis(100)).await;
    let second = tokio::spawn(client.pet(&LOGIN_PET).into_future());
    sleep(Duration::from_millis(100)).await;
    first.abort();
    assert_eq!(second.await.expect("no panic").ok(), Some(rex()));
    assert_eq!(counter.asked(), 1);
}

/// Never gives anything.
struct Silence;

impl TokenProvider for Silence {
    fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_token_without_end() {
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder.oauth2(Silence));
    for _ in 0..2 {
        let error = client.pet(&LOGIN_PET).timeout(None).await.expect_err("no token");
        assert_eq!(
            error.to_string(),
            "there is no token for `Login`: the authorization server took too long"
        );
    }
}

/// Falls over.
struct Bug;

impl TokenProvider for Bug {
    fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin(async {
            sleep(Duration::from_secs(1)).await;
            panic!("as the test wants it")
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_a_provider_hangs_nobody() {
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder.oauth2(Bug));
    let calls: Vec<_> = (0..3)
        .map(|_| tokio::spawn(client.pet(&LOGIN_PET).into_future()))
        .collect();
    let mut panics = 0;
    for call in calls {
        match call.await {
            Ok(outcome) => assert!(matches!(outcome, Err(Error::Token { .. }))),
            Err(error) => panics += usize::from(error.is_panic()),
        }
    }
    assert_eq!(panics, 1);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once() {
    let recording = Recording::new([json(401, "{}"), ok(), json(401, "{}"), json(401, "{}")]);
    let client = recording.client(|builder| builder.oauth2(Counter::new(kept)));
    client.pet(&LOGIN_PET).await.expect("a pet");
    client.pet(&LOGIN_PET).await.expect_err("refused twice");
    assert_eq!(sent(&recording), ["Bearer 1", "Bearer 2", "Bearer 2", "Bearer 3"]);
}

#[tokio::test(start_paused = true)]
async fn many_refused_calls_renew_the_token_once() {
    let refusals = (0..10).map(|_| json(401, "{}"));
    let recording = Recording::new(refusals.chain((0..10).map(|_| ok())));
    let counter = Counter::new(kept);
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let calls: Vec<_> = (0..10)
        .map(|_| tokio::spawn(client.pet(&LOGIN_PET).into_future()))
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic").ok(), Some(rex()));
    }
    assert_eq!(counter.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_a_server_refuses_it_has_not_done_so_any_method_is_sent_again() {
    let recording = Recording::new([json(401, "{}"), ok()]);
    let client = recording.client(|builder| builder.oauth2(Counter::new(kept)));
    let mut call = client.pet(&LOGIN_ADOPTION);
    call.call = call.call.with_bytes("Rex");
    call.await.expect("a pet");
    let bodies: Vec<_> = recording.asked().into_iter().map(|asked| asked.body).collect();
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test(start_paused = true)]
async fn what_can_be_sent_once_is_not_sent_again() {
    let counter = Counter::new(kept);
    let recording = Recording::new([json(401, "{}"), json(401, "{}"), json(401, "{}")]);
    let client = recording.client(|builder| builder.oauth2(counter.clone()));
    let mut streamed = client.pet(&LOGIN_ADOPTION);
    let body = bindery_runtime::client::Body::frames(http_body_util::Full::new(bytes::Bytes::from("Rex")));
    streamed.call = streamed
        .call
        .with_stream(bindery_runtime::http::ByteStream::new(body));
    streamed.await.expect_err("refused");
    client
        .pet(&LOGIN_ADOPTION)
        .without_retries()
        .await
        .expect_err("refused");
    assert_eq!((recording.count(), counter.asked()), (2, 1));
    // Nor what would be sent with the same token.
    let client =
        recording.client(|builder| builder.oauth2(Counter::new(|_| Ok(Token::new("same").until_refused()))));
    client.pet(&LOGIN_ADOPTION).await.expect_err("refused");
    assert_eq!(recording.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_text_that_stays_the_same_is_not_renewed() {
    let recording = Recording::new([json(401, "{}")]);
    let client = recording.client(|builder| builder.oauth2("token").retries(RetryPolicy::default()));
    client.pet(&LOGIN_PET).await.expect_err("refused");
    assert_eq!(recording.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn keys_change_wherever_they_go() {
    let recording = Recording::new([json(401, "{}"), ok()]);
    let client = recording.client(|builder| {
        builder
            .query_key(Counter::new(|number| Ok(Token::new(format!("q&{number}")))))
            .cookie_key(Counter::new(|number| Ok(Token::new(format!("c{number}")))))
    });
    let mut call = client.pet(&KEYED_PET);
    call.call = call.call.with_parameter(0, "name").with_parameter(1, "dark");
    call.await.expect("a pet");
    let sent: Vec<_> = recording
        .asked()
        .into_iter()
        .map(|asked| (asked.uri.clone(), asked.header("cookie").map(str::to_owned)))
        .collect();
    let expected = |number: usize| {
        let uri = format!("https://pets.example/v1/keyed?fields=name&api%20key=q%26{number}");
        (uri, Some(format!("theme=dark; session=c{number}")))
    };
    assert_eq!(sent, [expected(1), expected(2)]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_sent_is_an_error() {
    let recording = Recording::new([]);
    let client =
        recording.client(|builder| builder.oauth2(Counter::new(|_| Ok(Token::new("s3cret\r\nX-Evil: 1")))));
    let error = client.pet(&LOGIN_PET).await.expect_err("unsendable");
    let printed = format!("{error} {error:?}");
    assert!(
        printed.contains("cannot be sent") || printed.contains("Unsendable"),
        "{printed}"
    );
    assert!(!printed.contains("s3cret"), "{printed}");
}

#[tokio::test]
async fn a_function_gives_keys_for_all_scopes() {
    let recording = Recording::new([ok(), ok()]);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let source = TokenSource::from_fn(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(Token::new("key").until_refused()) }
    });
    let client = recording.client(|builder| builder.oauth2(source));
    client.pet(&LOGIN_PET).await.expect("a pet");
    client.pet(&LOGIN_ADOPTION).await.expect("a pet");
    assert_eq!(sent(&recording), ["Bearer key", "Bearer key"]);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn other_schemes_are_sent_by_their_own_name() {
    let recording = Recording::new([ok()]);
    let client = recording.client(|builder| builder.hoba("result=\"a.b.c.d\""));
    client.pet(&SIGNED_PET).await.expect("a pet");
    assert_eq!(sent(&recording), ["HOBA result=\"a.b.c.d\""]);
}

#[tokio::test]
async fn a_call_may_have_a_credential_of_its_own() {
    let recording = Recording::new([ok(), ok()]);
    let client = recording.client(|builder| builder.key("k").token("t").oauth2("client"));
    client
        .pet(&LOGIN_PET)
        .credential("Login", "user")
        .await
        .expect("a pet");
    // The first set is complete without it, and is not the one that is meant.
    client
        .pet(&SECRET_PET)
        .credential("QueryKey", "own")
        .await
        .expect("a pet");
    let asked = recording.asked();
    assert_eq!(asked[0].header("authorization"), Some("Bearer user"));
    assert_eq!(asked[1].header("authorization"), None);
    assert_eq!(asked[1].uri, "https://pets.example/v1/secret?api%20key=own");
}

#[tokio::test]
async fn a_calls_own_credential_is_sent_or_nothing_is() {
    let recording = Recording::new([]);
    let client = recording.client(|builder| builder.oauth2("client"));
    let problem =
        async |scheme: &str, token: &str| match client.pet(&LOGIN_PET).credential(scheme, token).await {
            Err(Error::Request(error)) => error,
            other => panic!("{other:?}"),
        };
    let error = problem("Key", "own").await;
    assert!(matches!(error.problem(), RequestProblem::Credentials { .. }));
    let error = problem("Nobody", "own").await;
    assert!(matches!(error.problem(), RequestProblem::NoSuchScheme));
    let error = problem("Login", "s3cret\n").await;
    assert!(matches!(
        error.problem(),
        RequestProblem::Credential { scheme: "Login" }
    ));
    assert!(!format!("{error} {error:?}").contains("s3cret"));
}
