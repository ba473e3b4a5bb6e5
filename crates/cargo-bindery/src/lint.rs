//! `cargo bindery lint`: what will hurt an API's users.

use bindery::{Findings, Problem, Shown, Target};
use bindery_document::RenderStyle;
use serde_json::{Map, Value, json};

use crate::{arguments, output::Output};

/// How many findings of one code are shown unless all are wanted.
const SHOWN: usize = 5;

pub(crate) fn lint(command: &arguments::Lint, output: &Output) -> Result<u8, Problem> {
    let shown = match command.all || output.style() == RenderStyle::Json {
        true => Shown::All,
        false => Shown::First(SHOWN),
    };
    let mut rendering = output.rendering();
    if command.all {
        rendering.most = None;
    }
    let mut status = 0;
    for target in command.source.targets_to_explain()? {
        let findings = bindery::lint(&target, output.rendering())?;
        output.report(&findings.rendered(shown, rendering));
        output.result(&match output.style() {
            RenderStyle::Json => json_summary(&target, &findings),
            RenderStyle::Plain | RenderStyle::Color => summary(&target, &findings, shown),
        });
        if findings.errors() > 0 {
            status = 1;
        }
    }
    Ok(status)
}

/// The same counts as the text has, in one line of JSON.
fn json_summary(target: &Target, findings: &Findings) -> String {
    let counts = findings.counts().into_iter();
    let codes: Map<String, Value> = counts
        .map(|(code, count)| (code.to_string(), count.into()))
        .collect();
    let errors = findings.errors();
    json!({ "spec": target.spec.display().to_string(), "errors": errors, "codes": codes }).to_string()
}

/// How many findings there are of each code.
fn summary(target: &Target, findings: &Findings, shown: Shown) -> String {
    let counts = findings.counts();
    let spec = target.spec.display();
    if counts.is_empty() {
        return format!("{spec}: nothing found");
    }
    let total: usize = counts.values().sum();
    let errors = findings.errors();
    let mut lines = vec![format!("{spec}: {total} found, {errors} of them errors")];
    for (code, count) in counts {
        let hidden = match shown {
            Shown::First(most) if count > most => format!(" ({} not shown; --all)", count - most),
            _ => String::new(),
        };
        lines.push(format!("{count:>7}  {code}{hidden}"));
    }
    lines.push("`cargo bindery --explain CODE` says more; `--allow CODE` keeps one silent".to_owned());
    lines.join("\n")
}
