use super::*;

#[track_caller]
fn assert_lines(markdown: &str, expected: &[&str]) {
    assert_eq!(lines(markdown), expected, "{markdown}");
}

#[test]
fn code_is_never_a_doctest() {
    assert_lines("```\nlet x;\n```", &["```text", "let x;", "```"]);
    assert_lines("```rust,ignore\nlet x;\n```", &["```text", "let x;", "```"]);
    assert_lines("~~~json\n{}\n~~~", &["```text", "{}", "```"]);
    assert_lines(
        "Run:\n\n    curl x\n      -d y",
        &["Run:", "", "```text", "curl x", "  -d y", "```"],
    );
    assert_lines("````\n```\n````", &["````text", "```", "````"]);
    assert_lines("```\nnever closed", &["```text", "never closed", "```"]);
}

#[test]
fn nothing_turns_text_around_or_steers_a_terminal() {
    assert_lines("a\u{202e}b\u{1b}[31m\u{2066}c\0", &["ab\\[31mc"]);
    assert_eq!(code("a\u{202e}b\0c"), "`a b c`");
    assert_eq!(line("a\u{2069}b"), "ab");
}

#[test]
fn html_becomes_markdown_or_is_escaped() {
    assert_lines("Use <b>bold</b> and <id>.", &["Use **bold** and \\<id>."]);
    assert_lines("<div>\nx\n</div>", &["x"]);
    assert_lines("a<br/>b", &["a\\", "b"]);
    assert_lines("a<br/>* b<br/>* c<br/>d", &["a", "", "- b", "- c", "", "d"]);
    assert_lines(
        "<p>A <a href=\"https://b.c\">d e</a>.</p>\n<p>F</p>",
        &["A [d e](https://b.c).", "", "F"],
    );
    assert_lines("<ul><li>a</li><li>b</li></ul>", &["- a", "", "- b"]);
    assert_lines("x <code>[a] <b></code>", &["x `[a] `"]);
    assert_lines("a < b and Vec<T>", &["a \\< b and Vec\\<T>"]);
    assert_lines("`Vec<T>`", &["`Vec<T>`"]);
    assert_lines("&lt;b&gt;", &["&lt;b&gt;"]);
}

#[test]
fn brackets_are_links_only_where_they_lead_somewhere() {
    assert_lines("See [Foo] and [a](b).", &["See \\[Foo\\] and a."]);
    assert_lines("See [docs](https://a.b/c_d).", &["See [docs](https://a.b/c_d)."]);
    assert_lines("\\[kept\\] [ ] a[0]", &["\\[kept\\] \\[ \\] a\\[0\\]"]);
    assert_lines("![i](https://a.b/i.png)", &["![i](https://a.b/i.png)"]);
    assert_lines("[x](#y) [z][1]\n\n[1]: https://a.b", &["x [z](https://a.b)"]);
}

#[test]
fn bare_urls_become_links() {
    assert_lines("See https://a.b/c_d_e.", &["See <https://a.b/c_d_e>."]);
    assert_lines("(http://a.b/c)", &["(<http://a.b/c>)"]);
    assert_lines("<https://a.b>", &["<https://a.b>"]);
    assert_lines("https://a.b/{id}", &["<https://a.b/>{id}"]);
    assert_lines("`https://a.b`", &["`https://a.b`"]);
}

#[test]
fn lists_and_quotes_keep_their_form() {
    assert_lines("* a\nb\n* c", &["- a b", "- c"]);
    assert_lines("1. a\n\n   b\n2. c", &["1. a", "", "   b", "", "2. c"]);
    assert_lines("- a\n  - b\n- c", &["- a", "  - b", "- c"]);
    assert_lines("- a\n  - b\n\n  c", &["- a", "", "  - b", "", "  c"]);
    assert_lines("> a\nb", &["> a b"]);
    assert_lines("-\n- a", &["-", "- a"]);
    assert_lines("text\n- a", &["text", "", "- a"]);
    assert_lines("- ```\n  x\n  ```", &["- ```text", "  x", "  ```"]);
}

#[test]
fn headings_rules_and_tables_keep_their_form() {
    assert_lines("A\n===\ntext", &["# A", "", "text"]);
    assert_lines("a\n\n***\n\nb", &["a", "", "---", "", "b"]);
    assert_lines(
        "|a|b|\n|-|-|\n|[x]|`y`|",
        &["| a | b |", "| --- | --- |", "| \\[x\\] | `y` |"],
    );
}

#[test]
fn characters_that_the_compiler_refuses_are_left_out() {
    assert_lines("a\u{202e}b\u{7}c\r\nd", &["abc d"]);
    assert_lines("*/ /// //!", &["*/ /// //!"]);
    assert_lines("", &[]);
    assert_lines(" \n ", &[]);
}

#[test]
fn paragraphs_are_filled_but_code_and_links_are_not_broken() {
    let markdown = format!("{} `{}` end", "word ".repeat(15), "code ".repeat(6).trim());
    let lines = lines(&markdown);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines.iter().all(|line| line.matches('`').count() % 2 == 0),
        "{lines:?}"
    );
}

#[test]
fn deep_nesting_is_no_trouble() {
    for piece in [">", "- ", "[", "*a ", "`", "<b>", "1. "] {
        let _ = lines(&piece.repeat(2_000));
    }
}

#[test]
fn what_was_made_safe_is_safe() {
    for markdown in [
        "a [b] <c> https://d.e",
        "- x\n\n      code",
        "> 1. [z](q)\n>    * <i>",
        "# [h]\n|a|\n|-|\n|<b>|",
    ] {
        let once = lines(markdown).join("\n");
        assert_eq!(lines(&once).join("\n"), once);
    }
}

#[test]
fn code_spans_hold_anything() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "`` a`b ``");
    assert_eq!(code(""), "`  `");
    assert_eq!(code("a\nb"), "`a b`");
}

#[test]
fn summary_and_description_are_not_said_twice() {
    let docs = |summary: &str, description: &str| Docs {
        summary: Some(summary.into()),
        description: Some(description.into()),
        ..Docs::default()
    };
    assert_eq!(
        described(&docs("A pet", "A pet that barks.")),
        ["A pet that barks."]
    );
    assert_eq!(described(&docs("A pet", "It barks.")), ["A pet", "", "It barks."]);
    assert_eq!(described(&docs(" ", "It barks.")), ["It barks."]);
}
