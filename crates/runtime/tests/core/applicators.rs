//! The interpreter of schemas: keywords that apply other schemas, and what they leave unevaluated.

use bindery_runtime::schema::{Conditional, Contains, Dependency, JsonType, Literal, Property, Rule, Schema};

use crate::rules::check;

#[test]
fn elements_that_must_be_there() {
    check(
        &[Rule::Contains(&Contains {
            schema: &Schema(&[Rule::Minimum("5")]),
            least: 1,
            most: Some(2),
        })],
        &[
            ("[1,5]", ""),
            ("[\"text is not a number\",6]", ""),
            ("[]", "#: has fewer than 1 item of those that it must contain"),
            (
                "[1,4.9]",
                "#: has fewer than 1 item of those that it must contain",
            ),
            (
                "[5,6,7,8]",
                "#: has more than 2 items of those that it may contain",
            ),
            ("{}", ""),
        ],
    );
    // More at least than at most: both are said.
    check(
        &[Rule::Contains(&Contains {
            schema: &Schema::ANY,
            least: 3,
            most: Some(1),
        })],
        &[(
            "[1,2]",
            "#: has fewer than 3 items of those that it must contain; #: has more than 1 item of those that it may contain",
        )],
    );
}

#[test]
fn names_of_members() {
    check(
        &[Rule::PropertyNames(&Schema(&[
            Rule::MaxLength(3),
            Rule::Pattern("^[a-z]"),
        ]))],
        &[
            ("{\"abc\":1}", ""),
            ("[\"abcdef\"]", ""),
            (
                "{\"abcd\":1,\"ok\":2,\"9\":3}",
                "#/abcd: has a name that it must not have; #/9: has a name that it must not have",
            ),
        ],
    );
}

#[test]
fn members_that_bring_others() {
    check(
        &[
            Rule::DependentRequired(&[Dependency("card", &["owner", "until"]), Dependency("until", &[])]),
            Rule::DependentSchemas(&[Property("card", &Schema(&[Rule::MaxProperties(3)]))]),
        ],
        &[
            ("{}", ""),
            ("{\"owner\":1}", ""),
            ("{\"card\":1,\"owner\":2,\"until\":3}", ""),
            (
                "{\"card\":null,\"owner\":1}",
                "#/until: is missing, and must be there beside `card`",
            ),
            (
                "{\"card\":1,\"owner\":2,\"until\":3,\"more\":4}",
                "#: has more than 3 members",
            ),
        ],
    );
}

const IS_BIG: Schema = Schema(&[
    Rule::Required(&["kind"]),
    Rule::Properties(&[Property(
        "kind",
        &Schema(&[Rule::Enum(&[Literal::String("big")])]),
    )]),
]);

#[test]
fn conditions() {
    check(
        &[Rule::If(&Conditional {
            condition: &IS_BIG,
            then: Some(&Schema(&[Rule::Required(&["size"])])),
            otherwise: Some(&Schema(&[Rule::MaxProperties(1)])),
        })],
        &[
            ("{\"kind\":\"big\",\"size\":1}", ""),
            ("{\"kind\":\"small\"}", ""),
            ("{\"kind\":\"big\"}", "#/size: is missing"),
            ("{\"kind\":\"small\",\"size\":1}", "#: has more than 1 member"),
        ],
    );
}

#[test]
fn members_that_nothing_looked_at() {
    const KIND: Schema = Schema(&[Rule::Properties(&[Property("kind", &Schema::STRING)])]);
    const NUMBERED: Schema = Schema(&[Rule::PatternProperties(&[Property("^[0-9]", &Schema::ANY)])]);
    const SIZED: Schema = Schema(&[
        Rule::Required(&["size"]),
        Rule::Properties(&[Property("size", &Schema::INTEGER)]),
    ]);
    const NAMED: Schema = Schema(&[
        Rule::Required(&["name"]),
        Rule::Properties(&[Property("name", &Schema::STRING)]),
    ]);
    const NESTED: Schema = Schema(&[Rule::AllOf(&[&KIND, &NUMBERED])]);
    const EVERYTHING: Schema = Schema(&[Rule::UnevaluatedProperties(Some(&Schema::ANY))]);
    check(
        &[
            Rule::AllOf(&[&NESTED]),
            Rule::AnyOf(&[&SIZED, &NAMED, &Schema::ANY]),
            Rule::If(&Conditional {
                condition: &IS_BIG,
                then: None,
                otherwise: Some(&Schema(&[Rule::Properties(&[Property("else", &Schema::ANY)])])),
            }),
            Rule::DependentSchemas(&[Property(
                "2d",
                &Schema(&[Rule::Properties(&[Property("y", &Schema::ANY)])]),
            )]),
            Rule::Not(&EVERYTHING_BUT_NULL),
            Rule::UnevaluatedProperties(None),
        ],
        &[
            ("{\"kind\":\"big\",\"1\":1}", ""),
            ("{\"size\":1,\"name\":\"x\",\"else\":1}", ""),
            ("{\"size\":1.5}", "#/size: is not declared"),
            ("{\"kind\":\"big\",\"else\":1}", "#/else: is not declared"),
            ("{\"2d\":1,\"y\":2}", ""),
            ("{\"y\":2}", "#/y: is not declared"),
            // What `not` looked at does not count.
            ("{\"none\":null}", "#/none: is not declared"),
        ],
    );
    check(
        &[Rule::AllOf(&[&EVERYTHING]), Rule::UnevaluatedProperties(None)],
        &[("{\"a\":1}", "")],
    );
    check(
        &[
            Rule::AllOf(&[&KIND]),
            Rule::UnevaluatedProperties(Some(&Schema::INTEGER)),
        ],
        &[
            ("{\"kind\":\"x\",\"other\":1}", ""),
            (
                "{\"other\":\"x\"}",
                "#/other: expected an integer, found a string",
            ),
        ],
    );
}

const EVERYTHING_BUT_NULL: Schema = Schema(&[
    Rule::Properties(&[Property("none", &Schema(&[Rule::Type(&[JsonType::Null])]))]),
    Rule::Required(&["none", "never"]),
]);

#[test]
fn elements_that_nothing_looked_at() {
    check(
        &[
            Rule::AllOf(&[&Schema(&[Rule::PrefixItems(&[&Schema::STRING])])]),
            Rule::Contains(&Contains {
                schema: &Schema::INTEGER,
                least: 0,
                most: None,
            }),
            Rule::UnevaluatedItems(None),
        ],
        &[
            ("[\"a\",1,2]", ""),
            ("[]", ""),
            ("[\"a\",\"b\",1]", "#/1: must not be there"),
        ],
    );
    check(
        &[
            Rule::AnyOf(&[
                &Schema(&[Rule::PrefixItems(&[&Schema::ANY, &Schema::STRING])]),
                &Schema(&[Rule::PrefixItems(&[&Schema::ANY])]),
            ]),
            Rule::UnevaluatedItems(Some(&Schema::INTEGER)),
        ],
        &[
            ("[null,\"x\",1]", ""),
            ("[null,2,1]", ""),
            ("[null,true]", "#/1: expected an integer, found a boolean"),
        ],
    );
    check(
        &[
            Rule::AllOf(&[&Schema(&[Rule::Items(Some(&Schema::ANY))])]),
            Rule::UnevaluatedItems(None),
        ],
        &[("[1]", "")],
    );
}
