use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::line::line;
use crate::docs::LINE_END;
use crate::rust_file::BLANK;

/// The tokens of each item; none where it cannot be told where one ends.
pub(crate) fn split(tokens: TokenStream) -> Option<Vec<TokenStream>> {
    let (mut items, mut item) = (Vec::new(), Vec::new());
    let mut head = None;
    let mut after_hash = false;
    for token in tokens {
        let is_attribute = std::mem::replace(&mut after_hash, is_mark(&token, '#'));
        let ends = match (&token, head.as_deref()) {
            (TokenTree::Group(_), Some("static" | "const" | "use" | "type")) => false,
            (TokenTree::Group(group), _) => !is_attribute && group.delimiter() == Delimiter::Brace,
            (token, _) => is_mark(token, ';'),
        };
        if let TokenTree::Ident(word) = &token {
            let word = word.to_string();
            match head.as_deref() {
                None if word != "pub" => head = Some(word),
                // `const fn`
                Some("const") if word == "fn" => head = Some(word),
                _ => {}
            }
        }
        item.push(token);
        if ends {
            items.push(TokenStream::from_iter(std::mem::take(&mut item)));
            head = None;
        }
    }
    item.is_empty().then_some(items)
}

/// What is left of a source, token by token.
pub(super) struct Source {
    tokens: std::iter::Peekable<proc_macro2::token_stream::IntoIter>,
}

impl Source {
    pub(super) fn new(tokens: TokenStream) -> Self {
        Self {
            tokens: tokens.into_iter().peekable(),
        }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    /// The attributes that come next, a line each, behind `margin`; none where one is of another form than a comment, a
    /// word or a list of words.
    pub(super) fn attributes(&mut self, margin: &str) -> Option<String> {
        let mut text = String::new();
        while self.tokens.next_if(|token| is_mark(token, '#')).is_some() {
            let Some(TokenTree::Group(group)) = self.tokens.next() else {
                return None;
            };
            push_attribute(&mut text, margin, group.stream())?;
        }
        Some(text)
    }

    /// The tokens before the next one for which `is_end` holds, and that one; none where there is none.
    pub(super) fn up_to(
        &mut self,
        is_end: impl Fn(&TokenTree) -> bool,
    ) -> Option<(Vec<TokenTree>, TokenTree)> {
        let mut before = Vec::new();
        for token in self.tokens.by_ref() {
            if is_end(&token) {
                return Some((before, token));
            }
            before.push(token);
        }
        None
    }

    /// The tokens before the next comma, which need not be there; generic arguments keep theirs.
    pub(super) fn up_to_comma(&mut self) -> Vec<TokenTree> {
        let (mut before, mut depth) = (Vec::new(), 0_usize);
        let mut after_dash = false;
        for token in self.tokens.by_ref() {
            match &token {
                token if depth == 0 && is_mark(token, ',') => break,
                token if is_mark(token, '<') => depth += 1,
                token if is_mark(token, '>') && !after_dash => depth = depth.saturating_sub(1),
                _ => {}
            }
            after_dash = is_mark(&token, '-');
            before.push(token);
        }
        before
    }
}

fn push_attribute(text: &mut String, margin: &str, tokens: TokenStream) -> Option<()> {
    let mut parts = tokens.into_iter();
    let TokenTree::Ident(name) = parts.next()? else {
        return None;
    };
    let rest: Vec<TokenTree> = parts.collect();
    if name == "doc" {
        let [equals, TokenTree::Literal(comment)] = rest.as_slice() else {
            return None;
        };
        let comment = is_mark(equals, '=').then(|| unescaped(&comment.to_string()))??;
        if comment == BLANK {
            text.push('\n');
            return Some(());
        }
        for part in comment.split(LINE_END) {
            text.extend([margin, "///", part, "\n"]);
        }
        return Some(());
    }
    let arguments = match rest.as_slice() {
        [] => String::new(),
        [TokenTree::Group(group)] if name == "derive" => line([TokenTree::Group(group.clone())])?,
        [equals, TokenTree::Literal(_)] if is_mark(equals, '=') => line(rest.iter().cloned())?,
        _ => return None,
    };
    let attribute = super::short(format!("{margin}#[{name}{arguments}]"))?;
    text.push_str(&attribute);
    text.push('\n');
    Some(())
}

/// What a literal of text says; none where it is written in another way than this crate writes it.
fn unescaped(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix("r\"") {
        return raw.strip_suffix('"').map(str::to_owned);
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        return Some(inner.to_owned());
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (said, after) = match escape.chars().next()? {
            'u' => {
                let (code, after) = escape.strip_prefix("u{")?.split_once('}')?;
                (char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after)
            }
            said @ ('"' | '\\' | '\'') => (said, escape.get(1..)?),
            _ => return None,
        };
        // A comment that ends its line, or that is one of another kind, is the general formatter's to write.
        if said == '\n' || said == '\r' {
            return None;
        }
        text.push(said);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

pub(super) fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// A group in braces.
pub(super) fn block(token: &TokenTree) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    }
}
