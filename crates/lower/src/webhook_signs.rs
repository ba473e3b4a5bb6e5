//! What tells webhooks apart that one endpoint receives:
//!
//! ```yaml
//! webhooks:   # `type` does: each has values of its own for it
//!   bookLent: { post: { requestBody: …, properties: { type: { const: book.lent } } } }
//!   bookLost: { post: { requestBody: …, properties: { type: { const: book.lost } } } }
//! ```

use std::collections::BTreeSet;

use bindery_model::{
    Api, Json, Method, ParameterLocation, Presence, Shape, TypeId, TypeRef, Webhook, WebhookSign,
};

use crate::lowering::Lowering;

/// How deep the type of a payload is looked into: aliases, unions in unions.
const DEPTH: usize = 16;

impl Lowering<'_> {
    /// Finds, one after another, the headers and members that tell webhooks apart which none before did.
    pub(crate) fn tell_webhooks_apart(&mut self) {
        let api = &self.api;
        let receivers: Vec<usize> = (0..api.webhooks.len())
            .filter(|index| api.webhooks[*index].url.is_none())
            .collect();
        let all: Vec<Vec<WebhookSign>> = receivers
            .iter()
            .map(|index| signs(api, &api.webhooks[*index]))
            .collect();
        let methods: Vec<&Method> = receivers
            .iter()
            .map(|index| &api.webhooks[*index].operation.method)
            .collect();
        let mut alike = BTreeSet::new();
        for left in 0..methods.len() {
            alike.extend(
                (left + 1..methods.len())
                    .filter(|right| methods[left] == methods[*right])
                    .map(|right| (left, right)),
            );
        }
        let mut chosen = vec![Vec::new(); all.len()];
        let mut seen = BTreeSet::new();
        for candidate in all.iter().flatten() {
            if alike.is_empty() || !seen.insert(key(candidate)) {
                continue;
            }
            let before = alike.len();
            alike.retain(|(left, right)| !are_disjoint(&all[*left], &all[*right], candidate));
            if alike.len() < before {
                for (signs, chosen) in all.iter().zip(&mut chosen) {
                    chosen.extend(like(signs, candidate).cloned());
                }
            }
        }
        self.api.webhooks_differ = receivers.len() > 1 && alike.is_empty();
        for (index, signs) in receivers.into_iter().zip(chosen) {
            self.api.webhooks[index].signs = signs;
        }
    }
}

/// Whether both have the header or member of `candidate`, and no value of it in common.
fn are_disjoint(left: &[WebhookSign], right: &[WebhookSign], candidate: &WebhookSign) -> bool {
    match (like(left, candidate), like(right, candidate)) {
        (Some(left), Some(right)) => !values(left).iter().any(|value| values(right).contains(value)),
        _ => false,
    }
}

/// The one of `signs` that is about the same header or member.
fn like<'s>(signs: &'s [WebhookSign], candidate: &WebhookSign) -> Option<&'s WebhookSign> {
    signs.iter().find(|sign| key(sign) == key(candidate))
}

/// Names of headers are told apart as they are written: what differs in case alone tells nothing.
fn key(sign: &WebhookSign) -> (bool, &str) {
    match sign {
        WebhookSign::Header { name, .. } => (true, name),
        WebhookSign::Member { name, .. } => (false, name),
    }
}

fn values(sign: &WebhookSign) -> &[String] {
    match sign {
        WebhookSign::Header { values, .. } | WebhookSign::Member { values, .. } => values,
    }
}

/// The headers and members that a webhook always has, and of which it knows all values.
fn signs(api: &Api, webhook: &Webhook) -> Vec<WebhookSign> {
    let headers = webhook.operation.parameters.iter();
    let headers = headers.filter(|one| one.required && one.location == ParameterLocation::Header);
    let mut found: Vec<WebhookSign> = headers
        .filter_map(|one| {
            Some(WebhookSign::Header {
                name: one.wire_name.clone(),
                values: texts(api, &one.type_ref, DEPTH)?,
            })
        })
        .collect();
    let members = webhook.payload.map(|payload| members(api, payload, DEPTH));
    let members = members.into_iter().flatten();
    found.extend(members.map(|(name, values)| WebhookSign::Member { name, values }));
    found
}

/// The members of an object that are always one of some strings; of a union, those of all variants.
fn members(api: &Api, id: TypeId, depth: usize) -> Vec<(String, Vec<String>)> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    let of = |type_ref: &TypeRef| match type_ref {
        TypeRef::Named(id) => members(api, *id, depth),
        TypeRef::Boxed(inner) => match &**inner {
            TypeRef::Named(id) => members(api, *id, depth),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    match &api.type_def(id).shape {
        Shape::Alias(target) => of(target),
        Shape::Newtype(newtype) => of(&newtype.inner),
        Shape::Object(object) => {
            let required = object
                .members
                .iter()
                .filter(|member| member.presence == Presence::Required);
            required
                .filter_map(|member| Some((member.wire_name.clone(), texts(api, &member.type_ref, depth)?)))
                .collect()
        }
        Shape::Union(union) => {
            let mut variants = union.variants.iter().map(|variant| of(&variant.type_ref));
            let mut common = variants.next().unwrap_or_default();
            for variant in variants {
                common.retain_mut(|(name, values)| {
                    let other = variant.iter().find(|(other, _)| other == name);
                    other.is_some_and(|(_, more)| {
                        values.extend(more.iter().cloned());
                        true
                    })
                });
            }
            common
        }
        Shape::Enum(_) => Vec::new(),
    }
}

/// All values of a type of strings.
fn texts(api: &Api, type_ref: &TypeRef, depth: usize) -> Option<Vec<String>> {
    let TypeRef::Named(id) = type_ref else {
        return None;
    };
    match &api.type_def(*id).shape {
        Shape::Alias(target) => texts(api, target, depth.checked_sub(1)?),
        Shape::Enum(enumeration) => enumeration
            .values
            .iter()
            .map(|value| match &value.value {
                Json::String(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
