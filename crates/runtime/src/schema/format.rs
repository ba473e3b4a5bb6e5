mod date_time;
mod duration;
mod uri;

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Format;

/// Whether a string is of a format; else what it should have been. Formats of numbers accept every string.
pub(crate) fn is_of_format(format: Format, text: &str) -> Result<(), &'static str> {
    let (is_of_format, name) = match format {
        Format::Int32 | Format::Int64 => (true, "an integer"),
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
