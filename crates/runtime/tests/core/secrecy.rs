//! No error and no `Debug` says what a payload holds.

use bindery_runtime::schema::{Invalid, Schema, validate};
use bindery_runtime::{Described, Json, Validate, json};

use crate::session::SESSION;
use crate::types::{PaymentSession, Provider};

/// A secret as a value of each kind, and what of it may not be seen.
const PLANTED: [(&str, &str); 6] = [
    (r#""s3cr3t_value""#, "s3cr3t_value"),
    ("918273645", "918273645"),
    ("91827.3645", "91827"),
    ("9182736455463728190123456789", "918273645"),
    (r#"["s3cr3t_value"]"#, "s3cr3t_value"),
    (r#"{"deep": "s3cr3t_value"}"#, "s3cr3t_value"),
];

/// The text with each value in turn replaced.
fn planted(text: &str, secret: &str) -> Vec<String> {
    let whole: Json = text.parse().unwrap();
    let mut texts = vec![secret.to_owned()];
    for (place, _) in whole.members().enumerate() {
        let lines: Vec<_> = whole
            .members()
            .enumerate()
            .map(|(index, (name, value))| {
                format!(
                    "{name:?}:{}",
                    if index == place { secret } else { value.as_text() }
                )
            })
            .collect();
        texts.push(format!("{{{}}}", lines.join(",")));
    }
    texts
}

#[test]
fn errors_hold_no_values() {
    let reversed: Vec<_> = SESSION.parse::<Json>().unwrap().members().collect();
    let reversed: Vec<_> = reversed
        .iter()
        .rev()
        .map(|(name, value)| format!("{name:?}:{value}"))
        .collect();
    let hosted = SESSION.replace("\"hosted\": false", "\"hosted\": true");
    for text in [SESSION, &format!("{{{}}}", reversed.join(",")), &hosted] {
        for (secret, shown) in PLANTED {
            for text in planted(text, secret) {
                let seen = [
                    json::from_str::<PaymentSession>(&text).map_err(|error| format!("{error} {error:?}")),
                    serde_json::from_str::<PaymentSession>(&text)
                        .map_err(|error| format!("{error} {error:?}")),
                    serde_json::from_reader::<_, PaymentSession>(text.as_bytes())
                        .map_err(|error| format!("{error} {error:?}")),
                    serde_json::from_str::<serde_json::Value>(&text)
                        .and_then(serde_json::from_value::<PaymentSession>)
                        .map_err(|error| format!("{error} {error:?}")),
                ];
                for error in seen.into_iter().filter_map(Result::err) {
                    assert!(!error.contains(shown), "{text}\n{error}");
                }
                if let Err(Invalid::Violations(violations)) =
                    validate(PaymentSession::schema(), text.as_bytes())
                {
                    assert!(
                        !format!("{violations} {violations:?}").contains(shown),
                        "{violations}"
                    );
                }
                if let Ok(session) = json::from_str::<PaymentSession>(&text) {
                    let provider = format!("{:?} {:?}", session.provider, session.unknown_members);
                    // A tag is shown by the member that it is, and by what it led to.
                    let is_tag = session.payment_provider.contains(shown);
                    assert!(is_tag || !provider.contains(shown), "{provider}");
                    let checked = session.validate().map_err(|violations| violations.to_string());
                    assert!(!format!("{checked:?}").contains(shown));
                }
            }
        }
    }
}

#[test]
fn a_provider_alone_tells_nothing_either() {
    let intent =
        r#"{"clientSecret": "a", "publishableKey": "b", "paymentIntentId": "c", "checkoutUrl": "d"}"#;
    for (secret, shown) in PLANTED {
        for text in planted(intent, secret) {
            let seen = match json::from_str::<Provider>(&text) {
                Ok(Provider::Unknown(unknown)) => {
                    format!("{unknown:?} {:?}", Provider::Unknown(unknown.clone()).validate())
                }
                Ok(provider) => format!("{:?}", provider.validate()),
                Err(error) => error.to_string(),
            };
            assert!(!seen.contains(shown), "{seen}");
        }
    }
    assert!(
        validate(&Schema::STRING, b"91827")
            .unwrap_err()
            .to_string()
            .ends_with("found a number")
    );
}
