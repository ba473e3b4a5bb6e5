//! What a principal may do: the scopes that it was granted.

use super::presented::Call;
use super::refusal::Refusal;

/// A principal, and the scopes that it was granted.
///
/// The router compares them with those that the document asks for, one by one and as they are written (RFC
/// 6749, section 3.3: they are case-sensitive); where one stands for others, name all of them.
///
/// ```
/// use bindery_runtime::server::Granted;
///
/// let granted = Granted::new("ada").with_scope("read").with_scopes("write delete".split(' '));
/// assert!(granted.has("delete") && !granted.has("Read"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted<P> {
    principal: P,
    scopes: Vec<String>,
}

impl<P> Granted<P> {
    /// A principal without any scopes.
    pub fn new(principal: P) -> Self {
        Self {
            principal,
            scopes: Vec::new(),
        }
    }

    /// A principal with all scopes that the operation may ask for: where scopes are looked after elsewhere, and in
    /// tests.
    pub fn everything(principal: P, call: Call<'_>) -> Self {
        let needed = call.operation().security.iter().flat_map(|set| *set);
        let scopes = needed.flat_map(|(_, scopes)| *scopes).copied();
        Self::new(principal).with_scopes(scopes)
    }

    /// Adds a scope.
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Adds scopes. A token's claim `scope` is a list with spaces in between: `claim.split(' ')`.
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Whether this scope was granted.
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// The principal, if it has all of these scopes.
    pub(super) fn for_scopes(self, needed: &[&str]) -> Result<P, Refusal> {
        match needed.iter().all(|scope| self.has(scope)) {
            true => Ok(self.principal),
            false => Err(Refusal::InsufficientScope),
        }
    }
}
