//! Reading unions: generated ones beside serde's untagged enums. `_generated` reads as the generated client does,
//! `_generated_by_serde_json` as code of the user's may.
//!
//! `cargo bench -p client-load --bench unions`

use bindery_runtime::{DecodeOwned, json};
use client_load::{derived, samples, shop};
use divan::{Bencher, black_box};
use serde::de::DeserializeOwned;

fn main() {
    divan::main();
}

fn text_of<'t>(texts: &[(&str, &'t str)], name: &str) -> &'t str {
    let found = texts.iter().find(|(known, _)| *known == name);
    found.expect("it is one of them").1
}

fn receive<T: DecodeOwned>(bencher: Bencher<'_, '_>, texts: &[(&str, &str)], name: &str) {
    let text = text_of(texts, name);
    json::from_str::<T>(text).expect("the sample is one");
    bencher.bench_local(|| json::from_str::<T>(black_box(text)));
}

fn read<T: DeserializeOwned>(bencher: Bencher<'_, '_>, texts: &[(&str, &str)], name: &str) {
    let text = text_of(texts, name);
    serde_json::from_str::<T>(text).expect("the sample is one");
    bencher.bench_local(|| serde_json::from_str::<T>(black_box(text)));
}

const PLACES: [&str; 2] = ["first", "last"];

const TWO: [(&str, &str); 2] = [("first", samples::INTENT), ("last", samples::HOSTED)];

const ORDERS: [&str; 2] = ["tags first", "tags last"];

const SESSIONS: [(&str, &str); 2] = [
    ("tags first", samples::TAGS_FIRST),
    ("tags last", samples::TAGS_LAST),
];

#[divan::bench(args = PLACES)]
fn two_generated(bencher: Bencher<'_, '_>, name: &str) {
    receive::<shop::types::Provider>(bencher, &TWO, name);
}

#[divan::bench(args = PLACES)]
fn two_generated_by_serde_json(bencher: Bencher<'_, '_>, name: &str) {
    read::<shop::types::Provider>(bencher, &TWO, name);
}

#[divan::bench(args = PLACES)]
fn two_untagged(bencher: Bencher<'_, '_>, name: &str) {
    read::<derived::Provider>(bencher, &TWO, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_members_generated(bencher: Bencher<'_, '_>, name: &str) {
    receive::<shop::types::Payment>(bencher, &samples::PAYMENTS, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_members_generated_by_serde_json(bencher: Bencher<'_, '_>, name: &str) {
    read::<shop::types::Payment>(bencher, &samples::PAYMENTS, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_members_untagged(bencher: Bencher<'_, '_>, name: &str) {
    read::<derived::Payment>(bencher, &samples::PAYMENTS, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_discriminator_generated(bencher: Bencher<'_, '_>, name: &str) {
    receive::<shop::types::Event>(bencher, &samples::EVENTS, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_discriminator_generated_by_serde_json(bencher: Bencher<'_, '_>, name: &str) {
    read::<shop::types::Event>(bencher, &samples::EVENTS, name);
}

#[divan::bench(args = PLACES)]
fn eight_by_discriminator_untagged(bencher: Bencher<'_, '_>, name: &str) {
    read::<derived::Event>(bencher, &samples::EVENTS, name);
}

#[divan::bench(args = ORDERS)]
fn session_generated(bencher: Bencher<'_, '_>, name: &str) {
    receive::<shop::types::Session>(bencher, &SESSIONS, name);
}

#[divan::bench(args = ORDERS)]
fn session_generated_by_serde_json(bencher: Bencher<'_, '_>, name: &str) {
    read::<shop::types::Session>(bencher, &SESSIONS, name);
}

#[divan::bench(args = ORDERS)]
fn session_untagged(bencher: Bencher<'_, '_>, name: &str) {
    read::<derived::Session>(bencher, &SESSIONS, name);
}

/// All eight, one after the other: nothing is to be guessed from the ones before.
fn in_turn() -> Vec<String> {
    let members = ["card", "bank", "cash", "check", "gift", "coin", "wire", "debt"];
    let payment = |member| samples::PAYMENTS[0].1.replace("card", member);
    members.into_iter().map(payment).collect()
}

#[divan::bench]
fn eight_in_turn_generated(bencher: Bencher<'_, '_>) {
    let texts = in_turn();
    let read = |text: &String| json::from_str::<shop::types::Payment>(black_box(text)).is_ok();
    bencher.bench_local(|| texts.iter().all(read));
}

#[divan::bench]
fn eight_in_turn_generated_by_serde_json(bencher: Bencher<'_, '_>) {
    let texts = in_turn();
    let read = |text: &String| serde_json::from_str::<shop::types::Payment>(black_box(text)).is_ok();
    bencher.bench_local(|| texts.iter().all(read));
}

#[divan::bench]
fn eight_in_turn_untagged(bencher: Bencher<'_, '_>) {
    let texts = in_turn();
    let read = |text: &String| serde_json::from_str::<derived::Payment>(black_box(text)).is_ok();
    bencher.bench_local(|| texts.iter().all(read));
}
