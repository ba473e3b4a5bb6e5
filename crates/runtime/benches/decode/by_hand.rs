//! The session by a visitor as someone would write it for this one union: straight into the variant where the tags
//! came first, else through the raw text. Errors and unknown members are left to serde.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::derived::{StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration};

#[expect(dead_code, reason = "what was read is only measured")]
pub(crate) struct PaymentSession {
    payment_session_id: String,
    payment_provider: String,
    hosted: bool,
    provider: Provider,
    status: String,
    metadata: BTreeMap<String, Box<RawValue>>,
    created_at: String,
    return_url: Option<String>,
}

#[expect(dead_code, reason = "what was read is only measured")]
enum Provider {
    Intent(StripePaymentIntentConfiguration),
    Hosted(StripeHostedCheckoutConfiguration),
    Unknown(Box<RawValue>),
}

#[derive(Default)]
struct Slots<'de> {
    payment_session_id: Option<String>,
    payment_provider: Option<String>,
    hosted: Option<bool>,
    provider: Option<Provider>,
    held: Option<&'de RawValue>,
    status: Option<String>,
    metadata: Option<BTreeMap<String, Box<RawValue>>>,
    created_at: Option<String>,
    return_url: Option<String>,
}

struct SessionVisitor;

impl<'de> Visitor<'de> for SessionVisitor {
    type Value = PaymentSession;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a payment session")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PaymentSession, A::Error> {
        let mut slots = Slots::default();
        while let Some(name) = map.next_key::<&str>()? {
            match name {
                "paymentSessionId" => slots.payment_session_id = Some(map.next_value()?),
                "paymentProvider" => slots.payment_provider = Some(map.next_value()?),
                "hosted" => slots.hosted = Some(map.next_value()?),
                "provider" => match (slots.payment_provider.as_deref(), slots.hosted) {
                    (Some("STRIPE"), Some(false)) => {
                        slots.provider = Some(Provider::Intent(map.next_value()?))
                    }
                    (Some("STRIPE"), Some(true)) => {
                        slots.provider = Some(Provider::Hosted(map.next_value()?))
                    }
                    _ => slots.held = Some(map.next_value()?),
                },
                "status" => slots.status = Some(map.next_value()?),
                "metadata" => slots.metadata = Some(map.next_value()?),
                "createdAt" => slots.created_at = Some(map.next_value()?),
                "returnUrl" => slots.return_url = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        slots.finish()
    }
}

impl Slots<'_> {
    fn finish<E: Error>(self) -> Result<PaymentSession, E> {
        let missing = E::missing_field;
        let payment_provider = self.payment_provider.ok_or_else(|| missing("paymentProvider"))?;
        let hosted = self.hosted.ok_or_else(|| missing("hosted"))?;
        let provider = match (self.provider, self.held) {
            (Some(provider), _) => provider,
            (None, Some(held)) => match (&*payment_provider, hosted) {
                ("STRIPE", false) => Provider::Intent(serde_json::from_str(held.get()).map_err(E::custom)?),
                ("STRIPE", true) => Provider::Hosted(serde_json::from_str(held.get()).map_err(E::custom)?),
                _ => Provider::Unknown(held.to_owned()),
            },
            (None, None) => return Err(missing("provider")),
        };
        Ok(PaymentSession {
            payment_session_id: self
                .payment_session_id
                .ok_or_else(|| missing("paymentSessionId"))?,
            payment_provider,
            hosted,
            provider,
            status: self.status.ok_or_else(|| missing("status"))?,
            metadata: self.metadata.ok_or_else(|| missing("metadata"))?,
            created_at: self.created_at.ok_or_else(|| missing("createdAt"))?,
            return_url: self.return_url,
        })
    }
}

impl<'de> Deserialize<'de> for PaymentSession {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SessionVisitor)
    }
}
