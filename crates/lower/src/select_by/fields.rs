//! `fields: [/event/type]`: members of the value choose.

use bindery_model::{Code, Diagnostic, Json, Others, Otherwise, Pointer, Test};

use super::Extension;
use crate::lowering::Lowering;
use crate::union::Draft;

impl<'d> Lowering<'d> {
    /// A test for each field. Fields are read one by one, so each pair of variants must differ in all
    /// of its values of some field.
    pub(super) fn field_tests(
        &mut self,
        extension: &Extension<'d>,
        draft: &Draft<'_, 'd>,
    ) -> Option<Vec<Test>> {
        if extension.otherwise != Otherwise::Unknown {
            let place = extension
                .cursor
                .get("otherwise")
                .unwrap_or_else(|| extension.cursor.clone());
            let help = "take `otherwise` out: what no case names is kept as unknown".to_owned();
            self.refuse(
                &place,
                "`otherwise` can only be `unknown` where `fields` choose".to_owned(),
                Some(help),
            );
            return None;
        }
        let mut tests = Vec::new();
        for (index, tag) in extension.tags.iter().enumerate() {
            let path = Pointer::parse(&tag.wire_name).map(|pointer| pointer.segments().to_vec());
            let Some(path) = path.filter(|path| !path.is_empty()) else {
                let place = extension
                    .cursor
                    .get("fields")
                    .and_then(|fields| fields.item(index));
                let help = format!("write it as a pointer into the value: `/{}`", tag.wire_name);
                self.refuse(
                    &place.unwrap_or_else(|| extension.cursor.clone()),
                    "a field is a JSON pointer".to_owned(),
                    Some(help),
                );
                return None;
            };
            tests.push(self.field_test(extension, draft, (index, path)));
        }
        self.check_told_apart(extension, draft, &tests).then_some(tests)
    }

    fn field_test(
        &self,
        extension: &Extension<'d>,
        draft: &Draft<'_, 'd>,
        (tag, path): (usize, Vec<String>),
    ) -> Test {
        let mut accepts: Vec<(usize, Vec<Json>)> = Vec::new();
        for variant in 0..draft.leaves.len() {
            let cases = extension.cases.iter().filter(|case| case.select.then == variant);
            // A case that leaves the field open accepts any value.
            let values: Option<Vec<Json>> = cases
                .map(|case| case.select.when.get(tag).cloned().flatten())
                .collect();
            if let Some(values) = values {
                let mut each: Vec<Json> = Vec::new();
                values.into_iter().for_each(|value| {
                    if !each.contains(&value) {
                        each.push(value);
                    }
                });
                accepts.push((variant, each));
            }
        }
        let absent = extension.tags.get(tag).and_then(|tag| tag.absent.as_ref());
        let absent_leads_to = |values: &Vec<Json>| absent.is_some_and(|absent| values.contains(absent));
        let absent = accepts
            .iter()
            .filter(|(_, values)| absent_leads_to(values))
            .map(|(variant, _)| *variant)
            .collect();
        let others = match accepts.len() == draft.leaves.len() {
            true => Others::Unknown,
            false => Others::Concerned,
        };
        Test::Value {
            path,
            accepts,
            absent,
            others,
        }
    }

    fn check_told_apart(&mut self, extension: &Extension<'d>, draft: &Draft<'_, 'd>, tests: &[Test]) -> bool {
        let values = |test: &Test, variant: usize| match test {
            Test::Value { accepts, .. } => accepts
                .iter()
                .find(|(index, _)| *index == variant)
                .map(|(_, values)| values.clone()),
            _ => None,
        };
        let apart = |left: usize, right: usize| {
            tests
                .iter()
                .any(|test| match (values(test, left), values(test, right)) {
                    (Some(ours), Some(theirs)) => ours.iter().all(|value| !theirs.contains(value)),
                    _ => false,
                })
        };
        let count = draft.leaves.len();
        let pairs = (0..count).flat_map(|left| (left + 1..count).map(move |right| (left, right)));
        let Some((left, right)) = pairs.into_iter().find(|(left, right)| !apart(*left, *right)) else {
            return true;
        };
        let message = format!(
            "no single field tells `{}` from `{}`",
            draft.labels[left], draft.labels[right]
        );
        let diagnostic = Diagnostic::error(Code::SelectBy, message, extension.cursor.origin())
            .note("fields are compared one by one, not in combination")
            .help("name a field whose values differ between the two in every case");
        self.fault(&extension.cursor, diagnostic);
        false
    }
}
