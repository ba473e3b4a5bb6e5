//! From a request's path and method to an operation.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};

use super::authentication::Authenticator;
use super::endpoint::{Endpoint, Shared};
use super::lingering::linger;
use super::parameter::Captures;
use super::path::Template;
use super::problem::{Problem, Rejection};
use super::reply::without_body;

/// The endpoints whose paths have one shape, the most specific first.
pub(super) struct Dispatch<A: Authenticator> {
    pub(super) served: Vec<Served<A>>,
}

/// An endpoint where it stands.
pub(super) struct Served<A: Authenticator> {
    pub(super) template: Template,
    pub(super) endpoint: Endpoint<A>,
    pub(super) shared: Arc<Shared<A>>,
}

impl<A: Authenticator> Dispatch<A> {
    /// Answers a request whose path has the shape.
    pub(super) async fn answer(&self, request: Request) -> Response {
        let head = request.method() == Method::HEAD;
        let method = request.method().as_str();
        // Whoever can GET can be asked for the head of it.
        let found = match self.find(&request, method) {
            None if head => self.find(&request, "GET"),
            found => found,
        };
        let response = match found {
            Some((served, captures)) => served.endpoint.answer(&served.shared, captures, request).await,
            None => {
                let refusal = self.refuse(&request);
                linger(request);
                refusal
            }
        };
        if head { without_body(response) } else { response }
    }

    /// The endpoint of this method whose path is the request's; of several the most specific.
    fn find(&self, request: &Request, method: &str) -> Option<(&Served<A>, Captures)> {
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        let has_method = |served: &&Served<A>| served.endpoint.operation.method == method;
        let mut of_method = self.served.iter().filter(has_method);
        of_method.find_map(|served| Some((served, served.template.captures(path, query)?)))
    }

    /// 404 where no path is the request's; else 204 with the methods that it has for who asks for them, or 405.
    fn refuse(&self, request: &Request) -> Response {
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        let is_here = |served: &&Served<A>| served.template.captures(path, query).is_some();
        let here: Vec<&Served<A>> = self.served.iter().filter(is_here).collect();
        let methods: Vec<&str> = here
            .iter()
            .map(|served| served.endpoint.operation.method)
            .collect();
        let problem = match methods.as_slice() {
            [] => not_found(),
            methods if request.method() == Method::OPTIONS => return options(methods),
            methods => not_allowed(methods),
        };
        match here.first().or(self.served.first().as_ref()) {
            Some(served) => served.shared.tell(problem, &[]),
            None => problem.into_response(),
        }
    }
}

/// 404 for a path that is none of the document's.
pub(super) fn not_found() -> Rejection {
    Problem::new(StatusCode::NOT_FOUND).with_detail("There is nothing at this path.")
}

/// 405 with the methods that the path has.
fn not_allowed(methods: &[&str]) -> Rejection {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED)
        .with_header(ALLOW, &allowed(methods))
        .with_detail("The path does not have this method.")
}

/// What a path may be asked for (RFC 9110, section 9.3.7).
fn options(methods: &[&str]) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Ok(allowed) = HeaderValue::from_str(&allowed(methods)) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}

/// The methods, and those that come with them.
fn allowed(methods: &[&str]) -> String {
    let mut allowed: Vec<&str> = Vec::new();
    for method in methods {
        let implied = (*method == "GET").then_some("HEAD");
        for method in [*method].into_iter().chain(implied) {
            if !allowed.contains(&method) {
                allowed.push(method);
            }
        }
    }
    if !allowed.contains(&"OPTIONS") {
        allowed.push("OPTIONS");
    }
    allowed.join(", ")
}
