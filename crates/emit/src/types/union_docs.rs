//! How a union's variant is chosen, in words for its documentation.

use bindery_model::{JsonType, Others, Otherwise, SelectBy, Several, Test, Union, Variant};

use crate::docs;

/// How many sentences about pairs of variants are worth reading.
const MOST_SENTENCES: usize = 12;

/// The paragraph that says how the variant is chosen.
pub(super) fn choice(union: &Union) -> Vec<String> {
    if let Some(plan) = &union.select_by {
        let alone = "Where it stands without those siblings, the members that it has choose the variant.";
        return docs::join([select_by_table(plan, &union.variants), vec![alone.to_owned()]]);
    }
    let how = match &union.tests[..] {
        [Test::Type { accepts }] => type_table(accepts, &union.variants),
        tests => match tests.iter().find(|test| decides(test, tests.len() == 1)) {
            Some(tag) => tag_table(tag, &union.variants),
            None => separations(union),
        },
    };
    docs::join([how, safe_reading(union)])
}

fn select_by_table(plan: &SelectBy, variants: &[Variant]) -> Vec<String> {
    let tags: Vec<_> = plan.tags.iter().map(|tag| cell(&tag.wire_name)).collect();
    let mut lines = header(&tags);
    for case in &plan.cases {
        let values = case.when.iter().map(|value| {
            value
                .as_ref()
                .map_or("any".into(), |value| cell(&value.to_text()))
        });
        lines.push(row(values.chain([variant_link(variants, case.then)])));
    }
    let otherwise = match plan.otherwise {
        Otherwise::Unknown => return lines,
        Otherwise::Error => "none: an error".to_owned(),
        Otherwise::Value => "as the value shows".to_owned(),
        Otherwise::Variant(index) => variant_link(variants, index),
    };
    let others = plan.tags.iter().map(|_| "other".to_owned());
    lines.push(row(others.chain([otherwise])));
    lines
}

/// Whether the test is of one member whose value decides.
fn decides(test: &Test, is_only: bool) -> bool {
    matches!(test, Test::Value { path, others, .. }
        if !path.is_empty() && (is_only || *others != Others::Concerned))
}

fn type_table(accepts: &[Vec<JsonType>], variants: &[Variant]) -> Vec<String> {
    let mut lines = header(&["JSON".to_owned()]);
    for (index, types) in accepts.iter().enumerate() {
        let types: Vec<_> = types.iter().map(|each| type_name(*each)).collect();
        lines.push(row([types.join(", "), variant_link(variants, index)]));
    }
    lines
}

fn type_name(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}

fn tag_table(tag: &Test, variants: &[Variant]) -> Vec<String> {
    let Test::Value {
        path,
        accepts,
        others,
        ..
    } = tag
    else {
        return Vec::new();
    };
    let mut lines = header(&[cell(&path.join("/"))]);
    for (variant, values) in accepts {
        let values: Vec<_> = values.iter().map(|value| cell(&value.to_text())).collect();
        lines.push(row([values.join(", "), variant_link(variants, *variant)]));
    }
    if let Others::Variant(variant) = others {
        lines.push(row([
            "none or other".to_owned(),
            variant_link(variants, *variant),
        ]));
    }
    lines
}

fn header(columns: &[String]) -> Vec<String> {
    let names = columns.iter().cloned().chain(["variant".to_owned()]);
    vec![row(names), format!("|{}", " --- |".repeat(columns.len() + 1))]
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    format!("| {} |", cells.into_iter().collect::<Vec<_>>().join(" | "))
}

/// Code in a cell, where a bar would end it.
fn cell(text: &str) -> String {
    docs::code(text).replace('|', "\\|")
}

fn variant_link(variants: &[Variant], index: usize) -> String {
    match variants.get(index) {
        Some(variant) => format!("[`{0}`](Self::{0})", variant.name),
        None => String::new(),
    }
}

fn separations(union: &Union) -> Vec<String> {
    let sentence = |left: usize, right: usize, reason: &str| {
        let (left, right) = (
            variant_link(&union.variants, left),
            variant_link(&union.variants, right),
        );
        format!("{left} or {right}: {}", docs::line(reason))
    };
    if union.separations.len() > MOST_SENTENCES {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for each in &union.separations {
        let reason = each.reason.as_deref().unwrap_or("nothing tells them apart");
        let filled = docs::sentence(&sentence(each.left, each.right, reason));
        let margins = std::iter::once("- ").chain(std::iter::repeat("  "));
        lines.extend(
            margins
                .zip(filled)
                .map(|(margin, line)| format!("{margin}{line}")),
        );
    }
    match lines.is_empty() {
        true => lines,
        false => [
            vec!["What tells the variants apart:".to_owned(), String::new()],
            lines,
        ]
        .concat(),
    }
}

fn safe_reading(union: &Union) -> Vec<String> {
    let what = match union.several {
        Several::Unknown => return overlapping(union),
        Several::ExactOne => {
            "Where that leaves several, each is tried with its constraints: the only one that fits is taken, and \
             what fits several is kept as unknown."
        }
        Several::MostSpecific => {
            "Where that leaves several, each is tried with its constraints: the only one that fits is taken, of \
             several the one with the most required members, and a tie is kept as unknown."
        }
        Several::Opaque => "Every value is kept as unknown.",
    };
    docs::join([docs::sentence(what), overlapping(union)])
}

/// That a value may be several variants.
fn overlapping(union: &Union) -> Vec<String> {
    match &union.accessors[..] {
        [first, ..] => docs::sentence(&format!(
            "A value may be several variants at once: [`{first}`](Self::{first}) and the like view it as each, \
             whichever it was read as."
        )),
        [] => Vec::new(),
    }
}
