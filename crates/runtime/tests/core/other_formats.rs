//! Deserializers and serializers other than serde_json's of text.

use bindery_runtime::{Decimal, Json, json};
use serde_json::Value;

use crate::session::SESSION;
use crate::types::{PaymentSession, Provider};

#[test]
fn a_reader_says_the_same_as_a_slice() {
    let session: PaymentSession = serde_json::from_str(SESSION).unwrap();
    assert_eq!(
        serde_json::from_reader::<_, PaymentSession>(SESSION.as_bytes()).unwrap(),
        session
    );
    assert_eq!(
        serde_json::from_slice::<PaymentSession>(SESSION.as_bytes()).unwrap(),
        session
    );
    assert_eq!(
        json::from_slice::<PaymentSession>(SESSION.as_bytes()).unwrap(),
        session
    );
}

#[test]
fn a_value_of_serde_json_is_read_and_made() {
    let value: Value = serde_json::from_str(SESSION).unwrap();
    let session: PaymentSession = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(
        session.provider,
        Provider::StripePaymentIntentConfiguration(_)
    ));
    assert_eq!(serde_json::to_value(&session).unwrap(), value);
    assert_eq!(session, json::from_str(SESSION).unwrap());
    let numbers = r#"{"a":[1,-2,1.5,1e30,18446744073709551615]}"#;
    let kept: Json = serde_json::from_value(serde_json::from_str(numbers).unwrap()).unwrap();
    assert_eq!(kept, numbers.parse().unwrap());
}

#[test]
fn yaml_is_read_and_written() {
    let value: serde_yaml::Value = serde_yaml::from_str(SESSION).unwrap();
    let session: PaymentSession = serde_yaml::from_str(SESSION).unwrap();
    assert_eq!(session, json::from_str(SESSION).unwrap());
    assert_eq!(serde_yaml::from_value::<PaymentSession>(value).unwrap(), session);
    let text = serde_yaml::to_string(&session).unwrap();
    assert!(!text.contains("serde_json"), "{text}");
    assert_eq!(serde_yaml::from_str::<PaymentSession>(&text).unwrap(), session);
    let unknown = SESSION.replace("STRIPE", "KLARNA");
    let session: PaymentSession = serde_yaml::from_str(&unknown).unwrap();
    assert!(matches!(session.provider, Provider::Unknown(_)));
    assert_eq!(
        serde_yaml::from_str::<PaymentSession>(&serde_yaml::to_string(&session).unwrap()).unwrap(),
        session
    );
}

#[test]
fn buffered_values_are_read() {
    // What serde's `flatten`, `untagged` and internal tags buffer values in.
    #[derive(serde::Deserialize, serde::Serialize, Debug, PartialEq)]
    struct Envelope {
        id: u8,
        #[serde(flatten)]
        session: PaymentSession,
    }
    let text = SESSION.replacen('{', "{\"id\": 7,", 1);
    let envelope: Envelope = serde_json::from_str(&text).unwrap();
    assert_eq!(envelope.session, json::from_str(SESSION).unwrap());
    let written = serde_json::to_string(&envelope).unwrap();
    assert_eq!(serde_json::from_str::<Envelope>(&written).unwrap(), envelope);
}

#[test]
fn numbers_are_numbers_whatever_serde_json_is_configured_for() {
    for text in ["1.5", "1e2", "-7", "18446744073709551615"] {
        let number: f64 = serde_json::from_str(text).unwrap();
        assert_eq!(number, text.parse::<f64>().unwrap());
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::from_value::<f64>(value.clone()).unwrap(), number);
        assert_eq!(json::from_str::<f64>(text).unwrap(), number);
        assert_eq!(json::from_str::<Option<f64>>(text).unwrap(), Some(number));
        assert_eq!(
            serde_json::from_value::<Json>(value).unwrap(),
            text.parse().unwrap()
        );
        assert_eq!(json::from_str::<Decimal>(text).unwrap().to_f64(), number);
    }
    assert_eq!(json::from_str::<i64>("1e2").unwrap(), 100);
    assert_eq!(json::from_str::<Vec<i64>>("[1.0]").unwrap(), [1]);
    assert_eq!(
        json::from_str::<String>("1.5").unwrap_err().detail(),
        "expected a string, found a number"
    );
    assert_eq!(
        json::from_str::<bool>("1.5").unwrap_err().detail(),
        "expected a boolean, found a number"
    );
    assert_eq!(
        json::from_str::<std::collections::BTreeMap<String, i64>>("1.5")
            .unwrap_err()
            .detail(),
        "expected an object, found a number"
    );
    assert!(matches!(
        json::from_str::<Provider>("1.5"),
        Ok(Provider::Unknown(_))
    ));
}
