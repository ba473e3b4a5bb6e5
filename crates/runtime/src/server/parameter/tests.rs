//! The specification's table of styles (OpenAPI 3.0.4, "Style Examples"), read back, and what the
//! table does not say.

use http::Request;
use http::request::Parts;

use super::{Source, read};
use crate::http::{Arrays, Member, Operation, Parameter, Place, Scheme, SchemeKind, Service, Style};
use crate::schema::{JsonType, Literal, Property, Rule, Schema};
use crate::server::judge::Judging;
use crate::server::path::Template;

static TEXT: Schema = Schema(&[Rule::Type(&[JsonType::String])]);
static LIST: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&TEXT))]);
static NUMBERS: Schema = Schema(&[
    Rule::Type(&[JsonType::Array]),
    Rule::Items(Some(&Schema::INTEGER)),
]);
static COLOR: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[
        Property("R", &Schema::INTEGER),
        Property("G", &Schema::INTEGER),
        Property("B", &Schema::INTEGER),
    ]),
]);

static SERVICE: Service = Service {
    title: "",
    version: "",
    base_url: None,
    schemes: &[Scheme {
        name: "key",
        kind: SchemeKind::ApiKeyQuery("key"),
    }],
};
static OPERATION: Operation = Operation {
    id: "test",
    method: "GET",
    path: "/x/{color}",
    base_url: None,
    parameters: &[Parameter::query("other", &TEXT)],
    body: None,
    success: &[],
    security: &[],
    idempotency_key: None,
};

/// A parameter `color` of this place, style and explode.
fn color(place: Place, style: Style, explode: bool, schema: &'static Schema) -> Parameter {
    Parameter {
        place,
        style,
        explode,
        ..Parameter::query("color", schema)
    }
}

fn parts(place: Place, raw: &str) -> Parts {
    let request = match place {
        Place::Path => Request::get(format!("/x/{raw}")),
        Place::Query | Place::Querystring => Request::get(format!("/x/1?{raw}")),
        Place::Header => Request::get("/x/1").header("color", raw),
        Place::Cookie => Request::get("/x/1").header("cookie", raw),
    };
    request.body(()).unwrap().into_parts().0
}

/// The JSON that is read, `absent`, or the first fault.
fn reads(parameter: &Parameter, raw: &str) -> String {
    let request = parts(parameter.place, raw);
    let captures = Template::new(OPERATION.path)
        .captures(request.uri.path(), "")
        .unwrap();
    let source = Source {
        service: &SERVICE,
        operation: &OPERATION,
        request: &request,
        captures: &captures,
        judging: Judging::Strict,
    };
    match read(parameter, &source) {
        Ok(text) => text.map_or("absent".to_owned(), |text| text.to_string()),
        Err(faults) => format!(
            "{}: {}",
            if faults[0].malformed { "malformed" } else { "wrong" },
            faults[0].detail
        ),
    }
}

const BLUE: &str = r#""blue""#;
const COLORS: &str = r#"["blue","black","brown"]"#;
const RGB: &str = r#"{"R":100,"G":200,"B":150}"#;

