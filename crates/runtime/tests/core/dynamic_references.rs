//! The interpreter of schemas: `$dynamicRef` means what the outermost resource on the way to it declares.

use bindery_runtime::schema::{Anchor, Conditional, Invalid, JsonType, Property, Rule, Schema, validate};

use crate::rules::check;

/// A list whose items are of no type in particular, unless what extends it says so.
static LIST: Schema = Schema(&[
    Rule::Resource(&[Anchor("item", &Schema::ANY)]),
    Rule::Items(Some(&Schema(&[Rule::DynamicRef(&Anchor("item", &Schema::ANY))]))),
]);

static STRINGS: Schema = Schema(&[
    Rule::Resource(&[Anchor("item", &Schema::STRING)]),
    Rule::AllOf(&[&LIST]),
]);

static NUMBERS: Schema = Schema(&[
    Rule::Resource(&[Anchor("other", &Schema::ANY), Anchor("item", &Schema::NUMBER)]),
    Rule::AllOf(&[&LIST]),
]);

#[test]
fn the_outermost_resource_says_what_it_means() {
    check(LIST.0, &[("[1, \"a\"]", "")]);
    check(
        STRINGS.0,
        &[("[\"a\"]", ""), ("[1]", "#/0: expected a string, found a number")],
    );
    check(
        const {
            &[
                Rule::Resource(&[Anchor("item", &Schema::BOOLEAN)]),
                Rule::AllOf(&[&NUMBERS]),
            ]
        },
        &[("[true]", ""), ("[1]", "#/0: expected a boolean, found a number")],
    );
    check(
        const { &[Rule::DynamicRef(&Anchor("item", &Schema::STRING))] },
        &[("\"a\"", ""), ("1", "#: expected a string, found a number")],
    );
}

#[test]
fn a_resource_that_was_left_says_nothing() {
    // The same list of the same value, within two resources: what was found of one is not said of the other.
    check(
        const { &[Rule::OneOf(&[&STRINGS, &NUMBERS])] },
        &[
            ("[\"a\"]", ""),
            ("[1]", ""),
            ("[]", "#: fits 2 of the 2 variants, and must fit one"),
        ],
    );
    check(
        const {
            &[Rule::If(&Conditional {
                condition: &STRINGS,
                then: Some(&Schema(&[Rule::MaxItems(1)])),
                otherwise: Some(&LIST),
            })]
        },
        &[
            ("[1, true]", ""),
            ("[\"a\"]", ""),
            ("[\"a\", \"b\"]", "#: has more than 1 item"),
        ],
    );
    check(
        const {
            &[Rule::AllOf(&[
                &Schema(&[Rule::AnyOf(&[&STRINGS, &Schema::OBJECT])]),
                &Schema(&[Rule::AnyOf(&[&NUMBERS, &LIST])]),
            ])]
        },
        &[("[\"a\"]", "")],
    );
}

#[test]
fn what_it_means_has_looked_at_members() {
    static BASE: Schema = Schema(&[
        Rule::Resource(&[Anchor("more", &Schema::ANY)]),
        Rule::Properties(&[Property("a", &Schema::STRING)]),
        Rule::DynamicRef(&Anchor("more", &Schema::ANY)),
    ]);
    check(
        const {
            &[
                Rule::Resource(&[Anchor(
                    "more",
                    &Schema(&[Rule::Properties(&[Property("b", &Schema::STRING)])]),
                )]),
                Rule::AllOf(&[&BASE]),
                Rule::UnevaluatedProperties(None),
            ]
        },
        &[
            (r#"{"a":"","b":""}"#, ""),
            (r#"{"a":"","c":""}"#, "#/c: is not declared"),
            (r#"{"b":1}"#, "#/b: expected a string, found a number"),
        ],
    );
    check(
        const { &[Rule::AllOf(&[&BASE]), Rule::UnevaluatedProperties(None)] },
        &[
            (r#"{"a":""}"#, ""),
            (r#"{"a":"","b":""}"#, "#/b: is not declared"),
        ],
    );
}

#[test]
fn a_recursive_schema_is_extended_at_every_level() {
    static TREE: Schema = Schema(&[
        Rule::Resource(&[Anchor("node", &TREE)]),
        Rule::Properties(&[
            Property("data", &Schema::ANY),
            Property(
                "children",
                &Schema(&[Rule::Items(Some(&Schema(&[Rule::DynamicRef(&Anchor(
                    "node", &TREE,
                ))])))]),
            ),
        ]),
    ]);
    static STRICT: Schema = Schema(&[
        Rule::Resource(&[Anchor("node", &STRICT)]),
        Rule::Type(&[JsonType::Object]),
        Rule::AllOf(&[&TREE]),
        Rule::UnevaluatedProperties(None),
    ]);
    let misspelt = r#"{"children":[{"children":[{"daat":1}]}]}"#;
    check(TREE.0, &[(misspelt, "")]);
    check(
        STRICT.0,
        &[
            (r#"{"children":[{"data":1}]}"#, ""),
            (misspelt, "#/children/0/children/0/daat: is not declared"),
        ],
    );
}

#[test]
fn one_that_leads_to_itself_ends() {
    static LOOP: Schema = Schema(&[
        Rule::Resource(&[Anchor("loop", &LOOP)]),
        Rule::DynamicRef(&Anchor("loop", &Schema::ANY)),
    ]);
    assert!(matches!(validate(&LOOP, b"1"), Err(Invalid::Violations(_))));
}
