//! Payment sessions: a union that its siblings choose.

use std::collections::BTreeMap;

use bindery_runtime::{Json, Members, UnknownVariant, Validate, json};

use crate::types::{
    PaymentSession, PaymentSessionProvider, PaymentSessionRequired, PaymentSessionStatus, Provider,
    StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration,
};

pub(crate) const SESSION: &str = r#"{
  "paymentSessionId": "d2e3f4a5-b6c7-8901-2345-012345678901",
  "orderId": "e3f4a5b6-c7d8-9012-3456-123456789012",
  "paymentProvider": "STRIPE",
  "savePaymentProfile": true,
  "hosted": false,
  "provider": {
    "clientSecret": "pi_1234_secret_abcd",
    "publishableKey": "pk_test_1234567890abcdef",
    "paymentIntentId": "pi_1234567890abcdef"
  },
  "status": "PENDING",
  "metadata": {
    "source": "mobile_app",
    "campaign": "summer_2024"
  },
  "createdAt": "2024-09-29T10:00:00Z",
  "updatedAt": "2024-09-29T10:30:00Z",
  "paymentProfileId": "f4a5b6c7-d8e9-0123-4567-234567890123",
  "returnUrl": "https://example.com/order/confirmation",
  "cancelUrl": "https://example.com/order/checkout"
}"#;

fn read(text: &str) -> PaymentSession {
    json::from_str(text).unwrap()
}

fn fault(text: &str) -> String {
    let error = json::from_str::<PaymentSession>(text).unwrap_err();
    format!("{}: {}", error.path(), error.detail())
}

/// A session of these members, and what every session has.
fn with(members: &str) -> String {
    format!(
        r#"{{{members}, "paymentSessionId": "1", "status": "PENDING", "metadata": {{}}, "createdAt": "2024-09-29T10:00:00Z"}}"#
    )
}

const INTENT: &str = r#""provider": {"clientSecret": "s", "publishableKey": "p", "paymentIntentId": "i"}"#;
const CHECKOUT: &str = r#""provider": {"checkoutUrl": "https://example.com/"}"#;
const TAGS: &str = r#""paymentProvider": "STRIPE", "hosted": false"#;