#[test]
fn the_table_of_the_specification() {
    use Place::{Cookie, Header, Path, Query};
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    for (place, style, explode, raw, json) in [
        (Path, Matrix, false, ";color=blue", BLUE),
        (Path, Matrix, false, ";color=blue,black,brown", COLORS),
        (Path, Matrix, false, ";color=R,100,G,200,B,150", RGB),
        (Path, Matrix, true, ";color=blue", BLUE),
        (Path, Matrix, true, ";color=blue;color=black;color=brown", COLORS),
        (Path, Matrix, true, ";R=100;G=200;B=150", RGB),
        (Path, Label, false, ".blue", BLUE),
        (Path, Label, false, ".blue,black,brown", COLORS),
        (Path, Label, false, ".R,100,G,200,B,150", RGB),
        (Path, Label, true, ".blue", BLUE),
        (Path, Label, true, ".blue.black.brown", COLORS),
        (Path, Label, true, ".R=100.G=200.B=150", RGB),
        (Path, Simple, false, "blue", BLUE),
        (Path, Simple, false, "blue,black,brown", COLORS),
        (Path, Simple, false, "R,100,G,200,B,150", RGB),
        (Path, Simple, true, "R=100,G=200,B=150", RGB),
        (Header, Simple, false, "blue", BLUE),
        (Header, Simple, false, "blue, black ,brown", COLORS),
        (Header, Simple, false, "R,100,G,200,B,150", RGB),
        (Header, Simple, true, "R=100, G=200,B=150", RGB),
        (Query, Form, false, "color=blue", BLUE),
        (Query, Form, false, "color=blue,black,brown", COLORS),
        (Query, Form, false, "color=R,100,G,200,B,150", RGB),
        (Query, Form, true, "color=blue", BLUE),
        (Query, Form, true, "color=blue&color=black&color=brown", COLORS),
        (Query, Form, true, "R=100&G=200&B=150", RGB),
        (Cookie, Form, false, "color=blue", BLUE),
        (Cookie, Form, false, "color=blue,black,brown", COLORS),
        (Cookie, Form, false, "color=R,100,G,200,B,150", RGB),
        (Cookie, Form, true, "color=blue&color=black&color=brown", COLORS),
        (Cookie, Form, true, "color=blue; color=black; color=brown", COLORS),
        (Cookie, Form, true, "R=100&G=200&B=150", RGB),
        (Query, SpaceDelimited, false, "color=blue%20black%20brown", COLORS),
        (
            Query,
            SpaceDelimited,
            false,
            "color=R%20100%20G%20200%20B%20150",
            RGB,
        ),
        (Query, PipeDelimited, false, "color=blue%7Cblack%7Cbrown", COLORS),
        (Query, PipeDelimited, false, "color=R|100|G|200|B|150", RGB),
        (
            Query,
            DeepObject(Arrays::Indices),
            true,
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            RGB,
        ),
        (
            Query,
            DeepObject(Arrays::Indices),
            true,
            "color[R]=100&color[G]=200&color[B]=150",
            RGB,
        ),
    ] {
        let schema = if json == BLUE {
            &TEXT
        } else if json == COLORS {
            &LIST
        } else {
            &COLOR
        };
        assert_eq!(
            reads(&color(place, style, explode, schema), raw),
            json,
            "{style:?} {explode} {raw}"
        );
    }
}

