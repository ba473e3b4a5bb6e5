//! The client's side: from a new session to a cancelled one.

use std::fmt::Display;

use payment_sessions::client::{
    CancelPaymentSessionError, Client, CreatePaymentSessionError, Error, GetPaymentSessionError,
};
use payment_sessions::types::{NewPaymentSession, PaymentSession, PaymentSessionStatus, Provider};
use uuid::Uuid;

use crate::Result;

/// Drives a real server: every step must go as the document says.
pub async fn tour(client: &Client) -> Result<()> {
    let session = embedded(client).await?;
    hosted(client).await?;
    read(client, &session).await?;
    repeated_key(client).await?;
    cancelled(client, &session).await?;
    missing(client).await
}

/// Drives a server that knows nothing but the document's examples: every answer must be one that the
/// document declares.
pub async fn rehearsal(client: &Client) -> Result<()> {
    answered(
        "create, embedded",
        client.create_payment_session(order(false)).await,
    )?;
    answered("create, hosted", client.create_payment_session(order(true)).await)?;
    answered("get", client.get_payment_session(Uuid::new_v4()).await)?;
    let cancel = client.cancel_payment_session(Uuid::new_v4());
    answered("cancel", cancel.with_idempotency_key(Uuid::new_v4()).await)
}

/// Sends what the document forbids, and shows all that the server finds wrong with it.
pub async fn refused(client: &Client) -> Result<()> {
    let call = client
        .create_payment_session(order(false))
        .with_idempotency_key("k".repeat(257));
    let Err(Error::Api(CreatePaymentSessionError::UnprocessableContent(problem))) = call.await else {
        return surprise("an idempotency key of 257 characters was not refused");
    };
    let errors = problem.errors.unwrap_or_default();
    for error in &errors {
        let place = error.parameter.as_ref().unwrap_or(&error.pointer);
        say("too long a key", format_args!("{place} {}", error.detail));
    }
    match errors.is_empty() {
        true => surprise("the server does not say what is wrong with an idempotency key of 257 characters"),
        false => Ok(()),
    }
}

/// Creates a session whose payment widget is embedded in a page.
async fn embedded(client: &Client) -> Result<PaymentSession> {
    let session = client.create_payment_session(order(false)).await?;
    let Provider::StripePaymentIntentConfiguration(intent) = &session.provider else {
        return surprise("an embedded session has no payment intent");
    };
    // Printing a secret says only that there is one.
    say(
        "create, embedded",
        format_args!(
            "session {}: a widget with {}, client secret {:?}",
            session.payment_session_id, intent.publishable_key, intent.client_secret,
        ),
    );
    Ok(session)
}

/// Creates a session whose customer pays on a page of the provider's.
async fn hosted(client: &Client) -> Result<()> {
    let session = client.create_payment_session(order(true)).await?;
    let Provider::StripeHostedCheckoutConfiguration(checkout) = &session.provider else {
        return surprise("a hosted session has no checkout page");
    };
    say(
        "create, hosted",
        format_args!(
            "session {}: redirect to {}",
            session.payment_session_id, checkout.checkout_url,
        ),
    );
    Ok(())
}

async fn read(client: &Client, created: &PaymentSession) -> Result<()> {
    let session = client.get_payment_session(&created.payment_session_id).await?;
    if session != *created {
        return surprise("a session is not what it was when it was created");
    }
    say(
        "get",
        format_args!("session {} is {}", session.payment_session_id, session.status),
    );
    Ok(())
}

/// A repeated request under a key does nothing twice; another request under it is refused.
async fn repeated_key(client: &Client) -> Result<()> {
    let key = Uuid::new_v4().to_string();
    let first = client
        .create_payment_session(order(false))
        .with_idempotency_key(&key)
        .await?;
    let again = client
        .create_payment_session(order(false))
        .with_idempotency_key(&key)
        .await?;
    if first != again {
        return surprise("a repeated request made another session");
    }
    say(
        "repeat under the same key",
        format_args!("session {} again", again.payment_session_id),
    );

    match client
        .create_payment_session(order(true))
        .with_idempotency_key(&key)
        .await
    {
        Err(Error::Api(CreatePaymentSessionError::Conflict(problem))) => {
            say("change under the same key", problem.detail.unwrap_or_default());
            Ok(())
        }
        _ => surprise("a changed request under the same key was not refused"),
    }
}

async fn cancelled(client: &Client, session: &PaymentSession) -> Result<()> {
    let session = client.cancel_payment_session(&session.payment_session_id).await?;
    if session.status != PaymentSessionStatus::Failed {
        return surprise("a cancelled session can still be paid");
    }
    say(
        "cancel",
        format_args!("session {} is {}", session.payment_session_id, session.status),
    );
    Ok(())
}

async fn missing(client: &Client) -> Result<()> {
    let id = Uuid::new_v4().to_string();
    let Err(Error::Api(GetPaymentSessionError::NotFound(problem))) = client.get_payment_session(&id).await
    else {
        return surprise("a session that was never created was found");
    };
    say("get, missing", problem.detail.unwrap_or_default());
    match client.cancel_payment_session(&id).await {
        Err(Error::Api(CancelPaymentSessionError::NotFound(problem))) => {
            say("cancel, missing", problem.detail.unwrap_or_default());
            Ok(())
        }
        _ => surprise("a session that was never created was cancelled"),
    }
}

fn order(hosted: bool) -> NewPaymentSession {
    NewPaymentSession::new("e3f4a5b6-c7d8-9012-3456-123456789012", "STRIPE")
        .with_hosted(hosted)
        .with_return_url("https://example.com/order/confirmation")
}

fn answered<E: Display>(step: &str, answer: std::result::Result<PaymentSession, Error<E>>) -> Result<()> {
    match answer {
        Ok(session) => say(step, format_args!("a session that is {}", session.status)),
        Err(Error::Api(failure)) => say(step, format_args!("the document's {failure}")),
        Err(other) => return Err(format!("{step}: {other}").into()),
    }
    Ok(())
}

fn say(step: &str, what: impl Display) {
    println!("{step:>26}  {what}");
}

fn surprise<T>(what: &str) -> Result<T> {
    Err(what.into())
}
