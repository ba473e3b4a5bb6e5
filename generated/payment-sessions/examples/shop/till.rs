//! Who may ask the shop.

use payment_sessions::runtime::Secret;
use payment_sessions::runtime::server::{Call, Refusal};
use payment_sessions::server::PaymentSessionsAuthenticator;

/// Lets in whoever shows its key.
#[derive(Debug)]
pub struct Till {
    key: Secret<String>,
}

/// A caller who has shown the till's key.
#[derive(Clone, Copy, Debug)]
pub struct Cashier;

impl Till {
    pub fn new(key: impl Into<Secret<String>>) -> Self {
        Self { key: key.into() }
    }
}

impl PaymentSessionsAuthenticator for Till {
    type Principal = Cashier;

    async fn api_key(&self, key: &Secret<String>, _: Call<'_>) -> Result<Cashier, Refusal> {
        match are_equal(key.expose().as_bytes(), self.key.expose().as_bytes()) {
            true => Ok(Cashier),
            false => Err(Refusal::Unauthenticated),
        }
    }
}

/// Looks at every byte, so that the time it takes does not tell how much of a key was right.
fn are_equal(left: &[u8], right: &[u8]) -> bool {
    let differences = left
        .iter()
        .zip(right)
        .fold(0, |differences, (left, right)| differences | (left ^ right));
    left.len() == right.len() && differences == 0
}
