//! What a client sends is what a server reads, and what a server answers is what a client gets: every operation of every
//! fixture, with values made up from several seeds.

use bindery_runtime::client::{TowerTransport, Transport, TransportFuture};
use bindery_runtime::fake::Rehearsal;
use bindery_runtime::http::Body;
use http::{Request, Response};
use http_body_util::BodyExt as _;

const SEEDS: std::ops::Range<u64> = 1..5;

macro_rules! rehearse {
    ($module:ident) => {
        #[tokio::test]
        async fn $module() {
            use rehearsals::$module::fake::{FakeService, maker, rehearse};
            use rehearsals::$module::operations::SERVICE;
            for seed in SEEDS {
                let service = FakeService::new(seed).with_failures(30);
                let answers = service.answers().clone();
                let transport = TowerTransport::new(service.into_router());
                let rehearsal = Rehearsal::new(&SERVICE, maker(seed), transport);
                let mut rehearsal = rehearsal.answered_by(&answers).with_rounds(6);
                rehearse(&mut rehearsal).await;
                assert_eq!(rehearsal.findings(), [], "seed {seed}");
                assert!(rehearsal.calls() > 0);
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/tests.rs"));

/// Adds a member to every answer that is an object.
struct Meddling<T>(T);

impl<T: Transport> Transport for Meddling<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let (parts, body) = self.0.send(request).await?.into_parts();
            let bytes = body
                .collect()
                .await
                .map(|body| body.to_bytes())
                .unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes).replacen('{', "{\"meddled\":true,", 1);
            Ok(Response::from_parts(parts, Body::whole(text.into())))
        })
    }
}

#[tokio::test]
async fn an_answer_that_is_meddled_with_is_found() {
    use rehearsals::payments::fake::{FakeService, maker, rehearse};
    let service = FakeService::new(1);
    let answers = service.answers().clone();
    let transport = Meddling(TowerTransport::new(service.into_router()));
    let rehearsal = Rehearsal::new(&rehearsals::payments::operations::SERVICE, maker(1), transport);
    let mut rehearsal = rehearsal.answered_by(&answers);
    rehearse(&mut rehearsal).await;
    let findings: Vec<_> = rehearsal.findings().iter().map(ToString::to_string).collect();
    let calls = usize::try_from(rehearsal.calls()).unwrap();
    let found = findings
        .iter()
        .filter(|finding| finding.contains("arrives otherwise"));
    assert_eq!(found.count(), calls, "{findings:?}");
}

#[tokio::test]
async fn an_argument_that_is_not_sent_is_found() {
    use rehearsals::parameters::fake::{FakeService, maker};
    use rehearsals::parameters::{client::Client, operations, server};
    let transport = TowerTransport::new(FakeService::new(1).into_router());
    let mut rehearsal = Rehearsal::new(&operations::SERVICE, maker(1), transport);
    let client = Client::builder()
        .base_url(rehearsal.base_url())
        .transport(rehearsal.transport())
        .build()
        .unwrap();
    rehearsal
        .call(&operations::FIND_BOOKS, |request: server::FindBooksRequest| {
            client.find_books(request.shelf, request.book, request.page.wrapping_add(1))
        })
        .await;
    let findings: Vec<_> = rehearsal.findings().iter().map(ToString::to_string).collect();
    assert!(
        findings.iter().any(|finding| finding.contains("was sent as")),
        "{findings:?}"
    );
}

#[tokio::test]
async fn made_answers_are_of_the_media_type_that_is_asked_for() {
    use rehearsals::representations::{client::Client, fake::FakeService};
    for seed in SEEDS {
        let transport = TowerTransport::new(FakeService::new(seed).into_router());
        let client = Client::builder().transport(transport).build().unwrap();
        for _ in 0..10 {
            client.list_reports().await.unwrap();
            client.list_reports().as_csv().await.unwrap();
            client.list_reports().as_reports_json().await.unwrap();
            client.export_reports().as_bytes().await.unwrap();
            client.export_reports().as_events().await.unwrap();
        }
    }
}
