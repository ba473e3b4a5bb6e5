//! No input makes the reader panic, hang or leave its folder.

use std::path::Path;
use std::time::{Duration, Instant};

use bindery_document::{LoadOptions, RenderStyle, in_order, load, render};
use bindery_model::{Diagnostics, Pointer};
use tempfile::TempDir;

/// The codes and the rendering of what loading `text` reports.
fn load_text(text: &[u8]) -> (Vec<&'static str>, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, text).unwrap();
    load_path(&path, &LoadOptions::default())
}

fn load_path(path: &Path, options: &LoadOptions) -> (Vec<&'static str>, String) {
    let start = Instant::now();
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(path, options, &mut diagnostics);
    if let Some(document) = document {
        let schemas = Pointer::parse("/components/schemas").unwrap();
        for (_, schema) in document.at(&schemas).iter().flat_map(|schemas| schemas.members()) {
            if let Err(diagnostic) = document.resolve(&schema) {
                diagnostics.push(*diagnostic);
            }
        }
    }
    let diagnostics = in_order(diagnostics, &sources);
    let text = render(&diagnostics, &sources, RenderStyle::Plain);
    assert!(start.elapsed() < Duration::from_secs(20), "{text}");
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.name())
        .collect();
    (codes, text)
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n";

#[test]
fn deep_nesting_is_refused() {
    let levels = 100_000;
    for text in [
        "[".repeat(levels),
        format!("{}{}", "[".repeat(levels), "]".repeat(levels)),
        "{\"a\":".repeat(levels),
        format!("x: {}", "[".repeat(levels)),
        format!("x: {}", "{a: ".repeat(levels)),
        format!("x: {}", "{? ".repeat(levels)),
        format!("x: {}", "{a: ".repeat(2_000)),
        "- ".repeat(levels),
        "? ".repeat(levels),
    ] {
        let (codes, rendered) = load_text(text.as_bytes());
        assert_eq!(codes.len(), 1, "{rendered}");
        let known = ["too-large", "invalid-yaml", "invalid-json"];
        assert!(known.contains(&codes[0]), "{rendered}");
    }
}

#[test]
fn aliases_do_not_expand_without_end() {
    let mut text = String::from(HEAD);
    text.push_str("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            alias.trim_end_matches(", ")
        ));
    }
    let (codes, rendered) = load_text(text.as_bytes());
    assert_eq!(codes, ["too-large"], "{rendered}");

    let long = "x".repeat(1_000_000);
    let aliases = "*long, ".repeat(20_000);
    let text = format!("{HEAD}a: &long {long}\nb: [{}]\n", aliases.trim_end_matches(", "));
    let (codes, rendered) = load_text(text.as_bytes());
    assert_eq!(codes, ["too-large"], "{}", &rendered[..200]);
}

#[test]
fn an_anchor_within_itself_is_refused() {
    let (codes, rendered) = load_text(format!("{HEAD}x: &x {{ y: *x }}\n").as_bytes());
    assert_eq!(codes.len(), 1, "{rendered}");
}

#[test]
fn odd_bytes_are_reported() {
    assert_eq!(load_text(b"openapi: \0").0, ["invalid-yaml"]);
    assert_eq!(load_text(b"{\"openapi\": \"\0\"}").0, ["invalid-json"]);
    assert_eq!(load_text(&[0xff, 0xfe, 0x00]).0, ["invalid-encoding"]);
    assert_eq!(load_text(b"").0.len(), 1);
    assert_eq!(load_text(b"\xef\xbb\xbf").0.len(), 1);
    assert_eq!(load_text(b"---\n...\n---\na: 1\n").0.len(), 1);
    for byte in 0..=255_u8 {
        load_text(&[byte, b'"', byte, b':', byte]);
        load_text(&[b'{', b'"', byte, b'"', byte, b'1', byte]);
    }
}

#[test]
fn texts_that_break_off_are_reported_wherever_they_do() {
    let text = "{\"a\\u00e9\": [1.5e3, true, null, \"é\\ud83d\\ude00\"], \"b\": {\"c\": -0}}";
    for end in (1..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert_eq!(load_text(&text.as_bytes()[..end]).0, ["invalid-json"], "{end}");
    }
}

#[test]
fn numbers_of_any_size_are_kept() {
    let digits = "9".repeat(5_000);
    let text = format!(
        "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"A\",\"version\":\"1\"}},\"paths\":{{}},\"x\":[{digits},1.10,1e9999]}}"
    );
    assert_eq!(load_text(text.as_bytes()).0, Vec::<&str>::new());
    let text = format!("{HEAD}x: [{digits}, 1e9999, -.inf, .nan, 170141183460469231731687303715884105727]");
    assert_eq!(load_text(text.as_bytes()).0, Vec::<&str>::new());
}

