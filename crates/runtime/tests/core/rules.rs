//! The interpreter of schemas, rule by rule.

use bindery_runtime::schema::{Format, Invalid, JsonType, Link, Literal, Property, Rule, Schema, validate};

/// What is wrong with a text; empty when nothing is.
fn verdict(schema: &Schema, text: &str) -> String {
    match validate(schema, text.as_bytes()) {
        Ok(()) => String::new(),
        Err(Invalid::Violations(violations)) => violations.to_string(),
        Err(Invalid::Json(error)) => panic!("{text}: {error}"),
    }
}

pub(crate) fn check(rules: &'static [Rule], cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(verdict(&Schema(rules), text), *expected, "{text}");
    }
}

#[test]
fn types() {
    check(
        &[
            Rule::Type(&[JsonType::Integer, JsonType::Null]),
            Rule::Enum(&[Literal::Number("1"), Literal::Null]),
        ],
        &[
            ("1.0", ""),
            ("null", ""),
            (
                "1.5",
                "#: expected an integer or null, found a number with a fraction",
            ),
            ("\"1\"", "#: expected an integer or null, found a string"),
            ("2", "#: is none of the 2 values that it may have"),
        ],
    );
    check(
        &[Rule::Type(&[JsonType::Number])],
        &[
            ("1", ""),
            ("-1e5", ""),
            ("[]", "#: expected a number, found an array"),
        ],
    );
    check(
        &[Rule::Enum(&[Literal::Json(r#"[1,{"a":2,"b":3}]"#)])],
        &[
            (r#"[1.0,{"b":3,"a":2}]"#, ""),
            ("[1]", r#"#: is not [1,{"a":2,"b":3}]"#),
        ],
    );
}

#[test]
fn numbers() {
    check(
        &[
            Rule::Minimum("0.1"),
            Rule::ExclusiveMaximum("1e2"),
            Rule::MultipleOf("0.01"),
        ],
        &[
            ("0.10", ""),
            ("99.99", ""),
            ("0.09", "#: is less than 0.1"),
            ("100", "#: is not less than 1e2"),
            ("0.105", "#: is not a multiple of 0.01"),
            ("\"x\"", ""),
        ],
    );
    check(
        &[
            Rule::ExclusiveMinimum("9007199254740992"),
            Rule::Maximum("9007199254740993"),
        ],
        &[
            ("9007199254740993", ""),
            ("9007199254740992", "#: is not more than 9007199254740992"),
            ("9007199254740994", "#: is more than 9007199254740993"),
        ],
    );
    check(
        &[Rule::Format(Format::Int32)],
        &[
            ("2147483647", ""),
            ("2147483648", "#: is not a 32-bit integer"),
            ("-2147483648.0", ""),
            ("1.5", "#: is not a 32-bit integer"),
        ],
    );
}

#[test]
fn strings() {
    check(
        &[Rule::MinLength(2), Rule::MaxLength(3), Rule::Pattern("^[^x]*$")],
        &[
            ("\"🐲🐲🐲\"", ""),
            (r#""\ud83d\udc32é""#, ""),
            ("\"a\"", "#: is shorter than 2 characters"),
            (
                "\"abcx\"",
                "#: is longer than 3 characters; #: does not match the pattern ^[^x]*$",
            ),
        ],
    );
    check(
        &[Rule::Format(Format::Uuid)],
        &[("\"x\"", "#: is not a UUID"), ("5", "")],
    );
}

#[test]
fn arrays() {
    static ITEM: Schema = Schema::INTEGER;
    check(
        const {
            &[
                Rule::PrefixItems(&[&Schema::STRING]),
                Rule::Items(Some(&ITEM)),
                Rule::MinItems(1),
                Rule::MaxItems(3),
                Rule::UniqueItems,
            ]
        },
        &[
            (r#"["a", 1, 2]"#, ""),
            ("[]", "#: has fewer than 1 item"),
            (
                r#"[1, "a"]"#,
                "#/0: expected a string, found a number; #/1: expected an integer, found a string",
            ),
            (r#"["a", 1, 1.0]"#, "#: has the same item at 1 and 2"),
            (r#"["a", 1, 2, 3]"#, "#: has more than 3 items"),
        ],
    );
    check(
        &[Rule::PrefixItems(&[&Schema::ANY]), Rule::Items(None)],
        &[("[1]", ""), ("[1, 2]", "#/1: must not be there")],
    );
    check(
        &[Rule::UniqueItems],
        &[
            (
                r#"[{"a":1,"b":[2]},{"b":[2.0],"a":1}]"#,
                "#: has the same item at 0 and 1",
            ),
            ("[1, true, \"1\", [1], null, 0, false]", ""),
        ],
    );
}

#[test]
fn objects() {
    check(
        &[
            Rule::Required(&["a"]),
            Rule::Properties(&[Property("a", &Schema::STRING)]),
            Rule::PatternProperties(&[Property("^x-", &Schema::INTEGER)]),
            Rule::AdditionalProperties(None),
            Rule::MaxProperties(2),
        ],
        &[
            (r#"{"a": "1", "x-b": 2}"#, ""),
            (
                r#"{"x-/b": "2", "c": 1, "d": 2}"#,
                "#/a: is missing; #/x-~1b: expected an integer, found a string; #/c: is not declared; \
                 #/d: is not declared; #: has more than 2 members",
            ),
            ("[]", ""),
        ],
    );
    check(
        &[
            Rule::AdditionalProperties(Some(&Schema::BOOLEAN)),
            Rule::MinProperties(1),
        ],
        &[
            ("{}", "#: has fewer than 1 member"),
            (r#"{"a": 1}"#, "#/a: expected a boolean, found a number"),
        ],
    );
}

#[test]
fn combinations() {
    static SHORT: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::MaxLength(1)]);
    static NAMED: Schema = Schema(&[Rule::Type(&[JsonType::Object]), Rule::Required(&["name"])]);
    check(
        const { &[Rule::OneOf(&[&SHORT, &Schema::STRING, &NAMED])] },
        &[
            ("\"ab\"", ""),
            ("\"a\"", "#: fits 2 of the 3 variants, and must fit one"),
            (
                r#"{"nam": 1}"#,
                "#: fits none of the 3 variants: 1: #: expected a string, found an object; \
                 2: #: expected a string, found an object; 3: #/name: is missing",
            ),
        ],
    );
    check(
        const { &[Rule::AnyOf(&[&SHORT, &Schema::STRING]), Rule::Not(&NAMED)] },
        &[
            ("\"a\"", ""),
            (
                "1",
                "#: fits none of the 2 variants: 1: #: expected a string, found a number; 2: #: expected a string, found a number",
            ),
        ],
    );
    check(
        const { &[Rule::Not(&NAMED)] },
        &[(r#"{"name": 1}"#, "#: is what it must not be"), ("{}", "")],
    );
    check(
        const { &[Rule::AllOf(&[&SHORT, &SHORT, &Schema::ANY])] },
        &[("1", "#: expected a string, found a number")],
    );
}

#[test]
fn a_link_is_the_schema_that_it_leads_to_and_examples_demand_nothing() {
    static LIST: Link = Link::new();
    static NEXT: Schema = Schema(&[Rule::Link(&LIST)]);
    static MEMBERS: [Property; 1] = [Property("next", &NEXT)];
    static RULES: [Rule; 4] = [
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&MEMBERS),
        Rule::Required(&["name"]),
        Rule::Examples(&[Literal::Bool(true)]),
    ];
    static WHOLE: Schema = Schema(&RULES);
    let text = r#"{"name":1,"next":{"next":{"name":2}}}"#;
    assert_eq!(verdict(&NEXT, text), "", "it leads nowhere yet");
    LIST.set(&WHOLE);
    assert_eq!(verdict(&NEXT, text), "#/next/name: is missing");
    assert_eq!(verdict(&NEXT, r#"{"name":1,"next":{"name":2}}"#), "");
    assert_eq!(format!("{NEXT:?}"), "Schema([Link(Link)])");
}
