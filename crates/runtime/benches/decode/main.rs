//! Reading payment sessions: the macros' code beside serde's derive and a decoder written by hand.
//!
//! `cargo bench -p bindery-runtime`

#[expect(dead_code, unused_imports, reason = "the tests use the rest")]
#[path = "../../tests/core/types/mod.rs"]
mod types;

mod by_hand;
mod derived;
mod superset;
mod wide;

use bindery_runtime::schema::validate;
use bindery_runtime::{Described, Validate, json};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const INTENT: &str = r#""provider":{"clientSecret":"pi_1234_secret_abcd","publishableKey":"pk_test_1234567890abcdef","paymentIntentId":"pi_1234567890abcdef"}"#;
const TAGS: &str = r#""paymentProvider":"STRIPE","hosted":false"#;
const REST: &str = r#""status":"PENDING","metadata":{},"createdAt":"2024-09-29T10:00:00Z","returnUrl":"https://example.com/order/confirmation""#;

fn tags_first() -> String {
    format!(r#"{{"paymentSessionId":"d2e3f4a5-b6c7-8901-2345-012345678901",{TAGS},{INTENT},{REST}}}"#)
}

fn tags_last() -> String {
    format!(r#"{{"paymentSessionId":"d2e3f4a5-b6c7-8901-2345-012345678901",{INTENT},{REST},{TAGS}}}"#)
}

const ORDERS: [&str; 2] = ["tags first", "tags last"];

fn text_of(order: &str) -> String {
    match order {
        "tags first" => tags_first(),
        _ => tags_last(),
    }
}

#[divan::bench(args = ORDERS)]
fn session_by_bindery(bencher: Bencher<'_, '_>, order: &str) {
    let text = text_of(order);
    bencher.bench_local(|| serde_json::from_str::<types::PaymentSession>(black_box(&text)));
}

#[divan::bench(args = ORDERS)]
fn session_by_serde_untagged(bencher: Bencher<'_, '_>, order: &str) {
    let text = text_of(order);
    bencher.bench_local(|| serde_json::from_str::<derived::PaymentSession>(black_box(&text)));
}

#[divan::bench(args = ORDERS)]
fn session_by_hand(bencher: Bencher<'_, '_>, order: &str) {
    let text = text_of(order);
    bencher.bench_local(|| serde_json::from_str::<by_hand::PaymentSession>(black_box(&text)));
}

fn provider() -> String {
    format!("{{{INTENT}}}")
        .replacen(r#"{"provider":"#, "", 1)
        .replacen("}}", "}", 1)
}

#[divan::bench]
fn provider_alone_by_bindery(bencher: Bencher<'_, '_>) {
    let text = provider();
    bencher.bench_local(|| serde_json::from_str::<types::Provider>(black_box(&text)));
}

#[divan::bench]
fn provider_alone_by_serde_untagged(bencher: Bencher<'_, '_>) {
    let text = provider();
    bencher.bench_local(|| serde_json::from_str::<derived::Provider>(black_box(&text)));
}

const LAST_OF_EIGHT: &str =
    r#"{"amount":1999,"currency":"EUR","debt":"d2e3f4a5-b6c7-8901-2345-012345678901"}"#;

#[divan::bench]
fn last_of_eight_by_bindery(bencher: Bencher<'_, '_>) {
    let read = |text| serde_json::from_str::<wide::by_bindery::Union>(text).map(|value| value.sum());
    bencher.bench_local(|| read(black_box(LAST_OF_EIGHT)));
}

#[divan::bench]
fn last_of_eight_by_serde_untagged(bencher: Bencher<'_, '_>) {
    let read = |text| serde_json::from_str::<wide::Untagged>(text).map(|value| value.sum());
    bencher.bench_local(|| read(black_box(LAST_OF_EIGHT)));
}

#[divan::bench]
fn last_of_eight_by_superset(bencher: Bencher<'_, '_>) {
    let read = |text| serde_json::from_str::<superset::Union>(text).map(|value| value.sum());
    bencher.bench_local(|| read(black_box(LAST_OF_EIGHT)));
}

#[divan::bench]
fn object_by_bindery(bencher: Bencher<'_, '_>) {
    let text = provider();
    bencher.bench_local(|| serde_json::from_str::<types::StripePaymentIntentConfiguration>(black_box(&text)));
}

#[divan::bench]
fn object_by_serde_derive(bencher: Bencher<'_, '_>) {
    let text = provider();
    bencher
        .bench_local(|| serde_json::from_str::<derived::StripePaymentIntentConfiguration>(black_box(&text)));
}

#[divan::bench]
fn write_session_by_bindery(bencher: Bencher<'_, '_>) {
    let session: types::PaymentSession = json::from_str(&tags_first()).unwrap();
    bencher.bench_local(|| serde_json::to_string(black_box(&session)));
}

#[divan::bench]
fn write_session_by_serde_derive(bencher: Bencher<'_, '_>) {
    let session: derived::PaymentSession = serde_json::from_str(&tags_first()).unwrap();
    bencher.bench_local(|| serde_json::to_string(black_box(&session)));
}

#[divan::bench]
fn validate_text(bencher: Bencher<'_, '_>) {
    let text = tags_first();
    bencher.bench_local(|| validate(types::PaymentSession::schema(), black_box(text.as_bytes())));
}

#[divan::bench]
fn validate_session(bencher: Bencher<'_, '_>) {
    let session: types::PaymentSession = json::from_str(&tags_first()).unwrap();
    bencher.bench_local(|| black_box(&session).validate());
}
