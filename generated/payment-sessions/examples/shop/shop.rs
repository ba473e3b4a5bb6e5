//! The server's side: what the shop does when it is asked.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use payment_sessions::runtime::http::StatusCode;
use payment_sessions::server::{
    CancelPaymentSessionError, CancelPaymentSessionRequest, CreatePaymentSessionError,
    CreatePaymentSessionRequest, GetPaymentSessionError, GetPaymentSessionRequest, PaymentSessions,
};
use payment_sessions::types::{PaymentSession, PaymentSessionStatus, Problem};

use crate::idempotency::{Answers, Request, Reused};
use crate::session;
use crate::till::Cashier;

/// A shop that keeps its books in memory.
#[derive(Debug, Default)]
pub struct Shop {
    books: Mutex<Books>,
}

/// The sessions, and the answers that were given under an idempotency key.
#[derive(Debug, Default)]
struct Books {
    sessions: HashMap<String, PaymentSession>,
    answers: Answers,
}

impl PaymentSessions for Shop {
    type Principal = Cashier;

    async fn create_payment_session(
        &self,
        request: CreatePaymentSessionRequest,
        _: Cashier,
    ) -> Result<PaymentSession, CreatePaymentSessionError> {
        let CreatePaymentSessionRequest {
            idempotency_key: key,
            body: order,
            ..
        } = request;
        let mut books = self.books();
        let request = Request::Create(order.clone());
        if let Some(session) = books.answers.recall(key.as_deref(), &request)? {
            return Ok(session);
        }
        let session = session::open(order).map_err(|_| failure())?;
        books
            .sessions
            .insert(session.payment_session_id.clone(), session.clone());
        books.answers.remember(key, request, &session);
        Ok(session)
    }

    async fn get_payment_session(
        &self,
        request: GetPaymentSessionRequest,
        _: Cashier,
    ) -> Result<PaymentSession, GetPaymentSessionError> {
        let session = self.books().sessions.get(&request.payment_session_id).cloned();
        session.ok_or_else(|| GetPaymentSessionError::NotFound(not_found()))
    }

    async fn cancel_payment_session(
        &self,
        request: CancelPaymentSessionRequest,
        _: Cashier,
    ) -> Result<PaymentSession, CancelPaymentSessionError> {
        let CancelPaymentSessionRequest {
            payment_session_id: id,
            idempotency_key: key,
            ..
        } = request;
        let mut books = self.books();
        let request = Request::Cancel(id.clone());
        if let Some(session) = books.answers.recall(key.as_deref(), &request)? {
            return Ok(session);
        }
        let session = books.sessions.get_mut(&id);
        let session = session.ok_or_else(|| CancelPaymentSessionError::NotFound(not_found()))?;
        session.status = PaymentSessionStatus::Failed;
        session.updated_at = Timestamp::now().into();
        let session = session.clone();
        books.answers.remember(key, request, &session);
        Ok(session)
    }
}

impl Shop {
    fn books(&self) -> MutexGuard<'_, Books> {
        // Nothing leaves them half written, so they are good even if a call panicked.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Reused> for CreatePaymentSessionError {
    fn from(_: Reused) -> Self {
        Self::Conflict(conflict())
    }
}

impl From<Reused> for CancelPaymentSessionError {
    fn from(_: Reused) -> Self {
        Self::Conflict(conflict())
    }
}

fn not_found() -> Problem {
    problem(StatusCode::NOT_FOUND, "There is no such payment session.")
}

fn conflict() -> Problem {
    let detail = "The idempotency key was used for another request within the last 24 hours.";
    problem(StatusCode::CONFLICT, detail)
}

fn failure() -> CreatePaymentSessionError {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    CreatePaymentSessionError::Default(status, problem(status, "The session could not be opened."))
}

fn problem(status: StatusCode, detail: &str) -> Problem {
    Problem::new()
        .with_status(status.as_u16().into())
        .with_title(status.canonical_reason().unwrap_or_default())
        .with_detail(detail)
}
