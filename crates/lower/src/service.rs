use bindery_model::{AuthenticatorNames, Ident};

use crate::lowering::Lowering;
use crate::names;

impl Lowering<'_> {
    /// The name of the server's trait: the setting's, else that of the tag that all operations
    /// share, else the title's.
    pub(crate) fn service_name(&mut self) -> Ident {
        let root = self.document.root();
        let title = root
            .get("info")
            .and_then(|info| info.get("title"))
            .and_then(|title| title.as_str());
        let chosen = self.settings.service.as_deref().or(self.shared_tag()).or(title);
        let wanted = names::type_name(chosen.filter(|text| !text.trim().is_empty()).unwrap_or("Api"));
        let others = [format!("{wanted}Service"), format!("{wanted}Operations")];
        self.type_names.claim(&wanted, others).name
    }

    /// The names of what the server asks who calls, if it asks.
    pub(crate) fn claim_authenticator(&mut self, service: &Ident) {
        if self.api.security_schemes.is_empty() {
            return;
        }
        let mut claim = |ending: &str| {
            let others = [
                format!("{service}Security{ending}"),
                format!("{service}Server{ending}"),
            ];
            self.type_names.claim(&format!("{service}{ending}"), others).name
        };
        self.api.authenticator = Some(AuthenticatorNames {
            authenticator: claim("Authenticator"),
            schemes: claim("Schemes"),
        });
    }

    fn shared_tag(&self) -> Option<&str> {
        let mut tags = self.all_tags().into_iter().map(|(tags, _)| tags);
        let [tag] = tags.next()? else { return None };
        tags.all(|other| other == [tag.as_str()]).then_some(tag)
    }
}
