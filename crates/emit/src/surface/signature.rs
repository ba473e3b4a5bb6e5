//! Signatures in words: types by the last names of their paths.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// The words of some tokens, without what stands before `::`.
pub(super) fn words(tokens: &impl ToTokens) -> Vec<String> {
    let mut words = Vec::new();
    push(tokens.to_token_stream(), &mut words);
    words
}

fn push(tokens: TokenStream, words: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                push(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(first) if first.as_char() == ':' => {
                let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                match is_path {
                    true => {
                        tokens.next();
                        words.pop();
                    }
                    false => words.push(":".to_owned()),
                }
            }
            other => words.push(other.to_string()),
        }
    }
}

/// Words as they are written.
pub(super) fn text(words: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for word in words {
        let is_name = |word: &str| word.starts_with(|first: char| first.is_alphanumeric() || first == '_');
        // `-` and `>` of an arrow are two words.
        let is_arrow = before == "-" && word == ">";
        if (is_name(before) && is_name(word)) || matches!(before, "," | ":" | "+" | "=") || word == "+" {
            text.push(' ');
        } else if is_arrow || word == "-" || word == "=" {
            text.push_str(if is_arrow { "" } else { " " });
        } else if before == ">" && text.ends_with("->") {
            text.push(' ');
        }
        text.push_str(word);
        before = word;
    }
    text
}
