//! A crate whose build script generates its API: three lines in `build.rs`, one `include!` here.

/// The Connect API, generated when this crate is built.
pub mod payment_sessions {
    include!(concat!(env!("OUT_DIR"), "/payment_sessions/mod.rs"));
}

use payment_sessions::types::{PaymentSession, PaymentSessionStatus};

/// Whether the customer has nothing more to do for this session.
pub fn is_settled(session: &PaymentSession) -> bool {
    matches!(
        session.status,
        PaymentSessionStatus::Completed | PaymentSessionStatus::Failed
    )
}
