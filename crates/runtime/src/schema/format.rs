mod date_time;
mod decimal;
mod duration;
mod email;
mod hostname;
mod json_pointer;
mod uri;

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Format, pattern};

/// Whether a string is of a format; else what it should have been. Formats of numbers accept every string.
pub(crate) fn is_of_format(format: Format, text: &str) -> Result<(), &'static str> {
    let (is_of_format, name) = match format {
        Format::Int8 | Format::Int16 | Format::Int32 | Format::Int64 => (true, "an integer"),
        Format::Uint8 | Format::Uint16 | Format::Uint32 | Format::Uint64 => (true, "an integer"),
        Format::DateTime => (
            date_time::is_date_time(text),
            "a date and time with its offset (RFC 3339)",
        ),
        Format::Date => (date_time::is_date(text), "a date (RFC 3339)"),
        Format::Time => (date_time::is_time(text), "a time with its offset (RFC 3339)"),
        Format::Duration => (duration::is_duration(text), "a duration (ISO 8601)"),
        Format::Uuid => (is_uuid(text), "a UUID"),
        Format::Uri => (uri::is_uri(text), "a URI"),
        Format::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), "an IPv4 address"),
        Format::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), "an IPv6 address"),
        Format::Byte => (is_base64(text), "base64"),
        Format::Base64Url => (is_base64_url(text), "base64 in the alphabet for URLs"),
        Format::UriReference => (uri::is_reference(text), "a URI reference"),
        Format::Iri => (uri::is_uri(&uri::of_iri(text)), "an IRI"),
        Format::IriReference => (uri::is_reference(&uri::of_iri(text)), "an IRI reference"),
        Format::Email => (email::is_email(text), "an e-mail address"),
        Format::Hostname => (hostname::is_hostname(text), "a host name"),
        Format::Regex => (pattern::is_pattern(text), "a regular expression of ECMA-262"),
        Format::JsonPointer => (json_pointer::is_pointer(text), "a JSON pointer"),
        Format::RelativeJsonPointer => (json_pointer::is_relative(text), "a relative JSON pointer"),
        Format::Char => (
            text.chars().nth(1).is_none() && !text.is_empty(),
            "a single character",
        ),
        Format::Decimal => (decimal::is_decimal(text), "a decimal number"),
    };
    if is_of_format { Ok(()) } else { Err(name) }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Base64 with the standard alphabet, padded (RFC 4648, section 4).
