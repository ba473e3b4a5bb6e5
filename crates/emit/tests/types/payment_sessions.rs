//! What is emitted for the payment sessions that every other stage is tried with.

use bindery_emit::{Layout, Options, Parts, emit};

fn options() -> Options {
    Options {
        parts: Parts {
            client: false,
            server: false,
            fake: false,
        },
        regenerate: "cargo xtask codegen".into(),
        ..Options::new("payment-sessions", "specs/payment-sessions.yaml")
    }
}

#[test]
fn a_crate_of_types() {
    let files = emit(&crate::models::payment_sessions(), &options());
    let text: String = files
        .iter()
        .map(|(path, text)| format!("=== {path}\n{text}\n"))
        .collect();
    insta::assert_snapshot!(text);
}

#[test]
fn every_file_is_rust_and_the_same_each_time() {
    for layout in [Layout::Crate, Layout::Include] {
        let options = Options {
            layout,
            parts: Parts {
                client: true,
                server: true,
                fake: false,
            },
            ..options()
        };
        let files = emit(&crate::models::payment_sessions(), &options);
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            if let Err(error) = syn::parse_file(text) {
                panic!("{path}: {error}\n{text}");
            }
        }
        assert_eq!(files, emit(&crate::models::payment_sessions(), &options));
    }
}
