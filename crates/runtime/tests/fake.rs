//! Values made up from schemas are what the schemas demand, differ from seed to seed, and depend on it alone.
#![cfg(feature = "fake")]

use std::collections::BTreeSet;

use bindery_runtime::fake::{Maker, Word};
use bindery_runtime::schema::{
    Conditional, Contains, Dependency, Direction, Format, JsonType, Link, Literal, Property, Rule, Schema,
    validate,
};

const SEEDS: u64 = 300;

/// What is made with many seeds; each is what the schema demands.
fn made(schema: &'static Schema) -> BTreeSet<String> {
    (0..SEEDS)
        .map(|seed| {
            let text = Maker::new(seed)
                .json(schema)
                .unwrap_or_else(|| panic!("seed {seed} makes nothing"));
            assert_eq!(
                validate(schema, text.as_bytes()),
                Ok(()),
                "seed {seed} makes {text}"
            );
            assert_eq!(Maker::new(seed).json(schema).as_ref(), Some(&text));
            text
        })
        .collect()
}

static TEXT: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::MinLength(2),
    Rule::MaxLength(4),
]);
static CODE: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::Pattern("^[A-Z]{3}-\\d+$"),
    Rule::MinLength(9),
]);
static PASSWORD: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::Pattern("^(?=.*\\d)(?=.*[a-z])(?!.*\\s).{8,}$"),
]);

#[test]
fn texts_have_their_lengths_and_patterns() {
    let lengths: BTreeSet<usize> = made(&TEXT)
        .iter()
        .map(|text| {
            let text: String = serde_json::from_str(text).unwrap();
            text.chars().count()
        })
        .collect();
    assert_eq!(lengths, BTreeSet::from([2, 3, 4]));
    assert!(made(&CODE).len() > 200);
    assert!(made(&PASSWORD).len() > 200);
}

#[test]
fn each_format_is_made() {
    macro_rules! formats {
        ($($format:ident)*) => { $({
            static SCHEMA: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::Format(Format::$format)]);
            assert!(made(&SCHEMA).len() > 20, "{:?}", Format::$format);
        })* };
    }
    formats!(DateTime Date Time Duration Uuid Uri Ipv4 Ipv6 Byte Base64Url UriReference Iri IriReference);
    formats!(Email Hostname JsonPointer RelativeJsonPointer Char Decimal);
}

static BETWEEN: Schema = Schema(&[
    Rule::Type(&[JsonType::Number]),
    Rule::ExclusiveMinimum("0"),
    Rule::Maximum("0.5"),
]);
static STEPS: Schema = Schema(&[
    Rule::Type(&[JsonType::Integer]),
    Rule::MultipleOf("2.5"),
    Rule::Minimum("-20"),
    Rule::ExclusiveMaximum("20"),
]);
static FAR: Schema = Schema(&[
    Rule::Type(&[JsonType::Integer]),
    Rule::Format(Format::Int32),
    Rule::Minimum("2147483600"),
]);
static UNBOUND: Schema = Schema(&[Rule::Type(&[JsonType::Integer])]);

#[test]
fn numbers_keep_within_their_bounds() {
    assert!(made(&BETWEEN).contains("0.5"), "{:?}", made(&BETWEEN));
    assert_eq!(
        made(&STEPS),
        ["-20", "-15", "-10", "-5", "0", "5", "10", "15"]
            .map(str::to_owned)
            .into()
    );
    assert!(made(&FAR).contains("2147483647"));
    assert!(made(&UNBOUND).contains(&i64::MAX.to_string()), "the largest, too");
}

static NAMES: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["id"]),
    Rule::Properties(&[
        Property("id", &Schema::INTEGER),
        Property("nick", &NICK),
        Property("parent", &NAMES),
        Property("tags", &TAGS),
    ]),
    Rule::DependentRequired(&[Dependency("nick", &["tags"])]),
    Rule::AdditionalProperties(None),
]);
static NICK: Schema = Schema(&[Rule::Type(&[JsonType::String, JsonType::Null])]);
static TAGS: Schema = Schema(&[
    Rule::Type(&[JsonType::Array]),
    Rule::Items(Some(&TEXT)),
    Rule::MaxItems(3),
    Rule::UniqueItems,
]);

#[test]
fn members_are_absent_null_and_present() {
    let made = made(&NAMES);
    let some = |part: &str| made.iter().any(|text| text.contains(part));
    assert!(some("\"nick\":null") && some("\"nick\":\"") && some("\"parent\":{") && some("\"tags\":[]"));
    assert!(made.iter().any(|text| !text.contains("nick")));
}

static NODE: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["left", "right"]),
    Rule::Properties(&[Property("left", &LEAF_OR_NODE), Property("right", &LEAF_OR_NODE)]),
]);
static LEAF_OR_NODE: Schema = Schema(&[Rule::OneOf(&[&NODE, &Schema::INTEGER])]);
static ENDLESS: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["next"]),
    Rule::Properties(&[Property("next", &ENDLESS)]),
]);

#[test]
fn what_nests_ends() {
    let longest = made(&NODE).iter().map(String::len).max();
    assert!(longest < Some(1 << 20), "{longest:?}");
    assert_eq!(Maker::new(1).json(&ENDLESS), None);
}

