use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Json, Otherwise, SelectCase, SelectTag};

use super::{Case, Cases, Extension};
use crate::lowering::Lowering;
use crate::union::Draft;

impl<'d> Lowering<'d> {
    pub(super) fn cases(
        &mut self,
        extension: &Cursor<'d>,
        tags: &[SelectTag],
        draft: &Draft<'_, 'd>,
    ) -> Option<Cases<'d>> {
        let list = extension.get("cases");
        let Some(list) = list.filter(|list| list.items().next().is_some()) else {
            let help = "add `cases: [{ when: { … }, then: … }]`".to_owned();
            self.refuse(extension, "`x-select-by` has no `cases`".to_owned(), Some(help));
            return None;
        };
        // All of them are read, so that all mistakes are told.
        let all: Vec<Option<Case<'d>>> = list.items().map(|case| self.case(&case, tags, draft)).collect();
        let complete = all.iter().all(Option::is_some);
        let read: Vec<Case<'d>> = all.into_iter().flatten().collect();
        let disjoint = self.check_disjoint(&read);
        Some(Cases {
            read,
            sound: complete && disjoint,
        })
    }

    fn case(&mut self, case: &Cursor<'d>, tags: &[SelectTag], draft: &Draft<'_, 'd>) -> Option<Case<'d>> {
        let known = self.only_keys(case, &["when", "then"]);
        let (Some(when), Some(then)) = (case.get("when"), case.get("then")) else {
            if known {
                self.refuse(case, "a case has a `when` and a `then`".to_owned(), None);
            }
            return None;
        };
        let names: Vec<&str> = tags.iter().map(|tag| tag.wire_name.as_str()).collect();
        let named = tags.is_empty() || self.only_keys(&when, &names);
        let then = self.variant_named(&then, draft, &[]);
        let mut values: Vec<Option<Json>> = Vec::new();
        let mut places = Vec::new();
        for name in names {
            let place = when.get(name);
            values.push(match &place {
                Some(value) => Some(self.literal(value)?),
                None => None,
            });
            places.push(place);
        }
        let select = SelectCase {
            when: values,
            then: then?,
        };
        (known && named).then(|| Case {
            cursor: case.clone(),
            select,
            places,
        })
    }

    fn check_disjoint(&mut self, cases: &[Case<'d>]) -> bool {
        let mut disjoint = true;
        for (index, case) in cases.iter().enumerate() {
            let earlier = cases[..index]
                .iter()
                .find(|earlier| overlap(&earlier.select, &case.select));
            if let Some(earlier) = earlier {
                let same = earlier.select.when == case.select.when;
                let message = if same {
                    "this case is listed twice"
                } else {
                    "two cases hold of the same tags"
                };
                let diagnostic = Diagnostic::error(Code::SelectBy, message, case.cursor.origin())
                    .label("overlaps with an earlier one")
                    .also(earlier.cursor.origin(), "the earlier one")
                    .help("let them differ in a value of `when` that both name");
                self.fault(&case.cursor, diagnostic);
                disjoint = false;
            }
        }
        disjoint
    }

    /// Whether each variant is reached.
    pub(super) fn check_reached(&mut self, extension: &Extension<'d>, draft: &Draft<'_, 'd>) -> bool {
        let leads_to = |variant: usize| {
            extension.otherwise == Otherwise::Variant(variant)
                || extension.cases.iter().any(|case| case.select.then == variant)
        };
        let mut reached = true;
        for (index, leaf) in draft
            .leaves
            .iter()
            .enumerate()
            .filter(|(index, _)| !leads_to(*index))
        {
            let label = &draft.labels[index];
            let mut diagnostic = Diagnostic::error(
                Code::SelectBy,
                format!("no case leads to `{label}`"),
                extension.cursor.origin(),
            )
            .help(format!(
                "add a case with `then: {label}`, or `otherwise: {label}`"
            ));
            if let Some(place) = leaf.place() {
                diagnostic = diagnostic.also(place.origin(), "never chosen");
            }
            self.fault(&extension.cursor, diagnostic);
            reached = false;
        }
        reached
    }
}

/// Whether some tags satisfy both.
fn overlap(left: &SelectCase, right: &SelectCase) -> bool {
    left.when.iter().zip(&right.when).all(|pair| match pair {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => true,
    })
}
