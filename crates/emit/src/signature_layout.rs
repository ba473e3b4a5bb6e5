//! Signatures and the first lines of impls as rustfmt lays them out: the formatter breaks lines at 89 columns,
//! rustfmt at 100.

use crate::text::WIDTH;

/// How wide the end of a signature may be, with its margin counted twice, for the brace to stand on the same line.
const BESIDE_BRACE: usize = 98;

/// How wide it may be for what it gives to stand on one line.
const ABOVE_BRACE: usize = 102;

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

/// Whether a signature or an impl begins whose first line is not all.
fn opens(line: &str) -> bool {
    let is_signature = line.ends_with(['(', '<']) && line.contains("fn ");
    let is_impl = line.starts_with("impl ") && !line.ends_with(['{', '}', '<']);
    (is_signature || is_impl) && !line.trim_start().starts_with("//")
}

/// Whether it ends.
fn closes(line: &str) -> bool {
    let start = line.trim_start();
    match start.starts_with(')') {
        true => !line.ends_with('<'),
        false => start.starts_with(['>', 'f', '{']) && line.ends_with(['{', ';']),
    }
}

/// A signature that is written on one line, laid out as [`laid_out`] would.
pub(crate) fn signature(line: &str) -> String {
    signature_text(&[line])
}

/// A signature on one line where it fits, else with a line for each argument. What is of another form stays as it
/// is.
fn signature_text(lines: &[&str]) -> String {
    let as_it_is = || lines.iter().map(|line| format!("{line}\n")).collect();
    let line = one_line(lines);
    if line.chars().count() <= WIDTH {
        return line + "\n";
    }
    if let Some((implemented, implementor)) = impl_parts(&line) {
        return format!("{implemented}\n    for {implementor}\n{{\n");
    }
    let broken = arguments_at(&line, '(').and_then(|(head, arguments, end)| {
        let margin = line.len() - line.trim_start().len();
        let end = end_text(end, margin)?;
        Some(format!("{head}\n{}{end}", list(&arguments, margin + 4)))
    });
    broken.unwrap_or_else(as_it_is)
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

/// `impl A` and `B` of `impl A for B {`.
fn impl_parts(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_suffix(" {")?;
    line.starts_with("impl ").then(|| line.split_once(" for "))?
}

/// What follows a signature's arguments, after this margin; none where it is too long and cannot be broken.
fn end_text(end: &str, margin: usize) -> Option<String> {
    let space = " ".repeat(margin);
    let width = |text: &str| margin + text.chars().count();
    let Some(given) = end.strip_suffix(" {") else {
        return (width(end) <= WIDTH).then(|| format!("{space}{end}\n"));
    };
    if width(given) + margin <= BESIDE_BRACE {
        return Some(format!("{space}{end}\n"));
    }
    if width(given) <= ABOVE_BRACE {
        return Some(format!("{space}{given}\n{space}{{\n"));
    }
    let (head, types, rest) = arguments_at(end, '<')?;
    Some(format!(
        "{space}{head}\n{}{space}{rest}\n",
        list(&types, margin + 4)
    ))
}

/// Arguments or types, each on a line of its own, or on several where it is too long for one.
fn list(items: &[&str], margin: usize) -> String {
    let space = " ".repeat(margin);
    let lines = items.iter().map(|item| {
        let width = margin + item.chars().count() + 1;
        match arguments_at(item, '<') {
            Some((head, types, rest)) if width > WIDTH => {
                format!("{space}{head}\n{}{space}{rest},\n", list(&types, margin + 4))
            }
            _ => format!("{space}{item},\n"),
        }
    });
    lines.collect()
}

/// A text up to the first bracket of this kind, what stands within, between commas, and the rest from the closing
/// one.
fn arguments_at(text: &str, opening: char) -> Option<(&str, Vec<&str>, &str)> {
    let (head, inner) = text.split_at_checked(text.find(opening)? + 1)?;
    let (mut arguments, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut before = ' ';
    for (index, next) in inner.char_indices() {
        let is_arrow = next == '>' && before == '-';
        match next {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' if depth == 0 && !is_arrow => {
                arguments.push(inner.get(start..index)?.trim());
                arguments.retain(|argument| !argument.is_empty());
                return Some((head, arguments, inner.get(index..)?));
            }
            ')' | '>' | ']' if !is_arrow => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(inner.get(start..index)?.trim());
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

        let nested = format!(
            "fn a(b: B) -> Result<\n    B<\n        {long}{long},\n        C,\n    >,\n    {long}{long},\n> {{"
        );
        assert_eq!(
            laid_out(nested.lines()),
            format!("fn a(\n    b: B,\n) -> Result<\n    B<{long}{long}, C>,\n    {long}{long},\n> {{\n")
        );
    }

    #[test]
    fn so_are_the_first_lines_of_impls() {
        let (long, longer) = ("A".repeat(80), "A".repeat(90));
        let of = |name: &str| {
            laid_out(
                [format!("impl {name}"), "for Handlers {".to_owned()]
                    .iter()
                    .map(String::as_str),
            )
        };
        assert_eq!(of(&long), format!("impl {long} for Handlers {{\n"));
        assert_eq!(of(&longer), format!("impl {longer}\n    for Handlers\n{{\n"));
    }
}
