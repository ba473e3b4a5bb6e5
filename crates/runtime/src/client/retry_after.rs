//! `Retry-After` (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderValue, header};

use crate::clock::now;

/// How long the server asks to wait: in seconds, or until a date. The date is compared with the
/// server's own clock where it tells (`Date`), because the clocks may differ.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now = headers.get(header::DATE).and_then(date).unwrap_or_else(now);
    Some(until.duration_since(now).unwrap_or_default())
}

fn date(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(value: &'static str, date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(value));
        if let Some(date) = date {
            headers.insert(header::DATE, HeaderValue::from_static(date));
        }
        retry_after(&headers)
    }

    #[test]
    fn both_forms_are_read() {
        assert_eq!(wait(" 120 ", None), Some(Duration::from_secs(120)));
        assert_eq!(
            wait("99999999999999999999999", None),
            Some(Duration::from_secs(u64::MAX))
        );
        let date = Some("Wed, 21 Oct 2015 07:28:00 GMT");
        assert_eq!(
            wait("Wed, 21 Oct 2015 07:28:07 GMT", date),
            Some(Duration::from_secs(7))
        );
        assert_eq!(wait("Wed, 21 Oct 2015 07:27:00 GMT", date), Some(Duration::ZERO));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:07 GMT", None), Some(Duration::ZERO));
    }

    #[test]
    fn what_is_neither_is_passed_over() {
        for value in ["", "-1", "1.5", "soon"] {
            assert_eq!(wait(value, None), None, "{value}");
        }
    }
}
