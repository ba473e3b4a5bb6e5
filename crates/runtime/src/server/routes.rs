//! The operations of a service and what answers them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::routing::any;

use super::authentication::{Anonymous, Authenticator};
use super::declared_answer::DeclaredAnswers;
use super::dispatch::{Dispatch, Served, not_found};
use super::endpoint::{Endpoint, Shared};
use super::handler::{Handler, Unasked};
use super::lingering::linger;
use super::path::Template;
use super::problem_answer::ProblemAnswer;
use super::reader::FromRequest;
use super::settings::Settings;
use crate::http::{Operation, Service};

/// Makes a [`Router`] of a service's methods.
pub struct Routes<S, A: Authenticator> {
    service: Arc<S>,
    own: Part<A>,
    merged: Vec<Part<A>>,
}

/// Endpoints and what they share.
struct Part<A: Authenticator> {
    shared: Shared<A>,
    endpoints: Vec<Endpoint<A>>,
}

impl<S> Routes<S, Anonymous>
where
    S: Send + Sync + 'static,
{
    /// No routes yet, of a service that asks nobody who he is.
    pub fn anonymous(description: &'static Service, service: S) -> Self {
        Self::new(description, service, Anonymous)
    }
}

impl<S, A> Routes<S, A>
where
    S: Send + Sync + 'static,
    A: Authenticator,
{
    /// No routes yet.
    pub fn new(description: &'static Service, service: S, authenticator: A) -> Self {
        let shared = Shared {
            description,
            authenticator,
            answers: &[],
            problem_answers: Vec::new(),
            settings: Settings::default(),
        };
        Self {
            service: Arc::new(service),
            own: Part {
                shared,
                endpoints: Vec::new(),
            },
            merged: Vec::new(),
        }
    }

    /// Tells what the document declares as answers, so that they can be checked.
    pub fn answers(mut self, declared: &'static DeclaredAnswers) -> Self {
        self.own.shared.answers = declared;
        self
    }

    /// Lets `handler` answer an operation. Its callers are always authenticated, whatever the
    /// document says: without a principal there is nothing to call it with.
    pub fn route<R, H>(self, operation: &'static Operation, handler: H) -> Self
    where
        R: FromRequest,
        H: for<'a> Handler<'a, S, R, A::Principal>,
    {
        let service = self.service.clone();
        self.serve(Endpoint::new(operation, service, handler, |principal| principal))
    }

    /// Lets `handler` answer an operation that the document leaves open: it has no security
    /// requirement, or an empty one among others. There is a principal if the request has
    /// credentials that one of the requirements asks for.
    pub fn route_open<R, H>(self, operation: &'static Operation, handler: H) -> Self
    where
        R: FromRequest,
        H: for<'a> Handler<'a, S, R, Option<A::Principal>>,
    {
        let service = self.service.clone();
        self.serve(Endpoint::new(operation, service, handler, Some))
    }

    /// Lets `handler`, which does not ask who calls, answer an operation that the document leaves open.
    pub fn route_anonymous<R, F>(self, operation: &'static Operation, handler: F) -> Self
    where
        R: FromRequest,
        Unasked<F>: for<'a> Handler<'a, S, R, Option<A::Principal>>,
    {
        self.route_open(operation, Unasked(handler))
    }

    fn serve(mut self, endpoint: Endpoint<A>) -> Self {
        self.own.endpoints.push(endpoint);
        self
    }

    /// Serves what `other` serves, too: another part of the same document, for one, by a service of its
    /// own. Either part keeps its own limits and its own authenticator. An operation that both serve is
    /// this one's to answer.
    pub fn merge<T>(mut self, other: Routes<T, A>) -> Self {
        self.merged.push(other.own);
        self.merged.extend(other.merged);
        self
    }

    pub(super) fn settings(&mut self) -> &mut Settings {
        &mut self.own.shared.settings
    }

    pub(super) fn problem_answers(&mut self) -> &mut Vec<ProblemAnswer> {
        &mut self.own.shared.problem_answers
    }

    /// The router: nest it, merge it, put layers around it, or serve it as it is.
    ///
    /// A path that is none of the document's gets a 404 as its fallback; before two such routers
    /// are merged, one must give that up with [`Router::reset_fallback`].
    pub fn into_router(self) -> Router {
        let mut router = Router::new().without_v07_checks();
        let own = Arc::new(self.own.shared);
        let here = served(own.clone(), self.own.endpoints);
        let merged = self
            .merged
            .into_iter()
            .flat_map(|part| served(Arc::new(part.shared), part.endpoints));
        for served in group(here.chain(merged)) {
            let Some(first) = served.first() else {
                continue;
            };
            let path = first.template.route();
            let dispatch = Arc::new(Dispatch { served });
            router = router.route(
                &path,
                any(move |request: Request| async move { dispatch.answer(request).await }),
            );
        }
        router.fallback(|request: Request| async move {
            linger(request);
            own.tell(not_found(), &[])
        })
    }

    fn parts(&self) -> impl Iterator<Item = &Part<A>> {
        std::iter::once(&self.own).chain(&self.merged)
    }
}

/// The endpoints where they stand, each with what the document declares for it.
fn served<A: Authenticator>(
    shared: Arc<Shared<A>>,
    endpoints: Vec<Endpoint<A>>,
) -> impl Iterator<Item = Served<A>> {
    endpoints.into_iter().map(move |mut endpoint| {
        let mut declared = shared.answers.iter();
        let found = declared.find(|(operation, _)| std::ptr::eq(*operation, endpoint.operation));
        endpoint.declared = found.map_or(&[], |(_, answers)| answers);
        Served {
            template: Template::new(endpoint.operation.path),
            endpoint,
            shared: shared.clone(),
        }
    })
}

/// The endpoints by the shape of their paths; in each group the most specific comes first.
fn group<A: Authenticator>(all: impl Iterator<Item = Served<A>>) -> Vec<Vec<Served<A>>> {
    let mut groups: Vec<Vec<Served<A>>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for served in all {
        let index = *known.entry(served.template.shape()).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(served),
            None => groups.push(vec![served]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|served| Reverse(served.template.literal_length()));
    }
    groups
}

impl<S: Send + Sync + 'static, A: Authenticator> fmt::Debug for Routes<S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoints = self.parts().flat_map(|part| &part.endpoints);
        let operations = endpoints.map(|endpoint| endpoint.operation.id);
        f.debug_list().entries(operations).finish()
    }
}
