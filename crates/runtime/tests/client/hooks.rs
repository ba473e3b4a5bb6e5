//! What hooks are told, and what they may do.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bindery_runtime::client::{
    Attempt, Error, Hook, Outcome, Phase, RetryPolicy, Token, TokenFuture, TokenProvider, TokenRequest,
    TransportError,
};
use http::{HeaderName, HeaderValue};

use crate::api::{ClientBuilder, LOGIN_PET, NoError, SECRET_PET};
use crate::recording::{Recording, Step, json, ok, response};

const SECRET: &str = "s3cret";

#[derive(Clone, Default)]
struct Diary {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Diary {
    fn write(&self, line: String) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.lines.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What is kept from `before` to `after`.
#[derive(Clone)]
struct Kept(u32);

impl Hook for Diary {
    fn before(&self, attempt: &mut Attempt<'_>) {
        let number = attempt.number();
        attempt.extensions_mut().insert(Kept(number));
        attempt.insert_header(
            HeaderName::from_static("traceparent"),
            HeaderValue::from(attempt.number()),
        );
        attempt.insert_header(
            HeaderName::from_static("x-api-key"),
            HeaderValue::from_static("mine"),
        );
        self.write(format!(
            "{}> {number} {} {} {}://{}:{}{}",
            self.name,
            attempt.method(),
            attempt.path_template(),
            attempt.scheme(),
            attempt.host(),
            attempt.port(),
            attempt.path(),
        ));
        assert!(!format!("{attempt:?}").contains("a%20b"));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>, duration: Duration) {
        let kept = attempt.extensions().get::<Kept>().map_or(0, |kept| kept.0);
        assert_eq!(kept, attempt.number());
        self.write(format!(
            "{}< {} {:?} {} {}ms",
            self.name,
            attempt.operation_id(),
            outcome,
            outcome.error_type().unwrap_or("-"),
            duration.as_millis(),
        ));
    }
}

fn once(builder: ClientBuilder) -> ClientBuilder {
    builder.retries(RetryPolicy::none())
}

#[tokio::test(start_paused = true)]
async fn hooks_see_every_attempt_and_its_outcome() {
    let diary = Diary::default();
    let slow = Step::Slowly(Duration::from_millis(7), response(503, &[], ""));
    let recording = Recording::new([slow, Step::Fail(Phase::Send), ok()]);
    let client = recording.client(|builder| builder.hook(diary.clone()));
    client.get_pet("a b").await.expect("a pet");
    assert_eq!(
        diary.lines(),
        [
            "> 1 GET /pets/{petId} https://pets.example:443/v1/pets/a%20b",
            "< getPet Answered(503 Service Unavailable) 503 7ms",
            "> 2 GET /pets/{petId} https://pets.example:443/v1/pets/a%20b",
            "< getPet NotCarried(TransportError { phase: Send, source: as the script says }) send 0ms",
            "> 3 GET /pets/{petId} https://pets.example:443/v1/pets/a%20b",
            "< getPet Answered(200 OK) - 0ms",
        ]
    );
    let asked = recording.asked();
    let traces: Vec<_> = asked.iter().map(|asked| asked.header("traceparent")).collect();
    assert_eq!(traces, [Some("1"), Some("2"), Some("3")]);
}

#[tokio::test(start_paused = true)]
async fn hooks_hear_of_attempts_that_come_to_nothing() {
    let diary = Diary::default();
    let recording = Recording::new([Step::Never, Step::Never, json(200, "too long")]);
    let client = recording.client(|builder| once(builder).response_limit(4).hook(diary.clone()));
    let second = Duration::from_secs(1);
    client
        .get_pet("1")
        .attempt_timeout(second)
        .await
        .expect_err("silence");
    client.get_pet("1").timeout(second).await.expect_err("silence");
    client.get_pet("1").await.expect_err("too much");
    let ends: Vec<_> = diary
        .lines()
        .into_iter()
        .filter(|line| line.starts_with('<'))
        .collect();
    assert_eq!(
        ends,
        [
            "< getPet TimedOut timeout 1000ms",
            "< getPet Cancelled cancelled 1000ms",
            "< getPet BodyTooLarge(200 OK) body_too_large 0ms",
        ]
    );
}

#[tokio::test]
async fn hooks_see_no_credential_and_replace_none() {
    let diary = Diary::default();
    let recording = Recording::new([ok(), ok()]);
    let client = recording.client(|builder| once(builder).key(SECRET).token(SECRET).hook(diary.clone()));
    client.pet(&SECRET_PET).await.expect("a pet");
    assert_eq!(recording.only().header("x-api-key"), Some(SECRET));

    let client = recording.client(|builder| once(builder).query_key(SECRET).hook(diary.clone()));
    client.pet(&SECRET_PET).await.expect("a pet");
    assert!(recording.only().uri.contains(SECRET));
    let lines = diary.lines().join("\n");
    assert!(!lines.contains(SECRET), "{lines}");
}

/// Gives another token each time.
struct Renewing(AtomicU32);

impl TokenProvider for Renewing {
    fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Token::new(number.to_string()).until_refused()) })
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_are_numbered_on_when_credentials_are_renewed() {
    let diary = Diary::default();
    let recording = Recording::new([json(503, "{}"), json(401, "{}"), ok()]);
    let client = recording.client(|builder| builder.oauth2(Renewing(AtomicU32::new(0))).hook(diary.clone()));
    client.pet(&LOGIN_PET).await.expect("a pet");
    let lines = diary.lines();
    let numbers: Vec<_> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("> "))
        .map(|line| &line[..1])
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
}

#[tokio::test]
async fn hooks_stand_around_each_other() {
    let outer = Diary {
        name: "outer",
        ..Diary::default()
    };
    let inner = Diary {
        name: "inner",
        lines: outer.lines.clone(),
    };
    let recording = Recording::new([ok()]);
    let client = recording.client(|builder| builder.hook(outer.clone()).hook(inner));
    client.get_pet("1").await.expect("a pet");
    let order: Vec<_> = outer.lines().iter().map(|line| line[..6].to_owned()).collect();
    assert_eq!(order, ["outer>", "inner>", "inner<", "outer<"]);
}

#[test]
fn a_transports_own_timeout_is_one() {
    let error = TransportError::new(Phase::Connect, "slow");
    assert!(!Error::<NoError>::Transport(error).is_timeout());
    let error = TransportError::new(Phase::Connect, "slow").timed_out();
    assert!(error.is_timeout() && error.phase() == Phase::Connect);
    assert!(Error::<NoError>::Transport(error).is_timeout());
}
