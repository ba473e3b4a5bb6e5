//! Which calls are repeated, when, and until when.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use bindery_runtime::client::{Error, Phase, RetryPolicy, TimeoutScope};
use tokio::time::Instant;

use crate::api::rex;
use crate::recording::{Recording, Step, answer, json, ok, response};

const SECOND: Duration = Duration::from_secs(1);

fn unavailable(retry_after: &str) -> Step {
    answer(
        503,
        &[("retry-after", retry_after), ("content-type", "application/json")],
        "{}",
    )
}

#[tokio::test(start_paused = true)]
async fn idempotent_calls_are_repeated_after_what_may_pass() {
    for step in [
        json(408, "{}"),
        json(429, "{}"),
        json(502, "{}"),
        json(503, "{}"),
        json(504, "{}"),
        Step::Fail(Phase::Connect),
        Step::Fail(Phase::Send),
        answer(200, &[("content-length", "99")], "{}"),
        Step::Never,
    ] {
        let recording = Recording::new([step, ok()]);
        assert_eq!(
            recording.client(|builder| builder).get_pet("1").await.ok(),
            Some(rex())
        );
        assert_eq!(recording.count(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_not_repeated() {
    for step in [
        json(500, "{}"),
        json(404, "{}"),
        json(501, "{}"),
        json(200, "no JSON"),
    ] {
        let recording = Recording::new([step]);
        assert!(recording.client(|builder| builder).get_pet("1").await.is_err());
        assert_eq!(recording.count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn other_calls_are_sent_once() {
    for step in [json(503, "{}"), Step::Fail(Phase::Connect), Step::Never] {
        let recording = Recording::new([step]);
        assert!(recording.client(|builder| builder).adopt_pet().await.is_err());
        assert_eq!(recording.count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_makes_calls_repeatable_and_is_the_same_each_time() {
    let created = || json(201, r#"{"name":"Rex"}"#);
    let recording = Recording::new([json(503, "{}"), Step::Fail(Phase::Send), created(), created()]);
    let client = recording.client(|builder| builder);
    client.create_pet(&rex()).await.expect("a pet");
    client.create_pet(&rex()).await.expect("another pet");
    let asked = recording.asked();
    let keys: Vec<_> = asked
        .iter()
        .map(|asked| asked.header("idempotency-key").expect("a key"))
        .collect();
    assert_eq!((keys[0], keys[0]), (keys[1], keys[2]));
    assert_eq!(
        keys.iter().collect::<HashSet<_>>().len(),
        2,
        "a key for each call"
    );
    assert_eq!(keys[0].len(), 36);
    assert!(asked.iter().all(|asked| asked.body == r#"{"name":"Rex"}"#));
}

#[tokio::test(start_paused = true)]
async fn the_callers_key_is_kept() {
    let recording = Recording::new([json(503, "{}"), json(201, r#"{"name":"Rex"}"#)]);
    recording
        .client(|builder| builder)
        .create_pet(&rex())
        .with_idempotency_key("mine")
        .await
        .expect("a pet");
    assert!(
        recording
            .asked()
            .iter()
            .all(|asked| asked.header("idempotency-key") == Some("mine"))
    );
}

#[tokio::test(start_paused = true)]
async fn retry_after_in_seconds_is_kept() {
    let recording = Recording::new([unavailable("7"), unavailable("0"), ok()]);
    recording
        .client(|builder| builder)
        .get_pet("1")
        .await
        .expect("a pet");
    let asked = recording.asked();
    assert_eq!(asked[1].at - asked[0].at, 7 * SECOND);
    assert_eq!(asked[2].at - asked[1].at, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn retry_after_as_a_date_is_kept() {
    let date = |seconds: u64| httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds));
    let headers = [
        ("retry-after", &*date(1009)),
        ("date", &*date(1000)),
        ("content-type", "application/json"),
    ];
    let recording = Recording::new([answer(429, &headers, "{}"), ok()]);
    recording
        .client(|builder| builder)
        .get_pet("1")
        .await
        .expect("a pet");
    let asked = recording.asked();
    assert_eq!(asked[1].at - asked[0].at, 9 * SECOND);

    let recording = Recording::new([answer(429, &[("retry-after", &date(9))], "{}"), ok()]);
    recording
        .client(|builder| builder)
        .get_pet("1")
        .await
        .expect("a pet");
    let asked = recording.asked();
    let waited = asked[1].at - asked[0].at;
    assert!(waited > 7 * SECOND && waited <= 9 * SECOND, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    for (wait, policy) in [
        ("50", RetryPolicy::default()),
        ("31", RetryPolicy::default().with_max_retry_after(30 * SECOND)),
    ] {
        let recording = Recording::new([unavailable(wait)]);
        let start = Instant::now();
        let client = recording.client(|builder| builder.retries(policy).timeout(40 * SECOND));
        let error = client.get_pet("1").await.expect_err("unavailable");
        assert!(matches!(&error, Error::Api(_)), "{error:?}");
        assert_eq!((start.elapsed(), recording.count()), (Duration::ZERO, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn waits_grow_and_are_random() {
    let policy = RetryPolicy::default()
        .with_max_attempts(4)
        .with_base_delay(SECOND)
        .with_budget(1000);
    let mut first = HashSet::new();
    for _ in 0..50 {
        let recording = Recording::new([json(503, "{}"), json(503, "{}"), json(503, "{}"), ok()]);
        recording
            .client(|builder| builder.retries(policy.clone()))
            .get_pet("1")
            .await
            .expect("a pet");
        let asked = recording.asked();
        for (index, limit) in [1, 2, 4].into_iter().enumerate() {
            // tokio's clock has a grain of a millisecond.
            assert!(asked[index + 1].at - asked[index].at <= limit * SECOND + Duration::from_millis(2));
        }
        first.insert(asked[1].at - asked[0].at);
    }
    assert!(first.len() > 10, "{first:?}");
}

#[tokio::test(start_paused = true)]
async fn attempts_end_with_the_last_answer() {
    let recording = Recording::new([
        Step::Fail(Phase::Send),
        json(502, "{}"),
        json(504, r#"{"a":"b"}"#),
    ]);
    let error = recording
        .client(|builder| builder)
        .get_pet("1")
        .await
        .expect_err("unavailable");
    assert!(error.to_string().contains("504"), "{error}");
    assert_eq!(recording.count(), 3);
    let recording = Recording::new([json(502, "{}")]);
    assert!(
        recording
            .client(|builder| builder)
            .get_pet("1")
            .without_retries()
            .await
            .is_err()
    );
    let recording = Recording::new([json(502, "{}")]);
    assert!(
        recording
            .client(|builder| builder.retries(RetryPolicy::none()))
            .get_pet("1")
            .await
            .is_err()
    );
}

#[tokio::test(start_paused = true)]
async fn attempts_have_a_deadline_and_so_has_the_call() {
    let recording = Recording::new([Step::Never, Step::Never, Step::Never]);
    let start = Instant::now();
    let call = recording
        .client(|builder| builder)
        .get_pet("1")
        .attempt_timeout(2 * SECOND);
    let error = call.await.expect_err("too slow");
    assert!(
        matches!(error, Error::Timeout(TimeoutScope::Attempt)),
        "{error:?}"
    );
    assert!(start.elapsed() >= 6 * SECOND && start.elapsed() < 7 * SECOND);
    assert_eq!(recording.count(), 3);

    let recording = Recording::new([Step::Never, Step::Never]);
    let start = Instant::now();
    let call = recording
        .client(|builder| builder)
        .get_pet("1")
        .attempt_timeout(2 * SECOND)
        .timeout(3 * SECOND);
    let error = call.await.expect_err("too slow");
    assert!(matches!(error, Error::Timeout(TimeoutScope::Call)), "{error:?}");
    assert_eq!((start.elapsed(), recording.count()), (3 * SECOND, 2));
}

#[tokio::test(start_paused = true)]
async fn a_call_may_take_its_time() {
    let slow = Step::Slowly(3600 * SECOND, response(200, &[], r#"{"name":"Rex"}"#));
    let recording = Recording::new([slow]);
    let call = recording
        .client(|builder| builder.attempt_timeout(None))
        .get_pet("1")
        .timeout(Duration::MAX);
    assert_eq!(call.await.ok(), Some(rex()));
}

#[tokio::test(start_paused = true)]
async fn clones_share_the_budget() {
    let policy = RetryPolicy::default().with_budget(3);
    let recording = Recording::new((0..100).map(|_| json(503, "{}")));
    let client = recording.client(|builder| builder.retries(policy));
    for _ in 0..5 {
        assert!(client.clone().get_pet("1").await.is_err());
    }
    assert_eq!(recording.count(), 5 + 3);
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_cancels_it() {
    let recording = Recording::new([json(503, "{}"), ok()]);
    let client = recording.client(|builder| {
        builder
            .retries(
                RetryPolicy::default()
                    .with_base_delay(9000 * SECOND)
                    .with_max_delay(9000 * SECOND),
            )
            .timeout(None)
    });
    let dropped = tokio::time::timeout(Duration::from_millis(1), client.get_pet("1").into_future()).await;
    assert!(dropped.is_err());
    tokio::time::sleep(10_000 * SECOND).await;
    assert_eq!(recording.count(), 1);
    drop(client.get_pet("2"));
    assert_eq!(recording.count(), 1, "a call that is not awaited is not sent");
}
