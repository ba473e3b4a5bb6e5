use http::StatusCode;
use http::header::HOST;
use http::request::Parts;

use super::problem::{Problem, Rejection};
use super::settings::Settings;

/// Refuses a request whose head is larger than it may be, 414 and 431, or which names several hosts, 400.
///
/// # Errors
/// Where it is.
pub(super) fn check(request: &Parts, settings: &Settings) -> Result<(), Rejection> {
    let target = request
        .uri
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    if target > settings.target_limit {
        let problem = Problem::new(StatusCode::URI_TOO_LONG);
        return Err(problem.with_detail("The URL is longer than the server takes."));
    }
    let headers = &request.headers;
    let bytes = || {
        headers
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len())
            .sum::<usize>()
    };
    if headers.len() > settings.header_count_limit || bytes() > settings.header_limit {
        let problem = Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        return Err(problem.with_detail("The headers are larger than the server takes."));
    }
    // Two parties on the way may each believe another of them (RFC 9112, section 3.2).
    if headers.get_all(HOST).iter().nth(1).is_some() {
        let problem = Problem::new(StatusCode::BAD_REQUEST);
        return Err(problem.with_detail("The request names its host more than once."));
    }
    Ok(())
}
