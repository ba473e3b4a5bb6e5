use bindery_model::{Json, Number};

use super::{write_json, write_yaml};
use crate::limits::Limits;
use crate::syntax;

fn texts() -> Vec<String> {
    let words = [
        "",
        "a",
        "yes",
        "No",
        "null",
        "~",
        "true",
        "1",
        "1.0",
        "0x1f",
        "1e3",
        "2024-01-01",
        ".5",
        "-",
        "- a",
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "#a",
        " a",
        "a ",
        "\"a\"",
        "'a'",
        "a'b",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">",
        "?",
        "? a",
        ":",
        "a:",
        "=",
        "<<",
        "---",
        "...",
        "--- a",
        "größe",
        "日本",
        "\u{1f600}",
        "\u{feff}a",
        "a\u{2028}b",
        "a\u{85}b",
        "a\u{7f}b",
        "\t",
        "a\tb",
        "\n",
        "\n\n",
        "a\n",
        "a\n\n",
        "a\nb",
        "a\n\nb",
        " a\nb",
        "a\n b",
        "a\n\tb",
        "\ta\nb",
        "a \nb ",
        "a\n ",
        "a\n \n",
        "a\r\nb",
        "\na",
        "a\n---\nb",
        "a\n# b\n",
        "\u{0}",
        "\\",
        "\\n",
        "infinity",
        ".inf",
        ".NaN",
        "0o17",
        "1_000",
        "12:30:45",
        "on",
        "y",
        "/pets/{id}",
        "$ref",
        "application/json",
    ];
    let long = ["x".repeat(2_000), "é ".repeat(700)];
    words.into_iter().map(str::to_owned).chain(long).collect()
}

fn object(members: Vec<(String, Json)>) -> Json {
    Json::Object(members.into())
}

fn value() -> Json {
    let string = |text: String| Json::String(text);
    let number = |digits: &str| Json::Number(Number(digits.to_owned()));
    let numbers = [
        "0",
        "1.10",
        "1e5",
        "1E+30",
        "-1.0e-7",
        "123456789012345678901234567890",
        "0.1",
    ];
    let keyed = texts()
        .into_iter()
        .map(|text| (text.clone(), string(text)))
        .collect();
    let nested = Json::Array(vec![
        Json::Array(vec![Json::Array(vec![number("1")]), Json::Array(Vec::new())]),
        object(vec![
            ("z".into(), object(Vec::new())),
            (
                "a".into(),
                Json::Array(vec![object(vec![("k".into(), string("a\nb\n".into()))])]),
            ),
        ]),
    ]);
    object(vec![
        ("numbers".into(), Json::Array(numbers.map(number).to_vec())),
        (
            "words".into(),
            Json::Array(texts().into_iter().map(string).collect()),
        ),
        ("keyed".into(), object(keyed)),
        ("nested".into(), nested),
        (
            "flags".into(),
            Json::Array(vec![Json::Null, Json::Bool(true), Json::Bool(false)]),
        ),
    ])
}

#[test]
fn what_is_written_is_read_as_the_same() {
    for (text, what) in [(write_json(&value()), "JSON"), (write_yaml(&value()), "YAML")] {
        let parsed = syntax::parse(&text, &Limits::default());
        let parsed = parsed.unwrap_or_else(|_| panic!("{what} cannot be read:\n{text}"));
        let (Json::Object(read), Json::Object(expected)) = (parsed.value, value()) else {
            panic!("no object");
        };
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected, "{what}");
        }
        assert_eq!(read.len(), expected.len());
    }
}

#[test]
fn single_values_are_written_and_read() {
    for text in texts() {
        let value = Json::String(text.clone());
        let written = write_yaml(&value);
        let parsed = syntax::parse(&written, &Limits::default());
        let parsed = parsed.unwrap_or_else(|_| panic!("{text:?} as {written}"));
        assert_eq!(parsed.value, value, "{written}");
    }
    for value in [Json::Null, Json::Array(Vec::new()), object(Vec::new())] {
        assert_eq!(
            syntax::parse(&write_yaml(&value), &Limits::default())
                .ok()
                .map(|parsed| parsed.value),
            Some(value)
        );
    }
}

#[test]
fn plain_words_stand_without_quotes() {
    let value = object(vec![
        ("$ref".into(), Json::String("#/components/schemas/Pet".into())),
        ("description".into(), Json::String("A pet.\nOr two.\n".into())),
        (
            "/pets/{id}".into(),
            Json::Array(vec![object(vec![("in".into(), Json::String("path".into()))])]),
        ),
        ("version".into(), Json::String("1.0".into())),
    ]);
    assert_eq!(
        write_yaml(&value),
        "$ref: \"#/components/schemas/Pet\"\ndescription: |\n  A pet.\n  Or two.\n/pets/{id}:\n  - in: path\nversion: \"1.0\"\n"
    );
}
