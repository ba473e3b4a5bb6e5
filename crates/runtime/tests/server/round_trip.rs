//! What a client writes, the server reads: every place, style and explode, with awkward values.

use bindery_runtime::client::{Builder, Error, TowerTransport};
use bindery_runtime::http::{
    Arrays, Media, Member, Operation, Parameter, Place, RequestBody, Service, Status, Style, Success,
};
use bindery_runtime::schema::{JsonType, Property, Rule, Schema};
use bindery_runtime::server::{FromRequest, RequestReader, Routes};
use bindery_runtime::{Json, answers};
use serde_json::{Value, json};

static SERVICE: Service = Service {
    title: "Echo",
    version: "1",
    base_url: Some("http://echo"),
    schemes: &[],
};

static TEXT: Schema = Schema::STRING;
static TEXTS: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&TEXT))]);
static OBJECT: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[
        Property("a", &TEXT),
        Property("b&c", &TEXT),
        Property("n", &Schema::INTEGER),
        Property("flag", &Schema::BOOLEAN),
    ]),
]);
static FORM: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[
        Property("a", &TEXT),
        Property("many", &TEXTS),
        Property("inner", &OBJECT),
    ]),
]);

#[derive(Debug)]
pub(crate) enum NoError {}

answers! { error NoError {} }

pub(crate) struct Echoed(Option<Json>);

impl FromRequest for Echoed {
    fn from_request(reader: &mut RequestReader) -> Option<Self> {
        match reader.operation().body {
            Some(_) => reader.optional_body().map(Self),
            None => reader.optional(0).map(Self),
        }
    }
}

struct Echo;

impl Echo {
    async fn echo(&self, Echoed(json): Echoed) -> Result<Json, NoError> {
        Ok(json.unwrap_or(Json::from("absent")))
    }
}

const JSON: Media = Media::json("application/json");
const OK: &[Success] = &[Success {
    status: Status::Exact(200),
    media: &[JSON],
    others: &[],
}];

const fn operation(method: &'static str, path: &'static str) -> Operation {
    Operation {
        id: "echo",
        method,
        path,
        base_url: None,
        parameters: &[],
        body: None,
        success: OK,
        security: &[],
        idempotency_key: None,
    }
}

/// What comes back when `operation` is called with `value`; `None` when the client refuses to send what nobody
/// could read back.
async fn echo(operation: Operation, value: &Value) -> Option<Value> {
    let operation: &'static Operation = Box::leak(Box::new(operation));
    let router = Routes::anonymous(&SERVICE, Echo)
        .route_anonymous(operation, Echo::echo)
        .into_router();
    let mut builder = Builder::new(&SERVICE);
    builder.transport(TowerTransport::new(router));
    let call = builder.build().unwrap().call(operation);
    let call = match operation.body.and_then(|body| body.media.first()) {
        Some((media, _)) if media.content_type.starts_with("multipart") => call.with_multipart(value),
        Some((media, _)) if media.content_type.starts_with("text") => call.with_text(value),
        Some((media, _)) if media.content_type.contains("form") => call.with_form(value),
        Some(_) => call.with_json(value),
        None => call.with_parameter(0, value),
    };
    match call.send::<Json, NoError>().await {
        Ok(json) => Some(serde_json::from_str(json.as_text()).unwrap()),
        Err(Error::Request(_)) => None,
        Err(error) => panic!(
            "{value} as {:?}: {error:?} {:?}",
            operation.parameters.first(),
            error
                .response()
                .map(|response| String::from_utf8_lossy(response.body()).into_owned())
        ),
    }
}

const AWKWARD: [&str; 23] = [
    "blue",
    "",
    "a b",
    "a+b",
    "50%",
    "%41",
    "a&b=c",
    "\"q\"",
    "ä€😀",
    "a/b?c#d",
    "[x]",
    "{y}",
    "a\\b",
    "~!*'()",
    "a,b",
    "a.b",
    "a;b",
    "a=b",
    "a|b",
    "1",
    "true",
    "null",
    "@:$",
];

fn parameter(place: Place, style: Style, explode: bool, schema: &'static Schema) -> Operation {
    let required = place == Place::Path;
    let parameter = Parameter {
        place,
        style,
        explode,
        required,
        ..Parameter::query("color", schema)
    };
    let path = if required { "/x/{color}/y" } else { "/x" };
    Operation {
        parameters: Box::leak(Box::new([parameter])),
        ..operation("GET", path)
    }
}

