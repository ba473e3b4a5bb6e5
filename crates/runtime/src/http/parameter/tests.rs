//! The table of OpenAPI 3.0.4's "Style Examples", and what it leaves out.

use super::refusal::Refusal;
use super::write::write;
use super::{Arrays, Parameter, Place, Style};
use crate::http::Member;
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
            Style::DeepObject(Arrays::Indices),
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
fn what_nests_is_json_where_its_style_has_no_form_for_it() {
    let nested = r#"{"a":{"b":[1,2]},"c":"d"}"#;
    assert_eq!(
        written(&color(Place::Query, Style::Form, true), nested),
        Ok(Some("a=%7B%22b%22%3A%5B1%2C2%5D%7D&c=d".into()))
    );
    assert_eq!(
        written(&color(Place::Query, Style::Form, false), "[[1,2],[3]]"),
        Ok(Some("color=%5B1%2C2%5D,%5B3%5D".into()))
    );
    for (place, style) in [(Place::Header, Style::Simple), (Place::Cookie, Style::Cookie)] {
        assert_eq!(written(&color(place, style, true), nested), Err(Refusal::Nested));
    }
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
fn deep_objects_hold_whatever_nests() {
    let written = |arrays, json: &str| {
        let text = written(&color(Place::Query, Style::DeepObject(arrays), true), json);
        text.map(|text| text.map(|text| text.replace("%5B", "[").replace("%5D", "]")))
    };
    let nested = r#"{"a":{"b":[1,2]},"c":"d","e":null,"f":[],"g":[{"h":[true]},"i"]}"#;
    for (arrays, expected) in [
        (
            Arrays::Indices,
            "color[a][b][0]=1&color[a][b][1]=2&color[c]=d&color[g][0][h][0]=true&color[g][1]=i",
        ),
        (
            Arrays::Brackets,
            "color[a][b][]=1&color[a][b][]=2&color[c]=d&color[g][0][h][]=true&color[g][]=i",
        ),
        (
            Arrays::Repeated,
            "color[a][b]=1&color[a][b]=2&color[c]=d&color[g][0][h]=true&color[g]=i",
        ),
    ] {
        assert_eq!(written(arrays, nested), Ok(Some(expected.into())), "{arrays:?}");
    }
    // What has no members stands under the name itself, as real documents mean it.
    for (json, expected) in [
        (LIST, "color[0]=blue&color[1]=black&color[2]=brown"),
        ("1700000000", "color=1700000000"),
        (r#""""#, "color="),
    ] {
        assert_eq!(
            written(Arrays::Indices, json),
            Ok(Some(expected.into())),
            "{json}"
        );
    }
    assert_eq!(written(Arrays::Indices, "[]"), Ok(None));
    assert_eq!(written(Arrays::Indices, r#"{"a]":1}"#), Err(Refusal::Delimiter));
}

#[test]
fn the_whole_query_is_a_form_json_or_text() {
    let whole = |style, json: &str| written(&Parameter::querystring("all", style, &Schema::ANY), json);
    const MEMBERS: &[Member] = &[Member::deep_object("size")];
    assert_eq!(
        whole(Style::Urlencoded(MEMBERS), r#"{"a":"b c&d","size":{"w":[1]}}"#),
        Ok(Some("a=b%20c%26d&size%5Bw%5D%5B0%5D=1".into()))
    );
    // The specification's own examples (3.2, "Parameter Object Examples").
    assert_eq!(
        whole(Style::Json, r#"{"numbers":[1,2],"flag":null}"#),
        Ok(Some(
            "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D".into()
        ))
    );
    assert_eq!(
        whole(Style::Simple, r#""$.a.b[1:1]""#),
        Ok(Some("%24.a.b%5B1%3A1%5D".into()))
    );
    assert_eq!(
        whole(Style::Raw, r##""a[0]=b c&d=%26#""##),
        Ok(Some("a%5B0%5D=b%20c&d=%26%23".into()))
    );
    assert_eq!(whole(Style::Raw, "[1]"), Err(Refusal::Nested));
}

#[test]
fn a_form_is_a_value_of_any_place() {
    let form = |place| {
        written(
            &color(place, Style::Urlencoded(&[]), false),
            r#"{"a":"b c","d":1}"#,
        )
    };
    assert_eq!(form(Place::Query), Ok(Some("color=a%3Db%2520c%26d%3D1".into())));
    assert_eq!(form(Place::Header), Ok(Some("a=b%20c&d=1".into())));
    assert_eq!(form(Place::Path), Ok(Some("a%3Db%2520c%26d%3D1".into())));
}

#[test]
fn cookies_of_their_own_style_are_written_as_they_are() {
    let cookie = |explode| color(Place::Cookie, Style::Cookie, explode);
    // The specification's own example (3.2, "Parameter Object Examples").
    assert_eq!(
        written(&cookie(true), r#"{"greeting":"Hello%2C world!","code":42}"#),
        Ok(Some("greeting=Hello%2C world!; code=42".into()))
    );
    assert_eq!(
        written(&cookie(true), LIST),
        Ok(Some("color=blue; color=black; color=brown".into()))
    );
    assert_eq!(
        written(&cookie(false), LIST),
        Ok(Some("color=blue,black,brown".into()))
    );
    assert_eq!(
        written(&cookie(false), OBJECT),
        Ok(Some("color=R,100,G,200,B,150".into()))
    );
    for (explode, value, refusal) in [
        (true, r#""a;b""#, Refusal::Delimiter),
        (false, r#"["a,b"]"#, Refusal::Delimiter),
        (true, r#"{"a=b":"c"}"#, Refusal::Delimiter),
        (true, r#""a\r\nb""#, Refusal::NotVisible),
        (true, r#"" a""#, Refusal::OuterSpace),
    ] {
        assert_eq!(written(&cookie(explode), value), Err(refusal), "{value}");
    }
}

#[test]
fn reserved_characters_pass_where_a_place_can_hold_them() {
    let reserved = |place, style| Parameter {
        allow_reserved: true,
        ..color(place, style, false)
    };
    let text = r#""a:b@c/d?e#f[g];h,i=j+k%2F""#;
    for (place, style, expected) in [
        (Place::Path, Style::Simple, "a:b@c%2Fd%3Fe%23f%5Bg%5D;h,i=j+k%2F"),
        (
            Place::Path,
            Style::Matrix,
            ";color=a:b@c%2Fd%3Fe%23f%5Bg%5D%3Bh%2Ci%3Dj+k%2F",
        ),
        (
            Place::Query,
            Style::Form,
            "color=a:b@c/d?e%23f%5Bg%5D;h,i=j%2Bk%2F",
        ),
        (Place::Cookie, Style::Form, "color=a:b@c/d?e#f[g]%3Bh%2Ci=j+k%2F"),
    ] {
        assert_eq!(
            written(&reserved(place, style), text),
            Ok(Some(expected.into())),
            "{place:?}"
        );
    }
}

#[test]
fn control_characters_are_refused_in_paths() {
    let path = color(Place::Path, Style::Simple, false);
    for text in [r#""a\nb""#, r#""\u0000""#, r#""\u007f""#, r#"["a","\t"]"#] {
        assert_eq!(written(&path, text), Err(Refusal::Control), "{text}");
    }
    let query = color(Place::Query, Style::Form, true);
    assert_eq!(written(&query, r#""a\nb""#), Ok(Some("color=a%0Ab".into())));
}

#[test]
fn deep_objects_are_bounded() {
    let depth = 10_000;
    let json = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    assert!(
        written(
            &color(Place::Query, Style::DeepObject(Arrays::Indices), true),
            &json
        )
        .is_err()
    );
}
