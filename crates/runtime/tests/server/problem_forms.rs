//! Problems in the JSON that the document declares for them.

use axum::body::Body;
use bindery_runtime::http::{Media, Parameter};
use bindery_runtime::schema::{Format, JsonType, Literal, Property, Rule, Schema};
use bindery_runtime::server::{DeclaredAnswer, DeclaredAnswers};
use serde_json::{Value, json};

use crate::ask::{Answer, ask_of, request};
use crate::shop::{self, FAIL, FIND};

const JSON: Media = Media::json("application/vnd.told+json");

/// A 422 of two parameters, where the document declares JSON of `schema` for every failure.
async fn invalid(schema: &'static Schema) -> Answer {
    get("/orders/1?limit=x&ids=y", schema).await
}

async fn get(target: &str, schema: &'static Schema) -> Answer {
    let rows: &'static [DeclaredAnswer] = Box::leak(Box::new([DeclaredAnswer::new(&[])
        .or_default()
        .with_body(JSON, schema)]));
    let answers: &'static DeclaredAnswers = Box::leak(Box::new([(&FIND, rows), (&FAIL, rows)]));
    let router = shop::routes().answers(answers).into_router();
    ask_of(&router, request("GET", target).body(Body::empty()).unwrap()).await
}

fn object<const N: usize>(required: &'static [&'static str], members: [Property; N]) -> &'static Schema {
    let members: &'static [Property] = Box::leak(Box::new(members));
    let rules = [
        Rule::Type(&[JsonType::Object]),
        Rule::Required(required),
        Rule::Properties(members),
    ];
    leak(rules)
}

fn leak<const N: usize>(rules: [Rule; N]) -> &'static Schema {
    Box::leak(Box::new(Schema(Box::leak(Box::new(rules)))))
}

async fn says(schema: &'static Schema, expected: Value) {
    let answer = invalid(schema).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (422, "application/vnd.told+json"),
        "{}",
        answer.body
    );
    assert_eq!(answer.json(), expected);
}

const DETAIL: &str = "The request is not what the operation takes.";

#[tokio::test]
async fn members_say_what_their_names_mean() {
    let schema = object(
        &["code", "message"],
        [
            Property("code", &Schema::INTEGER),
            Property("message", &Schema::STRING),
            Property("moon", &Schema::STRING),
        ],
    );
    says(schema, json!({ "code": 422, "message": DETAIL })).await;
    let schema = object(
        &["error"],
        [
            Property("success", &Schema::BOOLEAN),
            Property(
                "error",
                object(
                    &[],
                    [
                        Property("statusCode", &Schema::STRING),
                        Property("error_description", &Schema::STRING),
                        Property("type", &Schema::STRING),
                    ],
                ),
            ),
        ],
    );
    let error = json!({ "error_description": DETAIL, "type": "unprocessable_content" });
    says(schema, json!({ "success": false, "error": error })).await;
    says(&Schema::STRING, json!(DETAIL)).await;
}

#[tokio::test]
async fn each_fault_is_told_where_there_is_a_list_for_it() {
    let fault = object(
        &["field", "message"],
        [
            Property("field", &Schema::STRING),
            Property("message", &Schema::STRING),
        ],
    );
    let list = leak([Rule::Type(&[JsonType::Array]), Rule::Items(Some(fault))]);
    let members = [Property("errors", list)];
    let integer = "expected an integer, found a string";
    let told = invalid(object(&["errors"], members)).await.json();
    assert_eq!(told["errors"][0]["field"], "limit", "{told}");
    assert_eq!(told["errors"][0]["message"], integer, "{told}");
    assert_eq!(told["errors"].as_array().map(Vec::len), Some(2), "{told}");
    let words = leak([
        Rule::Type(&[JsonType::Array]),
        Rule::Items(Some(&Schema::STRING)),
        Rule::MinItems(1),
    ]);
    let members = [Property("messages", words)];
    let told = invalid(object(&["messages"], members)).await.json();
    assert_eq!(told["messages"][0], integer, "{told}");
}

#[tokio::test]
async fn of_what_must_be_there_and_is_not_known_the_least_is_said() {
    static MAYBE: Schema = Schema(&[Rule::Type(&[JsonType::Null, JsonType::Object])]);
    let schema = object(
        &["message", "request_id", "moon", "stars", "retries", "sun"],
        [
            Property("message", &Schema::STRING),
            Property("request_id", &Schema::STRING),
            Property("moon", &MAYBE),
            Property("stars", &Schema::ARRAY),
            Property("retries", &Schema::NUMBER),
            Property("sun", &Schema::BOOLEAN),
        ],
    );
    let told = json!({
        "message": DETAIL, "request_id": "", "moon": null, "stars": [], "retries": 0, "sun": false,
    });
    says(schema, told).await;
}

