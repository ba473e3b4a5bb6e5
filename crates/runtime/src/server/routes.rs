//! The operations of a service and what answers them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::routing::any;

use super::authentication::{Anonymous, Authenticator};
use super::dispatch::{Dispatch, not_found};
use super::endpoint::{Endpoint, Shared};
use super::handler::{Handler, Unasked};
use super::path::Template;
use super::reader::FromRequest;
use super::settings::Settings;
use crate::http::{Operation, Service};

/// Makes a [`Router`] of a service's methods.
pub struct Routes<S, A: Authenticator> {
    shared: Shared<S, A>,
    endpoints: Vec<Endpoint<S, A>>,
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
            service,
            authenticator,
            settings: Settings::default(),
        };
        Self {
            shared,
            endpoints: Vec::new(),
        }
    }

    /// Lets `handler` answer an operation. Its callers are always authenticated, whatever the
    /// document says: without a principal there is nothing to call it with.
    pub fn route<R, H>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        R: FromRequest,
        H: for<'a> Handler<'a, S, R, A::Principal>,
    {
        self.endpoints
            .push(Endpoint::new(operation, handler, |principal| principal));
        self
    }

    /// Lets `handler` answer an operation that the document leaves open: it has no security
    /// requirement, or an empty one among others. There is a principal if the request has
    /// credentials that one of the requirements asks for.
    pub fn route_open<R, H>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        R: FromRequest,
        H: for<'a> Handler<'a, S, R, Option<A::Principal>>,
    {
        self.endpoints.push(Endpoint::new(operation, handler, Some));
        self
    }

    /// Lets `handler`, which does not ask who calls, answer an operation that the document leaves open.
    pub fn route_anonymous<R, F>(self, operation: &'static Operation, handler: F) -> Self
    where
        R: FromRequest,
        Unasked<F>: for<'a> Handler<'a, S, R, Option<A::Principal>>,
    {
        self.route_open(operation, Unasked(handler))
    }

    /// Sets how many bytes a request's body may have; 2 MiB unless set. Larger ones get a 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.shared.settings.body_limit = bytes;
        self
    }

    /// Sets how long a request's body may take to arrive; 30 seconds unless set. Then it gets a 408.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.shared.settings.read_timeout = limit.into();
        self
    }

    /// Sets how long authentication and handler may take, each; unlimited unless set. Then the
    /// request gets a 503, and the work is dropped where it waits.
    pub fn handler_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.shared.settings.handler_timeout = limit.into();
        self
    }

    /// The router: nest it, merge it, put layers around it, or serve it as it is.
    ///
    /// A path that is none of the document's gets a 404 as its fallback; before two such routers
    /// are merged, one must give that up with [`Router::reset_fallback`].
    pub fn into_router(self) -> Router {
        let shared = Arc::new(self.shared);
        let mut router = Router::new().without_v07_checks();
        for group in group(self.endpoints) {
            let Some((template, _)) = group.first() else {
                continue;
            };
            let path = template.route();
            let dispatch = Arc::new(Dispatch {
                shared: shared.clone(),
                endpoints: group,
            });
            router = router.route(
                &path,
                any(move |request: Request| async move { dispatch.answer(request).await }),
            );
        }
        router.fallback(|| async { not_found() })
    }
}

type Group<S, A> = Vec<(Template, Endpoint<S, A>)>;

/// The endpoints by the shape of their paths; in each group the most specific comes first.
fn group<S, A: Authenticator>(endpoints: Vec<Endpoint<S, A>>) -> Vec<Group<S, A>> {
    let mut groups: Vec<(String, Group<S, A>)> = Vec::new();
    for endpoint in endpoints {
        let template = Template::new(endpoint.operation.path);
        let shape = template.shape();
        match groups.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, group)) => group.push((template, endpoint)),
            None => groups.push((shape, vec![(template, endpoint)])),
        }
    }
    let mut groups: Vec<_> = groups.into_iter().map(|(_, group)| group).collect();
    for group in &mut groups {
        group.sort_by_key(|(template, _)| std::cmp::Reverse(template.literal_length()));
    }
    groups
}

impl<S, A: Authenticator> fmt::Debug for Routes<S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.endpoints.iter().map(|endpoint| endpoint.operation.id);
        f.debug_list().entries(operations).finish()
    }
}
