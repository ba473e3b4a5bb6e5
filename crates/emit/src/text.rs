//! Small helpers for text that no formatter sees.

/// How wide a line of code may be.
pub(crate) const WIDTH: usize = 100;

/// Puts `words` on as few lines as fit, each indented by `indent` columns.
pub(crate) fn fill(words: impl IntoIterator<Item = String>, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let mut text = String::new();
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
            text += &format!("{margin}{line}\n");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += &word;
    }
    if !line.is_empty() {
        text += &format!("{margin}{line}\n");
    }
    text
}

/// `text` as a Rust string literal.
pub(crate) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
