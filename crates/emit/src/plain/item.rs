use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::function;
use super::line::line;
use super::short;
use super::source::{Source, block, is_mark};

/// A static or a constant up to its value, which is written `()`, and the value; or a type that stands for another, and
/// nothing. None where it is something else.
pub(crate) fn short_item(tokens: TokenStream) -> Option<(String, TokenStream)> {
    let mut source = Source::new(tokens);
    let attributes = source.attributes("")?;
    let (head, _equals) = source.up_to(|token| is_mark(token, '='))?;
    let (value, _semicolon) = source.up_to(|token| is_mark(token, ';'))?;
    let kind = head.iter().find_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" => Some(word.to_string()),
        _ => None,
    })?;
    let (written, left) = match kind.as_str() {
        "static" | "const" => ("()".to_owned(), value),
        "type" => (line(value)?, Vec::new()),
        _ => return None,
    };
    let whole = format!("{} = {written};", line(head)?);
    // A path has no place to break it.
    let is_path = kind == "type" && !written.contains(['<', '(', '[', ' ']);
    let text = if is_path { whole } else { short(whole)? };
    source
        .is_at_end()
        .then(|| (format!("{attributes}{text}\n"), TokenStream::from_iter(left)))
}

/// An item of a simple form; none where it is of another.
pub(crate) fn item(tokens: TokenStream, other_function: impl Fn(TokenStream) -> String) -> Option<String> {
    let mut source = Source::new(tokens);
    let attributes = source.attributes("")?;
    let (head, body) = source.up_to(|token| block(token).is_some())?;
    let body = block(&body)?;
    let kind = head.iter().find_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" => Some(word.to_string()),
        _ => None,
    })?;
    let head = line(head)?;
    if body.is_empty() && matches!(kind.as_str(), "struct" | "enum") && source.is_at_end() {
        return Some(format!("{attributes}{}\n", short(format!("{head} {{}}"))?));
    }
    let opening = short(format!("{head} {{"))?;
    let body = match kind.as_str() {
        _ if body.is_empty() => return None,
        "struct" => members(body, field)?,
        "enum" => members(body, variant)?,
        "impl" => functions(body, other_function)?,
        _ => return None,
    };
    source
        .is_at_end()
        .then(|| format!("{attributes}{opening}\n{body}}}\n"))
}

fn members(body: TokenStream, member: impl Fn(&[TokenTree]) -> Option<String>) -> Option<String> {
    let mut source = Source::new(body);
    let mut text = String::new();
    while !source.is_at_end() {
        text.push_str(&source.attributes("    ")?);
        let line = short(format!("    {},", member(&source.up_to_comma())?))?;
        text.extend([line.as_str(), "\n"]);
    }
    Some(text)
}

fn field(tokens: &[TokenTree]) -> Option<String> {
    line(tokens.iter().cloned())
}

/// A variant of a name alone, or of one that holds a value.
fn variant(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Ident(_)] => line(tokens.iter().cloned()),
        [TokenTree::Ident(_), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            line(tokens.iter().cloned())
        }
        _ => None,
    }
}

/// The functions of an impl; those of other forms are `other_function`'s to write.
fn functions(body: TokenStream, other_function: impl Fn(TokenStream) -> String) -> Option<String> {
    let mut text = String::new();
    for each in super::split(body)? {
        let is_function = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "fn");
        if !each.clone().into_iter().any(is_function) {
            return None;
        }
        let plain = function::function(each.clone(), "    ");
        text.push_str(&plain.unwrap_or_else(|| other_function(each)));
    }
    Some(text)
}
