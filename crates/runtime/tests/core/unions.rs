//! Unions that stand alone, and how their variants are told apart.

use std::collections::BTreeMap;

use bindery_runtime::schema::{JsonType, Literal, Property, Rule, Schema};
use bindery_runtime::select::{Candidate, Others, Selection, Several, Test};
use bindery_runtime::{Json, Members, Nullable, UnknownVariant, Validate, json, object, union};

use crate::types::{PaymentSession, Provider};

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: String,
    lives: Option<i64>,
    unknown_members: Members,
}

object! {
    Cat: CAT {
        required kind: "kind",
        optional lives: "lives",
        ..unknown_members
    }
}

static CAT: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["kind"]),
    Rule::Properties(&[
        Property("kind", &Schema::STRING),
        Property("lives", &Schema::INTEGER),
    ]),
]);

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Strict {
    a: Option<i64>,
    b: Option<i64>,
}

object! {
    Strict: STRICT {
        optional a: "a",
        optional b: "b",
    }
}

static STRICT: Schema = Schema(&[Rule::Type(&[JsonType::Object]), Rule::AdditionalProperties(None)]);

/// A tag (also nested, of every kind), types, lists, maps and itself.
#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Cat),
    Nested(BTreeMap<String, Json>),
    Text(String),
    Count(i64),
    Nothing(Nullable<bool>),
    Many(Vec<Pet>),
    Unknown(UnknownVariant),
}

union! {
    Pet: PET, PETS {
        Cat(Cat),
        Dog(Cat),
        Nested(BTreeMap<String, Json>),
        Text(String),
        Count(i64),
        Nothing(Nullable<bool>),
        Many(Vec<Pet>),
        ..Unknown
    }
}

const OBJECT: &[JsonType] = &[JsonType::Object];

static PETS: Selection = Selection {
    union: "Pet",
    variants: &["Cat", "Dog", "Nested", "Text", "Count", "Nothing", "Many"],
    tests: &[
        Test::Type {
            accepts: &[
                OBJECT,
                OBJECT,
                OBJECT,
                &[JsonType::String],
                &[JsonType::Integer],
                &[JsonType::Null, JsonType::Boolean],
                &[JsonType::Array],
            ],
        },
        Test::Value {
            path: &["kind"],
            accepts: &[
                (0, &[Literal::String("cat"), Literal::Number("1"), Literal::Null]),
                (1, &[Literal::String("dog"), Literal::Bool(true)]),
            ],
            absent: &[],
            others: Others::Concerned,
        },
        Test::Value {
            path: &["event", "type"],
            accepts: &[(2, &[Literal::String("nested")])],
            absent: &[],
            others: Others::Concerned,
        },
    ],
    several: Several::Unknown,
};

static PET: Schema = Schema(&[]);

fn name(text: &str) -> &'static str {
    match json::from_str::<Pet>(text) {
        Ok(Pet::Cat(_)) => "Cat",
        Ok(Pet::Dog(_)) => "Dog",
        Ok(Pet::Nested(_)) => "Nested",
        Ok(Pet::Text(_)) => "Text",
        Ok(Pet::Count(_)) => "Count",
        Ok(Pet::Nothing(_)) => "Nothing",
        Ok(Pet::Many(_)) => "Many",
        Ok(Pet::Unknown(_)) => "Unknown",
        Err(_) => "an error",
    }
}