#[test]
fn the_reference_page_s_example_is_read_and_written_back() {
    let session = read(SESSION);
    match &session.provider {
        Provider::StripePaymentIntentConfiguration(intent) => {
            assert_eq!(intent.client_secret.expose(), "pi_1234_secret_abcd");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(session.validate(), Ok(()));
    let written = serde_json::to_string(&session).unwrap();
    assert_eq!(written.parse::<Json>().unwrap(), SESSION.parse::<Json>().unwrap());
    assert_eq!(read(&written), session);
    assert!(
        written.find("\"hosted\"") < written.find("\"provider\""),
        "tags come first"
    );
}

#[test]
fn tags_may_stand_anywhere() {
    let orders = [
        format!("{TAGS}, {INTENT}"),
        format!("{INTENT}, {TAGS}"),
        format!(r#""paymentProvider": "STRIPE", {INTENT}, "hosted": false"#),
        format!(r#""hosted": false, {INTENT}, "paymentProvider": "STRIPE""#),
    ];
    let first = read(&with(&orders[0]));
    assert!(matches!(
        first.provider,
        Provider::StripePaymentIntentConfiguration(_)
    ));
    for order in &orders {
        assert_eq!(read(&with(order)), first, "{order}");
    }
}

#[test]
fn every_order_of_members_says_the_same() {
    let members: BTreeMap<String, Json> = SESSION.parse::<Json>().unwrap().members().collect();
    let mut names: Vec<_> = members.keys().cloned().collect();
    let expected = read(SESSION);
    let mut random = 1u64;
    for _ in 0..500 {
        for place in (1..names.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            names.swap(place, (random >> 33) as usize % (place + 1));
        }
        let lines: Vec<_> = names
            .iter()
            .map(|name| format!("{name:?}: {}", members[name]))
            .collect();
        assert_eq!(read(&format!("{{{}}}", lines.join(","))), expected);
    }
}

#[test]
fn a_value_that_fits_both_variants_is_what_its_siblings_say() {
    let both = r#""provider": {"clientSecret": "s", "publishableKey": "p", "paymentIntentId": "i", "checkoutUrl": "https://example.com/"}"#;
    for hosted in [false, true] {
        let tags = format!(r#""paymentProvider": "STRIPE", "hosted": {hosted}"#);
        for text in [with(&format!("{tags}, {both}")), with(&format!("{both}, {tags}"))] {
            let session = read(&text);
            let is_hosted = matches!(session.provider, Provider::StripeHostedCheckoutConfiguration(_));
            assert_eq!(is_hosted, hosted);
            assert_eq!(
                Json::of(&session).unwrap(),
                text.parse::<Json>().unwrap(),
                "nothing is lost"
            );
            let violations = session.validate().unwrap_err();
            assert_eq!(
                violations.to_string(),
                "#/provider: fits 2 of the 2 variants, and must fit one"
            );
        }
    }
}

#[test]
fn an_unknown_provider_is_kept_byte_for_byte() {
    let provider = r#"{"token": "tok_secret", "amounts": [1.10, 1e2], "nested": { "a":null } }"#;
    for order in [
        format!(r#""paymentProvider": "KLARNA", "hosted": false, "provider": {provider}"#),
        format!(r#""provider": {provider}, "paymentProvider": "KLARNA", "hosted": false"#),
    ] {
        let session = read(&with(&order));
        let Provider::Unknown(unknown) = &session.provider else {
            panic!("{session:?}")
        };
        assert_eq!(unknown.json().as_text(), provider);
        assert!(json::to_string(&session).unwrap().contains(provider));
        let shown = format!("{unknown:?}");
        assert!(
            shown.contains(r#"paymentProvider = "KLARNA", hosted = false"#),
            "{shown}"
        );
        assert!(
            shown.contains(&format!("{} bytes", provider.len())) && !shown.contains("tok"),
            "{shown}"
        );
        assert!(
            session
                .validate()
                .unwrap_err()
                .to_string()
                .starts_with("#/provider: fits none of the 2 variants")
        );
    }
}

#[test]
fn tags_that_contradict_the_value_are_an_error_that_says_all() {
    for text in [
        with(&format!("{TAGS}, {CHECKOUT}")),
        with(&format!("{CHECKOUT}, {TAGS}")),
    ] {
        assert_eq!(
            fault(&text),
            "#/provider: its siblings choose StripePaymentIntentConfiguration by paymentProvider = \"STRIPE\", \
             hosted = false, which does not fit: StripePaymentIntentConfiguration: `clientSecret` is missing; \
             StripeHostedCheckoutConfiguration needs paymentProvider = \"STRIPE\", hosted = true"
        );
    }
    for text in [
        with(&format!(r#"{TAGS}, "provider": "x""#)),
        with(&format!(r#""provider": "x", {TAGS}"#)),
    ] {
        let fault = fault(&text);
        assert!(fault.starts_with("#/provider: "), "{fault}");
        assert!(fault.contains("a string") && !fault.contains("\"x\""), "{fault}");
    }
}

#[test]
fn an_error_within_the_chosen_variant_says_where() {
    let wrong = r#""provider": {"clientSecret": 5, "publishableKey": "p", "paymentIntentId": "i"}"#;
    for text in [
        with(&format!("{TAGS}, {wrong}")),
        with(&format!("{wrong}, {TAGS}")),
    ] {
        assert_eq!(
            fault(&text),
            "#/provider/clientSecret: expected a string, found a number"
        );
    }
}

#[test]
fn a_required_member_is_missed_by_name() {
    assert_eq!(
        fault(&with(r#""paymentProvider": "STRIPE", "hosted": false"#)),
        "#/provider: is missing"
    );
    assert_eq!(
        fault(&with(&format!(r#""paymentProvider": "STRIPE", {INTENT}"#))),
        "#/hosted: is missing"
    );
}

#[test]
fn constructors_cannot_contradict_themselves() {
    let intent = StripePaymentIntentConfiguration::new("s", "p", "i");
    let hosted = StripeHostedCheckoutConfiguration::new("https://example.com/");
    let error = PaymentSessionProvider::new("STRIPE", true, intent.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "paymentProvider = \"STRIPE\", hosted = true choose StripeHostedCheckoutConfiguration, \
         but the value is StripePaymentIntentConfiguration"
    );
    assert!(PaymentSessionProvider::new("KLARNA", true, intent.clone()).is_err());
    let unknown = Provider::Unknown(UnknownVariant::new("x"));
    assert!(PaymentSessionProvider::new("KLARNA", true, unknown.clone()).is_ok());
    assert!(PaymentSessionProvider::new("STRIPE", true, unknown).is_err());
    let required = PaymentSessionRequired {
        payment_session_id: "1".into(),
        provider: intent.into(),
        status: PaymentSessionStatus::Pending,
        metadata: BTreeMap::new(),
        created_at: "2024-09-29T10:00:00Z".parse().unwrap(),
    };
    let session = PaymentSession::new(required)
        .with_provider(hosted)
        .with_return_url("https://example.com/");
    assert!(session.hosted);
    assert_eq!(read(&json::to_string(&session).unwrap()), session);
}

#[test]
fn a_contradiction_is_not_written() {
    let mut session = read(SESSION);
    session.hosted = true;
    let error = json::to_string(&session).unwrap_err();
    assert!(
        error
            .detail()
            .starts_with("#/provider: paymentProvider = \"STRIPE\", hosted = true choose"),
        "{error}"
    );
    assert!(serde_json::to_string(&session).is_err() && Json::of(&session).is_err());
    assert_eq!(
        session.validate().unwrap_err().iter().next().unwrap().pointer(),
        "#/provider"
    );
}

#[test]
fn names_that_stand_twice_are_refused_everywhere() {
    let twice = [
        (format!(r#"{TAGS}, "hosted": true, {INTENT}"#), "#/hosted"),
        (format!(r#"{TAGS}, {INTENT}, {INTENT}"#), "#/provider"),
        (format!(r#"{INTENT}, {TAGS}, {INTENT}"#), "#/provider"),
        (
            format!(r#"{TAGS}, {INTENT}, "new": 1, "other": 2, "new": 1"#),
            "#/new",
        ),
        (
            format!(r#"{TAGS}, {INTENT}, "new": {{"a": [{{"b": 1, "\u0062": 2}}]}}"#),
            "#/new",
        ),
        (
            format!(
                r#"{TAGS}, "provider": {{"clientSecret": "s", "clientSecret": "s", "publishableKey": "p", "paymentIntentId": "i"}}"#
            ),
            "#/provider/clientSecret",
        ),
        (
            r#""paymentProvider": "X", "hosted": true, "provider": {"a": 1, "a": 1}"#.to_owned(),
            "#/provider",
        ),
    ];
    for (members, path) in twice {
        let fault = fault(&with(&members));
        assert!(
            fault.starts_with(&format!("{path}: ")) && fault.contains("stands twice"),
            "{members}: {fault}"
        );
    }
    let metadata =
        with(&format!("{TAGS}, {INTENT}")).replace(r#""metadata": {}"#, r#""metadata": {"a": 1, "a": 2}"#);
    assert_eq!(fault(&metadata), "#/metadata/a: stands twice");
}

#[test]
fn unknown_members_and_statuses_survive() {
    let text = with(&format!(
        r#"{TAGS}, {INTENT}, "new": {{"x": [1.0, 2e0]}}, "null": null"#
    ))
    .replace("PENDING", "REFUNDED");
    let session = read(&text);
    assert_eq!(session.status, PaymentSessionStatus::Unknown("REFUNDED".into()));
    assert_eq!(
        session.unknown_members.get("new").unwrap().as_text(),
        r#"{"x": [1.0, 2e0]}"#
    );
    assert_eq!(session.unknown_members.len(), 2);
    assert_eq!(Json::of(&session).unwrap(), text.parse::<Json>().unwrap());
    assert_eq!(
        session.validate().unwrap_err().to_string(),
        "#/status: is none of the 4 values that it may have"
    );
}

#[test]
fn an_undeclared_member_with_a_declared_name_is_not_written() {
    let mut session = read(SESSION);
    session.unknown_members = Members::from_iter([("status", "FAILED")]);
    assert!(
        json::to_string(&session)
            .unwrap_err()
            .to_string()
            .contains("#/status")
    );
}
