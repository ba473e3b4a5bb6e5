//! Requests answered without a network: by the generated server, and by the one written by hand.
//!
//! `cargo bench -p server-load`

use axum::Router;
use divan::{Bencher, black_box};
use http_body_util::BodyExt;
use server_load::requests::{ASKS, Ask};
use server_load::{by_hand, generated};
use tower::ServiceExt;

fn main() {
    divan::main();
}

fn answer(bencher: Bencher<'_, '_>, router: &Router, name: &str) {
    let ask = ASKS
        .iter()
        .find(|ask| ask.name == name)
        .expect("it is one of them");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    assert_eq!(runtime.block_on(answered(router.clone(), ask)).0, ask.status);
    bencher.bench_local(|| black_box(runtime.block_on(answered(router.clone(), ask))));
}

async fn answered(router: Router, ask: &Ask) -> (u16, usize) {
    let response = router
        .oneshot(ask.to_request())
        .await
        .expect("a router always answers");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.expect("the body is whole");
    (status, body.to_bytes().len())
}

#[divan::bench(args = ["get", "list", "create", "refused"])]
fn by_the_generated_server(bencher: Bencher<'_, '_>, name: &str) {
    answer(bencher, &generated::server(), name);
}

#[divan::bench(args = ["get", "list", "create", "refused"])]
fn by_hand_with_axum(bencher: Bencher<'_, '_>, name: &str) {
    answer(bencher, &by_hand::server(), name);
}
