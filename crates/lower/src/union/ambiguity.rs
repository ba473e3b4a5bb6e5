//! Says which variants nothing tells apart, and what to do about it.

use bindery_model::{Code, Diagnostic, Severity};

use crate::AmbiguousUnions;
use crate::lowering::Lowering;
use crate::union::{Draft, Facts, Leaf};

impl<'d> Lowering<'d> {
    /// Reports a union of which some value may be two variants.
    pub(crate) fn report_ambiguity(
        &mut self,
        draft: &Draft<'_, 'd>,
        facts: &[Facts],
        (pairs, wanted): (&[(usize, usize)], AmbiguousUnions),
    ) {
        // Of several the first by name, so that the report does not depend on the document's order.
        let by_name = |(left, right): &&(usize, usize)| {
            let mut names = [&draft.labels[*left], &draft.labels[*right]];
            names.sort();
            names
        };
        let Some((left, right)) = pairs.iter().min_by_key(by_name).copied() else {
            return;
        };
        if !matches!(wanted, AmbiguousUnions::Warn | AmbiguousUnions::Deny) {
            return;
        }
        let leaf = |index: usize| &draft.leaves[index];
        let Some(holder) = draft.holder.cloned().or_else(|| leaf(left).place().cloned()) else {
            return;
        };
        let name = self.types.name(draft.id).clone();
        let (one, other) = (&draft.labels[left], &draft.labels[right]);
        let message = format!("nothing tells `{one}` from `{other}` in `{name}`");
        let mut diagnostic = Diagnostic::warning(Code::AmbiguousUnion, message, holder.origin());
        if wanted == AmbiguousUnions::Deny {
            diagnostic.severity = Severity::Error;
        }
        diagnostic = diagnostic.label("this union");
        for (index, label) in [(left, one), (right, other)] {
            if let Some(place) = leaf(index).place() {
                diagnostic = diagnostic.also(place.origin(), format!("`{label}`"));
            }
        }
        diagnostic = diagnostic.note(shared(&facts[left], &facts[right]));
        if let Some(example) = self.fits_both(leaf(left), leaf(right)) {
            diagnostic = diagnostic.note(format!("this fits both: `{example}`"));
        }
        if pairs.len() > 1 {
            diagnostic = diagnostic.note(format!(
                "the same is true of {} more pairs of its variants",
                pairs.len() - 1
            ));
        }
        diagnostic = diagnostic.note(
            "each variant is tried with its constraints; what fits several equally well is kept as it came",
        );
        let diagnostic = diagnostic.help(fixes(leaf(left), leaf(right)));
        self.ambiguities.push((draft.id, diagnostic));
    }
}

/// What both have in common.
fn shared(left: &Facts, right: &Facts) -> String {
    let types = left.types.and(right.types);
    if !left.is_object() || !right.is_object() {
        return format!("both may be {types}");
    }
    let common: Vec<&str> = left
        .required
        .intersection(&right.required)
        .map(String::as_str)
        .collect();
    match (
        common.is_empty(),
        left.required.is_empty() || right.required.is_empty(),
    ) {
        (true, true) => "both are objects, and one of them requires nothing".to_owned(),
        (true, false) => "both are objects, and declare each other's required members".to_owned(),
        (false, _) => format!("both are objects that require {}", quoted(&common)),
    }
}

fn quoted(names: &[&str]) -> String {
    const SHOWN: usize = 5;
    let mut texts: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        texts.push(format!("{} more", names.len() - SHOWN));
    }
    texts.join(", ")
}

/// What can be pasted.
fn fixes(left: &Leaf<'_>, right: &Leaf<'_>) -> String {
    let keys = (left.key(), right.key());
    let objects = !left.view.properties.is_empty() && !right.view.properties.is_empty();
    match keys {
        (Some(one), Some(other)) if objects => format!(
            "choose the variant by a member, `discriminator: {{ propertyName: kind }}`; or by members beside the union, \
             `x-select-by: {{ siblings: [kind], cases: [{{ when: {{ kind: a }}, then: {one} }}, {{ when: {{ kind: b }}, then: {other} }}] }}`; \
             or close a variant, `additionalProperties: false`"
        ),
        _ if objects => {
            "give each variant a required member with a `const`, or close one: `additionalProperties: false`"
                .to_owned()
        }
        _ => "make one variant of both, or narrow one so that no value is both".to_owned(),
    }
}
