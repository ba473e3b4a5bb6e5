//! The caret stands under the node that is meant, however its text is written.
//!
//! In each text the node stands between `«` and `»`, which are taken out before it is read.

use bindery_document::{LoadOptions, RenderStyle, load, render};
use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Origin, Pointer};
use serde_json::{Value, json};

/// What is meant of a member.
#[derive(Clone, Copy)]
enum Part {
    Key,
    Value,
}
use Part::{Key, Value as Node};

/// Name, the part that is meant, its pointer, the text.
const CASES: &[(&str, Part, &str, &str)] = &[
    (
        "plain scalar",
        Node,
        "#/a/b",
        "a:\n  b: «some words» # not this\n",
    ),
    ("key", Key, "#/a/b", "a:\n  «b»: words\n"),
    (
        "key of a mapping stands for it",
        Node,
        "#/a/b",
        "a:\n  «b»:\n    c: 1\n",
    ),
    ("item", Node, "#/a/1", "a:\n  - 1\n  - «two»\n"),
    (
        "item that is a mapping",
        Node,
        "#/a/1",
        "a:\n  - b: 1\n  - «c: 2»\n    d: 3\n",
    ),
    (
        "member of an item",
        Node,
        "#/a/1/d",
        "a:\n  - b: 1\n  - c: 2\n    d: «3»\n",
    ),
    ("nested lists", Node, "#/a/0/1", "a:\n  - - 1\n    - «2»\n"),
    ("indentless list", Node, "#/a/1", "a:\n- 1\n- «2»\nb: 1\n"),
    ("nothing", Node, "#/a/b", "a:\n  «b»:\n  c: 1\n"),
    ("value on the next line", Node, "#/a/b", "a:\n  b:\n    «late»\n"),
    // Flow style.
    ("flow mapping", Node, "#/a", "a: «{ b: 1, c: [2, 3] }»\n"),
    ("flow member", Node, "#/a/b", "a: { b: «1 2», c: 3 }\n"),
    ("flow key", Key, "#/a/c", "a: { b: 1, «c»: 3 }\n"),
    ("flow item", Node, "#/a/c/1", "a: { b: 1, c: [ 2, «three» ] }\n"),
    ("flow over lines", Node, "#/a/c", "a: { b: 1,\n  c: «3» }\n"),
    ("flow mapping over lines", Node, "#/a", "a: «{ b: 1,»\n  c: 3 }\n"),
    ("single pair in a list", Node, "#/a/0/b", "a: [ b: «1» ]\n"),
    // Quotes.
    (
        "double quotes",
        Node,
        "#/a/b",
        "a:\n  b: «\"some \\\" \\u00e9 words\"» # x\n",
    ),
    ("single quotes", Node, "#/a/b", "a: { b: «'it''s'», c: 1 }\n"),
    ("quoted key", Key, "#/a/b c", "a:\n  «\"b c\"»: 1\n"),
    ("key in single quotes", Key, "#/200", "a: 1\n«'200'»: { b: 1 }\n"),
    (
        "member of a quoted key",
        Node,
        "#/a~1b/c",
        "\"a/b\": { c: «1» }\n",
    ),
    ("key with an escape", Node, "#/é", "\"\\u00e9\": «1»\n"),
    ("quotes over lines", Node, "#/a", "a: «\"one»\n  two\"\n"),
    // Block scalars.
    ("folded", Node, "#/a/b", "a:\n  b: «>-»\n    first\n    second\n"),
    (
        "literal",
        Node,
        "#/a/b",
        "a:\n  b: «|»\n    first\n    second\n  c: 1\n",
    ),
    (
        "literal with an indent",
        Node,
        "#/a/b",
        "a:\n  b: «|2-» # comment\n    first\n",
    ),
    (
        "after a folded scalar",
        Node,
        "#/a/c",
        "a:\n  b: >\n    first\n    second\n  c: «here»\n",
    ),
    (
        "after a literal with colons",
        Node,
        "#/c",
        "a: |\n  b: c\n  «x»\nc: «here»\n",
    ),
    ("block scalar in a list", Node, "#/a/0", "a:\n  - «|»\n    text\n"),
    ("plain over lines", Node, "#/a", "a: «one»\n  two\n"),
    // Anchors, aliases, tags, merge keys.
    ("anchored scalar", Node, "#/a", "a: &x «word»\nb: *x\n"),
    ("alias", Node, "#/b", "a: &x word\nb: «*x»\n"),
    ("anchored mapping", Node, "#/a", "«a»: &x\n  c: 1\nb: *x\n"),
    ("anchored flow mapping", Node, "#/a", "a: &x «{ c: 1 }»\nb: *x\n"),
    ("within an alias", Node, "#/b/c", "a: &x\n  c: «1»\nb: *x\n"),
    (
        "alias in a list",
        Node,
        "#/b/1",
        "a: &x { c: 1 }\nb: [ 2, «*x» ]\n",
    ),
    (
        "merged member",
        Node,
        "#/b/c",
        "a: &x\n  c: «1»\nb:\n  <<: *x\n  d: 2\n",
    ),
    (
        "beside a merged member",
        Node,
        "#/b/d",
        "a: &x { c: 1 }\nb:\n  <<: *x\n  d: «2»\n",
    ),
    (
        "member that hides a merged one",
        Node,
        "#/b/c",
        "a: &x { c: 1 }\nb:\n  c: «2»\n  <<: *x\n",
    ),
    (
        "merged list",
        Node,
        "#/b/e",
        "a: &x { c: 1 }\nd: &y { e: «5» }\nb:\n  <<: [ *x, *y ]\n",
    ),
    ("anchored key", Key, "#/a", "&k «a»: 1\nb: *k\n"),
    ("tagged scalar", Node, "#/a", "a: !!str «12»\n"),
    ("anchor and tag", Node, "#/a", "a: &x !!str «12»\n"),
    ("anchored item", Node, "#/a/0", "a:\n  - &x «word»\n"),
    (
        "anchored item that is a mapping",
        Node,
        "#/a/0/b",
        "a:\n  - &x\n    b: «1»\n",
    ),
    // Explicit keys.
    ("explicit key", Key, "#/a b", "? «a b»\n: 1\n"),
    ("value of an explicit key", Node, "#/a b", "? a b\n: «1»\n"),
    // Letters of several bytes, and of two units of UTF-16.
    ("after letters", Node, "#/größe/b", "größe: { ä: 1, b: «2» }\n"),
    ("letters", Node, "#/日本語", "日本語: «\"😀 after\"» # x\n"),
    ("key of letters", Key, "#/a/日本語", "a: { 😀: 1, «日本語»: 2 }\n"),
    ("after a line of letters", Node, "#/b", "a: ééééé\nb: «c»\n"),
    ("combining letters", Node, "#/a/c", "a: { e\u{301}: 1, c: «2» }\n"),
    // Comments, directives, document markers.
    ("after comments", Node, "#/a", "# é: 1\n\n# a: 2\na: «3»\n"),
    ("after a marker", Node, "#/a", "%YAML 1.2\n---\na: «3»\n...\n"),
    ("tab before a comment", Node, "#/a", "a: «b»\t# c\n"),
    ("tab after the colon", Node, "#/a", "a:\t«b»\n"),
    ("tabs in flow style", Node, "#/a/c", "a: {\tb: 1,\tc:\t«2» }\n"),
    ("tab in a scalar", Node, "#/b/c", "b: { a: \"x\ty\", c: «1» }\n"),
    // JSON.
    ("json", Node, "#/a/1/b", "{\"a\": [1, {\"b\": «\"c\\n\"»}]}"),
    (
        "json over lines",
        Node,
        "#/a/b",
        "{\n  \"a\": {\n    \"é😀\": 1,\n    \"b\": «null»\n  }\n}\n",
    ),
    ("json key", Key, "#/a/b", "{ \"a\": { «\"b\"»: 1 } }"),
    (
        "json key of letters",
        Key,
        "#/é\"",
        "{ \"日\": 1, «\"\\u00e9\\\"\"»: 1 }",
    ),
    (
        "json with tabs",
        Node,
        "#/a/b",
        "{\n\t\"a\": {\n\t\t\"b\":\t«true»\n\t}\n}",
    ),
    ("json object over lines", Node, "#/a", "{ \"a\": «{»\n } }"),
    ("json object", Node, "#/a", "{ \"a\": «{ }» }"),
];

