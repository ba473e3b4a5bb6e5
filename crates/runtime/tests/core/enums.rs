//! Enums of strings, and of values of any kind.

use bindery_runtime::schema::{Literal, Rule, Schema};
use bindery_runtime::{Json, Validate, json, string_enum, value_enum};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Color {
    Red,
    Green,
    Unknown(String),
}

string_enum! {
    Color: COLOR {
        Red = "RED",
        Green = "gr\"een",
        ..Unknown
    }
}

static COLOR: Schema = Schema(&[Rule::Enum(&[Literal::String("RED"), Literal::String("gr\"een")])]);

#[derive(Clone, Debug, PartialEq)]
enum Level {
    One,
    MinusTwo,
    Half,
    High,
    Yes,
    Unknown(Json),
}

value_enum! {
    Level: LEVEL {
        One = 1,
        MinusTwo = -2,
        Half = 0.5,
        High = "high",
        Yes = true,
        ..Unknown
    }
}

static LEVEL: Schema = Schema(&[Rule::Enum(&[
    Literal::Number("1"),
    Literal::Number("-2"),
    Literal::Number("0.5"),
    Literal::String("high"),
    Literal::Bool(true),
])]);

#[test]
fn strings_are_known_or_kept() {
    assert_eq!(json::from_str::<Color>(r#""RED""#).unwrap(), Color::Red);
    assert_eq!(json::from_str::<Color>(r#""\u0052ED""#).unwrap(), Color::Red);
    let blue: Color = json::from_str(r#""blue""#).unwrap();
    assert_eq!(blue, Color::Unknown("blue".into()));
    assert_eq!(
        json::to_string(&[blue.clone(), Color::Green]).unwrap(),
        r#"["blue","gr\"een"]"#
    );
    assert_eq!(
        (Color::Green.to_string().as_str(), "RED".parse::<Color>()),
        ("gr\"een", Ok(Color::Red))
    );
    assert_eq!(Color::from("blue".to_owned()), blue);
    assert!(blue.validate().is_err() && Color::Green.validate().is_ok());
    let error = json::from_str::<Color>("5").unwrap_err();
    assert_eq!(error.detail(), "expected a string, found a number");
}

#[test]
fn values_of_any_kind_are_known_or_kept() {
    let cases = [
        ("1", Level::One),
        ("1.0", Level::One),
        ("-2", Level::MinusTwo),
        ("5e-1", Level::Half),
        (r#""high""#, Level::High),
        ("true", Level::Yes),
    ];
    for (text, level) in cases {
        let read: Level = json::from_str(text).unwrap();
        assert_eq!(read, level, "{text}");
        assert!(read.validate().is_ok());
        assert_eq!(
            json::to_string(&read).unwrap().parse::<Json>().unwrap(),
            text.parse::<Json>().unwrap()
        );
        assert_eq!(level.to_string().parse::<Level>(), Ok(level));
    }
    for text in ["2", r#""1""#, "false", "null", r#"{"a": 1.10}"#] {
        let read: Level = json::from_str(text).unwrap();
        assert_eq!(read, Level::Unknown(text.parse().unwrap()));
        assert_eq!(json::to_string(&read).unwrap(), text);
        assert!(read.validate().is_err());
    }
    assert_eq!("7".parse::<Level>(), Ok(Level::Unknown(Json::from(7))));
    assert_eq!("x".parse::<Level>(), Ok(Level::Unknown(Json::from("x"))));
}
