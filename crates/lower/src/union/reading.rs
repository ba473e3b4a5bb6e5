//! How an ambiguous union is to be read: by the settings, or by the schema's own `x-ambiguous`.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic};

use crate::lowering::Lowering;
use crate::suggestion;
use crate::union::Draft;
use crate::{AmbiguousUnions, Choice as _, parse_choice};

/// The extension on a union's schema.
const EXTENSION: &str = "x-ambiguous";

impl<'d> Lowering<'d> {
    /// What is to become of the union if it is ambiguous: the setting of its schema counts most, then the
    /// schema's own words, then the setting of all unions.
    pub(crate) fn wanted_reading(&mut self, draft: &Draft<'_, 'd>) -> AmbiguousUnions {
        let written = draft.holder.and_then(|holder| holder.get(EXTENSION));
        let own = written.and_then(|place| self.reading_at(&place));
        let by_setting = draft.holder.and_then(|holder| self.reading_of(holder));
        by_setting.or(own).unwrap_or(self.settings.ambiguous_unions)
    }

    /// What the settings say of the schema at `holder`.
    fn reading_of(&self, holder: &Cursor<'d>) -> Option<AmbiguousUnions> {
        let pointer = holder.pointer().to_string();
        let key = pointer.strip_prefix("#/components/schemas/").unwrap_or(&pointer);
        let mut schemas = self.settings.schemas.iter();
        schemas.find_map(|schema| {
            let text = schema.schema.text.as_str();
            let is_meant = text == key || text == pointer || format!("#{text}") == pointer;
            schema.ambiguous_union.filter(|_| is_meant)
        })
    }

    fn reading_at(&mut self, place: &Cursor<'d>) -> Option<AmbiguousUnions> {
        let word = place.as_str().unwrap_or_default();
        match parse_choice(word) {
            Ok(found) => Some(found),
            Err(problem) => {
                let mut diagnostic = Diagnostic::error(
                    Code::BadExtension,
                    format!("`{EXTENSION}` says what becomes of an ambiguous union"),
                    place.origin(),
                )
                .note(problem);
                let words = AmbiguousUnions::ALL.iter().map(|choice| choice.word());
                diagnostic.help = suggestion::help(word, words);
                self.fault(place, diagnostic);
                None
            }
        }
    }
}
