//! What is said about documents: its levels, its order and its form for programs.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

/// A mistake behind an anchor, which two aliases stand for, and something that is mended.
const FAULTY: &str = "openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    Été: { type: objec }
    Pet:
      properties:
        a: &size { type: integer, minimum: 3, maximum: 2 }
        b: *size
        c: { allOf: [*size, { $ref: '#/components/schemas/Pat' }] }
";

fn bindery(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn folder(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), document).unwrap();
    folder
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn messages(output: &Output) -> Vec<Value> {
    let lines = stderr(output);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_mistake_is_told_once_in_the_order_of_the_text() {
    let folder = folder(FAULTY);
    let output = bindery(folder.path(), &["explain", "pets.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    let heads: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("pets.yaml:"))
        .collect();
    let places: Vec<&str> = heads
        .iter()
        .map(|head| head.split(": ").nth(1).unwrap().split(']').next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "warning[component-name",
            "error[unknown-type",
            "warning[empty-range",
            "error[dangling-reference"
        ]
    );
    assert!(heads[2].starts_with("pets.yaml:9:44: "), "{text}");
    let end = text.split("\n\n").last().unwrap();
    assert!(
        end.starts_with("2 errors; nothing was written\n`cargo bindery --explain CODE`"),
        "{text}"
    );
}

#[test]
fn programs_read_an_object_per_line_with_the_place_in_characters() {
    let folder = folder(FAULTY);
    let output = bindery(
        folder.path(),
        &["explain", "pets.yaml", "--message-format", "json"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let messages = messages(&output);
    assert_eq!(messages.len(), 4);
    assert_eq!(messages[0]["end"], json!({ "line": 6, "column": 8 }));
    let first = &messages[1];
    let place = json!([first["file"], first["line"], first["column"], first["end"]]);
    assert_eq!(place, json!(["pets.yaml", 6, 18, { "line": 6, "column": 23 }]));
    assert_eq!(first["code"], "unknown-type");
    assert_eq!(first["level"], "error");
    assert_eq!(first["pointer"], "#/components/schemas/Été/type");
    assert!(first["help"].as_str().unwrap().contains("object"), "{first}");
    assert!(
        first["rendered"]
            .as_str()
            .unwrap()
            .starts_with("pets.yaml:6:18: error[unknown-type]: ")
    );
    assert_eq!(messages[2]["level"], "warning");
    assert_eq!(messages[2]["related"][0]["line"], 9);
}

#[test]
fn what_has_no_place_is_an_object_too() {
    let folder = folder(FAULTY);
    let output = bindery(
        folder.path(),
        &["--message-format", "json", "generate", "pets.yaml"],
    );
    assert_eq!(output.status.code(), Some(2));
    let messages = messages(&output);
    assert_eq!(messages[0]["level"], "error");
    assert_eq!(messages[0]["message"], "pets.yaml needs --output DIR");
    assert_eq!(messages[0]["file"], Value::Null);
}

#[test]
fn a_fault_behind_an_anchor_is_told_where_it_is_written() {
    let folder = folder(
        "openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    A: { type: &type objec }
    B: { type: *type }
    C: &c { type: strin }
    D: *c
    E: { allOf: [ *c ] }
    F: { <<: *c, title: F }
    G: { properties: { type: *type } }
",
    );
    let output = bindery(
        folder.path(),
        &["explain", "pets.yaml", "--message-format", "json"],
    );
    let told: Vec<(Value, Value)> = messages(&output)
        .into_iter()
        .map(|message| (message["line"].clone(), message["code"].clone()))
        .collect();
    let expected = [(6, "unknown-type"), (8, "unknown-type"), (12, "not-a-schema")];
    assert_eq!(told, expected.map(|(line, code)| (json!(line), json!(code))));
}

/// One warning, and nothing else.
const WARNED: &str = "openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: {}
components: { schemas: { Size: { type: integer, minimum: 3, maximum: 2 } } }
";

#[test]
fn warnings_are_denied_and_allowed_by_their_codes() {
    let folder = folder(WARNED);
    let generate = |more: &[&str]| {
        let arguments = [
            &["generate", "pets.yaml", "--output", "out", "--standalone"],
            more,
        ]
        .concat();
        let output = bindery(folder.path(), &arguments);
        let told = stderr(&output).split(": ").nth(1).unwrap_or_default().to_owned();
        (output.status.code(), told)
    };
    let error = || (Some(1), "error[empty-range]".to_owned());
    assert_eq!(generate(&["--deny", "warnings"]), error());
    assert!(!folder.path().join("out").exists(), "nothing is written");
    assert_eq!(generate(&["--deny", "empty-range"]), error());
    assert_eq!(
        generate(&["--deny", "mended"]),
        (Some(0), "warning[empty-range]".to_owned())
    );
    assert_eq!(
        generate(&["--allow", "empty-range", "--deny", "warnings"]),
        (Some(0), String::new())
    );
    let check = bindery(
        folder.path(),
        &["check", "pets.yaml", "--output", "out", "--deny", "warnings"],
    );
    assert_eq!(check.status.code(), Some(1));
    let misspelt = bindery(folder.path(), &["explain", "pets.yaml", "--deny", "warning"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(
        stderr(&misspelt).contains("write `warnings`"),
        "{}",
        stderr(&misspelt)
    );
}

#[test]
fn a_configuration_denies_and_allows_and_arguments_count_more() {
    let folder = folder(WARNED);
    let configure = |setting: &str| {
        let text =
            format!("[targets.pets]\nspec = 'pets.yaml'\noutput = 'out'\nstandalone = true\n{setting}\n");
        fs::write(folder.path().join("bindery.toml"), text).unwrap();
    };
    let status = |arguments: &[&str]| bindery(folder.path(), arguments).status.code();
    configure("deny = ['empty-range']");
    assert_eq!(status(&["generate"]), Some(1));
    assert_eq!(status(&["generate", "--allow", "empty-range"]), Some(0));
    configure("allow = ['empty-range']");
    assert_eq!(status(&["check", "--deny", "warnings"]), Some(0));
    assert_eq!(status(&["check", "--deny", "empty-range"]), Some(1));
    configure("deny = ['empty-rage']");
    let output = bindery(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(text.contains("bindery.toml:5:9: error[unknown-code]"), "{text}");
    assert!(text.contains("write `empty-range`"), "{text}");
}

#[test]
fn a_name_that_changes_is_an_error_where_that_is_denied() {
    let folder = folder(WARNED);
    let arguments = [
        "generate",
        "pets.yaml",
        "--output",
        "out",
        "--standalone",
        "--allow",
        "empty-range",
    ];
    assert_eq!(bindery(folder.path(), &arguments).status.code(), Some(0));
    fs::write(folder.path().join("pets.yaml"), WARNED.replace("Size", "Length")).unwrap();
    let denied = bindery(folder.path(), &[&arguments[..], &["--deny", "warnings"]].concat());
    assert_eq!(denied.status.code(), Some(1));
    assert!(
        stderr(&denied).contains("error[removed-item]"),
        "{}",
        stderr(&denied)
    );
    assert!(
        folder.path().join("out/src/types/size.rs").exists(),
        "nothing is written"
    );
}

/// Two secrets, and an operation without a name.
const HURTING: &str = "openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      responses: { '200': { description: ok }, default: { description: no } }
      parameters:
        - { name: password, in: query, schema: { type: string } }
        - { name: token, in: query, schema: { type: string } }
";

#[test]
fn lint_tells_what_hurts_and_fails_where_that_is_denied() {
    let folder = folder(HURTING);
    let lint = |more: &[&str]| {
        let output = bindery(folder.path(), &[&["lint", "pets.yaml"], more].concat());
        let summary = String::from_utf8(output.stdout.clone()).unwrap();
        (output.status.code(), stderr(&output), summary)
    };
    let (status, report, summary) = lint(&[]);
    assert_eq!(status, Some(0));
    assert!(
        report.starts_with("pets.yaml:5:5: warning[missing-operation-id]: `GET /pets`"),
        "{report}"
    );
    assert_eq!(report.matches("warning[unmarked-secret]").count(), 2);
    assert!(summary.contains("4 found, 0 of them errors"), "{summary}");
    let (status, report, summary) = lint(&["--deny", "unmarked-secret", "--allow", "missing-operation-id"]);
    assert_eq!(status, Some(1));
    assert!(report.contains("error[unmarked-secret]") && !report.contains("missing-operation-id"));
    assert!(summary.contains("3 found, 2 of them errors"), "{summary}");
    let (status, report, summary) = lint(&["--allow", "warnings"]);
    assert_eq!(
        (status, report.as_str(), summary.as_str()),
        (Some(0), "", "pets.yaml: nothing found\n")
    );
    // Generating is not for judging.
    let explained = bindery(folder.path(), &["explain", "pets.yaml", "--deny", "warnings"]);
    assert_eq!(
        (explained.status.code(), stderr(&explained)),
        (Some(0), String::new())
    );
}

#[test]
fn lint_judges_what_is_left_of_a_document_with_mistakes() {
    let folder = folder(&format!(
        "{HURTING}components: {{ schemas: {{ Pet: {{ type: objec }} }} }}\n"
    ));
    let output = bindery(folder.path(), &["lint", "pets.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    assert_eq!(report.matches("error[unknown-type]").count(), 1, "{report}");
    assert_eq!(report.matches("warning[unmarked-secret]").count(), 2, "{report}");
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.contains("found, 1 of them errors"), "{summary}");
}

#[test]
fn lint_shows_the_first_of_many_unless_all_are_wanted() {
    let parameters: String = (0..9)
        .map(|index| format!("        - {{ name: p{index}_token, in: query, schema: {{ type: string }} }}\n"))
        .collect();
    let folder = folder(&format!("{HURTING}{parameters}"));
    let shown = |more: &[&str]| {
        let output = bindery(folder.path(), &[&["lint", "pets.yaml"], more].concat());
        (
            stderr(&output).matches("unmarked-secret").count(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (count, summary) = shown(&[]);
    assert_eq!(count, 5);
    assert!(
        summary.contains("11  unmarked-secret (6 not shown; --all)"),
        "{summary}"
    );
    assert_eq!(shown(&["--all"]).0, 11);
    // Once as the code, once in the text.
    let (count, summary) = shown(&["--message-format", "json"]);
    assert_eq!(count, 22);
    let summary: Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["codes"]["unmarked-secret"], 11);
}

#[test]
fn all_that_is_wrong_with_another_file_is_told_at_once() {
    let folder = folder(
        "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\ncomponents: { schemas: { Pet: { $ref: 'pet.yaml#/Pet' } } }\n",
    );
    let other = "Pet: { type: object, type: string }\nCat: 1\nCat: 2\n";
    fs::write(folder.path().join("pet.yaml"), other).unwrap();
    let output = bindery(
        folder.path(),
        &["explain", "pets.yaml", "--message-format", "json"],
    );
    let messages = messages(&output);
    assert_eq!(messages.len(), 1);
    assert_eq!(
        (&messages[0]["file"], &messages[0]["line"]),
        (&json!("pet.yaml"), &json!(1))
    );
    let related = messages[0]["related"].as_array().unwrap();
    assert!(
        related.iter().any(|place| place["line"] == 3
            && place["label"] == "here, too: `Cat` appears twice in the same object"),
        "{related:?}"
    );
}

#[test]
fn a_configuration_denies_what_lint_finds() {
    let folder = folder(HURTING);
    let text = "[targets.pets]\nspec = 'pets.yaml'\noutput = 'out'\ndeny = ['unmarked-secret']\nallow = ['missing-operation-id']\n";
    fs::write(folder.path().join("bindery.toml"), text).unwrap();
    let output = bindery(folder.path(), &["lint"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).matches("error[unmarked-secret]").count(), 2);
    assert!(!stderr(&output).contains("missing-operation-id"));
    assert_eq!(
        bindery(folder.path(), &["lint", "--allow", "unmarked-secret"])
            .status
            .code(),
        Some(0)
    );
}

/// A document with so many mistakes, one a line, and as many warnings.
fn with_mistakes(count: usize) -> String {
    let mut document =
        "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for number in 0..count {
        document += &format!("    A{number}: {{ type: objec }}\n");
        document += &format!("    B{number}: {{ type: string, minLength: 3, maxLength: 2 }}\n");
    }
    document
}

#[test]
fn the_first_mistakes_are_shown_and_the_rest_is_counted() {
    let folder = folder(&with_mistakes(2_000));
    let report = stderr(&bindery(folder.path(), &["explain", "pets.yaml"]));
    assert_eq!(report.matches("error[unknown-type]").count(), 100);
    assert_eq!(report.matches("warning[empty-range]").count(), 100);
    let end = "error: 1,900 more errors are not shown; `--max-messages 0` shows all\n\n\
               warning: 1,900 more warnings are not shown; `--max-messages 0` shows all\n\n\
               2000 errors; nothing was written\n";
    assert!(
        report.contains(end),
        "{}",
        &report[report.len().saturating_sub(600)..]
    );

    let all = bindery(folder.path(), &["explain", "pets.yaml", "--max-messages", "0"]);
    let all = stderr(&all);
    assert_eq!(all.matches("error[unknown-type]").count(), 2_000);
    assert!(!all.contains("not shown"));
    let one = stderr(&bindery(
        folder.path(),
        &["explain", "pets.yaml", "--max-messages", "1"],
    ));
    assert_eq!(one.matches("error[unknown-type]").count(), 1);
}

#[test]
fn programs_are_told_how_much_is_left_out() {
    let folder = folder(&with_mistakes(1_001));
    let output = bindery(
        folder.path(),
        &["explain", "pets.yaml", "--message-format", "json"],
    );
    let messages = messages(&output);
    assert_eq!(messages.len(), 2_002);
    let last = &messages[2_001];
    let told = json!([last["level"], last["code"], last["message"]]);
    let message = "1 more warning is not shown; `--max-messages 0` shows all";
    assert_eq!(told, json!(["warning", null, message]));
}
