//! Strings of a format: kept as they came, refused when they are not of it.

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
