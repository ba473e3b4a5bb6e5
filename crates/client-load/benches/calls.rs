//! Calls without a network: through the generated client, and through one by hand.
//!
//! `cargo bench -p client-load --bench calls`

use client_load::transport::Answering;
use client_load::{by_hand, samples, shop};
use divan::{Bencher, black_box};
use http::StatusCode;
use tokio::runtime::{Builder, Runtime};

fn main() {
    divan::main();
}

const URL: &str = "https://shop.example/v1";
const OK: Answering = Answering {
    status: StatusCode::OK,
    json: samples::CUSTOMER,
};
const CREATED: Answering = Answering {
    status: StatusCode::CREATED,
    json: samples::CUSTOMER,
};

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime")
}

fn generated(answer: Answering) -> shop::client::Client {
    let builder = shop::client::Client::builder()
        .transport(answer)
        .api_key("key_123");
    builder.build().expect("all is given")
}

fn by_hand(answer: Answering) -> by_hand::client::Client {
    by_hand::client::Client::new(answer, URL, "key_123").expect("the key can be sent")
}

#[divan::bench]
fn get_generated(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), generated(OK));
    bencher.bench_local(|| {
        let call = client
            .get_customer(black_box("cus_8f14e45fceea167a"))
            .with_expand("orders");
        runtime.block_on(async { call.await.expect("a customer") })
    });
}

#[divan::bench]
fn get_by_hand(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), by_hand(OK));
    bencher.bench_local(|| {
        let call = client.get_customer(black_box("cus_8f14e45fceea167a"), Some("orders"));
        runtime.block_on(call).expect("a customer")
    });
}

#[divan::bench]
fn create_generated(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), generated(CREATED));
    bencher
        .with_inputs(|| serde_json::from_str(samples::CUSTOMER).expect("the sample is one"))
        .bench_local_values(|customer| {
            let call = client.create_customer(customer);
            runtime.block_on(async { call.await.expect("a customer") })
        });
}

#[divan::bench]
fn create_by_hand(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), by_hand(CREATED));
    bencher
        .with_inputs(|| serde_json::from_str(samples::CUSTOMER).expect("the sample is one"))
        .bench_local_values(|customer| {
            runtime
                .block_on(client.create_customer(&customer))
                .expect("a customer")
        });
}