const STYLES: [(Place, Style, bool); 23] = [
    (Place::Path, Style::Simple, false),
    (Place::Path, Style::Simple, true),
    (Place::Path, Style::Label, false),
    (Place::Path, Style::Label, true),
    (Place::Path, Style::Matrix, false),
    (Place::Path, Style::Matrix, true),
    (Place::Query, Style::Form, false),
    (Place::Query, Style::Form, true),
    (Place::Query, Style::SpaceDelimited, false),
    (Place::Query, Style::PipeDelimited, false),
    (Place::Query, Style::DeepObject(Arrays::Indices), true),
    (Place::Query, Style::DeepObject(Arrays::Brackets), true),
    (Place::Query, Style::DeepObject(Arrays::Repeated), true),
    (Place::Query, Style::Json, false),
    (Place::Query, Style::Urlencoded(&[]), false),
    (Place::Querystring, Style::Json, false),
    (Place::Querystring, Style::Urlencoded(&[]), false),
    (Place::Header, Style::Simple, false),
    (Place::Header, Style::Simple, true),
    (Place::Header, Style::Json, false),
    (Place::Cookie, Style::Form, false),
    (Place::Cookie, Style::Form, true),
    (Place::Cookie, Style::Cookie, true),
];

async fn check(schema: &'static Schema, value: impl Fn(&str) -> Value) {
    let mut arrived = 0;
    for (place, style, explode) in STYLES {
        for text in AWKWARD {
            let sent = value(text);
            let Some(read) = echo(parameter(place, style, explode, schema), &sent).await else {
                continue;
            };
            assert_eq!(read, sent, "{place:?} {style:?} explode {explode}");
            arrived += 1;
        }
    }
    assert!(arrived > 150, "only {arrived} values were sent");
}

#[tokio::test]
async fn texts() {
    check(&TEXT, |text| json!(text)).await;
}

#[tokio::test]
async fn lists() {
    check(&TEXTS, |text| json!([text, "z"])).await;
}

#[tokio::test]
async fn objects() {
    check(
        &OBJECT,
        |text| json!({ "a": text, "b&c": "x", "n": -7, "flag": true }),
    )
    .await;
}

/// What nests is JSON within the other styles.
#[tokio::test]
async fn nested_lists() {
    static NESTED: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&OBJECT))]);
    check(&NESTED, |text| json!([{ "a": text, "n": 1 }, { "a": "z" }])).await;
}

/// All that a deep object can hold, as a form's member and as a parameter.
#[tokio::test]
async fn nested_forms() {
    static DEEP: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[
            Property("inner", &OBJECT),
            Property("many", &TEXTS),
            Property(
                "rows",
                &Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&OBJECT))]),
            ),
        ]),
    ]);
    static BODY: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[Property("deep", &DEEP), Property("other", &TEXT)]),
    ]);
    const MEMBERS: [&[Member]; 3] = [
        &[Member::deep_object("deep")],
        &[Member {
            style: Style::DeepObject(Arrays::Brackets),
            ..Member::form("deep")
        }],
        &[Member {
            style: Style::DeepObject(Arrays::Repeated),
            ..Member::form("deep")
        }],
    ];
    for (index, text) in AWKWARD.into_iter().enumerate() {
        let members = MEMBERS[index % MEMBERS.len()];
        let media: &'static [(Media, &'static Schema)] = Box::leak(Box::new([(
            Media::form_of("application/x-www-form-urlencoded", members),
            &BODY,
        )]));
        let body = Operation {
            body: Some(RequestBody {
                required: true,
                media,
            }),
            ..operation("POST", "/x")
        };
        let deep = json!({ "inner": { "a": text, "n": 1 }, "many": [text, "z"], "rows": [{ "a": text }, { "a": "b", "n": 2 }] });
        let sent = json!({ "deep": deep, "other": text });
        assert_eq!(echo(body, &sent).await, Some(sent));
        let parameter = parameter(Place::Query, members[0].style, true, &DEEP);
        assert_eq!(echo(parameter, &deep).await, Some(deep));
    }
}

#[tokio::test]
async fn bodies() {
    for media in [
        JSON,
        Media::form("application/x-www-form-urlencoded"),
        Media::multipart("multipart/form-data"),
    ] {
        let media = Box::leak(Box::new([(media, &FORM)]));
        for text in AWKWARD {
            let body = Operation {
                body: Some(RequestBody {
                    required: true,
                    media,
                }),
                ..operation("POST", "/x")
            };
            let sent = json!({ "a": text, "many": [text, ""], "inner": { "a": text, "n": 3 } });
            assert_eq!(echo(body, &sent).await, Some(sent), "{}", media[0].0.content_type);
        }
    }
    let media: &'static [(Media, &'static Schema)] =
        Box::leak(Box::new([(Media::text("text/plain"), &TEXT)]));
    for text in AWKWARD.into_iter().filter(|text| !text.is_empty()) {
        let body = Operation {
            body: Some(RequestBody {
                required: true,
                media,
            }),
            ..operation("POST", "/x")
        };
        assert_eq!(echo(body, &json!(text)).await, Some(json!(text)));
    }
}
