//! The table of OpenAPI 3.0.4's "Style Examples", and what it leaves out.

use super::refusal::Refusal;
use super::write::write;
use super::{Parameter, Place, Style};
use crate::schema::Schema;

const TEXT: &str = r#""blue""#;
const LIST: &str = r#"["blue","black","brown"]"#;
const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

fn color(place: Place, style: Style, explode: bool) -> Parameter {
    Parameter {
        place,
        style,
        explode,
        required: place == Place::Path,
        ..Parameter::query("color", &Schema::STRING)
    }
}

fn written(parameter: &Parameter, json: &str) -> Result<Option<String>, Refusal> {
    write(parameter, json.as_bytes())
}

#[test]
fn every_style_writes_what_the_specification_shows() {
    let cases = [
        (Place::Path, Style::Matrix, false, TEXT, ";color=blue"),
        (Place::Path, Style::Matrix, false, LIST, ";color=blue,black,brown"),
        (
            Place::Path,
            Style::Matrix,
            false,
            OBJECT,
            ";color=R,100,G,200,B,150",
        ),
        (Place::Path, Style::Matrix, true, TEXT, ";color=blue"),
        (
            Place::Path,
            Style::Matrix,
            true,
            LIST,
            ";color=blue;color=black;color=brown",
        ),
        (Place::Path, Style::Matrix, true, OBJECT, ";R=100;G=200;B=150"),
        (Place::Path, Style::Label, false, TEXT, ".blue"),
        (Place::Path, Style::Label, false, LIST, ".blue,black,brown"),
        (Place::Path, Style::Label, false, OBJECT, ".R,100,G,200,B,150"),
        (Place::Path, Style::Label, true, TEXT, ".blue"),
        (Place::Path, Style::Label, true, LIST, ".blue.black.brown"),
        (Place::Path, Style::Label, true, OBJECT, ".R=100.G=200.B=150"),
        (Place::Path, Style::Simple, false, TEXT, "blue"),
        (Place::Header, Style::Simple, false, TEXT, "blue"),
        (Place::Path, Style::Simple, false, LIST, "blue,black,brown"),
        (Place::Header, Style::Simple, false, LIST, "blue,black,brown"),
        (Place::Path, Style::Simple, false, OBJECT, "R,100,G,200,B,150"),
        (Place::Header, Style::Simple, false, OBJECT, "R,100,G,200,B,150"),
        (Place::Path, Style::Simple, true, TEXT, "blue"),
        (Place::Header, Style::Simple, true, TEXT, "blue"),
        (Place::Path, Style::Simple, true, LIST, "blue,black,brown"),
        (Place::Header, Style::Simple, true, LIST, "blue,black,brown"),
        (Place::Path, Style::Simple, true, OBJECT, "R=100,G=200,B=150"),
        (Place::Header, Style::Simple, true, OBJECT, "R=100,G=200,B=150"),
        (Place::Query, Style::Form, false, TEXT, "color=blue"),
        (Place::Cookie, Style::Form, false, TEXT, "color=blue"),
        (Place::Query, Style::Form, false, LIST, "color=blue,black,brown"),
        (Place::Cookie, Style::Form, false, LIST, "color=blue,black,brown"),
        (
            Place::Query,
            Style::Form,
            false,
            OBJECT,
            "color=R,100,G,200,B,150",
        ),
        (
            Place::Cookie,
            Style::Form,
            false,
            OBJECT,
            "color=R,100,G,200,B,150",
        ),
        (Place::Query, Style::Form, true, TEXT, "color=blue"),
        (Place::Cookie, Style::Form, true, TEXT, "color=blue"),
        (
            Place::Query,
            Style::Form,
            true,
            LIST,
            "color=blue&color=black&color=brown",
        ),
        (Place::Query, Style::Form, true, OBJECT, "R=100&G=200&B=150"),
        (
            Place::Query,
            Style::SpaceDelimited,
            false,
            LIST,
            "color=blue%20black%20brown",
        ),
        (
            Place::Query,
            Style::SpaceDelimited,
            false,
            OBJECT,
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            Place::Query,
            Style::PipeDelimited,
            false,
            LIST,
            "color=blue%7Cblack%7Cbrown",
        ),
        (
            Place::Query,
            Style::PipeDelimited,
            false,
            OBJECT,
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            Place::Query,
            Style::DeepObject,
            true,
            OBJECT,
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
    ];
    assert_eq!(cases.len(), 39);
    for (place, style, explode, value, expected) in cases {
        let written = written(&color(place, style, explode), value);
        assert_eq!(
            written,
            Ok(Some(expected.to_owned())),
            "{place:?} {style:?} explode {explode} {value}"
        );
    }
}

#[test]
fn what_is_absent_is_left_out_or_missing() {
    let query = color(Place::Query, Style::Form, true);
    assert_eq!(written(&query, "null"), Ok(None));
    assert_eq!(written(&query, "[]"), Ok(None));
    assert_eq!(written(&query, "{}"), Ok(None));
    assert_eq!(
        written(
            &Parameter {
                required: true,
                ..query
            },
            "null"
        ),
        Err(Refusal::Missing)
    );
    assert_eq!(
        written(&color(Place::Path, Style::Simple, false), "null"),
        Err(Refusal::Missing)
    );
}

#[test]
fn empty_texts_stay_where_they_can() {
    let empty = r#""""#;
    assert_eq!(
        written(&color(Place::Query, Style::Form, true), empty),
        Ok(Some("color=".into()))
    );
    assert_eq!(
        written(&color(Place::Header, Style::Simple, false), empty),
        Ok(Some(String::new()))
    );
    assert_eq!(
        written(&color(Place::Path, Style::Matrix, false), empty),
        Ok(Some(";color".into()))
    );
    assert_eq!(
        written(&color(Place::Path, Style::Simple, false), empty),
        Err(Refusal::Empty)
    );
    assert_eq!(
        written(&color(Place::Path, Style::Simple, false), r#"[""]"#),
        Err(Refusal::Empty)
    );
    assert_eq!(
        written(&color(Place::Path, Style::Simple, false), "[]"),
        Err(Refusal::Empty)
    );
}

#[test]
fn an_empty_matrix_value_has_no_equals_sign_wherever_it_stands() {
    let matrix = color(Place::Path, Style::Matrix, true);
    assert_eq!(written(&matrix, r#"["","a"]"#), Ok(Some(";color;color=a".into())));
}

#[test]
fn delimiters_within_values_are_encoded() {
    let value = r#"["a,b","c|d","e f","\u00e9&/="]"#;
    let form = color(Place::Query, Style::Form, false);
    assert_eq!(
        written(&form, value),
        Ok(Some("color=a%2Cb,c%7Cd,e%20f,%C3%A9%26%2F%3D".into()))
    );
    assert_eq!(
        written(&color(Place::Cookie, Style::Form, true), r#"["a;b","c"]"#),
        Ok(Some("color=a%3Bb; color=c".into()))
    );
    let path = color(Place::Path, Style::Simple, false);
    assert_eq!(
        written(&path, r#""../x?y#z%2e""#),
        Ok(Some("..%2Fx%3Fy%23z%252e".into()))
    );
}

#[test]
fn elements_that_would_arrive_as_something_else_are_refused() {
    for (place, style, explode, value) in [
        (Place::Header, Style::Simple, false, r#"["a,b"]"#),
        (Place::Header, Style::Simple, true, r#"{"a":"b,c"}"#),
        (Place::Header, Style::Simple, true, r#"{"a=b":"c"}"#),
        (Place::Query, Style::SpaceDelimited, false, r#"["a b"]"#),
        (Place::Query, Style::PipeDelimited, false, r#"{"a|b":1}"#),
        (Place::Path, Style::Label, true, "[1.5,2]"),
    ] {
        let written = written(&color(place, style, explode), value);
        assert_eq!(written, Err(Refusal::Delimiter), "{place:?} {style:?} {value}");
    }
    assert_eq!(
        written(&color(Place::Header, Style::Simple, false), r#""a,b""#),
        Ok(Some("a,b".into()))
    );
    assert_eq!(
        written(&color(Place::Path, Style::Label, true), "1.5"),
        Ok(Some(".1.5".into()))
    );
    let reserved = Parameter {
        allow_reserved: true,
        ..color(Place::Query, Style::Form, false)
    };
    assert_eq!(
        written(&reserved, r#"["a,b","c:d"]"#),
        Ok(Some("color=a%2Cb,c:d".into()))
    );
}

#[test]
fn reserved_characters_pass_where_the_document_allows_it() {
    let form = Parameter {
        allow_reserved: true,
        ..color(Place::Query, Style::Form, true)
    };
    assert_eq!(
        written(&form, r#""https://x.example/?a=b&c#d""#),
        Ok(Some("color=https://x.example/?a=b%26c%23d".into()))
    );
}

#[test]
fn names_are_encoded() {
    let filter = Parameter::query("filter[a b]", &Schema::STRING);
    assert_eq!(written(&filter, TEXT), Ok(Some("filter%5Ba%20b%5D=blue".into())));
}

#[test]
fn headers_hold_visible_characters_only() {
    let header = color(Place::Header, Style::Simple, false);
    for refused in [
        r#""a\r\nX-Evil: 1""#,
        r#""a\u0000""#,
        r#""\u007f""#,
        r#""\u00e9""#,
    ] {
        assert_eq!(written(&header, refused), Err(Refusal::NotVisible), "{refused}");
    }
    assert_eq!(written(&header, r#"" a""#), Err(Refusal::OuterSpace));
    assert_eq!(written(&header, r#""a b~!""#), Ok(Some("a b~!".into())));
}

#[test]
fn nested_values_have_a_form_only_as_deep_objects_and_json() {
    let nested = r#"{"a":{"b":[1,2]},"c":"d"}"#;
    assert_eq!(
        written(&color(Place::Query, Style::Form, true), nested),
        Err(Refusal::Nested)
    );
    assert_eq!(
        written(&color(Place::Query, Style::DeepObject, true), nested),
        Ok(Some(
            "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2&color%5Bc%5D=d".into()
        ))
    );
    assert_eq!(
        written(&color(Place::Query, Style::DeepObject, true), LIST),
        Err(Refusal::NotAnObject)
    );
    assert_eq!(
        written(&color(Place::Query, Style::Json, false), r#"{"a":1}"#),
        Ok(Some("color=%7B%22a%22%3A1%7D".into()))
    );
    assert_eq!(
        written(
            &color(Place::Header, Style::Json, false),
            r#""\u00e9 \ud83d\ude00 😀""#
        ),
        Ok(Some(r#""\u00e9 \ud83d\ude00 \ud83d\ude00""#.into()))
    );
}

#[test]
fn deep_objects_are_bounded() {
    let depth = 10_000;
    let json = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    assert!(written(&color(Place::Query, Style::DeepObject, true), &json).is_err());
}
