//! What the generated payment sessions do with sessions: known, newer, and contradictory ones.

use payment_sessions::runtime::{Json, Validate as _, json};
use payment_sessions::types::{
    PaymentSession, PaymentSessionProvider, PaymentSessionStatus, Provider,
    StripeHostedCheckoutConfiguration, StripePaymentIntentConfiguration,
};
use serde_json::{Value, json};

/// The reference page's example, with members as it has them.
fn embedded() -> Value {
    json!({
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
        "metadata": { "source": "mobile_app", "campaign": "summer_2024" },
        "createdAt": "2024-09-29T10:00:00Z",
        "updatedAt": "2024-09-29T10:30:00Z",
        "paymentProfileId": "f4a5b6c7-d8e9-0123-4567-234567890123",
        "returnUrl": "https://example.com/order/confirmation",
        "cancelUrl": "https://example.com/order/checkout"
    })
}

fn with(changes: Value) -> Value {
    let mut session = embedded();
    for (name, value) in changes.as_object().unwrap() {
        session[name] = value.clone();
    }
    session
}

fn decode(session: &Value) -> Result<PaymentSession, serde_json::Error> {
    serde_json::from_str(&session.to_string())
}

fn written(session: &PaymentSession) -> Value {
    serde_json::from_str(&serde_json::to_string(session).unwrap()).unwrap()
}

/// The session's members as text in the order of `names`, then all others.
fn in_order(session: &Value, names: &[&str]) -> String {
    let members = session.as_object().unwrap();
    let first = names.iter().map(|name| (*name, &members[*name]));
    let rest = members
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .filter(|(name, _)| !names.contains(name));
    let all: Vec<_> = first
        .chain(rest)
        .map(|(name, value)| format!("{}:{value}", json!(name)))
        .collect();
    format!("{{{}}}", all.join(","))
}

#[test]
fn the_reference_example_is_written_back_equal() {
    let session = decode(&embedded()).unwrap();
    assert!(matches!(
        session.provider,
        Provider::StripePaymentIntentConfiguration(_)
    ));
    assert_eq!(written(&session), embedded());
    session.validate().unwrap();
}

#[test]
fn the_tags_decide_wherever_they_stand() {
    let names = ["paymentProvider", "hosted", "provider"];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let text = in_order(&embedded(), &order.map(|index| names[index]));
        let session: PaymentSession = serde_json::from_str(&text).unwrap();
        assert!(
            matches!(session.provider, Provider::StripePaymentIntentConfiguration(_)),
            "{text}"
        );
        assert_eq!(written(&session), embedded());
    }
}

#[test]
fn a_payload_that_fits_both_shapes_is_decided_by_the_tags_and_keeps_all_members() {
    let both = json!({ "clientSecret": "s", "publishableKey": "k", "paymentIntentId": "i", "checkoutUrl": "https://pay.example.com" });
    let hosted = decode(&with(json!({ "hosted": true, "provider": both }))).unwrap();
    let Provider::StripeHostedCheckoutConfiguration(checkout) = &hosted.provider else {
        panic!("{hosted:?}")
    };
    assert_eq!(&*checkout.checkout_url, "https://pay.example.com");
    assert_eq!(written(&hosted)["provider"], both);

    let embedded = decode(&with(json!({ "hosted": false, "provider": both }))).unwrap();
    assert!(matches!(
        embedded.provider,
        Provider::StripePaymentIntentConfiguration(_)
    ));
    assert_eq!(written(&embedded)["provider"], both);
    // The document says `oneOf`, and this payload is two of them.
    assert!(embedded.validate().is_err());
}

