//! What is wrong with selectors: they name nothing, or too much.

use bindery_document::Reached;
use bindery_model::{Code, Diagnostic, FileId, Origin, Pointer};

use super::{Candidate, Kept};
use crate::lowering::Lowering;
use crate::settings::{SelectorKind, Selectors, Setting};
use crate::suggestion;

impl<'d> Lowering<'d> {
    /// Reports every selector that names nothing.
    pub(super) fn check_selectors(&mut self, candidates: &[Candidate<'d>]) {
        let settings = self.settings;
        for (list, selectors) in [("include", &settings.include), ("exclude", &settings.exclude)] {
            for (kind, names) in selectors.kinds() {
                for name in names {
                    let is_met = match kind {
                        SelectorKind::Schema => self.schema_by_key(&name.text).is_some(),
                        _ => candidates
                            .iter()
                            .any(|candidate| candidate.is_named(kind, &name.text)),
                    };
                    if !is_met {
                        let fault = self.unmatched((list, kind, name), candidates);
                        self.report(fault);
                    }
                }
            }
        }
    }

    fn unmatched(
        &self,
        (list, kind, name): (&str, SelectorKind, &Setting),
        candidates: &[Candidate<'d>],
    ) -> Diagnostic {
        let text = name.text.as_str();
        let message = match kind {
            SelectorKind::Tag => format!("no operation has the tag `{text}`"),
            SelectorKind::Path => format!("no path is `{text}`"),
            SelectorKind::Method => format!("no operation has the method `{text}`"),
            SelectorKind::Operation => format!("there is no operation `{text}`"),
            SelectorKind::Schema => format!("there is no schema `{text}`"),
        };
        let mut fault = self.selector_fault(Code::UnmatchedSelector, message, (list, kind, name));
        fault.help = self.nearest_names(kind, text, candidates);
        fault
    }

    fn nearest_names(&self, kind: SelectorKind, text: &str, candidates: &[Candidate<'d>]) -> Option<String> {
        let placed = candidates
            .iter()
            .filter_map(|candidate| Some((candidate.method.as_str(), candidate.path?)));
        let places: Vec<String> = placed.map(|(method, path)| format!("{method} {path}")).collect();
        let mut names: Vec<&str> = match kind {
            SelectorKind::Tag => candidates.iter().flat_map(Candidate::tags).collect(),
            SelectorKind::Path => candidates.iter().filter_map(|candidate| candidate.path).collect(),
            SelectorKind::Method => candidates
                .iter()
                .map(|candidate| candidate.method.as_str())
                .collect(),
            SelectorKind::Operation if text.contains(' ') => places.iter().map(String::as_str).collect(),
            SelectorKind::Operation => {
                let ids = candidates.iter().filter_map(Candidate::id);
                ids.chain(candidates.iter().filter_map(|candidate| candidate.webhook))
                    .collect()
            }
            SelectorKind::Schema => self.component_names(),
        };
        names.sort_unstable();
        names.dedup();
        suggestion::help(text, names).or_else(|| {
            let advice = match kind {
                SelectorKind::Tag => "write a tag as operations name it",
                SelectorKind::Path => "write it as the document does, or with stars: `/pets/*`, `/pets/**`",
                SelectorKind::Method => "write `get`, `post` or the like",
                SelectorKind::Operation => "write its `operationId`, or method and path: `get /pets`",
                SelectorKind::Schema => "write its key under `components/schemas`",
            };
            Some(advice.to_owned())
        })
    }

    /// Reports schemas that are to be left out, and that something which stays refers to.
    pub(super) fn check_exclusion(&mut self, reached: &Reached<'d>) {
        let settings = self.settings;
        for name in &settings.exclude.schemas {
            let Some(schema) = self
                .schema_by_key(&name.text)
                .filter(|schema| reached.contains(schema))
            else {
                continue;
            };
            let message = format!("the schema `{}` cannot be left out: it is in use", name.text);
            let mut fault = self.selector_fault(
                Code::ExcludedInUse,
                message,
                ("exclude", SelectorKind::Schema, name),
            );
            if let Some(reference) = reached.reference_to(&schema) {
                fault = fault.also(reference.origin(), "this stays, and refers to it");
            }
            let help = "leave out what refers to it, too, or replace the schema by an overlay";
            self.report(fault.help(help));
        }
    }

    /// Reports that nothing is left.
    pub(super) fn check_emptiness(&mut self, kept: &Kept<'d>, has_operations: bool) {
        let names = self.component_names().into_iter();
        if has_operations || kept.has_schemas(names.filter_map(|name| self.schema_by_key(name))) {
            return;
        }
        let settings = self.settings;
        let lists = [("exclude", &settings.exclude), ("include", &settings.include)];
        let first = lists
            .into_iter()
            .find_map(|(list, selectors)| first_of(list, selectors));
        let Some(first) = first else { return };
        if !self
            .diagnostics
            .items()
            .iter()
            .any(|item| item.code == Code::UnmatchedSelector)
        {
            let message = "the selection leaves nothing of the document";
            let fault = self.selector_fault(Code::EmptySelection, message.to_owned(), first);
            self.report(fault.help("what `exclude` names is left out although `include` names it, too"));
        }
    }

    /// A fault of a selector, in the configuration or, where code or a flag says it, of the whole document.
    fn selector_fault(
        &self,
        code: Code,
        message: String,
        (list, kind, name): (&str, SelectorKind, &Setting),
    ) -> Diagnostic {
        if name.place.is_some() {
            return self.settings.error(code, message, name);
        }
        let origin = Origin::new(FileId::default(), Pointer::root());
        let word = kind.word();
        Diagnostic::error(code, message, origin).note(format!(
            "`--{list}-{word} {}` names it, or `{list}` in code",
            name.text
        ))
    }
}

fn first_of<'s>(
    list: &'static str,
    selectors: &'s Selectors,
) -> Option<(&'static str, SelectorKind, &'s Setting)> {
    let mut kinds = selectors.kinds().into_iter();
    kinds.find_map(|(kind, names)| Some((list, kind, names.first()?)))
}
