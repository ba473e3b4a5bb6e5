//! Strings of a format: kept as they came, refused when they are not of it.

use bindery_runtime::schema::{JsonType, Rule, Schema, validate_value};
use bindery_runtime::{Binary, Date, DateTime, Duration, Secret, Time, Uri, Uuid, Validate, json};

#[test]
fn text_is_kept() {
    for text in [
        "2024-09-29T10:00:00Z",
        "2024-09-29t12:00:00.10+02:00",
        "2016-12-31T23:59:60Z",
    ] {
        let text = format!("\"{text}\"");
        assert_eq!(
            json::to_string(&json::from_str::<DateTime>(&text).unwrap()).unwrap(),
            text
        );
    }
    assert_eq!("2024-09-29".parse::<Date>().unwrap().as_str(), "2024-09-29");
    assert_eq!("P1DT2H".parse::<Duration>().unwrap().to_string(), "P1DT2H");
    assert!("10:00:00Z".parse::<Time>().is_ok() && "10:00".parse::<Time>().is_err());
    let (upper, lower) = (
        "D2E3F4A5-B6C7-8901-2345-012345678901",
        "d2e3f4a5-b6c7-8901-2345-012345678901",
    );
    let uuid: Uuid = upper.parse().unwrap();
    assert_eq!(uuid, lower.parse().unwrap());
    assert_eq!(json::to_string(&uuid).unwrap(), format!("\"{upper}\""));
}