#[test]
fn alone_the_members_decide() {
    let intent: Provider = serde_json::from_value(embedded()["provider"].clone()).unwrap();
    assert!(matches!(intent, Provider::StripePaymentIntentConfiguration(_)));
    let hosted: Provider =
        serde_json::from_str(r#"{"checkoutUrl":"https://pay.example.com","new":1}"#).unwrap();
    assert!(matches!(hosted, Provider::StripeHostedCheckoutConfiguration(_)));
    let unknown: Provider = serde_json::from_str(r#"{"qrCode":"…"}"#).unwrap();
    assert!(matches!(unknown, Provider::Unknown(_)));
}

#[test]
fn an_unknown_provider_is_kept_byte_for_byte() {
    let payload = r#"{"token" : "tok_1",  "amount":1.10,"nested":{"b":[1 ,2],"a":12345678901234567890123}}"#;
    for before in [true, false] {
        let tags = r#""paymentProvider":"ADYEN","hosted":false"#;
        let provider = format!(r#""provider":{payload}"#);
        let mut rest = embedded();
        for name in ["paymentProvider", "hosted", "provider"] {
            rest.as_object_mut().unwrap().remove(name);
        }
        let rest = rest.to_string();
        let rest = &rest[1..rest.len() - 1];
        let text = if before {
            format!("{{{tags},{provider},{rest}}}")
        } else {
            format!("{{{provider},{rest},{tags}}}")
        };
        let session: PaymentSession = serde_json::from_str(&text).unwrap();
        let Provider::Unknown(_) = &session.provider else {
            panic!("{session:?}")
        };
        assert!(serde_json::to_string(&session).unwrap().contains(payload));
        let shown = format!("{session:?}");
        assert!(!shown.contains("tok_1"), "{shown}");
        assert!(
            shown.contains(r#"paymentProvider = "ADYEN", hosted = false"#),
            "{shown}"
        );
    }
}

#[test]
fn tags_that_contradict_the_payload_are_an_error_that_says_why() {
    let contradiction = with(json!({ "hosted": true }));
    let orders: [&[&str]; 2] = [
        &["paymentProvider", "hosted", "provider"],
        &["provider", "hosted", "paymentProvider"],
    ];
    for order in orders {
        let error = serde_json::from_str::<PaymentSession>(&in_order(&contradiction, order))
            .unwrap_err()
            .to_string();
        for part in [
            "#/provider",
            "paymentProvider",
            "hosted",
            "its siblings choose",
            "StripeHostedCheckoutConfiguration",
            "checkoutUrl",
            "StripePaymentIntentConfiguration",
        ] {
            assert!(error.contains(part), "`{part}` is missing: {error}");
        }
        assert!(!error.contains("pi_1234"), "{error}");
    }
}

#[test]
fn the_tag_of_an_absent_sibling_counts_as_the_document_says_but_a_required_one_is_missed() {
    let mut session = embedded();
    session.as_object_mut().unwrap().remove("hosted");
    let error = decode(&session).unwrap_err().to_string();
    assert!(error.contains("hosted"), "{error}");
}

#[test]
fn newer_statuses_and_members_survive() {
    let session = decode(&with(json!({ "status": "REFUNDED", "riskScore": 0.75 }))).unwrap();
    assert_eq!(session.status, PaymentSessionStatus::Unknown("REFUNDED".into()));
    assert_eq!(
        session.unknown_members.get("riskScore").and_then(Json::as_f64),
        Some(0.75)
    );
    assert_eq!(
        written(&session),
        with(json!({ "status": "REFUNDED", "riskScore": 0.75 }))
    );
    assert!(session.validate().is_err());
}

#[test]
fn duplicate_members_are_refused_wherever_they_stand() {
    let text = embedded().to_string();
    for (once, twice) in [
        (r#""hosted":false"#, r#""hosted":false,"hosted":true"#),
        (r#""clientSecret":"#, r#""clientSecret":"other","clientSecret":"#),
        (
            r#""source":"mobile_app""#,
            r#""source":"mobile_app","source":"web""#,
        ),
        (r#""status":"#, r#""new":1,"new":2,"status":"#),
    ] {
        let text = text.replacen(once, twice, 1);
        assert!(serde_json::from_str::<PaymentSession>(&text).is_err(), "{text}");
    }
}

#[test]
fn the_client_secret_is_shown_nowhere() {
    let session = decode(&embedded()).unwrap();
    assert!(!format!("{session:?} {session:#?}").contains("secret_abcd"));

    let secret = "pi_1234_secret_abcd";
    let misplaced = [
        json!({ "provider": secret }),
        json!({ "provider": [secret] }),
        json!({ "provider": { "clientSecret": [secret], "publishableKey": "k", "paymentIntentId": "i" } }),
        json!({ "provider": { "clientSecret": { "value": secret }, "publishableKey": "k", "paymentIntentId": "i" } }),
        json!({ "provider": { "clientSecret": secret, "publishableKey": { "k": secret }, "paymentIntentId": 5 } }),
        json!({ "provider": { "clientSecret": secret } }),
        json!({ "hosted": secret }),
        json!({ "paymentProvider": [secret] }),
        json!({ "createdAt": secret }),
        json!({ "metadata": secret }),
        json!({ "savePaymentProfile": secret }),
        json!({ "status": { "secret": secret } }),
        json!({ "returnUrl": { "secret": secret } }),
        json!({ "hosted": true }),
    ];
    for changes in misplaced {
        let text = with(changes).to_string();
        let error = serde_json::from_str::<PaymentSession>(&text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret_abcd"), "{error}");
        let error = json::from_str::<PaymentSession>(&text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret_abcd"), "{error}");
    }
    let unknown = decode(&with(json!({ "status": secret, "new": secret }))).unwrap();
    let violations = unknown.validate().unwrap_err();
    assert!(
        !format!("{violations} {violations:?}").contains("secret_abcd"),
        "{violations}"
    );
}

#[test]
fn the_constructor_cannot_disagree_with_itself() {
    let intent = StripePaymentIntentConfiguration::new("secret", "key", "intent");
    let hosted = StripeHostedCheckoutConfiguration::new("https://pay.example.com");
    assert!(PaymentSessionProvider::new("STRIPE", true, intent.clone()).is_err());
    assert!(PaymentSessionProvider::new("ADYEN", false, intent.clone()).is_err());

    let session = decode(&embedded()).unwrap().with_provider(hosted);
    assert_eq!(written(&session)["hosted"], json!(true));
    assert_eq!(
        written(&session)["provider"],
        json!({ "checkoutUrl": "https://pay.example.com" })
    );

    let mut contradiction = session;
    contradiction.hosted = false;
    assert!(serde_json::to_string(&contradiction).is_err());
}
