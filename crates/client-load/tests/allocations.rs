//! How often generated code allocates, held against code by hand: counts do not jitter.

use std::future::poll_fn;
use std::pin::{Pin, pin};

use allocation_counter::{AllocationInfo, measure};
use bindery_runtime::{DecodeOwned, json};
use client_load::shop::client::Client;
use client_load::shop::types::{Customer, Event, Payment, Provider, Session};
use client_load::transport::{Answering, Streaming};
use client_load::{by_hand, derived, samples};
use futures_core::Stream;
use http::StatusCode;
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

const URL: &str = "https://shop.example/v1";

/// What a run allocates when it is not the first, which makes ready what stays.
fn count(run: impl Fn()) -> u64 {
    run();
    measure(run).count_total
}

/// How often reading a text allocates.
fn by_serde_json<T: DeserializeOwned>(text: &str) -> u64 {
    count(|| drop(serde_json::from_str::<T>(text).expect("the sample is one")))
}

/// The same as the generated client reads.
fn by_client<T: DecodeOwned>(text: &str) -> u64 {
    count(|| drop(json::from_str::<T>(text).expect("the sample is one")))
}

#[test]
fn reading_an_object_allocates_what_it_holds() {
    let text = samples::CUSTOMER;
    let by_hand = by_serde_json::<by_hand::Customer>(text);
    assert_eq!(by_client::<Customer>(text), by_hand);
    assert_eq!(by_serde_json::<Customer>(text), by_hand);
    assert_eq!(by_serde_json::<derived::Customer>(text), by_hand);
    // The names of an object that nobody describes are compared with each other.
    let text = samples::NEWER_CUSTOMER;
    let by_hand = by_serde_json::<by_hand::Customer>(text);
    assert_eq!(by_client::<Customer>(text), by_hand + 1);
}

#[test]
fn reading_a_union_allocates_what_it_holds() {
    // Each is of so many strings.
    assert_eq!(by_client::<Provider>(samples::INTENT), 3);
    assert_eq!(by_serde_json::<Provider>(samples::INTENT), 3);
    for (_, text) in samples::PAYMENTS {
        assert_eq!(by_client::<Payment>(text), 2, "{text}");
        assert_eq!(by_serde_json::<Payment>(text), 2, "{text}");
    }
    for (_, text) in samples::EVENTS {
        assert_eq!(by_client::<Event>(text), 3, "{text}");
        assert_eq!(by_serde_json::<Event>(text), 3, "{text}");
    }
    for text in [samples::TAGS_FIRST, samples::TAGS_LAST] {
        assert_eq!(by_client::<Session>(text), 7, "{text}");
    }
}

#[test]
fn writing_allocates_as_often_as_serdes_derive_does() {
    let generated: Customer = json::from_str(samples::CUSTOMER).expect("the sample is one");
    let derived: derived::Customer = json_of(samples::CUSTOMER);
    assert_eq!(
        count(|| drop(serde_json::to_string(&generated))),
        count(|| drop(serde_json::to_string(&derived)))
    );
}

fn json_of<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the sample is one")
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_time().build().expect("a runtime")
}

fn answering(status: StatusCode) -> Answering {
    let json = samples::CUSTOMER;
    Answering { status, json }
}

#[test]
fn a_call_allocates_as_often_as_one_by_hand() {
    let runtime = runtime();
    let transport = answering(StatusCode::OK);
    let client = by_hand::client::Client::new(transport, URL, "key_123").expect("the key can be sent");
    let by_hand = count(|| {
        let call = client.get_customer("cus_8f14e45fceea167a", Some("orders"));
        drop(runtime.block_on(call).expect("a customer"));
    });
    let builder = Client::builder().transport(transport).api_key("key_123");
    let client = builder.build().expect("all is given");
    let generated = count(|| {
        let call = client.get_customer("cus_8f14e45fceea167a").with_expand("orders");
        drop(runtime.block_on(async { call.await.expect("a customer") }));
    });
    assert_eq!(generated, by_hand);
}

#[test]
fn a_call_with_a_body_allocates_no_more_than_one_by_hand() {
    let runtime = runtime();
    let transport = answering(StatusCode::CREATED);
    let client = by_hand::client::Client::new(transport, URL, "key_123").expect("the key can be sent");
    let customer: by_hand::Customer = json_of(samples::CUSTOMER);
    let by_hand = count(|| {
        let call = client.create_customer(&customer);
        drop(runtime.block_on(call).expect("a customer"));
    });
    let builder = Client::builder().transport(transport).api_key("key_123");
    let client = builder.build().expect("all is given");
    let customer: Customer = json_of(samples::CUSTOMER);
    // The call takes the customer.
    let copied = count(|| drop(customer.clone()));
    let generated = count(|| {
        let call = client.create_customer(customer.clone());
        drop(runtime.block_on(async { call.await.expect("a customer") }));
    });
    assert!(
        generated - copied <= by_hand,
        "{generated} - {copied} > {by_hand}"
    );
}

/// What going through so many sessions allocates.
fn streaming(runtime: &Runtime, sessions: usize) -> AllocationInfo {
    let builder = Client::builder()
        .transport(Streaming { sessions })
        .api_key("key_123");
    let client = builder.build().expect("all is given");
    measure(|| {
        let went_through = runtime.block_on(async {
            let mut stream = pin!(client.list_sessions().await.expect("a stream"));
            let mut count = 0;
            while let Some(session) = poll_fn(|context| Pin::as_mut(&mut stream).poll_next(context)).await {
                let session: Session = session.expect("a session");
                assert_eq!(session.payment_provider, "STRIPE");
                count += 1;
            }
            count
        });
        assert_eq!(went_through, sessions);
    })
}

#[test]
fn a_stream_of_any_length_takes_the_same_memory() {
    let runtime = runtime();
    streaming(&runtime, 1);
    let (few, many) = (streaming(&runtime, 1_000), streaming(&runtime, 100_000));
    assert_eq!(many.bytes_max, few.bytes_max);
    assert!(many.bytes_max < 100_000, "{} bytes", many.bytes_max);
}
