//! Reading objects: generated types beside serde's derives and decoders by hand that keep as much. `_generated` reads
//! as the generated client does, `_generated_by_serde_json` as code of the user's may.
//!
//! `cargo bench -p client-load --bench decode`

use bindery_runtime::{DecodeOwned, json};
use client_load::{by_hand, derived, samples, shop};
use divan::{Bencher, black_box};
use serde::de::DeserializeOwned;

fn main() {
    divan::main();
}

const CUSTOMERS: [&str; 2] = ["as declared", "newer, in another order"];

fn customer(name: &str) -> &'static str {
    match name {
        "as declared" => samples::CUSTOMER,
        _ => samples::NEWER_CUSTOMER,
    }
}

fn receive<T: DecodeOwned>(bencher: Bencher<'_, '_>, text: &str) {
    json::from_str::<T>(text).expect("the sample is one");
    bencher.bench_local(|| json::from_str::<T>(black_box(text)));
}

fn read<T: DeserializeOwned>(bencher: Bencher<'_, '_>, text: &str) {
    serde_json::from_str::<T>(text).expect("the sample is one");
    bencher.bench_local(|| serde_json::from_str::<T>(black_box(text)));
}

#[divan::bench(args = CUSTOMERS)]
fn customer_generated(bencher: Bencher<'_, '_>, name: &str) {
    receive::<shop::types::Customer>(bencher, customer(name));
}

#[divan::bench(args = CUSTOMERS)]
fn customer_generated_by_serde_json(bencher: Bencher<'_, '_>, name: &str) {
    read::<shop::types::Customer>(bencher, customer(name));
}

#[divan::bench(args = CUSTOMERS)]
fn customer_by_hand(bencher: Bencher<'_, '_>, name: &str) {
    read::<by_hand::Customer>(bencher, customer(name));
}

#[divan::bench(args = CUSTOMERS)]
fn customer_derived(bencher: Bencher<'_, '_>, name: &str) {
    read::<derived::Customer>(bencher, customer(name));
}

#[divan::bench]
fn address_generated(bencher: Bencher<'_, '_>) {
    receive::<shop::types::Address>(bencher, samples::ADDRESS);
}

#[divan::bench]
fn address_generated_by_serde_json(bencher: Bencher<'_, '_>) {
    read::<shop::types::Address>(bencher, samples::ADDRESS);
}

#[divan::bench]
fn address_by_hand(bencher: Bencher<'_, '_>) {
    read::<by_hand::Address>(bencher, samples::ADDRESS);
}

#[divan::bench]
fn address_derived(bencher: Bencher<'_, '_>) {
    read::<derived::Address>(bencher, samples::ADDRESS);
}

fn list() -> String {
    format!("[{}]", [samples::CUSTOMER; 100].join(","))
}

#[divan::bench]
fn hundred_customers_generated(bencher: Bencher<'_, '_>) {
    receive::<Vec<shop::types::Customer>>(bencher, &list());
}

#[divan::bench]
fn hundred_customers_generated_by_serde_json(bencher: Bencher<'_, '_>) {
    read::<Vec<shop::types::Customer>>(bencher, &list());
}

#[divan::bench]
fn hundred_customers_by_hand(bencher: Bencher<'_, '_>) {
    read::<Vec<by_hand::Customer>>(bencher, &list());
}

#[divan::bench]
fn hundred_customers_derived(bencher: Bencher<'_, '_>) {
    read::<Vec<derived::Customer>>(bencher, &list());
}