#[test]
fn what_is_not_of_the_format_is_refused_without_being_quoted() {
    for error in [
        json::from_str::<DateTime>(r#""s3cret""#).unwrap_err(),
        json::from_str::<Uuid>(r#""s3cret""#).unwrap_err(),
        json::from_str::<std::net::Ipv4Addr>(r#""s3cret""#).unwrap_err(),
    ] {
        assert!(
            error.detail().starts_with("is not ") && !error.to_string().contains("s3cret"),
            "{error}"
        );
    }
}

#[test]
fn a_uri_is_any_text_until_it_is_validated() {
    let uri: Uri = json::from_str(r#""not a uri""#).unwrap();
    assert_eq!((&*uri, uri.validate().is_err()), ("not a uri", true));
    assert_eq!(Uri::from("https://example.com/").validate(), Ok(()));
}

#[test]
fn secrets_and_bytes_are_not_shown() {
    let secret: Secret<String> = "s3cret".into();
    assert_eq!(
        format!("{secret:?} {:?}", Binary::from(vec![1, 2])),
        "Secret(…) Binary(2 bytes)"
    );
    assert_eq!(json::to_string(&secret).unwrap(), "\"s3cret\"");
}

#[cfg(feature = "base64")]
#[test]
fn bytes_are_base64() {
    use bindery_runtime::Bytes;
    let bytes: Bytes = json::from_str(r#""AP8=""#).unwrap();
    assert_eq!(&*bytes, [0, 255]);
    assert_eq!(json::to_string(&bytes).unwrap(), r#""AP8=""#);
    assert!(json::from_str::<Bytes>(r#""A?8=""#).is_err());
    assert!(json::from_str::<Bytes>(r#""A""#).is_err());
}

#[cfg(feature = "base64")]
#[test]
fn base64_that_is_written_otherwise_is_kept_as_it_came() {
    use bindery_runtime::{Bytes, Validate as _};
    // No padding, bits left over at the end, the alphabet for URLs: only the second is padded base64.
    for (text, bytes, valid) in [
        (r#""AP8""#, [0, 255], false),
        (r#""AP9=""#, [0, 255], true),
        (r#""_-8=""#, [255, 239], false),
    ] {
        let odd: Bytes = json::from_str(text).unwrap();
        assert_eq!(&*odd, bytes, "{text}");
        assert_eq!(json::to_string(&odd).unwrap(), text);
        assert_eq!(odd.validate().is_ok(), valid, "{text}");
        assert_eq!(odd, Bytes::from(bytes.to_vec()), "{text}");
    }
}

#[cfg(feature = "jiff")]
#[test]
fn instants_are_jiff_s() {
    let time: DateTime = "2024-09-29T12:00:00.50+02:00".parse().unwrap();
    let instant: jiff::Timestamp = "2024-09-29T10:00:00.5Z".parse().unwrap();
    assert_eq!(time.timestamp().unwrap(), instant);
    assert_eq!(DateTime::from(instant).as_str(), "2024-09-29T10:00:00.5Z");
    assert_eq!(
        "10:20:30.5-03:00".parse::<Time>().unwrap().to_civil().unwrap(),
        jiff::civil::time(10, 20, 30, 500_000_000)
    );
    assert_eq!(
        "2024-02-29".parse::<Date>().unwrap().to_civil().unwrap(),
        jiff::civil::date(2024, 2, 29)
    );
    assert_eq!(
        "P1DT2H"
            .parse::<Duration>()
            .unwrap()
            .to_span()
            .unwrap()
            .get_hours(),
        2
    );
    assert!(
        "2016-12-31T23:59:60Z"
            .parse::<DateTime>()
            .unwrap()
            .timestamp()
            .is_ok()
    );
}

#[test]
fn an_ipv6_address_keeps_its_text() {
    use bindery_runtime::Ipv6;
    let long: Ipv6 = json::from_str(r#""2001:0DB8:0:0::1""#).unwrap();
    assert_eq!(json::to_string(&long).unwrap(), r#""2001:0DB8:0:0::1""#);
    let address: std::net::Ipv6Addr = "2001:db8::1".parse().unwrap();
    assert_eq!((*long, long), (address, Ipv6::from(address)));
}

#[test]
fn decimals_in_text_are_numbers() {
    use bindery_runtime::{Decimal, DecimalText};
    for (text, number) in [
        ("1.10", "1.10"),
        ("+007.5", "7.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("1E3", "1000"),
    ] {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(DecimalText::from(text).to_decimal(), Ok(number), "{text}");
    }
    assert!(DecimalText::from("1,5").to_decimal().is_err());
    assert!(DecimalText::from("1,5").validate().is_err());
}

#[test]
fn hostile_patterns_are_not_looked_at() {
    use bindery_runtime::schema::{Format, Rule, Schema, validate};
    const SCHEMA: Schema = Schema(&[Rule::Format(Format::Regex)]);
    for text in [
        "(".repeat(100_000),
        "(".repeat(4000),
        "[".repeat(4000),
        "\\\\(?:".repeat(500),
    ] {
        let _ = validate(&SCHEMA, format!("\"{text}\"").as_bytes());
    }
}

/// Texts that are date-times at the edges: lower case, many digits, leap seconds, extreme years and offsets.
#[cfg(any(feature = "chrono", feature = "time"))]
const EDGES: [&str; 6] = [
    "2024-09-29t10:00:00.1234567891234z",
    "2016-12-31T23:59:60Z",
    "2016-12-31T15:59:60.5-08:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59+00:00",
    "2024-09-29T10:00:00-00:00",
];

#[cfg(feature = "chrono")]
#[test]
fn times_are_chrono_s() {
    for text in EDGES {
        assert!(text.parse::<DateTime>().unwrap().to_chrono().is_ok(), "{text}");
    }
    let time: DateTime = "2024-09-29T12:00:00.50+02:00".parse().unwrap();
    let chrono = time.to_chrono().unwrap();
    assert_eq!(
        DateTime::try_from(chrono).unwrap().as_str(),
        "2024-09-29T12:00:00.500+02:00"
    );
    let date: Date = "2024-02-29".parse().unwrap();
    assert_eq!(Date::try_from(date.to_chrono().unwrap()), Ok(date));
    let clock: Time = "23:59:60z".parse().unwrap();
    assert_eq!(
        clock.to_chrono().unwrap(),
        chrono::NaiveTime::from_hms_opt(23, 59, 59).unwrap()
    );
    assert!("P1M".parse::<Duration>().unwrap().to_chrono().is_err());
    assert!(
        "P99999999999999999999D"
            .parse::<Duration>()
            .unwrap()
            .to_chrono()
            .is_err()
    );
    let week = "P1W".parse::<Duration>().unwrap().to_chrono().unwrap();
    assert_eq!(week, chrono::TimeDelta::days(7));
    assert_eq!(Duration::try_from(week).unwrap().as_str(), "PT604800S");
    assert!(Duration::try_from(-week).is_err());
}

#[cfg(feature = "time")]
#[test]
fn times_are_those_of_the_crate_time() {
    for text in EDGES {
        assert!(text.parse::<DateTime>().unwrap().to_time().is_ok(), "{text}");
    }
    let time: DateTime = "2024-09-29T12:00:00.50+02:00".parse().unwrap();
    let converted = time.to_time().unwrap();
    assert_eq!(converted.unix_timestamp(), 1_727_604_000);
    assert_eq!(
        DateTime::try_from(converted).unwrap().as_str(),
        "2024-09-29T12:00:00.5+02:00"
    );
    let date: Date = "2024-02-29".parse().unwrap();
    assert_eq!(Date::try_from(date.to_time().unwrap()), Ok(date));
    let clock: Time = "10:20:30.5-03:00".parse().unwrap();
    assert_eq!(
        clock.to_time().unwrap(),
        time::Time::from_hms_milli(10, 20, 30, 500).unwrap()
    );
    assert_eq!(
        "PT2M".parse::<Duration>().unwrap().to_time(),
        Ok(time::Duration::minutes(2))
    );
}

#[cfg(feature = "rust-decimal")]
#[test]
fn decimals_are_rust_decimal_s_exactly_or_not_at_all() {
    use bindery_runtime::{Decimal, DecimalText};
    for (text, wanted) in [
        ("1.10", Some("1.10")),
        ("-0.000", Some("0.000")),
        ("1.5e3", Some("1500")),
        ("15e-3", Some("0.015")),
        (
            "0.1234567890123456789012345678",
            Some("0.1234567890123456789012345678"),
        ),
        ("0.12345678901234567890123456789", None),
        ("1e400", None),
        ("1e-99999999999", None),
    ] {
        let number: Decimal = text.parse().unwrap();
        let found = number
            .to_rust_decimal()
            .ok()
            .map(|number| number.abs().to_string());
        assert_eq!(found.as_deref(), wanted, "{text}");
    }
    let price = rust_decimal::Decimal::new(1990, 2);
    assert_eq!(Decimal::from(price).as_str(), "19.90");
    assert_eq!(DecimalText::from(price).to_rust_decimal(), Ok(price));
}

/// In JSON, bytes are text where they can be, and survive where they cannot.
#[test]
fn bytes_in_json_are_read_as_they_were_written() {
    for (bytes, text) in [("né".as_bytes(), "\"né\""), (&[0xff, 0][..], "[255,0]")] {
        let binary = Binary::from(bytes);
        assert_eq!(json::to_string(&binary).unwrap(), text);
        assert_eq!(json::from_str::<Binary>(text).unwrap(), binary);
    }
    assert!(json::from_str::<Binary>("[256]").is_err());
}

/// A file of a form is checked as the string that the document calls it.
#[test]
fn bytes_are_checked_as_text_of_their_length() {
    static SCHEMA: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::MaxLength(2)]);
    let check = |bytes: &[u8]| validate_value(&Binary::from(bytes), &SCHEMA).is_ok();
    assert!(check(&[0xff, 0]));
    assert!(check("né".as_bytes()));
    assert!(!check(&[0xff, 0, 1]));
}
