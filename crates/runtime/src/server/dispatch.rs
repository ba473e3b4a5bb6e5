//! From a request's path and method to an operation.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::ALLOW;
use http::{Method, StatusCode};

use super::authentication::Authenticator;
use super::endpoint::{Endpoint, Shared};
use super::parameter::Captures;
use super::path::Template;
use super::problem::Problem;
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
            None => self.refuse(&request),
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

    /// 404 where no path is the request's, else 405.
    fn refuse(&self, request: &Request) -> Response {
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        let is_here = |served: &&Served<A>| served.template.captures(path, query).is_some();
        let here = self.served.iter().filter(is_here);
        let methods: Vec<&str> = here.map(|served| served.endpoint.operation.method).collect();
        match methods.as_slice() {
            [] => not_found(),
            methods => not_allowed(methods),
        }
    }
}

/// 404 for a path that is none of the document's.
pub(super) fn not_found() -> Response {
    let problem = Problem::new(StatusCode::NOT_FOUND);
    problem.detail("There is nothing at this path.").into_response()
}

/// 405 with the methods that the path has.
fn not_allowed(methods: &[&str]) -> Response {
    let mut allowed: Vec<&str> = Vec::new();
    for method in methods {
        let implied = (*method == "GET" && !methods.contains(&"HEAD")).then_some("HEAD");
        for method in [*method].into_iter().chain(implied) {
            if !allowed.contains(&method) {
                allowed.push(method);
            }
        }
    }
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, &allowed.join(", "));
    problem
        .detail("The path does not have this method.")
        .into_response()
}