#[test]
fn tags_and_types_choose() {
    for (text, variant) in [
        (r#"{"kind": "cat"}"#, "Cat"),
        (r#"{"lives": 9, "kind": "c\u0061t"}"#, "Cat"),
        (r#"{"kind": "dog", "event": {"type": "other"}}"#, "Dog"),
        (r#"{"event": {"x": [1], "type": "nested"}}"#, "Nested"),
        (r#"{"event": {"type": "nested"}, "kind": "cat"}"#, "Unknown"),
        (r#"{"event": "nested"}"#, "Unknown"),
        (r#"{"kind": "cow"}"#, "Unknown"),
        ("{}", "Unknown"),
        ("\"cat\"", "Text"),
        ("1.0", "Count"),
        ("1.5", "Unknown"),
        ("null", "Nothing"),
        ("false", "Nothing"),
        (r#"["a", 1, [], {"kind": "cow"}]"#, "Many"),
        (r#"{"kind": 1.0}"#, "an error"),
        (r#"{"kind": true}"#, "an error"),
        (r#"{"kind": "cat", "kind": "dog"}"#, "an error"),
        (r#"{"kind": "cow", "x": 1, "x": 2}"#, "an error"),
    ] {
        assert_eq!(name(text), variant, "{text}");
        if let Ok(pet) = json::from_str::<Pet>(text) {
            assert_eq!(Json::of(&pet).unwrap(), text.parse().unwrap());
        }
    }
}

#[test]
fn one_unknown_item_leaves_the_others_known() {
    let pets: Vec<Pet> = json::from_str(r#"[{"kind": "cat"}, {"kind": "cow", "m": 1.50}, 7]"#).unwrap();
    assert!(matches!(pets[..], [Pet::Cat(_), Pet::Unknown(_), Pet::Count(7)]));
    let shown = format!("{:?}", pets[1]);
    assert!(shown.contains("kind = a string that no variant names"), "{shown}");
    assert_eq!(
        json::to_string(&pets[1]).unwrap(),
        r#"{"kind": "cow", "m": 1.50}"#
    );
    let map: BTreeMap<String, Pet> = json::from_str(r#"{"a": {"kind": "dog"}}"#).unwrap();
    assert!(matches!(map["a"], Pet::Dog(_)));
    let error = json::from_str::<Vec<Pet>>(r#"[1, {"kind": "cat", "lives": "n1ne"}]"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "#/1/lives: expected an integer, found a string at line 1 column 35"
    );
}

#[test]
fn a_provider_alone_is_told_by_its_members() {
    let intent = r#"{"paymentIntentId": "i", "clientSecret": "s", "publishableKey": "p", "new": 1}"#;
    assert!(matches!(
        json::from_str(intent),
        Ok(Provider::StripePaymentIntentConfiguration(_))
    ));
    assert!(matches!(
        json::from_str(r#"{"checkoutUrl": "u"}"#),
        Ok(Provider::StripeHostedCheckoutConfiguration(_))
    ));
    for text in ["{}", "1", r#"{"clientSecret": "s"}"#] {
        assert!(matches!(json::from_str(text), Ok(Provider::Unknown(_))), "{text}");
    }
    // It has all that either asks for.
    let both = intent.replacen('{', r#"{"checkoutUrl": "u", "#, 1);
    let kept: Provider = json::from_str(&both).unwrap();
    assert!(matches!(kept, Provider::Unknown(_)));
    assert_eq!(json::to_string(&kept).unwrap(), both);
}

/// A subset, a closed one, and several that all fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Closed(Strict),
    Open(BTreeMap<String, i64>),
    Unknown(UnknownVariant),
}

union! {
    Shape: SHAPE, SHAPES {
        Closed(Strict),
        Open(BTreeMap<String, i64>),
        ..Unknown
    }
}

pub(crate) static SHAPES: Selection = Selection {
    union: "Shape",
    variants: &["Closed", "Open"],
    tests: &[
        Test::Closed {
            variant: 0,
            members: &["a", "b"],
        },
        Test::Undeclared {
            member: "a",
            variants: &[1],
        },
        Test::MemberType {
            member: "b",
            accepts: &[(0, &[JsonType::Integer]), (1, &[JsonType::Integer])],
        },
    ],
    several: Several::MostSpecific(&[
        Candidate {
            schema: &STRICT,
            required_members: 0,
        },
        Candidate {
            schema: &MAP,
            required_members: 1,
        },
    ]),
};

static MAP: Schema = Schema(&[Rule::Type(&[JsonType::Object]), Rule::MinProperties(1)]);
static SHAPE: Schema = Schema(&[Rule::AnyOf(&[&STRICT, &MAP])]);

#[test]
fn members_that_cannot_be_rule_out_and_the_rest_is_tried() {
    let shape = |text: &str| json::from_str::<Shape>(text).unwrap();
    assert!(matches!(shape(r#"{"a": 1}"#), Shape::Closed(_)));
    assert!(matches!(shape(r#"{"c": 1}"#), Shape::Open(_)));
    assert!(
        matches!(shape(r#"{"a": 1, "c": 1}"#), Shape::Open(_)),
        "what would have declared `a` refuses `c`"
    );
    assert!(matches!(shape(r#"{"b": "x"}"#), Shape::Unknown(_)));
    assert!(
        matches!(shape(r#"{"b": 1}"#), Shape::Open(_)),
        "both fit, and it requires more"
    );
    assert!(matches!(shape("{}"), Shape::Closed(_)), "the only one that fits");
    assert!(shape(r#"{"a": 1, "c": 1}"#).validate().is_ok(), "as anyOf has it");
}

/// More variants than a word has bits, of which every one is chosen by its own tag.
#[derive(Clone, Debug, PartialEq)]
enum Wide {
    Text(String),
    Unknown(UnknownVariant),
}

union! {
    Wide: SHAPE, WIDE {
        Text(String),
        ..Unknown
    }
}

macro_rules! numbered {
    ($($number:literal)*) => {
        static WIDE: Selection = Selection {
            union: "Wide",
            variants: &[$(stringify!($number)),*],
            tests: &[Test::Value {
                path: &[],
                accepts: &[$(($number, &[Literal::Number(stringify!($number))])),*],
                absent: &[],
                others: Others::Unknown,
            }],
            several: Several::Unknown,
        };
    };
}

numbered!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39
    40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75);

#[test]
fn more_than_64_variants_are_told_apart() {
    // The first variant holds a string, so that being chosen shows as an error.
    assert!(json::from_str::<Wide>("0").is_err());
    for number in 1..76 {
        let wide: Wide = json::from_str(&number.to_string()).unwrap();
        assert!(matches!(wide, Wide::Unknown(_)));
    }
    assert!(matches!(json::from_str("76"), Ok(Wide::Unknown(_))));
}

#[test]
fn what_came_before_changes_nothing() {
    let intent = r#"{"paymentIntentId": "i", "clientSecret": "s", "publishableKey": "p"}"#;
    let hosted = r#"{"checkoutUrl": "u"}"#;
    let texts = [
        intent,
        hosted,
        r#"{"paymentIntentId": "i", "clientSecret": "s", "publishableKey": "p", "new": 1}"#,
        r#"{"paymentIntentId": "i", "clientSecret": "s", "publishableKey": "p", "checkoutUrl": "u"}"#,
        r#"{"checkoutUrl": "u", "clientSecret": "s"}"#,
        r#"{"paymentIntentId": "i", "clientSecret": "s"}"#,
        r#"{"paymentIntentId": "i", "clientSecret": 1, "publishableKey": "p"}"#,
        r#"{"checkoutUrl": "u", "checkoutUrl": "u"}"#,
        r#"{"checkoutUrl": "u", "new": 1, "new": 2}"#,
        r#"{"checkoutUrl": 1}"#,
        r#"{"checkoutUrl": "u""#,
        "{}",
        "7",
    ];
    let read = |before: &str, text: &str| {
        for _ in 0..5 {
            json::from_str::<Provider>(before).unwrap();
        }
        let by_serde_json = serde_json::from_str::<Provider>(text).map_err(|error| error.to_string());
        for _ in 0..5 {
            json::from_str::<Provider>(before).unwrap();
        }
        (json::from_str::<Provider>(text), by_serde_json)
    };
    for text in texts {
        assert_eq!(read(intent, text), read(hosted, text), "{text}");
    }
}

#[test]
fn what_the_tags_said_before_changes_nothing() {
    let session = |provider: &str, hosted: bool, paid_by: &str| {
        format!(
            r#"{{"paymentSessionId":"s","provider":{provider},"status":"PENDING","metadata":{{}},"createdAt":"2024-09-29T10:00:00Z","paymentProvider":"{paid_by}","hosted":{hosted}}}"#
        )
    };
    let intent = r#"{"paymentIntentId": "i", "clientSecret": "s", "publishableKey": "p", "new": 1.50}"#;
    let hosted = r#"{"checkoutUrl": "u"}"#;
    let before = [session(intent, false, "STRIPE"), session(hosted, true, "STRIPE")];
    for provider in [
        intent,
        hosted,
        "{}",
        "null",
        "7",
        r#"{"checkoutUrl": 1}"#,
        r#"{"checkoutUrl": "u""#,
    ] {
        for (is_hosted, paid_by) in [(false, "STRIPE"), (true, "STRIPE"), (true, "OTHER")] {
            let text = session(provider, is_hosted, paid_by);
            let results = before.each_ref().map(|before| {
                for _ in 0..5 {
                    json::from_str::<PaymentSession>(before).unwrap();
                }
                json::from_str::<PaymentSession>(&text)
            });
            assert_eq!(results[0], results[1], "{text}");
            let by_serde_json = serde_json::from_str::<PaymentSession>(&text);
            assert_eq!(results[0].is_ok(), by_serde_json.is_ok(), "{text}");
            if let (Ok(read), Ok(expected)) = (&results[0], &by_serde_json) {
                assert_eq!(read, expected, "{text}");
            }
        }
    }
}