#[test]
fn a_list_of_one_and_an_empty_one() {
    let exploded = color(Place::Query, Style::Form, true, &LIST);
    assert_eq!(reads(&exploded, "color=blue"), r#"["blue"]"#);
    assert_eq!(reads(&exploded, "color=a,b"), r#"["a,b"]"#);
    assert_eq!(reads(&exploded, "colour=blue"), "absent");
    let joined = color(Place::Query, Style::Form, false, &LIST);
    assert_eq!(reads(&joined, "color=blue"), r#"["blue"]"#);
    assert_eq!(reads(&joined, "color="), "[]");
    assert_eq!(reads(&joined, "color=,"), r#"["",""]"#);
}

#[test]
fn a_delimiter_that_is_encoded_belongs_to_the_element() {
    let texts = color(Place::Query, Style::Form, false, &LIST);
    assert_eq!(reads(&texts, "color=a%2Cb,c"), r#"["a,b","c"]"#);
    // Many clients encode all commas; where that leaves but one reading, it is meant.
    let numbers = color(Place::Query, Style::Form, false, &NUMBERS);
    assert_eq!(reads(&numbers, "color=1%2C2"), "[1,2]");
    assert!(reads(&numbers, "color=1%2Cx").starts_with("wrong"));
    let path = color(Place::Path, Style::Simple, false, &LIST);
    assert_eq!(reads(&path, "a%2Cb,c%2F"), r#"["a,b","c/"]"#);
    let object = color(Place::Query, Style::Form, false, &COLOR);
    assert_eq!(reads(&object, "color=R%2C100%2CG%2C200"), r#"{"R":100,"G":200}"#);
    assert!(reads(&object, "color=R%2C100%2CG").starts_with("malformed"));
}

#[test]
fn the_schema_says_what_a_text_is() {
    static EITHER: Schema = Schema(&[Rule::OneOf(&[&Schema::INTEGER, &TEXT])]);
    static ONE_OR_MANY: Schema = Schema(&[Rule::AnyOf(&[&TEXT, &LIST])]);
    static NOTHING: Schema = Schema(&[Rule::Type(&[JsonType::Integer, JsonType::Null])]);
    static LEVEL: Schema = Schema(&[Rule::Enum(&[Literal::Number("1"), Literal::String("high")])]);
    let read = |schema, raw: &str| {
        reads(
            &color(Place::Query, Style::Form, false, schema),
            &format!("color={raw}"),
        )
    };
    assert_eq!(read(&EITHER, "7"), "7");
    assert_eq!(read(&EITHER, "x"), r#""x""#);
    assert_eq!(read(&ONE_OR_MANY, "a"), r#""a""#);
    assert_eq!(read(&ONE_OR_MANY, "a,b"), r#"["a","b"]"#);
    assert_eq!(read(&NOTHING, ""), "null");
    assert_eq!(read(&LEVEL, "1"), "1");
    assert_eq!(read(&LEVEL, "high"), r#""high""#);
    assert_eq!(read(&Schema::ANY, "1"), r#""1""#);
    assert_eq!(read(&TEXT, "true"), r#""true""#);
    assert_eq!(
        read(&Schema::NUMBER, "123456789012345678901234567890"),
        "123456789012345678901234567890"
    );
    assert!(read(&Schema::INTEGER, "+1").starts_with("wrong"));
    assert!(read(&Schema::BOOLEAN, "True").starts_with("wrong"));
}

#[test]
fn an_exploded_object_takes_what_nobody_else_does() {
    static OPEN: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::AdditionalProperties(Some(&TEXT)),
    ]);
    let closed = color(Place::Query, Style::Form, true, &COLOR);
    assert_eq!(reads(&closed, "R=1&x=2&key=3"), r#"{"R":1}"#);
    assert_eq!(reads(&closed, "x=2"), "absent");
    let open = color(Place::Query, Style::Form, true, &OPEN);
    assert_eq!(reads(&open, "a=1&other=2&key=3&b=%22"), r#"{"a":"1","b":"\""}"#);
}

#[test]
fn deep_objects_nest_and_repeat() {
    static INNER: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[Property("color", &COLOR), Property("tags", &LIST)]),
    ]);
    let deep = color(Place::Query, Style::DeepObject(Arrays::Indices), true, &INNER);
    assert_eq!(
        reads(&deep, "color[color][R]=1&color[tags]=a&color[tags]=b"),
        r#"{"color":{"R":1},"tags":["a","b"]}"#
    );
    for tags in [
        "color[tags][]=a&color[tags][]=b",
        "color[tags][0]=a&color[tags][1]=b",
        "color[tags][7]=b&color[tags][3]=a",
    ] {
        assert_eq!(reads(&deep, tags), r#"{"tags":["a","b"]}"#, "{tags}");
    }
    assert_eq!(reads(&deep, "color[tags]=a"), r#"{"tags":["a"]}"#);
    assert_eq!(reads(&deep, "color[color]={%22R%22:1}"), r#"{"color":{"R":1}}"#);
    assert!(reads(&deep, "color[color]={").starts_with("wrong"));
    assert!(reads(&deep, "color[a]=1&color[a][b]=2").starts_with("malformed"));
    let abyss = format!("color{}=1", "[a]".repeat(1000));
    assert!(reads(&deep, &abyss).starts_with("malformed"));
}

#[test]
fn json_is_json_wherever_it_stands() {
    let json = |place| color(place, Style::Json, false, &COLOR);
    assert_eq!(reads(&json(Place::Query), "color=%7B%22R%22:1%7D"), r#"{"R":1}"#);
    assert_eq!(
        reads(&json(Place::Header), r#"{"R": 1, "G": 2}"#),
        r#"{"R": 1, "G": 2}"#
    );
    assert_eq!(reads(&json(Place::Path), "%7B%7D"), "{}");
    assert!(reads(&json(Place::Query), "color=%7B").starts_with("malformed"));
    assert!(reads(&json(Place::Query), "color=1").starts_with("wrong"));
}

#[test]
fn another_style_is_malformed() {
    for (parameter, raw) in [
        (color(Place::Path, Style::Label, false, &TEXT), "blue"),
        (color(Place::Path, Style::Matrix, false, &TEXT), "blue"),
        (color(Place::Path, Style::Matrix, false, &TEXT), ";colour=blue"),
        (
            color(Place::Path, Style::Matrix, true, &TEXT),
            ";color=blue;color=red",
        ),
        (color(Place::Query, Style::Form, false, &COLOR), "color=R,100,G"),
        (color(Place::Query, Style::Form, false, &COLOR), "color=R,1,R,2"),
        (color(Place::Path, Style::Simple, true, &COLOR), "R=1,G"),
        (color(Place::Query, Style::Form, true, &TEXT), "color=a&color=b"),
        (
            color(Place::Query, Style::SpaceDelimited, false, &LIST),
            "color=a&color=b",
        ),
    ] {
        assert!(
            reads(&parameter, raw).starts_with("malformed"),
            "{raw}: {}",
            reads(&parameter, raw)
        );
    }
}

#[test]
fn reserved_characters_that_go_unencoded_are_what_they_are() {
    let reserved = Parameter {
        allow_reserved: true,
        ..Parameter::query("color", &TEXT)
    };
    assert_eq!(reads(&reserved, "color=a+b/c?d"), r#""a+b/c?d""#);
    assert_eq!(
        reads(&Parameter::query("color", &TEXT), "color=a+b%2B"),
        r#""a b+""#
    );
}

#[test]
fn deep_objects_may_be_lists_and_single_values() {
    static LINES: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&COLOR))]);
    static EITHER: Schema = Schema(&[Rule::AnyOf(&[&COLOR, &Schema::INTEGER])]);
    static META: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::AdditionalProperties(Some(&TEXT)),
    ]);
    let deep = |schema, raw: &str| {
        reads(
            &color(Place::Query, Style::DeepObject(Arrays::Indices), true, schema),
            raw,
        )
    };
    assert_eq!(deep(&LIST, "color[0]=a&color[1]=b"), r#"["a","b"]"#);
    assert_eq!(deep(&LIST, "color[]=a&color[]=b"), r#"["a","b"]"#);
    assert_eq!(deep(&LIST, "color=a&color=b"), r#"["a","b"]"#);
    assert_eq!(
        deep(&LINES, "color[1][R]=3&color[0][R]=1&color[0][G]=2"),
        r#"[{"R":1,"G":2},{"R":3}]"#
    );
    assert_eq!(deep(&EITHER, "color=5"), "5");
    assert_eq!(deep(&EITHER, "color[R]=5"), r#"{"R":5}"#);
    assert_eq!(deep(&META, "color[0]=a"), r#"{"0":"a"}"#);
    assert!(deep(&EITHER, "color=5&color[R]=5").starts_with("malformed"));
}

#[test]
fn the_whole_query_is_one_value_beside_the_keys() {
    static BODY: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[Property("size", &COLOR), Property("n", &Schema::INTEGER)]),
    ]);
    const MEMBERS: &[Member] = &[Member::deep_object("size")];
    let whole = |style, schema, raw: &str| reads(&Parameter::querystring("all", style, schema), raw);
    let form = |raw: &str| whole(Style::Urlencoded(MEMBERS), &BODY, raw);
    assert_eq!(form("n=1&key=secret&size[R]=2"), r#"{"size":{"R":2},"n":1}"#);
    static NAMED: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[Property("name", &TEXT)]),
    ]);
    assert_eq!(
        whole(Style::Urlencoded(&[]), &NAMED, "name=a+%2B+b%2520"),
        r#"{"name":"a + b%20"}"#
    );
    assert_eq!(form(""), "absent");
    assert!(form("n=x").starts_with("wrong"));
    assert!(form("size[R]=2&size=3").starts_with("malformed"));
    assert_eq!(
        whole(Style::Json, &COLOR, "%7B%22R%22%3A1%7D&key=k"),
        r#"{"R":1}"#
    );
    assert_eq!(whole(Style::Simple, &TEXT, "%24.a%5B1%5D"), r#""$.a[1]""#);
    assert_eq!(whole(Style::Raw, &TEXT, "a=b&c=%26"), r#""a=b&c=%26""#);
}

#[test]
fn an_empty_value_may_say_no_more_than_none() {
    let optional = Parameter {
        allow_empty: true,
        ..Parameter::query("color", &Schema::BOOLEAN)
    };
    assert_eq!(reads(&optional, "color="), "absent");
    assert_eq!(reads(&optional, "color"), "absent");
    assert_eq!(reads(&optional, "color=true"), "true");
    assert!(reads(&optional, "color=x").starts_with("wrong"));
    assert!(
        reads(
            &Parameter {
                allow_empty: false,
                ..optional
            },
            "color="
        )
        .starts_with("wrong")
    );
    let text = Parameter {
        allow_empty: true,
        ..Parameter::query("color", &TEXT)
    };
    assert_eq!(reads(&text, "color="), r#""""#);
}

#[test]
fn cookies_of_their_own_style_are_not_decoded() {
    let cookie = color(Place::Cookie, Style::Cookie, true, &TEXT);
    assert_eq!(reads(&cookie, "a=1; color=b%2Cc&d=e"), r#""b%2Cc&d=e""#);
}
