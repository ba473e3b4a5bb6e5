use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::TokenError;
use super::flight::{Flight, Landing};
use super::http::TokenHttp;
use super::provider::{Kept, TokenProvider, TokenRequest};
use crate::client::credential::Credential;
use crate::clock::{Instant, timeout_at};
use crate::http::Scheme;

/// The scopes that a token is needed for, as an operation's table has them.
pub(crate) type Scopes = &'static [&'static str];

/// The tokens of a scheme: fetched once for all who wait, and kept as long as they are good.
pub(crate) struct TokenCache {
    scheme: &'static Scheme,
    provider: Arc<dyn TokenProvider>,
    http: Arc<TokenHttp>,
    /// An entry for each set of scopes that some operation needs.
    entries: Mutex<Vec<Entry>>,
}

struct Entry {
    scopes: Scopes,
    token: Option<(Arc<Credential>, Kept)>,
    flight: Option<Arc<Flight>>,
}

/// What is there for a call that needs a token.
enum Found {
    Token(Arc<Credential>),
    Flight(Arc<Flight>),
}

impl TokenCache {
    pub(crate) fn new(
        scheme: &'static Scheme,
        provider: Arc<dyn TokenProvider>,
        http: Arc<TokenHttp>,
    ) -> Self {
        Self {
            scheme,
            provider,
            http,
            entries: Mutex::default(),
        }
    }

    /// The name of the scheme that the tokens are for.
    pub(crate) fn scheme_name(&self) -> &'static str {
        self.scheme.name
    }

    /// The token for these scopes, and not the one that the server has `refused`.
    pub(crate) async fn get(
        &self,
        scopes: Scopes,
        refused: Option<&Arc<Credential>>,
    ) -> Result<Arc<Credential>, TokenError> {
        let scopes = self.key(scopes);
        let flight = match self.find(scopes, refused) {
            Found::Token(token) => return Ok(token),
            Found::Flight(flight) => flight,
        };
        let landing = flight.landing().await;
        self.keep(scopes, &flight, &landing);
        landing.map(|(token, _)| token)
    }

    /// What tokens are told apart by.
    fn key(&self, scopes: Scopes) -> Scopes {
        match self.provider.depends_on_scopes() {
            true => scopes,
            false => &[],
        }
    }

    fn find(&self, scopes: Scopes, refused: Option<&Arc<Credential>>) -> Found {
        let mut entries = self.entries();
        let index = entries.iter().position(|entry| entry.scopes == scopes);
        let index = index.unwrap_or_else(|| {
            entries.push(Entry {
                scopes,
                token: None,
                flight: None,
            });
            entries.len() - 1
        });
        let entry = &mut entries[index];
        if let Some((token, kept)) = &entry.token {
            if kept.is_good() && refused.is_none_or(|refused| !Arc::ptr_eq(refused, token)) {
                return Found::Token(token.clone());
            }
            entry.token = None;
        }
        match &entry.flight {
            Some(flight) if flight.is_current() => Found::Flight(flight.clone()),
            _ => {
                let flight = Arc::new(self.fetch(scopes, refused.is_some()));
                entry.flight = Some(flight.clone());
                Found::Flight(flight)
            }
        }
    }

    /// Asks the provider. What is under way holds the client's transport, and never the client.
    fn fetch(&self, scopes: Scopes, refused: bool) -> Flight {
        let (scheme, provider, http) = (self.scheme, self.provider.clone(), self.http.clone());
        let asked = Instant::now();
        let deadline = http.deadline(asked);
        Flight::new(deadline, async move {
            let request = TokenRequest {
                scheme: scheme.name,
                scopes,
                refused,
                http: &http,
            };
            let token = timeout_at(deadline, provider.token(request))
                .await
                .unwrap_or(Err(TokenError::Timeout))?;
            let credential =
                Credential::of_token(scheme.kind, &token.text).map_err(|_| TokenError::Unsendable)?;
            Ok((Arc::new(credential), token.lifetime.from(asked)))
        })
    }

    /// Keeps what has landed. The first of the calls that waited does so.
    fn keep(&self, scopes: Scopes, flight: &Arc<Flight>, landing: &Landing) {
        let mut entries = self.entries();
        let entry = entries.iter_mut().find(|entry| entry.scopes == scopes);
        let Some(entry) = entry else { return };
        if !entry
            .flight
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, flight))
        {
            return;
        }
        entry.flight = None;
        if let Ok((token, kept)) = landing
            && *kept != Kept::Never
        {
            entry.token = Some((token.clone(), *kept));
        }
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn is_good(self) -> bool {
        match self {
            Self::Never => false,
            Self::UntilRefused => true,
            Self::Until(end) => Instant::now() < end,
        }
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache")
            .field("scheme", &self.scheme.name)
            .finish_non_exhaustive()
    }
}
