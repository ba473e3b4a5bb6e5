use std::fmt::{Result, Write};

use bindery_model::{Api, Json, Others, SelectBy, Several, Test, Union};

use super::{rules, words};

pub(crate) fn write(text: &mut String, api: &Api, union: &Union) -> Result {
    for variant in &union.variants {
        let type_ref = words(api, &variant.type_ref);
        let schema = rules::reference(api, &variant.schema);
        write!(text, "  {}({type_ref}) = {:?}", variant.name, variant.label)?;
        writeln!(text, " requires {} schema {schema}", variant.required_members)?;
    }
    writeln!(text, "  ..{} ({:?})", union.unknown, union.mode)?;
    if let Some(select_by) = &union.select_by {
        write_select_by(text, select_by)?;
    }
    for test in &union.tests {
        writeln!(text, "  test {}", test_text(test))?;
    }
    match union.several {
        Several::Unknown => {}
        Several::MostSpecific => writeln!(text, "  try in turn")?,
        several => writeln!(text, "  several {several:?}")?,
    }
    if !union.accessors.is_empty() {
        let names: Vec<&str> = union.accessors.iter().map(|name| name.as_str()).collect();
        writeln!(text, "  viewed {}", names.join(" "))?;
    }
    for separation in &union.separations {
        let reason = separation.reason.as_deref().unwrap_or("NOTHING");
        writeln!(text, "  {}/{}: {reason}", separation.left, separation.right)?;
    }
    Ok(())
}

fn write_select_by(text: &mut String, select_by: &SelectBy) -> Result {
    for case in &select_by.cases {
        let when = select_by.tags.iter().zip(&case.when);
        let when: Vec<String> = when
            .map(|(tag, value)| {
                format!(
                    "{} {}",
                    tag.wire_name,
                    value.as_ref().map_or_else(|| "any".to_owned(), Json::to_text)
                )
            })
            .collect();
        writeln!(text, "  when {} then {}", when.join(", "), case.then)?;
    }
    for tag in &select_by.tags {
        if let Some(absent) = &tag.absent {
            writeln!(text, "  absent {} is {}", tag.wire_name, absent.to_text())?;
        }
    }
    writeln!(
        text,
        "  otherwise {:?}, on mismatch {:?}",
        select_by.otherwise, select_by.on_mismatch
    )
}

fn test_text(test: &Test) -> String {
    match test {
        Test::Type { accepts } => format!("type {accepts:?}").to_lowercase(),
        Test::Required { member, variants } => format!("required {member} {variants:?}"),
        Test::Undeclared { member, variants } => format!("impossible {member} {variants:?}"),
        Test::Closed { variant, members } => format!("closed {variant} {members:?}"),
        Test::Value {
            path,
            accepts,
            absent,
            others,
        } => {
            let accepts: Vec<String> = accepts
                .iter()
                .map(|(variant, allowed)| format!("{variant}: {}", rules::values(allowed)))
                .collect();
            let others = match others {
                Others::Concerned => String::new(),
                Others::Unknown => " decides".to_owned(),
                Others::Variant(variant) => format!(" decides, others {variant}"),
            };
            format!(
                "value /{} {} absent {absent:?}{others}",
                path.join("/"),
                accepts.join(", ")
            )
        }
        Test::MemberType { member, accepts } => format!("member type {member} {accepts:?}").to_lowercase(),
        Test::Items {
            variants,
            tests,
            empty,
        } => {
            let tests: Vec<String> = tests.iter().map(test_text).collect();
            format!("items {variants:?} [{}] empty {empty}", tests.join("; "))
        }
    }
}