/// The text without its marks, the line and the column of the first, and the column of the second.
fn unmarked(text: &str) -> (String, (usize, usize), usize) {
    let (start, end) = (text.rfind('«').unwrap(), text.rfind('»').unwrap());
    let before: String = text[..start].replace(['«', '»'], "");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    let length = text[start..end].chars().count() - 1;
    (text.replace(['«', '»'], ""), (line, column), column + length)
}

/// What is told of `part` of the member at `pointer`, for programs and for people.
fn told(text: &str, part: Part, pointer: &str) -> (Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.yaml");
    std::fs::write(&path, text).unwrap();
    // That it is no OpenAPI document does not matter to where things stand in it.
    let (sources, _) = load(&path, &LoadOptions::default(), &mut Diagnostics::new());
    let origin = Origin::new(FileId(0), Pointer::parse(pointer).unwrap());
    let fault = Diagnostic::error(Code::InvalidValue, "this", origin);
    let fault = match part {
        Key => fault.at_key(),
        Node => fault,
    };
    let json = render(std::slice::from_ref(&fault), &sources, RenderStyle::Json);
    let plain = render(&[fault], &sources, RenderStyle::Plain);
    (serde_json::from_str(&json).unwrap(), plain)
}

fn check(name: &str, part: Part, pointer: &str, marked: &str) -> Result<(), String> {
    let (text, (line, column), end) = unmarked(marked);
    let meant = &marked[marked.rfind('«').unwrap() + 2..marked.rfind('»').unwrap()];
    for (form, text) in [
        ("as it is", text.clone()),
        ("with CRLF", text.replace('\n', "\r\n")),
        ("with a mark of byte order", format!("\u{feff}{text}")),
    ] {
        let (json, plain) = told(&text, part, pointer);
        let found = json!([json["line"], json["column"], json["end"]]);
        let expected = json!([line, column, { "line": line, "column": end }]);
        if found != expected {
            return Err(format!("{name}, {form}: {found} is not {expected}\n{plain}"));
        }
        let shown = underlined(&plain);
        if shown.trim_end() != meant.replace('\t', "    ") {
            return Err(format!(
                "{name}, {form}: `{shown}` is underlined, not `{meant}`\n{plain}"
            ));
        }
    }
    Ok(())
}

/// What stands above the carets.
fn underlined(plain: &str) -> String {
    let lines: Vec<&str> = plain.lines().collect();
    let carets = lines.iter().position(|line| line.contains('^')).unwrap();
    // As many places as a terminal gives it columns.
    let shown = |letter: char| match letter {
        '日' | '本' | '語' | '😀' => vec![letter, '\0'],
        '\u{301}' => vec![],
        _ => vec![letter],
    };
    let above: Vec<char> = lines[carets - 1].chars().flat_map(shown).collect();
    let columns = lines[carets]
        .chars()
        .enumerate()
        .filter(|(_, caret)| *caret == '^');
    columns
        .filter_map(|(column, _)| above.get(column))
        .filter(|letter| **letter != '\0')
        .collect()
}

#[test]
fn carets_stand_under_what_is_meant() {
    let failures: Vec<String> = CASES
        .iter()
        .filter_map(|(name, part, pointer, text)| check(name, *part, pointer, text).err())
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        CASES.len(),
        failures.join("\n")
    );
}
