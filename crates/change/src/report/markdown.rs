use super::safe::{code, safe};
use super::text::used_in;
use super::{Report, Row};
use crate::Wire;

impl Report<'_> {
    /// For a pull request: a section for each severity.
    pub fn markdown(&self) -> String {
        let mut text = format!("## API changes\n\n{}.\n", capitalized(&self.summary()));
        let sections = [
            (Wire::Breaking, "Breaking"),
            (Wire::Warning, "Warnings"),
            (Wire::Compatible, "Compatible"),
        ];
        for (wire, title) in sections {
            let rows: Vec<&Row<'_>> = self.rows.iter().filter(|row| row.change.wire == wire).collect();
            if rows.is_empty() {
                continue;
            }
            let items: String = rows.iter().map(|row| item(row)).collect();
            text.push_str(&match wire {
                Wire::Compatible => format!(
                    "\n<details>\n<summary>{title} ({})</summary>\n\n{items}\n</details>\n",
                    rows.len()
                ),
                _ => format!("\n### {title}\n\n{items}"),
            });
        }
        text
    }
}

fn item(row: &Row<'_>) -> String {
    let change = row.change;
    let mut text = format!("- **{}**: {}", safe(&change.subject), safe(&change.message));
    let mut facts = vec![format!("`{}`", change.kind)];
    facts.extend(used_in(change).map(|used| safe(&used)));
    let place = row.new.as_ref().or(row.old.as_ref());
    facts.extend(place.map(|place| code(&place.shown())));
    facts.push(format!("crate: {}", change.release));
    text.push_str(&format!("  \n  {}\n", facts.join(" · ")));
    for line in &change.code {
        text.push_str(&format!("  - {}\n", safe(line)));
    }
    if let Some(help) = change.help {
        text.push_str(&format!("  - _{help}_\n"));
    }
    text
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
