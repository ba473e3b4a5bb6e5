//! Lays out the constant expressions of tables: on one line what fits, else a line for each element.
//!
//! These are most of what is emitted, and calls within arrays within calls; a formatter for all of
//! Rust breaks them in more places than a person would.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::text::WIDTH;

/// The longest element of an array that shares its line with others.
const SHORT: usize = 10;

/// The text of the expression `tokens`, which begins in `column` and is followed by `tail` columns.
pub(crate) fn layout(tokens: TokenStream, column: usize, tail: usize) -> String {
    let mut writer = Writer {
        text: String::new(),
        column,
    };
    writer.expression(&Expression::new(tokens), 0, tail);
    writer.text
}

/// An expression: words, and groups in brackets of some kind.
#[derive(Default)]
struct Expression {
    pieces: Vec<Piece>,
    /// How long it is on one line.
    width: usize,
}

enum Piece {
    Words(String),
    Group(Group),
}

struct Group {
    delimiter: Delimiter,
    elements: Vec<Expression>,
    width: usize,
}

impl Expression {
    fn new(tokens: TokenStream) -> Self {
        let mut expression = Self::default();
        for token in tokens {
            expression.push(token);
        }
        expression.width = expression.pieces.iter().map(Piece::width).sum();
        expression
    }

    fn push(&mut self, token: TokenTree) {
        let last = self.last_character();
        match token {
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace && last.is_some() {
                    self.say(" ");
                }
                self.pieces
                    .push(Piece::Group(Group::new(group.delimiter(), group.stream())));
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => {
                let is_path = mark.spacing() == Spacing::Joint || last == Some(':');
                self.say(if is_path { ":" } else { ": " });
            }
            TokenTree::Punct(mark) => self.say(&mark.as_char().to_string()),
            word => {
                if last.is_some_and(|last| last.is_alphanumeric() || matches!(last, '_' | '"')) {
                    self.say(" ");
                }
                self.say(&word.to_string());
            }
        }
    }

    /// Adds to the words that end it.
    fn say(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Words(words)) => words.push_str(text),
            _ => self.pieces.push(Piece::Words(text.to_owned())),
        }
    }

    /// What it ends with, where those are words.
    fn last_character(&self) -> Option<char> {
        match self.pieces.last() {
            Some(Piece::Words(words)) => words.chars().next_back(),
            _ => None,
        }
    }

    /// The group that is broken where the expression does not fit.
    fn breakable(&self) -> Option<usize> {
        let is_full = |piece: &Piece| matches!(piece, Piece::Group(group) if !group.elements.is_empty());
        self.pieces.iter().rposition(is_full)
    }

    /// Whether it is an update of the elements before it: `..base`, after which no comma may stand.
    fn is_base(&self) -> bool {
        matches!(self.pieces.first(), Some(Piece::Words(words)) if words.starts_with(".."))
    }
}

impl Piece {
    fn width(&self) -> usize {
        match self {
            Piece::Words(words) => words.chars().count(),
            Piece::Group(group) => group.width,
        }
    }
}

impl Group {
    fn new(delimiter: Delimiter, stream: TokenStream) -> Self {
        let mut elements = Vec::new();
        let mut current = TokenStream::new();
        for token in stream {
            match &token {
                TokenTree::Punct(mark) if mark.as_char() == ',' => {
                    elements.push(Expression::new(std::mem::take(&mut current)));
                }
                _ => current.extend([token]),
            }
        }
        if !current.is_empty() {
            elements.push(Expression::new(current));
        }
        let commas = elements.len().saturating_sub(1) * 2;
        let padding = if delimiter == Delimiter::Brace && !elements.is_empty() {
            4
        } else {
            2
        };
        let width = elements.iter().map(|element| element.width).sum::<usize>() + commas + padding;
        Self {
            delimiter,
            elements,
            width,
        }
    }

