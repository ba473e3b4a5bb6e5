use bindery_model::ResponseStatus;

/// Reads a key of `responses`: a status, a range (`4XX`, and `4xx` as many write it), or `default`.
pub(crate) fn parse(key: &str) -> Option<ResponseStatus> {
    if key == "default" {
        return Some(ResponseStatus::Default);
    }
    let &[first @ b'1'..=b'5', second, third] = key.as_bytes() else {
        return None;
    };
    let digit = first - b'0';
    match (second, third) {
        (b'X' | b'x', b'X' | b'x') => Some(ResponseStatus::Range(digit)),
        (b'0'..=b'9', b'0'..=b'9') => key.parse().ok().map(ResponseStatus::Exact),
        _ => None,
    }
}

/// Whether an answer with this status is a success; `default` never is one by itself.
pub(crate) fn is_success(status: ResponseStatus) -> bool {
    match status {
        ResponseStatus::Exact(code) => (200..300).contains(&code),
        ResponseStatus::Range(digit) => digit == 2,
        ResponseStatus::Default => false,
    }
}

/// Whether an operation that declares no success is there for an answer with this status, such as a
/// redirection to a file. `304 Not Modified` has nothing to give, and a range of redirections holds it.
pub(crate) fn stands_for_success(status: ResponseStatus) -> bool {
    match status {
        ResponseStatus::Exact(code) => (100..400).contains(&code) && code != 304,
        ResponseStatus::Range(_) | ResponseStatus::Default => false,
    }
}

/// Whether answers with this status never have a body (RFC 9110, section 15).
pub(crate) fn has_no_body(status: ResponseStatus) -> bool {
    match status {
        ResponseStatus::Exact(code) => code < 200 || matches!(code, 204 | 205 | 304),
        ResponseStatus::Range(digit) => digit == 1,
        ResponseStatus::Default => false,
    }
}

/// The name of an answer: the status's reason phrase (IANA's registry), in Rust's case for variants.
pub(crate) fn name(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Exact(code) => reason(code).map_or_else(|| format!("Status{code}"), str::to_owned),
        ResponseStatus::Range(1) => "Informational".to_owned(),
        ResponseStatus::Range(2) => "Success".to_owned(),
        ResponseStatus::Range(3) => "Redirection".to_owned(),
        ResponseStatus::Range(4) => "ClientError".to_owned(),
        ResponseStatus::Range(5) => "ServerError".to_owned(),
        ResponseStatus::Range(digit) => format!("Status{digit}XX"),
        ResponseStatus::Default => "Default".to_owned(),
    }
}

/// The status as a document writes it.
pub(crate) fn text(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Exact(code) => code.to_string(),
        ResponseStatus::Range(digit) => format!("{digit}XX"),
        ResponseStatus::Default => "default".to_owned(),
    }
}

fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400..=499 => return client_reason(code),
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

fn client_reason(code: u16) -> Option<&'static str> {
    Some(match code {
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_statuses_ranges_or_default() {
        assert_eq!(parse("204"), Some(ResponseStatus::Exact(204)));
        assert_eq!(parse("5XX"), Some(ResponseStatus::Range(5)));
        assert_eq!(parse("4xx"), Some(ResponseStatus::Range(4)));
        assert_eq!(parse("default"), Some(ResponseStatus::Default));
        for key in [
            "", "20", "2000", "600", "0XX", "2X0", "Default", "20 ", "٢٠٠", "+20",
        ] {
            assert_eq!(parse(key), None, "{key}");
        }
    }

    #[test]
    fn redirections_stand_for_a_success_and_not_modified_does_not() {
        let exact = ResponseStatus::Exact;
        for status in [exact(200), exact(299), ResponseStatus::Range(2)] {
            assert!(is_success(status), "{status:?}");
        }
        for status in [exact(101), exact(302)] {
            assert!(!is_success(status) && stands_for_success(status), "{status:?}");
        }
        for status in [
            exact(304),
            exact(400),
            ResponseStatus::Range(3),
            ResponseStatus::Default,
        ] {
            assert!(!is_success(status) && !stands_for_success(status), "{status:?}");
        }
    }

    #[test]
    fn every_status_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<String> =
            (100..600).map(|code| name(ResponseStatus::Exact(code))).collect();
        assert_eq!(names.len(), 500);
        assert_eq!(name(ResponseStatus::Exact(499)), "Status499");
    }
}