static CARD: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["kind", "number"]),
    Rule::Properties(&[
        Property("kind", &Schema::STRING),
        Property("number", &Schema::INTEGER),
    ]),
]);
static CASH: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["kind"]),
    Rule::Properties(&[Property("kind", &Schema::STRING)]),
]);
static MEANS: Schema = Schema(&[Rule::AnyOf(&[&CARD, &CASH])]);
static WORDS: &[Word] = &[
    Word {
        member: "kind",
        value: "card",
        of: Some(&CARD),
    },
    Word {
        member: "kind",
        value: "cash",
        of: Some(&CASH),
    },
];

#[test]
fn the_tags_of_unions_are_words() {
    for seed in 0..SEEDS {
        let text = Maker::new(seed).with_words(WORDS).json(&MEANS).unwrap();
        assert!(
            text.contains("\"kind\":\"card\"") || text.contains("\"kind\":\"cash\""),
            "{text}"
        );
        assert_eq!(text.contains("card"), text.contains("number"), "{text}");
    }
}

static ACCOUNT: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["id", "password"]),
    Rule::Properties(&[
        Property("id", &Schema::INTEGER),
        Property("password", &Schema::STRING),
    ]),
    Rule::ReadOnly(&["id"]),
    Rule::WriteOnly(&["password"]),
]);
static ASKED: Schema = Schema(&[Rule::In(Direction::Request, &ACCOUNT)]);
static ANSWERED: Schema = Schema(&[Rule::In(Direction::Response, &ACCOUNT)]);

#[test]
fn read_only_members_stay_out_of_requests() {
    assert!(
        made(&ASKED)
            .iter()
            .all(|text| !text.contains("\"id\"") && text.contains("\"password\""))
    );
    assert!(
        made(&ANSWERED)
            .iter()
            .all(|text| text.contains("\"id\"") && !text.contains("\"password\""))
    );
}

static STYLED: Schema = Schema(&[
    Rule::Type(&[JsonType::Array]),
    Rule::Items(Some(&NICK)),
    Rule::Contains(&Contains {
        schema: &CODE,
        least: 2,
        most: None,
    }),
]);
static LONG_IF_LARGE: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["size"]),
    Rule::Properties(&[Property("size", &Schema::INTEGER)]),
    Rule::If(&Conditional {
        condition: &LARGE,
        then: Some(&WITH_REASON),
        otherwise: None,
    }),
]);
static LARGE: Schema = Schema(&[Rule::Properties(&[Property(
    "size",
    &Schema(&[Rule::Minimum("100")]),
)])]);
static WITH_REASON: Schema = Schema(&[
    Rule::Required(&["reason"]),
    Rule::Properties(&[Property("reason", &TEXT)]),
]);

#[test]
fn contents_and_conditions_hold() {
    made(&STYLED);
    let made = made(&LONG_IF_LARGE);
    assert!(made.iter().any(|text| text.contains("reason")));
    assert!(made.iter().any(|text| !text.contains("reason")));
}

#[test]
fn parameters_are_neither_null_nor_empty() {
    for seed in 0..SEEDS {
        let text = Maker::new(seed).parameter(&NICK).unwrap();
        assert!(text.len() > 2 && text != "null", "{text}");
        let list = Maker::new(seed).parameter(&TAGS).unwrap();
        assert!(list.len() > 2, "{list}");
    }
}

static LINK: Link = Link::new();
static SHOWN: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["name", "size"]),
    Rule::Properties(&[
        Property("name", &SHOWN_NAME),
        Property("size", &WRONGLY_SHOWN),
        Property("next", &NEXT),
    ]),
]);
static NEXT: Schema = Schema(&[Rule::Link(&LINK)]);
static SHOWN_NAME: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::Examples(&[Literal::String("Ada")]),
]);
static WRONGLY_SHOWN: Schema = Schema(&[
    Rule::Type(&[JsonType::Integer]),
    Rule::Examples(&[Literal::String("tall")]),
]);

#[test]
fn examples_are_shown_where_they_are_right() {
    LINK.set(&SHOWN);
    for seed in 0..SEEDS {
        let text = Maker::new(seed).with_examples().json(&SHOWN).unwrap();
        assert!(
            text.contains("\"name\":\"Ada\"") && !text.contains("tall"),
            "{text}"
        );
    }
}

#[test]
fn what_contradicts_itself_has_a_value_that_comes_near() {
    static TWICE: Schema = Schema(&[Rule::OneOf(&[&Schema::STRING, &Schema::STRING])]);
    assert_eq!(Maker::new(1).json(&TWICE), None);
    let near = Maker::new(1).nearest(&TWICE).unwrap();
    assert!(near.starts_with('"'), "{near}");
}

#[test]
fn what_is_to_be_read_is_whole_and_plain() {
    static MAYBE: Schema = Schema(&[Rule::AnyOf(&[&NULL, &Schema::BOOLEAN])]);
    static NULL: Schema = Schema(&[Rule::Type(&[JsonType::Null])]);
    static NOTE: Schema = Schema(&[Rule::Type(&[JsonType::Null, JsonType::String])]);
    static WHOLE: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[
            Property("maybe", &MAYBE),
            Property("note", &NOTE),
            Property("none", &NULL),
        ]),
    ]);
    for seed in 0..SEEDS {
        let text = Maker::new(seed).with_examples().json(&WHOLE).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(value["maybe"].is_boolean() && value["none"].is_null(), "{text}");
        let note = value["note"].as_str().unwrap();
        assert!(
            !note.is_empty() && note.bytes().all(|byte| byte.is_ascii_lowercase()),
            "{text}"
        );
    }
}
