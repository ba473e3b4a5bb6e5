//! Types of the user's own, which `fixtures/existing_types.yaml` names. They know nothing of bindery.

use serde::{Deserialize, Serialize};

/// A sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// How much.
    pub amount: i64,
}

impl Money {
    /// Whether there is any.
    pub fn is_some(&self) -> bool {
        self.amount != 0
    }
}

/// Hundredths, written as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cents(pub String);

/// Texts by names.
pub type Labels = std::collections::BTreeMap<String, String>;