#[test]
fn long_chains_of_references_are_followed_and_cycles_found() {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for link in 0..3_000 {
        let next = (link + 1) % 3_000;
        text.push_str(&format!(
            "    S{link}: {{$ref: '#/components/schemas/S{next}'}}\n"
        ));
        if link == 40 {
            // Enough entries into the cycle to see that it is reported once.
            text.push_str("    Entry: {$ref: '#/components/schemas/S7'}\n");
        }
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, &text).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    let document = document.unwrap();
    for entry in ["S0", "Entry", "S2999"] {
        let place = Pointer::parse(&format!("/components/schemas/{entry}")).unwrap();
        diagnostics.push(*document.resolve(&document.at(&place).unwrap()).err().unwrap());
    }
    assert_eq!(diagnostics.items().len(), 1);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, HEAD).unwrap();
    let mut options = LoadOptions::default();
    options.limits.bytes = 10;
    assert_eq!(load_path(&path, &options).0, ["too-large"]);
    options.limits.bytes = 1_000;
    options.limits.nodes = 3;
    assert_eq!(load_path(&path, &options).0, ["too-large"]);
}

#[test]
fn folders_are_no_documents() {
    let folder = TempDir::new().unwrap();
    assert_eq!(
        load_path(folder.path(), &LoadOptions::default()).0,
        ["missing-file"]
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_folder() {
    let outside = TempDir::new().unwrap();
    std::fs::write(outside.path().join("secret.yaml"), "Secret: {type: object}\n").unwrap();
    let folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("secret.yaml"),
        folder.path().join("link.yaml"),
    )
    .unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("links")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.yaml")).unwrap();
    let path = folder.path().join("api.yaml");
    let schemas = [
        "link.yaml#/Secret",
        "links/secret.yaml#/Secret",
        "links/SECRET.yaml#/Secret",
        "links/absent.yaml",
        "zero.yaml",
        "a/../../x.yaml",
    ]
    .iter()
    .enumerate()
    .map(|(index, target)| format!("    S{index}: {{$ref: '{target}'}}\n"))
    .collect::<String>();
    std::fs::write(&path, format!("{HEAD}components:\n  schemas:\n{schemas}")).unwrap();
    let (codes, rendered) = load_path(&path, &LoadOptions::default());
    assert_eq!(codes, ["outside-reference"; 6], "{rendered}");
    assert!(!rendered.contains("secret.yaml`?"), "{rendered}");
    assert!(load_path(Path::new("/dev/zero"), &LoadOptions::default()).0 == ["missing-file"]);
}

#[test]
fn overlays_that_double_the_document_come_to_an_end() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, HEAD).unwrap();
    let overlay = folder.path().join("overlay.yaml");
    let actions: String = (0..60)
        .map(|index| {
            format!("  - {{target: '$..*[?@ != 0]', update: {{a{index}: {{b: {{}}, c: {{}}}}}}}}\n  - {{target: '$.info', update: {{a{index}: {{b: {{}}}}}}}}\n")
        })
        .collect();
    let text = format!("overlay: 1.0.0\ninfo: {{title: A, version: '1'}}\nactions:\n{actions}");
    std::fs::write(&overlay, text).unwrap();
    let mut options = LoadOptions {
        overlays: vec![overlay],
        ..LoadOptions::default()
    };
    options.limits.nodes = 20_000;
    let (codes, rendered) = load_path(&path, &options);
    assert!(codes.contains(&"too-large"), "{rendered}");
}

#[test]
fn a_line_of_megabytes_is_cut() {
    let text = format!(
        "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"A\",\"version\":\"1\"}},\"paths\":{{}},\"x\":\"{}\",\"components\":{{\"schemas\":{{\"A\":{{\"$ref\":\"#/é/{}\"}}}}}}}}",
        "é".repeat(2_000_000),
        "z".repeat(1_000)
    );
    let (codes, rendered) = load_text(text.as_bytes());
    assert_eq!(codes, ["dangling-reference"]);
    let before = &text[..text.find("\"#/").unwrap()];
    let place = format!(":1:{}: error", before.chars().count() + 1);
    assert!(rendered.contains(&place), "{}", &rendered[..300]);
    assert!(rendered.len() < 10_000, "{}", rendered.len());
}
