//! What a request shows of who calls, as an [`Authenticator`](super::Authenticator) gets it.

use std::fmt;

use http::request::Parts;

use super::granted::Granted;
use super::refusal::Refusal;
use crate::Secret;
use crate::http::Operation;

/// The credentials that satisfy one of an operation's security requirements, all of them together.
pub struct Credentials<'a> {
    call: Call<'a>,
    presented: Vec<Presented>,
}

impl<'a> Credentials<'a> {
    pub(super) fn new(operation: &'static Operation, request: &'a Parts, presented: Vec<Presented>) -> Self {
        Self {
            call: Call { operation, request },
            presented,
        }
    }

    /// The call that they come with.
    pub fn call(&self) -> Call<'a> {
        self.call
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.call.operation
    }

    /// The request without its body. Its extensions tell of the connection: a client's certificate,
    /// for one, if the server puts it there.
    pub fn request(&self) -> &'a Parts {
        self.call.request
    }

    /// The credentials, a scheme each, in the document's order; never empty.
    pub fn presented(&self) -> &[Presented] {
        &self.presented
    }

    /// The credential, where it is the only one.
    ///
    /// # Errors
    /// [`Refusal::Unauthenticated`] where there are several.
    pub fn only(&self) -> Result<&Presented, Refusal> {
        match self.presented.as_slice() {
            [only] => Ok(only),
            _ => Err(Refusal::Unauthenticated),
        }
    }

    /// What was presented for the scheme of this name in the document.
    pub fn of(&self, scheme: &str) -> Option<&Credential> {
        let mut of_scheme = self
            .presented
            .iter()
            .filter(|presented| presented.scheme == scheme);
        of_scheme.next().map(|presented| &presented.credential)
    }

    /// The API key, where the operation asks for one.
    pub fn api_key(&self) -> Option<&Secret<String>> {
        self.presented
            .iter()
            .find_map(|presented| presented.api_key().ok())
    }

    /// The bearer token, where the operation asks for one.
    pub fn bearer(&self) -> Option<&Secret<String>> {
        self.presented.iter().find_map(|presented| presented.token().ok())
    }
}

/// The request stays out of it: its headers are the credentials.
impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut credentials = f.debug_struct("Credentials");
        credentials
            .field("operation", &self.operation().id)
            .field("presented", &self.presented)
            .finish()
    }
}

/// A call whose caller is not known yet.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    operation: &'static Operation,
    request: &'a Parts,
}

impl<'a> Call<'a> {
    /// The operation that is called.
    pub fn operation(self) -> &'static Operation {
        self.operation
    }

    /// The request without its body. `Debug` of its headers leaves credentials out, but its URI may hold an
    /// API key: never log that whole.
    pub fn request(self) -> &'a Parts {
        self.request
    }

    /// What the server, or a layer around the router, has put among the request's extensions: a client's
    /// certificate or its address.
    pub fn extension<T: Send + Sync + 'static>(self) -> Option<&'a T> {
        self.request.extensions.get()
    }
}

/// The request stays out of it: its headers are the credentials.
impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut call = f.debug_struct("Call");
        call.field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}

/// A credential and the scheme that asks for it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Presented {
    /// The scheme's name in the document.
    pub scheme: &'static str,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
    /// What the request carries.
    pub credential: Credential,
}

impl Presented {
    /// The API key.
    ///
    /// # Errors
    /// [`Refusal::Unauthenticated`] where it is something else; the same holds for the methods below.
    pub fn api_key(&self) -> Result<&Secret<String>, Refusal> {
        match &self.credential {
            Credential::ApiKey(key) => Ok(key),
            _ => Err(Refusal::Unauthenticated),
        }
    }

    /// The token.
    ///
    /// # Errors
    /// [`Refusal::Unauthenticated`] where it is something else.
    pub fn token(&self) -> Result<&Secret<String>, Refusal> {
        match &self.credential {
            Credential::Bearer(token) => Ok(token),
            _ => Err(Refusal::Unauthenticated),
        }
    }

    /// The user name and the password.
    ///
    /// # Errors
    /// [`Refusal::Unauthenticated`] where it is something else.
    pub fn basic(&self) -> Result<&BasicCredentials, Refusal> {
        match &self.credential {
            Credential::Basic(login) => Ok(login),
            _ => Err(Refusal::Unauthenticated),
        }
    }

    /// The credentials of another HTTP authentication scheme.
    ///
    /// # Errors
    /// [`Refusal::Unauthenticated`] where it is something else.
    pub fn http(&self) -> Result<&Secret<String>, Refusal> {
        match &self.credential {
            Credential::Http(credentials) => Ok(credentials),
            _ => Err(Refusal::Unauthenticated),
        }
    }

    /// The principal, if it was granted every scope that the operation needs.
    ///
    /// # Errors
    /// The judgement's own, or [`Refusal::InsufficientScope`].
    pub fn granted<P>(&self, judgement: Result<Granted<P>, Refusal>) -> Result<P, Refusal> {
        judgement?.for_scopes(self.scopes)
    }
}

/// What a request carries for a scheme.
#[derive(Debug)]
#[non_exhaustive]
pub enum Credential {
    /// An API key.
    ApiKey(Secret<String>),
    /// A token (RFC 6750).
    Bearer(Secret<String>),
    /// The credentials of another HTTP authentication scheme, without the scheme's name.
    Http(Secret<String>),
    /// A user name and a password (RFC 7617).
    Basic(BasicCredentials),
    /// Nothing that the request itself says: see [`Call::extension`] for the connection's certificate,
    /// and refuse where there is none.
    MutualTls,
}

/// A user name and a password (RFC 7617).
///
/// The name is kept like the password, as many services take an API key for it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BasicCredentials {
    /// The user name; may be empty.
    pub user: Secret<String>,
    /// The password; may be empty.
    pub password: Secret<String>,
}
