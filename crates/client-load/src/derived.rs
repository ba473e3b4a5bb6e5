//! The types by serde's derives: members that are not declared are dropped, unions are untagged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A customer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the document says it")]
pub struct Customer {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    pub status: Status,
    pub active: bool,
    pub balance: i64,
    pub score: f64,
    pub tags: Vec<String>,
    pub address: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Address>,
    pub metadata: BTreeMap<String, String>,
    pub created_at: String,
}

/// An address.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the document says it")]
pub struct Address {
    pub street: String,
    pub city: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    pub country: String,
}

/// Of a customer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the document says it")]
pub enum Status {
    New,
    Active,
    Suspended,
    Closed,
}

/// A payment session.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the document says it")]
pub struct Session {
    pub id: String,
    pub payment_provider: String,
    pub hosted: bool,
    pub provider: Provider,
    pub status: SessionStatus,
    pub created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
}

/// Of a session.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the document says it")]
pub enum SessionStatus {
    Pending,
    RequiresAction,
    Completed,
    Failed,
}

/// A union of two.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the document says it")]
pub enum Provider {
    Intent(Intent),
    Hosted(Hosted),
}

/// The first of the two.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the document says it")]
pub struct Intent {
    pub client_secret: String,
    pub publishable_key: String,
    pub payment_intent_id: String,
}

/// The second of the two.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the document says it")]
pub struct Hosted {
    pub checkout_url: String,
}

macro_rules! payments {
    ($($name:ident $own:ident),*) => {
        /// A union of eight, each told by a member of its own.
        #[derive(Debug, Deserialize, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "the document says it")]
        pub enum Payment {
            $($name($name)),*
        }

        $(
            /// One of the eight.
            #[derive(Debug, Deserialize, Serialize)]
            #[expect(missing_docs, reason = "the document says it")]
            pub struct $name {
                pub $own: String,
                pub amount: i64,
                pub currency: String,
            }
        )*
    };
}

payments!(Card card, Bank bank, Cash cash, Check check, Gift gift, Coin coin, Wire wire, Debt debt);

macro_rules! events {
    ($($name:ident $kind:ident $text:literal $own:ident),*) => {
        /// A union of eight, told by one member.
        #[derive(Debug, Deserialize, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "the document says it")]
        pub enum Event {
            $($name($name)),*
        }

        $(
            /// One of the eight.
            #[derive(Debug, Deserialize, Serialize)]
            #[expect(missing_docs, reason = "the document says it")]
            pub struct $name {
                #[serde(rename = "type")]
                pub kind: $kind,
                pub at: String,
                pub by: String,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $own: Option<String>,
            }

            /// Its `type`.
            #[derive(Debug, Deserialize, Serialize)]
            #[expect(missing_docs, reason = "the document says it")]
            pub enum $kind {
                #[serde(rename = $text)]
                Only,
            }
        )*
    };
}

events!(
    Opened OpenedType "opened" note, Closed ClosedType "closed" reason, Moved MovedType "moved" to,
    Renamed RenamedType "renamed" name, Locked LockedType "locked" until, Unlocked UnlockedType "unlocked" key,
    Split SplitType "split" parts, Merged MergedType "merged" into
);
