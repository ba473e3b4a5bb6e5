//! What the author of a server may forget, and the compiler does not.

/// A scheme is judged:
///
/// ```
/// use bindery_runtime::Secret;
/// use bindery_runtime::server::{Call, Refusal};
/// use bindery_tests::select_by::server::DeliveriesAuthenticator;
///
/// struct Door;
///
/// impl DeliveriesAuthenticator for Door {
///     type Principal = ();
///
///     async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
/// }
/// ```
///
/// A scheme is forgotten:
///
/// ```compile_fail,E0046
/// use bindery_tests::select_by::server::DeliveriesAuthenticator;
///
/// struct Door;
///
/// impl DeliveriesAuthenticator for Door {
///     type Principal = ();
/// }
/// ```
pub struct Scheme;

/// Scopes are named:
///
/// ```
/// use bindery_runtime::Secret;
/// use bindery_runtime::server::{BasicCredentials, Call, Granted, Refusal};
/// use bindery_tests::swagger2::server::ShelterAuthenticator;
///
/// struct Door;
///
/// impl ShelterAuthenticator for Door {
///     type Principal = ();
///
///     async fn basic(&self, _: &BasicCredentials, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
///
///     async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
///
///     async fn oauth2(&self, _: &Secret<String>, _: Call<'_>) -> Result<Granted<()>, Refusal> {
///         Ok(Granted::new(()))
///     }
/// }
/// ```
///
/// Scopes are forgotten:
///
/// ```compile_fail
/// use bindery_runtime::Secret;
/// use bindery_runtime::server::{BasicCredentials, Call, Refusal};
/// use bindery_tests::swagger2::server::ShelterAuthenticator;
///
/// struct Door;
///
/// impl ShelterAuthenticator for Door {
///     type Principal = ();
///
///     async fn basic(&self, _: &BasicCredentials, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
///
///     async fn api_key(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
///
///     async fn oauth2(&self, _: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
///         Ok(())
///     }
/// }
/// ```
pub struct Scopes;
