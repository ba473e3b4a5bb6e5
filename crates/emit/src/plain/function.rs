use proc_macro2::{TokenStream, TokenTree};

use super::line::line;
use super::short;
use super::source::{Source, block, is_mark};
use crate::signature_layout::signature;

/// How long an expression of a struct may be to stand on one line.
const STRUCT_WIDTH: usize = 35;

/// A function of short lines behind `margin`: bindings, calls, and at the end an expression or a struct.
pub(crate) fn function(tokens: TokenStream, margin: &str) -> Option<String> {
    let mut source = Source::new(tokens);
    let text = one(&mut source, margin)?;
    source.is_at_end().then_some(text)
}

/// The function that comes next.
pub(super) fn one(source: &mut Source, margin: &str) -> Option<String> {
    let mut text = source.attributes(margin)?;
    let (head, body) = source.up_to(|token| block(token).is_some())?;
    let is_function = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "fn");
    if !head.iter().any(is_function) {
        return None;
    }
    let head = line(head)?;
    let body = block(&body)?;
    if body.is_empty() {
        return None;
    }
    text.push_str(&signature(&format!("{margin}{head} {{")));
    text.push_str(&statements(body, &format!("{margin}    "))?);
    text.push_str(margin);
    text.push_str("}\n");
    Some(text)
}

fn statements(body: TokenStream, margin: &str) -> Option<String> {
    let mut text = String::new();
    let mut statement = Vec::new();
    for token in body {
        if is_mark(&token, '#') {
            return None;
        }
        if is_mark(&token, ';') {
            let line = short(format!(
                "{margin}{};",
                expression(std::mem::take(&mut statement))?
            ))?;
            text.extend([line.as_str(), "\n"]);
        } else {
            statement.push(token);
        }
    }
    let Some(last) = statement.last() else {
        return Some(text);
    };
    match block(last) {
        Some(fields) => {
            statement.pop();
            text.push_str(&struct_expression(statement, fields, margin)?);
        }
        None => {
            let line = short(format!("{margin}{}", expression(statement)?))?;
            text.extend([line.as_str(), "\n"]);
        }
    }
    Some(text)
}

/// `Self { a, b: None }`, on one line where it fits, else with a line for each field.
fn struct_expression(name: Vec<TokenTree>, fields: TokenStream, margin: &str) -> Option<String> {
    // Other blocks follow more than a word, or one that is written in small letters.
    let name = match name.as_slice() {
        [TokenTree::Ident(word)] => word.to_string(),
        _ => return None,
    };
    if !name.starts_with(char::is_uppercase) {
        return None;
    }
    let mut source = Source::new(fields);
    let mut lines = Vec::new();
    while !source.is_at_end() {
        lines.push(expression(source.up_to_comma())?);
    }
    if lines.is_empty() {
        return None;
    }
    let one_line = format!("{name} {{ {} }}", lines.join(", "));
    if one_line.chars().count() <= STRUCT_WIDTH {
        return Some(format!("{margin}{one_line}\n"));
    }
    let mut text = format!("{margin}{name} {{\n");
    for field in lines {
        let line = short(format!("{margin}    {field},"))?;
        text.extend([line.as_str(), "\n"]);
    }
    text.extend([margin, "}\n"]);
    Some(text)
}

/// An expression on one line. A `<` that follows no `::` may compare.
fn expression(tokens: Vec<TokenTree>) -> Option<String> {
    let text = line(tokens)?;
    let mut before = text
        .match_indices('<')
        .map(|(at, _)| text.get(..at).unwrap_or_default());
    before.all(|before| before.ends_with("::")).then_some(text)
}
