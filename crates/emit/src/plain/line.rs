use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Tokens as one line, as the formatter would write them; none where they hold something whose layout depends on more
/// than the tokens beside it.
pub(crate) fn line(tokens: impl IntoIterator<Item = TokenTree>) -> Option<String> {
    let mut line = Line::default();
    line.tokens(tokens)?;
    Some(line.text)
}

#[derive(Default)]
struct Line {
    text: String,
    /// Whether the last token is a word, or ends what a word may not follow directly.
    after_word: bool,
    /// Whether the last token is a mark that belongs to the next one: `::`, `->`, a lifetime.
    joint: Option<char>,
}

impl Line {
    fn tokens(&mut self, tokens: impl IntoIterator<Item = TokenTree>) -> Option<()> {
        tokens.into_iter().try_for_each(|token| self.token(&token))?;
        self.joint.is_none().then_some(())
    }

    fn token(&mut self, token: &TokenTree) -> Option<()> {
        match token {
            TokenTree::Punct(mark) => self.mark(mark.as_char(), mark.spacing()),
            TokenTree::Ident(word) if self.joint == Some('\'') => {
                self.joint = None;
                self.word(&format!("'{word}"))
            }
            _ if self.joint.is_some() => None,
            TokenTree::Ident(word) => self.word(&word.to_string()),
            TokenTree::Literal(literal) => self.word(&literal.to_string()),
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Parenthesis => self.group('(', &group.stream(), ')'),
                Delimiter::Bracket if !self.after_word => self.group('[', &group.stream(), ']'),
                Delimiter::None => self.tokens(group.stream()),
                Delimiter::Bracket | Delimiter::Brace => None,
            },
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        // Clauses and texts of several lines are laid out in other ways.
        if word.contains('\n') || word == "where" {
            return None;
        }
        if self.after_word {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.after_word = true;
        Some(())
    }

    fn group(&mut self, open: char, inner: &TokenStream, close: char) -> Option<()> {
        // `impl (A)` and `as (A)` have a space there, calls have none.
        if self.after_word && ends_with_keyword(&self.text) {
            return None;
        }
        // What follows a word are arguments; other parentheses are a tuple's.
        let is_tuple = open == '(' && !self.after_word;
        self.text.push(open);
        self.after_word = false;
        self.tokens(inner.clone())?;
        if self.text.ends_with(", ") {
            // A comma tells a tuple of one from a type in parentheses; elsewhere it is left out.
            let is_of_one = is_tuple && inner.clone().into_iter().filter(is_comma).count() == 1;
            self.text
                .truncate(self.text.len() - if is_of_one { 1 } else { 2 });
        }
        self.text.push(close);
        self.after_word = true;
        Some(())
    }

    fn mark(&mut self, mark: char, spacing: Spacing) -> Option<()> {
        if let Some(first) = self.joint.take() {
            match (first, mark) {
                (':', ':') => {
                    if self.after_word && ends_with_keyword(&self.text) {
                        self.text.push(' ');
                    }
                    self.text.push_str("::");
                }
                ('-', '>') => self.text.push_str(" -> "),
                _ => return None,
            }
            self.after_word = false;
            return Some(());
        }
        match (mark, spacing) {
            (':' | '-', Spacing::Joint) | ('\'', _) => {
                self.joint = Some(mark);
                return Some(());
            }
            (':', _) => self.text.push_str(": "),
            (',', _) => self.text.push_str(", "),
            ('=', Spacing::Alone) => self.text.push_str(" = "),
            ('+', Spacing::Alone) => self.text.push_str(" + "),
            ('.', Spacing::Alone) | ('?' | '!', Spacing::Alone) if self.after_word => self.text.push(mark),
            ('&', Spacing::Alone) => {
                if self.after_word && !ends_with_keyword(&self.text) {
                    return None;
                }
                if self.after_word {
                    self.text.push(' ');
                }
                self.text.push('&');
            }
            ('<', _) => self.text.push('<'),
            ('>', _) if !self.text.ends_with(", ") => self.text.push('>'),
            _ => return None,
        }
        self.after_word = matches!(mark, '>' | '?');
        Some(())
    }
}

/// Words that a bracket, a path or a reference follows after a space.
fn ends_with_keyword(text: &str) -> bool {
    let last = text
        .rsplit(|next: char| !next.is_alphanumeric() && next != '_')
        .next();
    matches!(
        last,
        Some(
            "impl"
                | "dyn"
                | "mut"
                | "as"
                | "for"
                | "in"
                | "return"
                | "const"
                | "fn"
                | "where"
                | "move"
                | "ref"
                | "let"
        )
    )
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',')
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn types_are_written_as_the_formatter_writes_them() {
        for tokens in [
            quote!(String),
            quote!(Option<Nullable<std::collections::BTreeMap<String, Vec<i64>>>>),
            quote!((A,)),
            quote!((A, B<C>, ())),
            quote!(impl Into<Option<&str>>),
            quote!(::a::r#type),
            quote!(impl IntoIterator<Item = A>),
            quote!([u8; 4]),
            quote!(fn(A) -> B),
            quote!(A<B,>),
            quote!(&'a mut A),
            quote!(<A as B>::C),
            quote!(Box<dyn A + Send>),
        ] {
            let file = syn::parse2(quote!(type T = #tokens;)).unwrap();
            let expected = prettyplease::unparse(&file);
            let expected = expected.trim_end().strip_prefix("type T = ").unwrap();
            let line = line(tokens);
            assert!(
                line.is_none_or(|line| format!("{line};") == expected),
                "{expected}"
            );
        }
        let plain = [
            quote!(Option<A>),
            quote!((A, B)),
            quote!(impl Into<A>),
            quote!(&str),
        ];
        assert!(plain.into_iter().all(|tokens| line(tokens).is_some()));
    }
}