#[tokio::test]
async fn of_several_kinds_the_one_that_is_meant_is_chosen() {
    static KINDS: Schema = Schema(&[Rule::Enum(&[
        Literal::String("OVERLOADED"),
        Literal::String("VALIDATION_ERROR"),
        Literal::String("INTERNAL"),
    ])]);
    let schema = object(&["kind"], [Property("kind", &KINDS)]);
    says(schema, json!({ "kind": "VALIDATION_ERROR" })).await;
    let failed = get("/fail?how=panic", schema).await;
    assert_eq!(
        (failed.status, failed.json()),
        (500, json!({ "kind": "INTERNAL" }))
    );
    static TWO: Schema = Schema(&[Rule::OneOf(&[&LATE, &WRONG])]);
    static LATE: Schema = Schema(&[
        Rule::Required(&["type"]),
        Rule::Properties(&[Property(
            "type",
            &Schema(&[Rule::Enum(&[Literal::String("late")])]),
        )]),
    ]);
    static WRONG: Schema = Schema(&[
        Rule::Required(&["type"]),
        Rule::Properties(&[Property(
            "type",
            &Schema(&[Rule::Enum(&[Literal::String("invalid_request")])]),
        )]),
    ]);
    says(&TWO, json!({ "type": "invalid_request" })).await;
}

#[tokio::test]
async fn what_cannot_be_said_is_a_problem_as_ever() {
    static MOONS: Schema = Schema(&[Rule::Enum(&[Literal::String("full"), Literal::String("new")])]);
    static LONG: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::MinLength(1000)]);
    for schema in [
        object(&["moon"], [Property("moon", &MOONS)]),
        object(&["message"], [Property("message", &LONG)]),
        &Schema::INTEGER,
    ] {
        let answer = invalid(schema).await;
        assert_eq!(answer.header("content-type"), "application/problem+json");
        answer.is_problem(422);
    }
}

#[tokio::test]
async fn a_schema_that_a_problem_fits_gets_all_of_it() {
    let schema = object(&["status"], [Property("status", &Schema::INTEGER)]);
    let told = invalid(schema).await.json();
    assert_eq!(told["errors"].as_array().map(Vec::len), Some(2), "{told}");
}

#[tokio::test]
async fn required_headers_say_the_least_that_they_may() {
    static KIND: Schema = Schema(&[
        Rule::Type(&[JsonType::String]),
        Rule::Enum(&[Literal::String("gateway"), Literal::String("service")]),
    ]);
    static LEFT: Schema = Schema(&[Rule::Type(&[JsonType::Integer]), Rule::Minimum("3")]);
    static DIGITS: Schema = Schema(&[
        Rule::Type(&[JsonType::String]),
        Rule::Pattern("^[0-9]{4}$"),
        Rule::MinLength(4),
    ]);
    static ODD: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::Pattern("^x7$")]);
    static ID: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::Format(Format::Uuid)]);
    const fn required(name: &'static str, schema: &'static Schema) -> Parameter {
        Parameter {
            required: true,
            ..Parameter::header(name, schema)
        }
    }
    static HEADERS: [Parameter; 8] = [
        required("X-Text", &Schema::STRING),
        required("X-Kind", &KIND),
        required("X-Left", &LEFT),
        required("X-Digits", &DIGITS),
        required("X-Odd", &ODD),
        required("X-Id", &ID),
        required("Content-Type", &Schema::STRING),
        Parameter::header("X-Optional", &Schema::STRING),
    ];
    let mut row = DeclaredAnswer::new(&[422]);
    row.headers = &HEADERS;
    let rows: &'static [DeclaredAnswer] = Box::leak(Box::new([row]));
    let answers: &'static DeclaredAnswers = Box::leak(Box::new([(&FIND, rows)]));
    let router = shop::routes().answers(answers).into_router();
    let answer = ask_of(
        &router,
        request("GET", "/orders/1?limit=x").body(Body::empty()).unwrap(),
    )
    .await;
    answer.is_problem(422);
    let said = ["X-Text", "X-Kind", "X-Left", "X-Digits", "X-Id"].map(|name| answer.header(name));
    assert_eq!(
        said,
        [
            "-",
            "gateway",
            "3",
            "0000",
            "00000000-0000-0000-0000-000000000000"
        ]
    );
    assert!(!answer.headers.contains_key("X-Odd") && !answer.headers.contains_key("X-Optional"));
    let other = ask_of(
        &router,
        request("GET", "/orders/1?limit=%zz").body(Body::empty()).unwrap(),
    )
    .await;
    assert!(
        !other.is_problem(400).headers.contains_key("X-Text"),
        "only 422 is declared"
    );
}
