//! Writing objects: generated types beside serde's derives and code by hand.
//!
//! `cargo bench -p client-load --bench encode`

use client_load::{by_hand, derived, samples, shop};
use divan::{Bencher, black_box};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() {
    divan::main();
}

fn write<T: DeserializeOwned + Serialize>(bencher: Bencher<'_, '_>, text: &str) {
    let value: T = serde_json::from_str(text).expect("the sample is one");
    bencher.bench_local(|| serde_json::to_string(black_box(&value)));
}

#[divan::bench]
fn customer_generated(bencher: Bencher<'_, '_>) {
    write::<shop::types::Customer>(bencher, samples::CUSTOMER);
}

#[divan::bench]
fn customer_by_hand(bencher: Bencher<'_, '_>) {
    write::<by_hand::Customer>(bencher, samples::CUSTOMER);
}

#[divan::bench]
fn customer_derived(bencher: Bencher<'_, '_>) {
    write::<derived::Customer>(bencher, samples::CUSTOMER);
}

#[divan::bench]
fn newer_customer_generated(bencher: Bencher<'_, '_>) {
    write::<shop::types::Customer>(bencher, samples::NEWER_CUSTOMER);
}

#[divan::bench]
fn newer_customer_by_hand(bencher: Bencher<'_, '_>) {
    write::<by_hand::Customer>(bencher, samples::NEWER_CUSTOMER);
}

#[divan::bench]
fn session_generated(bencher: Bencher<'_, '_>) {
    write::<shop::types::Session>(bencher, samples::TAGS_FIRST);
}

#[divan::bench]
fn session_derived(bencher: Bencher<'_, '_>) {
    write::<derived::Session>(bencher, samples::TAGS_FIRST);
}
