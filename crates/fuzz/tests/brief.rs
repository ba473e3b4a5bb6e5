//! A few hundred documents that nobody wrote; `cargo run --release -p bindery-fuzz` tries more.

use std::path::Path;

use bindery_fuzz::{FuzzTarget, Mutation, seeds};

fn try_some(target: FuzzTarget, count: u64) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let seeds = seeds(&fixtures).unwrap();
    assert!(seeds.len() > 20);
    let folder = std::env::temp_dir().join(format!("bindery-fuzz-test-{target:?}-{}", std::process::id()));
    for seed in 0..count {
        let document = Mutation::new(seed).document(&seeds);
        target.run(&folder, &document).unwrap();
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_loader_has_a_word_for_everything() {
    try_some(FuzzTarget::Loader, 1_000);
}

#[test]
fn whatever_is_made_is_rust() {
    try_some(FuzzTarget::Pipeline, 60);
}

/// Wherever a document says something in words, it says it in a way that would be a test of rustdoc's.
#[test]
fn no_description_becomes_a_test() {
    let said = [
        "```rust\\nassert!(false)\\n```",
        "~~~\\npanic!()",
        "text\\n\\n    panic!()",
        "- item\\n\\n      panic!()",
        "> ```\\n> panic!()\\n> ```",
        "````rust\\n```\\nlet x: u8 = 1.0;\\n````",
        "1. a\\n   ```rust\\n   panic!()\\n   ```",
        "a\\n\\n\\tpanic!()",
        "<pre>\\n\\n    panic!()\\n</pre>",
        "```rust\\npanic!()\\n``` x\\n\\n    panic!()",
        "*/ panic!() /*",
        "a\\r```\\rpanic!()\\r```",
    ];
    let template = include_str!("said.json");
    let folder = std::env::temp_dir().join(format!("bindery-fuzz-said-{}", std::process::id()));
    for text in said {
        let document = template.replace("SAID", text);
        FuzzTarget::Pipeline.run(&folder, document.as_bytes()).unwrap();
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_seed_is_a_document() {
    let seeds = [b"openapi: 3.1.0\n".to_vec()];
    assert_eq!(
        Mutation::new(7).document(&seeds),
        Mutation::new(7).document(&seeds)
    );
    assert!((0..100).any(|seed| Mutation::new(seed).document(&seeds) != seeds[0]));
}
