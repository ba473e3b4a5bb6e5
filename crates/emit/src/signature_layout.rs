//! Signatures as rustfmt lays them out: the formatter breaks lines at 89 columns, rustfmt at 100.

use crate::text::WIDTH;

/// The text of `lines`, which the formatter made, with its signatures laid out anew.
pub(crate) fn laid_out<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    let mut signature: Vec<&str> = Vec::new();
    for line in lines {
        if signature.is_empty() && !opens(line) {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let is_first = signature.is_empty();
        signature.push(line);
        if !is_first && closes(line) {
            text.push_str(&signature_text(&std::mem::take(&mut signature)));
        }
    }
    signature
        .iter()
        .for_each(|line| text.push_str(&format!("{line}\n")));
    text
}

/// Whether a signature begins that does not end on the same line.
fn opens(line: &str) -> bool {
    line.ends_with(['(', '<']) && line.contains("fn ") && !line.trim_start().starts_with("//")
}

/// Whether a signature ends.
fn closes(line: &str) -> bool {
    let start = line.trim_start();
    match start.starts_with(')') {
        true => !line.ends_with('<'),
        false => start.starts_with('>') && line.ends_with(['{', ';']),
    }
}

/// A signature on one line where it fits, else with a line for each argument. What fits in neither way stays as
/// it is.
fn signature_text(lines: &[&str]) -> String {
    let as_it_is = || lines.iter().map(|line| format!("{line}\n")).collect();
    let line = one_line(lines);
    if fits(&line) {
        return line + "\n";
    }
    let Some((head, arguments, tail)) = parts(&line) else {
        return as_it_is();
    };
    let margin = " ".repeat(line.len() - line.trim_start().len());
    let arguments = arguments
        .iter()
        .map(|argument| format!("{margin}    {argument},\n"));
    let above = format!("{head}\n{}", arguments.collect::<String>());
    let last = format!("{margin}{tail}");
    match last.strip_suffix(" {") {
        _ if fits(&last) => format!("{above}{last}\n"),
        Some(all_but_brace) if fits(all_but_brace) => format!("{above}{all_but_brace}\n{margin}{{\n"),
        _ => as_it_is(),
    }
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

/// The lines as one.
fn one_line(lines: &[&str]) -> String {
    let (first, rest) = lines.split_first().unwrap_or((&"", &[]));
    let mut line = (*first).to_owned();
    for part in rest.iter().map(|line| line.trim_start()) {
        if part.starts_with([')', '>']) {
            line.truncate(line.trim_end_matches(',').len());
        } else if !line.ends_with(['(', '<']) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// A signature up to its opening parenthesis, its arguments, and what begins with the closing one.
fn parts(line: &str) -> Option<(&str, Vec<&str>, &str)> {
    let (open, _) = line.match_indices('(').next()?;
    let (head, rest) = line.split_at_checked(open + 1)?;
    let (mut arguments, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut before = ' ';
    for (index, next) in rest.char_indices() {
        match next {
            '(' | '<' | '[' => depth += 1,
            ')' if depth == 0 => {
                arguments.push(rest.get(start..index)?.trim());
                arguments.retain(|argument| !argument.is_empty());
                return Some((head, arguments, rest.get(index..)?));
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            '>' if before != '-' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                arguments.push(rest.get(start..index)?.trim());
                start = index + 1;
            }
            _ => {}
        }
        before = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_laid_out_as_rustfmt_would() {
        let long = "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        let on_one_line = laid_out(
            [
                "    fn a(",
                "        &self,",
                "        b: B<C, D>,",
                "    ) -> E;",
            ]
            .into_iter(),
        );
        assert_eq!(on_one_line, "    fn a(&self, b: B<C, D>) -> E;\n");

        let result = format!(
            "    fn a(&self, b: B<C, D>, f: impl Fn(C, D) -> E) -> Result<\n        {long},\n        {long},\n    > {{"
        );
        assert_eq!(
            laid_out(result.lines()),
            format!(
                "    fn a(\n        &self,\n        b: B<C, D>,\n        f: impl Fn(C, D) -> E,\n    ) -> Result<{long}, {long}> {{\n"
            )
        );

        // With its brace it would have 101 columns.
        let short = "B".repeat(26);
        let brace = format!("fn a(b: B) -> Result<\n    {long}{long},\n    {short},\n> {{");
        assert_eq!(
            laid_out(brace.lines()),
            format!("fn a(\n    b: B,\n) -> Result<{long}{long}, {short}>\n{{\n")
        );

        let longer = format!("fn a(b: B) -> Result<\n    {long}{long},\n    {long}{long},\n> {{\n");
        assert_eq!(laid_out(longer.lines()), longer);
    }
}
