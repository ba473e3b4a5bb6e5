//! A body that is much larger than the other answers of its operation is boxed, and goes over the wire
//! as it did.

use bindery_runtime::{client::TowerTransport, http::StatusCode};
use bindery_tests::large_answers::{
    client::{Client, Error},
    operations::{CreateRefundAnswer, CreateRefundError, GetRefundError},
    server::{AnswersOfVeryDifferentSizes, CreateRefundRequest, GetRefundRequest, router},
    types::RefundResponse,
};

#[derive(Clone, Copy)]
enum Outcome {
    Created,
    Accepted,
    Refused,
}

struct Refunds(Outcome);

fn refund() -> RefundResponse {
    let mut refund = RefundResponse::new();
    refund.id = Some("r_1".to_owned());
    refund
}

impl AnswersOfVeryDifferentSizes for Refunds {
    async fn create_refund(&self, _: CreateRefundRequest) -> Result<CreateRefundAnswer, CreateRefundError> {
        match self.0 {
            Outcome::Created => Ok(CreateRefundAnswer::Created(Box::new(refund()))),
            Outcome::Accepted => Ok(CreateRefundAnswer::Accepted),
            Outcome::Refused => Err(CreateRefundError::ClientError(
                StatusCode::GONE,
                Box::new(refund()),
            )),
        }
    }

    async fn get_refund(&self, _: GetRefundRequest) -> Result<RefundResponse, GetRefundError> {
        Ok(refund())
    }
}

fn client(outcome: Outcome) -> Client {
    Client::builder()
        .transport(TowerTransport::new(router(Refunds(outcome))))
        .build()
        .unwrap()
}

#[tokio::test]
async fn boxed_answers_go_over_the_wire() {
    let created = client(Outcome::Created).create_refund().await.unwrap();
    assert_eq!(created, CreateRefundAnswer::Created(Box::new(refund())));
    let accepted = client(Outcome::Accepted).create_refund().await.unwrap();
    assert_eq!(accepted, CreateRefundAnswer::Accepted);
    let Err(Error::Api(refused)) = client(Outcome::Refused).create_refund().await else {
        panic!("no error")
    };
    assert_eq!(
        refused,
        CreateRefundError::ClientError(StatusCode::GONE, Box::new(refund()))
    );
}

#[tokio::test]
async fn an_only_success_is_not_boxed() {
    let found: RefundResponse = client(Outcome::Created).get_refund().await.unwrap();
    assert_eq!(found, refund());
    assert!(size_of::<CreateRefundAnswer>() < 32 && size_of::<CreateRefundError>() < 32);
}
