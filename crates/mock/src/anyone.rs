//! Who calls a mock: anyone who shows what the document asks for.

use bindery_runtime::server::{Authenticator, Credentials, Refusal};

/// Takes any credentials, once they have come whole: what a mock answers is nobody's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anyone;

impl Authenticator for Anyone {
    type Principal = ();

    async fn authenticate(&self, _credentials: Credentials<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}
