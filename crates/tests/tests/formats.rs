//! What becomes of formats, by setting.

use bindery_runtime::{Tolerant, Validate as _};
use bindery_tests::{chrono_times, formats, text_times, tolerant_formats};

const ID: &str = "d2e3f4a5-b6c7-8901-2345-012345678901";

/// The text of an event with these members besides those that are required.
fn event(members: &str) -> String {
    format!(r#"{{"id":"{ID}","at":"2024-09-29T10:00:00.120+02:00"{members}}}"#)
}

#[test]
fn every_format_is_written_back_as_it_came() {
    use formats::types::Event;
    let text = event(concat!(
        r#","day":"2024-02-29","daily":"23:59:60Z","length":"P1DT2H","page":"https://example.com/%7E","#,
        r#""link":"../a?b","iri":"https://é.example","iriReference":"ü","address":"192.0.2.1","#,
        r#""wideAddress":"2001:0DB8::0:1","email":"a@example.com","host":"example.com","pattern":"^a+$","#,
        r#""pointer":"/a~0","relativePointer":"1/a","letter":"é","digest":"YQ==","token":"-_8","encoded":"YQ","#,
        r#""encodedForUrls":"-_8=","key":"k","tiny":-128,"short":-32768,"small":2147483647,"#,
        r#""large":9223372036854775807,"octet":255,"port":65535,"count":4294967295,"#,
        r#""total":18446744073709551615,"plain":-5,"beyond":18446744073709551615,"#,
        r#""huge":99999999999999999999,"single":0.1,"double":0.1,"ratio":1.5,"amount":"1.10","price":1.10,"#,
        r#""color":"red","retries":4,"other":"?","days":["2024-01-01"],"sessions":{"a":"00000000-0000-0000-0000-000000000000"}"#,
    ));
    let event: Event = serde_json::from_str(&text).unwrap();
    event.validate().unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), text);
    assert_eq!(event.octet, Some(255_u8));
    assert_eq!(event.token.as_deref(), Some(&[0xfb, 0xff][..]));
    assert_eq!(
        **event.wide_address.as_ref().unwrap(),
        "2001:db8::1".parse::<std::net::Ipv6Addr>().unwrap()
    );
    assert_eq!(&*event.amount_or_default(), "1.10");
    assert_eq!(event.retries_or_default(), 4);
}

#[test]
fn integers_may_be_written_with_a_point() {
    let event: formats::types::Event = serde_json::from_str(&event(r#","octet":1.0,"short":-2.0"#)).unwrap();
    assert_eq!((event.octet, event.short), (Some(1), Some(-2)));
}

#[test]
fn what_no_type_holds_is_refused() {
    for member in [
        r#""octet":256"#,
        r#""tiny":-129"#,
        r#""total":-1"#,
        r#""day":"2024-02-30""#,
        r#""wideAddress":"1.2.3.4""#,
        r#""token":"!""#,
        r#""daily":"10:00""#,
    ] {
        let text = event(&format!(",{member}"));
        assert!(
            serde_json::from_str::<formats::types::Event>(&text).is_err(),
            "{member}"
        );
    }
}

#[test]
fn validation_says_what_is_not_of_its_format() {
    for (member, found) in [
        (r#""email":"a""#, "#/email: is not an e-mail address"),
        (r#""host":"-""#, "#/host: is not a host name"),
        (r#""pattern":"(""#, "#/pattern: is not a regular expression"),
        (r#""pointer":"a""#, "#/pointer: is not a JSON pointer"),
        (r#""letter":"ab""#, "#/letter: is not a single character"),
        (r#""link":"a b""#, "#/link: is not a URI reference"),
        (r#""amount":"1,5""#, "#/amount: is not a decimal number"),
        (r#""page":"x""#, "#/page: is not a URI"),
    ] {
        let text = event(&format!(",{member}"));
        let event: formats::types::Event = serde_json::from_str(&text).unwrap();
        let report = event.validate().unwrap_err().to_string();
        assert!(report.contains(found), "{report}");
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }
}

#[test]
fn tolerant_types_keep_what_is_not_of_the_format() {
    use tolerant_formats::types::{Limited, Visit, VisitEither};
    let text = concat!(
        r#"{"id":"not a uuid","at":"2024-09-29 10:00","day":"29.9.","daily":"ten","length":"1 day","#,
        r#""address":"256.1.1.1","wideAddress":"::x","digest":"???","page":"no uri","days":["2024-01-01","soon"],"either":"x"}"#,
    );
    let visit: Visit = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&visit).unwrap(), text);
    assert_eq!(visit.id.odd(), Some("not a uuid"));
    assert!(matches!(&visit.either, Some(VisitEither::String(Tolerant::Odd(text))) if text == "x"));
    let report = visit.validate().unwrap_err().to_string();
    for place in [
        "id",
        "at",
        "day",
        "daily",
        "length",
        "address",
        "wideAddress",
        "digest",
        "page",
        "days/1",
        "either",
    ] {
        assert!(report.contains(&format!("#/{place}: ")), "{place}: {report}");
    }
    assert!(!report.contains("not a uuid"), "{report}");
    let id: bindery_runtime::Uuid = ID.parse().unwrap();
    let visit = Visit::new(id.clone());
    assert_eq!(visit.id.right(), Some(&id));
    visit.validate().unwrap();
    let limited: Limited = serde_json::from_str("\"abcd\"").unwrap();
    assert!(limited.validate().is_err());
}

#[test]
fn times_may_be_text() {
    use text_times::types::Shift;
    let text = r#"{"start":"today","day":"2024-02-30","daily":"?"}"#;
    let shift: Shift = serde_json::from_str(text).unwrap();
    assert_eq!(
        (shift.start.as_str(), shift.length_or_default()),
        ("today", "PT8H")
    );
    assert_eq!(serde_json::to_string(&shift).unwrap(), text);
    assert_eq!(
        shift
            .validate()
            .unwrap_err()
            .to_string()
            .matches("is not a ")
            .count(),
        3
    );
    assert_eq!(Shift::new("2024-09-29T10:00:00Z").validate(), Ok(()));
}

#[test]
fn times_convert_to_chrono_and_decimals_to_rust_decimal() {
    use chrono_times::types::Invoice;
    let text = r#"{"at":"2024-09-29t10:00:00.5000000000001+02:00","day":"2024-02-29","length":"P1DT1M","total":"1.10","rate":1.10e1}"#;
    let invoice: Invoice = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&invoice).unwrap(), text);
    let at = invoice.at.to_chrono().unwrap();
    assert_eq!(
        (at.timestamp(), at.offset().local_minus_utc()),
        (1_727_596_800, 7200)
    );
    assert_eq!(invoice.length.unwrap().to_chrono().unwrap().num_seconds(), 86_460);
    let total = invoice.total.to_rust_decimal().unwrap();
    assert_eq!((total.to_string().as_str(), total.scale()), ("1.10", 2));
    assert_eq!(
        invoice.rate.unwrap().to_rust_decimal().unwrap().to_string(),
        "11.0"
    );
}