fn is_base64(text: &str) -> bool {
    let content = text
        .strip_suffix("==")
        .or_else(|| text.strip_suffix('='))
        .unwrap_or(text);
    text.len().is_multiple_of(4)
        && content
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// Base64 with the alphabet for URLs, padded or not (RFC 4648, sections 3.2 and 5).
fn is_base64_url(text: &str) -> bool {
    let content = text.trim_end_matches('=');
    let is_padded_right = match text.len() - content.len() {
        0 => content.len() % 4 != 1,
        padding => padding <= 2 && text.len().is_multiple_of(4),
    };
    is_padded_right
        && content
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::{Format, is_of_format};

    fn check(format: Format, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(is_of_format(format, text).is_ok(), "{format:?} {text}");
        }
        for text in wrong {
            assert!(is_of_format(format, text).is_err(), "{format:?} {text}");
        }
    }

    #[test]
    fn dates_and_times() {
        check(
            Format::DateTime,
            &[
                "2024-09-29T10:00:00Z",
                "2024-09-29t10:00:00.123456789z",
                "2024-02-29T23:59:60Z",
                "1998-12-31T15:59:60.123-08:00",
                "2024-09-29T10:00:00+05:30",
                "0000-01-01T00:00:00-00:00",
            ],
            &[
                "2024-09-29 10:00:00Z",
                "2024-09-29T10:00:00",
                "2023-02-29T10:00:00Z",
                "2024-09-31T10:00:00Z",
                "2024-09-29T24:00:00Z",
                "2024-09-29T10:00:61Z",
                "2024-09-29T10:00:00.Z",
                "2024-09-29T10:00:00+24:00",
                "2024-9-29T10:00:00Z",
                "2024-09-29T10:00:00+0530",
                "२०२४-09-29T10:00:00Z",
                "",
                "2024-09-29T12:30:60Z",
                "2024-09-29T10:00:00Zx",
                "2024-13-01T00:00:00Z",
                "2024-00-01T00:00:00Z",
                "1900-02-29T00:00:00Z",
            ],
        );
        check(
            Format::Date,
            &["2000-02-29", "9999-12-31"],
            &["1900-02-29", "2024-02-30", "24-02-03", "2024-02-03Z", "2024-1-01"],
        );
        check(
            Format::Time,
            &[
                "10:00:00Z",
                "23:59:60+00:00",
                "08:30:06.283185Z",
                "01:29:60+01:30",
            ],
            &["10:00:00", "10:00Z", "24:00:00Z", "22:59:60Z", "10:00:00+1:00"],
        );
        check(
            Format::Duration,
            &["P1D", "PT0S", "P4DT12H30M5S", "P1Y2M3DT4H5M6S", "P2W", "PT1M"],
            &[
                "P", "PT", "P1", "1D", "P1DT", "PT1D", "P2D1Y", "P1Y2W", "P1H", "PT1H30", "p1d", "P٢Y",
            ],
        );
    }

    #[test]
    fn names_and_references() {
        check(
            Format::Email,
            &[
                "a@example.com",
                "a.b+c@x-y.example",
                "\"a b\\\"\"@example.com",
                "a@[192.0.2.1]",
                "a@[IPv6:::1]",
                "x@localhost",
            ],
            &[
                "a", "@b", "a@", ".a@b.c", "a.@b.c", "a..b@c.d", "a b@c.d", "a@b_c.d", "a@-b", "a@[x]",
                "a@b@c",
            ],
        );
        check(
            Format::Hostname,
            &[
                "example.com",
                "xn--4gbwdl.xn--wgbh1c",
                "1a.2",
                "a-b",
                "a".repeat(63).as_str(),
            ],
            &[
                "",
                "-a",
                "a-",
                "a..b",
                "a_b",
                "é.example",
                ".a",
                &"a".repeat(64),
                &"a.".repeat(127),
            ],
        );
        check(
            Format::UriReference,
            &[
                "",
                "/a/b?c#d",
                "a/b:c",
                "//host/x",
                "https://example.com",
                "#f",
                "?q",
            ],
            &["a b", "1a:b", "\\\\a", "#a#b", "/%zz"],
        );
        check(Format::Iri, &["http://é.example/ü?x=ß#ö"], &["/é", "http://é. /"]);
        check(Format::IriReference, &["/é", "ü"], &["a b", "\\é"]);
        check(
            Format::JsonPointer,
            &["", "/", "/a~0b~1/0"],
            &["a", "/~", "/~2", "#/a"],
        );
        check(
            Format::RelativeJsonPointer,
            &["0", "1/a", "10#", "0/"],
            &["", "/a", "01", "-1", "0##", "1a"],
        );
        check(Format::Regex, &["^a+$", "(?<=x)y", "\\d{2}"], &["(", "[", "a**"]);
    }

    #[test]
    fn values_in_text() {
        check(Format::Char, &["a", "é", "😀"], &["", "ab"]);
        check(
            Format::Decimal,
            &[
                "1.10",
                "-0",
                "+1",
                "007.5",
                "1e-3",
                "12345678901234567890.5",
                ".5",
                "5.",
            ],
            &["", ".", "-", "1,5", "1.2.3", "e5", "1e", "NaN", "0x1", " 1"],
        );
        check(
            Format::Base64Url,
            &["", "-_8", "-_8=", "AAAA", "AA"],
            &["+/8=", "A", "AAA==", "===="],
        );
    }

    #[test]
    fn identifiers_and_addresses() {
        check(
            Format::Uuid,
            &["D2e3f4a5-b6c7-8901-2345-012345678901"],
            &[
                "d2e3f4a5b6c789012345012345678901",
                "{d2e3f4a5-b6c7-8901-2345-012345678901}",
                "g2e3f4a5-b6c7-8901-2345-012345678901",
            ],
        );
        check(
            Format::Ipv4,
            &["127.0.0.1"],
            &["127.0.0", "256.0.0.1", "01.0.0.1", "1.2.3.4.5"],
        );
        check(
            Format::Ipv6,
            &["::1", "::ffff:192.0.2.1"],
            &["12345::", "::1%eth0", "fe80::1/64"],
        );
        check(
            Format::Byte,
            &["", "YQ==", "YWI=", "YWJj", "+/+/"],
            &["YQ", "Y Q=", "YQ=", "-_-_", "===="],
        );
        check(
            Format::Uri,
            &[
                "https://checkout.example.com/c/pay?x=1#y",
                "urn:isbn:1",
                "mailto:a@b",
                "http://[::1]:80/",
                "a+b-c.d:",
                "http://user:pw@h/%C3%A9",
                "tel:+1-816-555-1212",
            ],
            &[
                "/relative",
                "https://a b",
                "1a:b",
                "http://h/%zz",
                "http://h/\\",
                "//h/x",
                "http://[::1",
                "http://h/<x>",
                "http://h:80a/",
                "",
                "http://é.example/",
            ],
        );
    }
}
