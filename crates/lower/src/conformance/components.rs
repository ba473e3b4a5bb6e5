use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use super::Conformance;

impl<'d> Conformance<'d> {
    /// Components are called by letters, digits, dots, hyphens and underscores (3.0.3, "Components Object").
    pub(super) fn component_names(&mut self, components: &Cursor<'d>) {
        let kinds = components.members().filter(|(kind, _)| !kind.starts_with("x-"));
        for (name, component) in kinds.flat_map(|(_, kind)| kind.members()) {
            let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
            if !name.is_empty() && name.chars().all(is_allowed) {
                continue;
            }
            let message = format!("`{name}` cannot be the name of a component");
            let warning = Diagnostic::warning(Code::ComponentName, message, component.origin())
                .at_key()
                .label("other tools refuse it")
                .help("write letters, digits, `.`, `-` and `_`; a title may say the rest");
            self.found.push(warning);
        }
    }
}
