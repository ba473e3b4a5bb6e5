//! Reports for pull requests: whatever a document says stays text.

mod documents;

use bindery::Part;
use bindery_change::{Comparison, Report};
use documents::{body, compare, response};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Names of members that would like to be more.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "```<img src=x>`",
    "`",
    "``",
    "` <b>",
    "a|b | c",
    "[click](javascript:1)",
    "![i](x)",
    "**bold** _it_ ~~gone~~ $x$",
    "@someone #12 https://example.com/",
    "&lt;b&gt;",
    "\\`<b>\\`",
    "line\\n# heading\\n- item",
    "</details>",
];

/// A schema with a member of this name.
fn schema(name: &str, ty: &str) -> String {
    let name = name.replace('\'', "''");
    format!("{{type: object, properties: {{'{name}': {{type: {ty}}}}}}}")
}

fn markdown(comparison: &Comparison) -> String {
    Report::new(comparison, |_, origins| origins.iter().map(|_| None).collect()).markdown()
}

#[test]
fn names_of_a_document_are_no_markup() {
    // What callers send is told in other words than what they get.
    let places: [fn(&str) -> String; 2] = [body, response];
    for (name, place) in HOSTILE.iter().flat_map(|name| places.map(|place| (name, place))) {
        // Quoted twice: in YAML's double quotes a line break is one.
        let (old, new) = (place(&schema(name, "string")), place(&schema(name, "integer")));
        let text = markdown(&compare(&old, &new, &[Part::Client]));
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        let mut shown = String::new();
        for event in Parser::new_ext(&text, options) {
            match event {
                // The sections' own markup.
                Event::Html(own) if is_own(&own) => {}
                Event::Html(html) | Event::InlineHtml(html) => panic!("{name}: {html}\n{text}"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Table(_) | Tag::Strikethrough) => {
                    panic!("{name}: a link, an image or a table\n{text}")
                }
                Event::InlineMath(_) | Event::DisplayMath(_) => panic!("{name}: math\n{text}"),
                Event::Text(words) => {
                    let mentions = words.contains(['@', '#']) || words.contains("://");
                    assert!(!mentions, "{name}: {words}\n{text}");
                    shown.push_str(&words);
                }
                Event::Code(words) => shown.push_str(&words),
                _ => {}
            }
        }
        let expected: String = name.split_whitespace().collect();
        let shown: String = shown.split_whitespace().collect();
        // What the words of the report set between backticks themselves need not keep backticks of its own.
        let bare = |text: &str| text.replace('`', "");
        assert!(bare(&shown).contains(&bare(&expected)), "{name}: {shown}\n{text}");
    }
}

fn is_own(html: &str) -> bool {
    let html = html.trim();
    ["<details>", "</details>"].contains(&html) || html.starts_with("<summary>Compatible (")
}
