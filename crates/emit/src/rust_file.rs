use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::Options;
use crate::docs::LINE_END;
use crate::imports::Imports;
use crate::plain;
use crate::signature_layout;
use crate::table::layout;

/// What the doc attribute says that stands for a blank line until the text is made.
pub(crate) const BLANK: &str = "\u{1f}";

/// A file of Rust, as its parts.
#[derive(Debug, Default)]
pub(crate) struct RustFile {
    docs: Vec<String>,
    attributes: Vec<String>,
    items: Vec<String>,
}

impl RustFile {
    /// A file whose module documentation is `docs`: lines of safe markdown (see [`crate::docs`]).
    pub(crate) fn new(docs: Vec<String>) -> Self {
        Self {
            docs,
            ..Self::default()
        }
    }

    /// Adds an inner attribute, e.g. `expect(deprecated, reason = "…")`.
    pub(crate) fn attribute(&mut self, attribute: impl Into<String>) {
        self.attributes.push(attribute.into());
    }

    /// Adds items; blank lines will stand between them.
    pub(crate) fn items(&mut self, tokens: TokenStream) {
        self.items.extend(format_items(tokens));
    }

    /// Adds an `impl` of `head`, of which each of `parts` makes the tokens of a function; each is formatted by itself,
    /// so that it can be made beside the others.
    pub(crate) fn block(&mut self, head: &str, parts: impl IntoIterator<Item = String>) {
        let parts: Vec<String> = parts.into_iter().collect();
        if !parts.is_empty() {
            self.items.push(format!("{head} {{\n{}}}\n", parts.join("\n")));
        }
    }

    /// Adds all that `other` has, after what is there.
    pub(crate) fn append(&mut self, other: Self) {
        self.docs.extend(other.docs);
        self.attributes.extend(other.attributes);
        self.items.extend(other.items);
    }

    /// The same, with a line of comment above.
    pub(crate) fn items_below(&mut self, comment: &str, tokens: TokenStream) {
        self.items
            .push(format!("// {comment}\n{}", format_items(tokens).join("\n")));
    }

    /// Adds a static or constant: `head` is all before the equals sign, `value` what follows it.
    pub(crate) fn table(&mut self, head: TokenStream, value: TokenStream) {
        for text in format_items(quote!(#head = ();)) {
            self.items.push(with_table(&text, value.clone()));
        }
    }

    /// Adds text that is written as it is, such as a macro's table, which no formatter understands.
    pub(crate) fn text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.items.push(text.trim_end().to_owned() + "\n");
        }
    }

    /// The file's text, whose first line says that it is generated.
    pub(crate) fn render(&self, imports: &Imports, options: &Options) -> String {
        format!("// {}\n\n{}", options.notice(), self.render_for_user(imports))
    }

    /// The text of a file that is the user's from the beginning.
    pub(crate) fn render_for_user(&self, imports: &Imports) -> String {
        let docs = self
            .docs
            .iter()
            .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
        let attributes = self
            .attributes
            .iter()
            .map(|attribute| format!("#![{attribute}]\n"));
        let mut parts = vec![docs.collect(), attributes.collect(), imports.render()];
        parts.extend(self.items.iter().cloned());
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }
}

/// The text of a function as it stands within `impl Self`.
pub(crate) fn function(tokens: TokenStream) -> String {
    let Some(text) = plain::function(tokens.clone(), "    ") else {
        return in_impl(tokens);
    };
    #[cfg(feature = "both-formatters")]
    assert_eq!(in_impl(tokens), text, "both formatters agree");
    text
}

/// Puts a blank line before each of `parts` but the first: fields, methods.
pub(crate) fn spaced(parts: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let parts = parts.into_iter().enumerate().map(|(index, part)| match index {
        0 => part,
        _ => quote!(#[doc = #BLANK] #part),
    });
    quote!(#(#parts)*)
}

/// Each item's text. Tokens that are no items are a fault of emission: they are kept as they are,
/// so that the compiler shows them.
fn format_items(tokens: TokenStream) -> Vec<String> {
    match plain::split(tokens.clone()) {
        Some(items) => items.into_iter().flat_map(format_one).collect(),
        None => format_any(tokens),
    }
}

/// The text of an item.
fn format_one(tokens: TokenStream) -> Vec<String> {
    let with_value = |(text, value): (String, TokenStream)| match value.is_empty() {
        true => text,
        false => with_table(&text, value),
    };
    let short = || plain::short_item(tokens.clone()).map(with_value);
    match plain::item(tokens.clone(), in_impl).or_else(short) {
        Some(text) => {
            #[cfg(feature = "both-formatters")]
            assert_eq!(format_any(tokens).concat(), text, "both formatters agree");
            vec![text]
        }
        None => format_any(tokens),
    }
}

/// The text of a function as it stands within an impl.
fn in_impl(tokens: TokenStream) -> String {
    let item = format_any(quote!(impl Self { #tokens })).concat();
    let inner = item
        .strip_prefix("impl Self {\n")
        .and_then(|rest| rest.strip_suffix("}\n"));
    inner.unwrap_or(&item).to_owned()
}

/// The text of any items, by way of a parser and a general formatter.
fn format_any(tokens: TokenStream) -> Vec<String> {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => file.items.into_iter().map(format_item).collect(),
        Err(error) => {
            let text = tokens.to_string();
            debug_assert!(false, "{error}: {text}");
            vec![text + "\n"]
        }
    }
}

fn format_item(mut item: syn::Item) -> String {
    let table = table(&mut item);
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let text = prettyplease::unparse(&file);
    let text = signature_layout::laid_out(with_comments(&text).lines());
    match table {
        Some(table) => with_table(&text, table),
        None => text,
    }
}

/// `text` with its blank lines, and with doc comments of several lines.
fn with_comments(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let code = line.trim_start();
        let Some(comment) = code.strip_prefix("///") else {
            whole.push_str(line);
            whole.push('\n');
            continue;
        };
        if comment != BLANK {
            let margin = &line[..line.len() - code.len()];
            for part in comment.split(LINE_END) {
                whole.extend([margin, "///", part, "\n"]);
            }
        } else {
            whole.push('\n');
        }
    }
    whole
}

/// `text`, an item whose value is `()`, with `value` in its place.
fn with_table(text: &str, value: TokenStream) -> String {
    let head = text.strip_suffix("();\n").unwrap_or(text);
    let column = head.lines().last().map_or(0, |line| line.chars().count());
    format!("{head}{};\n", layout(value, column, 1))
}

/// Takes the value out of a static or a constant, and leaves `()` in its place.
fn table(item: &mut syn::Item) -> Option<TokenStream> {
    let value = match item {
        syn::Item::Static(item) => &mut item.expr,
        syn::Item::Const(item) => &mut item.expr,
        _ => return None,
    };
    let unit = syn::Expr::Tuple(syn::ExprTuple {
        attrs: Vec::new(),
        paren_token: syn::token::Paren::default(),
        elems: syn::punctuated::Punctuated::new(),
    });
    Some(std::mem::replace(&mut **value, unit).into_token_stream())
}