    fn marks(&self) -> (&'static str, &'static str) {
        match self.delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        }
    }

    /// The one element of a call or an array, where that ends in a group which can be broken in
    /// its stead.
    fn only_element(&self) -> Option<&Expression> {
        match &self.elements[..] {
            [one] if self.delimiter != Delimiter::Brace => {
                (one.breakable() == one.pieces.len().checked_sub(1)).then_some(one)
            }
            _ => None,
        }
    }

    fn is_filled(&self) -> bool {
        let is_short = |element: &Expression| element.width <= SHORT && element.breakable().is_none();
        self.delimiter == Delimiter::Bracket && self.elements.iter().all(is_short)
    }
}

struct Writer {
    text: String,
    column: usize,
}

impl Writer {
    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.push_str(&" ".repeat(indent));
        self.column = indent;
    }

    fn expression(&mut self, expression: &Expression, indent: usize, tail: usize) {
        let breakable = match self.column + expression.width + tail <= WIDTH {
            true => None,
            false => expression.breakable(),
        };
        for (index, piece) in expression.pieces.iter().enumerate() {
            match piece {
                Piece::Words(words) => self.write(words),
                Piece::Group(group) if Some(index) == breakable => self.broken(group, indent, tail),
                Piece::Group(group) => self.flat(group),
            }
        }
    }

    fn flat(&mut self, group: &Group) {
        let (open, close) = group.marks();
        let padding = if group.delimiter == Delimiter::Brace && !group.elements.is_empty() {
            " "
        } else {
            ""
        };
        self.write(open);
        self.write(padding);
        for (index, element) in group.elements.iter().enumerate() {
            if index > 0 {
                self.write(", ");
            }
            for piece in &element.pieces {
                match piece {
                    Piece::Words(words) => self.write(words),
                    Piece::Group(group) => self.flat(group),
                }
            }
        }
        self.write(padding);
        self.write(close);
    }

    fn broken(&mut self, group: &Group, indent: usize, tail: usize) {
        let (open, close) = group.marks();
        self.write(open);
        if let Some(element) = group.only_element() {
            self.expression(element, indent, tail + 1);
            self.write(close);
            return;
        }
        let inner = indent + 4;
        let filled = group.is_filled();
        for (index, element) in group.elements.iter().enumerate() {
            if index == 0 || !filled || self.column + element.width + 2 > WIDTH {
                self.new_line(inner);
            } else {
                self.write(" ");
            }
            self.expression(element, inner, 1);
            if !element.is_base() {
                self.write(",");
            }
        }
        self.new_line(indent);
        self.write(close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn what_fits_stays_on_its_line() {
        let tokens = quote!(Schema(&[
            Rule::Type(&[JsonType::Object]),
            Rule::Items(Some(&a::SCHEMA))
        ]));
        let expected = "Schema(&[Rule::Type(&[JsonType::Object]), Rule::Items(Some(&a::SCHEMA))])";
        assert_eq!(layout(tokens, 20, 0), expected);
        let tokens = quote!(Tag {
            name: "hosted",
            absent: Some(Literal::Bool(false)),
            ..Tag::new(-1)
        });
        let expected = "Tag { name: \"hosted\", absent: Some(Literal::Bool(false)), ..Tag::new(-1) }";
        assert_eq!(layout(tokens, 0, 0), expected);
    }

    #[test]
    fn calls_hold_on_to_their_only_argument() {
        let tokens = quote!(Schema(&[
            Rule::Type(&[JsonType::Object]),
            Rule::Items(Some(&a::SCHEMA))
        ]));
        let expected =
            "Schema(&[\n    Rule::Type(&[JsonType::Object]),\n    Rule::Items(Some(&a::SCHEMA)),\n])";
        assert_eq!(layout(tokens, 60, 1), expected);
    }

    #[test]
    fn short_elements_share_lines() {
        let numbers = 0..60u8;
        let text = layout(quote!(&[#(#numbers),*]), 0, 0);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.lines().count() < 10, "{text}");
    }

    #[test]
    fn an_updated_struct_has_no_comma_after_its_base() {
        let name = "a".repeat(100);
        let text = layout(quote!(A { name: #name, ..A::new() }), 0, 0);
        assert!(text.ends_with("    ..A::new()\n}"), "{text}");
    }
}
