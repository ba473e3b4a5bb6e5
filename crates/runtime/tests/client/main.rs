//! Clients as generated code makes them, through a transport in memory and through a real one.
#![cfg(feature = "client")]

mod answers;
mod api;
mod arguments;
#[cfg(feature = "reqwest")]
mod bad_days;
mod bodies;
#[cfg(feature = "gzip")]
mod compressed;
mod credentials;
#[cfg(feature = "reqwest")]
mod event_streams;
#[cfg(feature = "reqwest")]
mod faults;
mod headers;
mod hooks;
#[cfg(feature = "reqwest")]
mod loopback;
mod oauth;
mod recording;
mod retries;
mod secrecy;
mod sequences;
mod streams;
#[cfg(feature = "testing")]
mod testing;
mod tokens;
#[cfg(feature = "tower")]
mod tower;

/// What is spawned, kept and passed on must be `Send` and `Sync`.
#[test]
fn clients_futures_and_errors_go_everywhere() {
    fn shared<T: Send + Sync + 'static>() {}
    fn sent<T: Send + Unpin + 'static>() {}
    shared::<api::Client>();
    shared::<bindery_runtime::client::Error<api::PetError>>();
    shared::<bindery_runtime::client::Body>();
    shared::<api::PetCall>();
    sent::<bindery_runtime::client::CallFuture<api::Pet, api::PetError>>();
}
