//! What the members of a problem are usually called, and what its kinds are.

use http::StatusCode;

/// Members that say what happened, in words.
pub(super) const WORDS: [&str; 14] = [
    "cause",
    "description",
    "detail",
    "details",
    "error",
    "errordescription",
    "errormessage",
    "hint",
    "message",
    "msg",
    "reason",
    "summary",
    "text",
    "title",
];

/// Members that name what happened.
pub(super) const NAMES: [&str; 8] = [
    "code",
    "errorcode",
    "errortype",
    "kind",
    "name",
    "status",
    "statustext",
    "type",
];

/// Members that are its status.
pub(super) const STATUSES: [&str; 7] = [
    "code",
    "errorcode",
    "httpcode",
    "httpstatus",
    "httpstatuscode",
    "status",
    "statuscode",
];

/// Members that list what is wrong.
pub(super) const LISTS: [&str; 8] = [
    "causes",
    "details",
    "errors",
    "faults",
    "issues",
    "messages",
    "problems",
    "violations",
];

/// Members that say where it is wrong.
pub(super) const PLACES: [&str; 7] = [
    "field",
    "location",
    "parameter",
    "path",
    "pointer",
    "property",
    "source",
];

/// Members that say whether all went well, and those that say whether it did not.
pub(super) const SUCCESSES: [&str; 3] = ["ok", "succeeded", "success"];
/// See [`SUCCESSES`].
pub(super) const FAILURES: [&str; 3] = ["error", "failed", "iserror"];

/// What requests that are not what the document says are called.
const INVALID: [&str; 7] = [
    "badrequest",
    "invalidrequest",
    "validation",
    "unprocessable",
    "badinput",
    "invalid",
    "malformed",
];

/// A name without what spelling adds: `status_code`, `statusCode` and `StatusCode` are one.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// What problems of this status are called, the best first: `validation_error` is one of a 422.
pub(super) fn kinds(status: StatusCode) -> &'static [&'static str] {
    match status {
        StatusCode::UNAUTHORIZED => &[
            "unauthorized",
            "unauthorised",
            "unauthenticated",
            "authentication",
        ],
        StatusCode::FORBIDDEN => &["forbidden", "permission", "accessdenied", "unauthorized"],
        StatusCode::NOT_FOUND => &["notfound", "missing"],
        StatusCode::METHOD_NOT_ALLOWED => &["methodnotallowed", "badrequest", "invalidrequest"],
        StatusCode::NOT_ACCEPTABLE => &["notacceptable", "badrequest", "invalidrequest"],
        StatusCode::REQUEST_TIMEOUT => &["timeout", "badrequest", "invalidrequest"],
        StatusCode::PAYLOAD_TOO_LARGE => &["toolarge", "badrequest", "invalidrequest"],
        StatusCode::UNSUPPORTED_MEDIA_TYPE => &["mediatype", "contenttype", "badrequest", "invalidrequest"],
        StatusCode::SERVICE_UNAVAILABLE => &["unavailable", "overloaded", "timeout", "internal"],
        StatusCode::NOT_IMPLEMENTED => &["notimplemented", "unimplemented", "internal"],
        status if status.is_server_error() => &["internal", "servererror", "apierror", "unknown"],
        _ => &INVALID,
    }
}
